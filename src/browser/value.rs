//! JavaScript's values, by the numbers under which `dom.js` has them.
//!
//! wasm-bindgen's `JsValue` owns a place in a table, which each clone and each drop has to keep in
//! order: that was half of the module. A number here is copied freely, and nothing has to be let go
//! of: `dom.js` drops all values at once when the call from JavaScript in which they came returns.
//! So no number outlives that call. What is to be remembered is kept by an [`Object`] of JavaScript,
//! which JavaScript hands in again; Rust has no memory of its own, and needs no allocator.

use std::marker::PhantomData;
use std::num::NonZeroI32;

use super::names;

/// The number of a value as it crosses the border; 0 is `undefined` or `null`.
pub type Handle = i32;

/// What stands for a value of JavaScript.
pub trait Held: Copy {
    /// The value with this number, which is known to be of this kind.
    fn numbered(number: NonZeroI32) -> Self;

    /// Its number.
    fn handle(self) -> Handle;

    /// The same value, which is known to be of another kind too.
    fn cast<T: Held>(self) -> T {
        present(self.handle())
    }
}

/// A value, or nothing, to be handed over.
pub trait Passed {
    /// Its number.
    fn pass(self) -> Handle;
}

impl<T: Held> Passed for T {
    fn pass(self) -> Handle {
        self.handle()
    }
}

impl<T: Held> Passed for Option<T> {
    fn pass(self) -> Handle {
        self.map_or(0, T::handle)
    }
}

/// The value with this number, if it is one's.
pub fn held<T: Held>(handle: Handle) -> Option<T> {
    NonZeroI32::new(handle).map(T::numbered)
}

/// The value with this number, which `dom.js` always gives one.
pub(crate) fn present<T: Held>(handle: Handle) -> T {
    T::numbered(not_zero(handle))
}

#[inline(never)]
fn not_zero(handle: Handle) -> NonZeroI32 {
    NonZeroI32::new(handle).unwrap_or_else(|| std::process::abort())
}

/// Declares kinds of values.
macro_rules! kinds {
    ($($(#[$about:meta])* $kind:ident)*) => { $(
        $(#[$about])*
        #[derive(Debug, Clone, Copy)]
        pub struct $kind(std::num::NonZeroI32);

        impl $crate::browser::value::Held for $kind {
            fn numbered(number: std::num::NonZeroI32) -> Self {
                $kind(number)
            }

            fn handle(self) -> $crate::browser::value::Handle {
                self.0.get()
            }
        }

        /// Whether both are the same value of JavaScript.
        impl PartialEq for $kind {
            fn eq(&self, other: &Self) -> bool {
                $crate::browser::value::is_same(*self, *other)
            }
        }
    )* };
}
pub(crate) use kinds;

kinds! {
    /// Anything but `undefined` and `null`.
    Value
    /// An object, by its members: one of the widget's, or amoCRM's.
    Object
    /// What has a length and items with numbers: an array, or elements in the document's order.
    List
}

/// The steps of `dom.js`.
mod js {
    use wasm_bindgen::prelude::*;

    use super::Handle;

    #[wasm_bindgen(module = "/src/browser/dom.js")]
    extern "C" {
        pub(super) fn object() -> Handle;
        pub(super) fn memory() -> Handle;
        pub(super) fn list() -> Handle;
        pub(super) fn get(object: Handle, name: Handle) -> Handle;
        pub(super) fn number(object: Handle, name: Handle) -> i32;
        pub(super) fn set(object: Handle, name: Handle, value: Handle);
        #[wasm_bindgen(js_name = setNumber)]
        pub(super) fn set_number(object: Handle, name: Handle, value: i32);
        pub(super) fn ask(object: Handle, method: Handle, argument: Handle) -> Handle;
        pub(super) fn test(object: Handle, method: Handle, argument: Handle) -> i32;
        pub(super) fn same(one: Handle, other: Handle) -> bool;
        pub(super) fn item(list: Handle, index: i32) -> Handle;
        pub(super) fn push(list: Handle, value: Handle);
        pub(super) fn without(list: Handle, value: Handle) -> Handle;
    }
}

/// What lasts as long as this instance of WebAssembly. Its number is always this.
pub(crate) const STATE: Object = Object(constant(1));

/// `false`. Its number is always this.
pub(crate) const FALSE: Value = Value(constant(2));

/// A number that is known not to be 0.
pub(super) const fn constant(number: i32) -> NonZeroI32 {
    match NonZeroI32::new(number) {
        Some(number) => number,
        None => NonZeroI32::MAX,
    }
}

/// What every value can be asked.
pub(crate) trait Members: Held {
    /// A member, if it is there.
    fn get<T: Held>(self, name: impl Held) -> Option<T> {
        held(js::get(self.handle(), name.handle()))
    }

    /// A number; 0 where it is not there.
    fn number(self, name: impl Held) -> i32 {
        js::number(self.handle(), name.handle())
    }

    /// Whether a member is true.
    fn is(self, name: impl Held) -> bool {
        self.number(name) != 0
    }

    /// Sets a member.
    fn set(self, name: impl Held, value: impl Passed) {
        js::set(self.handle(), name.handle(), value.pass());
    }

    /// Sets a member to a number.
    fn set_number(self, name: impl Held, number: i32) {
        js::set_number(self.handle(), name.handle(), number);
    }

    /// What a method answers, if anything.
    fn ask<T: Held>(self, method: impl Held, argument: impl Passed) -> Option<T> {
        held(js::ask(self.handle(), method.handle(), argument.pass()))
    }

    /// Calls a method.
    fn call(self, method: impl Held, argument: impl Passed) {
        js::ask(self.handle(), method.handle(), argument.pass());
    }

    /// The number that a method answers; 1 for `true`.
    fn count(self, method: impl Held, argument: impl Passed) -> i32 {
        js::test(self.handle(), method.handle(), argument.pass())
    }

    /// Whether a method says so.
    fn test(self, method: impl Held, argument: impl Passed) -> bool {
        self.count(method, argument) != 0
    }
}

impl<T: Held> Members for T {}

/// Whether both are the same value of JavaScript; nothing is the same as nothing.
pub(crate) fn is_same(one: impl Passed, other: impl Passed) -> bool {
    js::same(one.pass(), other.pass())
}

impl Object {
    /// One without members.
    pub(crate) fn new() -> Self {
        present(js::object())
    }

    /// One to remember things by: it has no member before it is set, whatever a page adds to what
    /// every object has.
    pub(crate) fn memory() -> Self {
        present(js::memory())
    }
}

impl List {
    /// One without items.
    pub(crate) fn new() -> Self {
        present(js::list())
    }

    /// Puts a value last.
    pub(crate) fn push(self, value: impl Passed) {
        js::push(self.handle(), value.pass());
    }

    /// How many items it has.
    pub(crate) fn length(self) -> i32 {
        self.number(names::LENGTH)
    }

    /// The item at this place.
    pub(crate) fn item<T: Held>(self, place: i32) -> Option<T> {
        held(js::item(self.handle(), place))
    }

    /// A list of the same items.
    pub(crate) fn copy(self) -> Self {
        self.without(None::<Value>)
    }

    /// Another list, in which `value` is not.
    pub(crate) fn without(self, value: impl Passed) -> Self {
        present(js::without(self.handle(), value.pass()))
    }

    /// The items one after the other, with those that are added meanwhile.
    pub(crate) fn items<T: Held>(self) -> Items<T> {
        Items {
            list: self,
            next: 0,
            kind: PhantomData,
        }
    }
}

/// See [`List::items`].
#[derive(Debug)]
pub struct Items<T> {
    list: List,
    next: i32,
    kind: PhantomData<T>,
}

impl<T: Held> Iterator for Items<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.next += 1;
        self.list.item(self.next - 1)
    }
}
