//! What amoCRM hands over: anything at all. Asking it never throws; what is missing is `None`.

use crate::browser::names::Name;
use crate::browser::value::{Held, Passed, Value, held};

/// The steps of `dom.js`.
mod js {
    use wasm_bindgen::prelude::*;

    use crate::browser::value::Handle;

    #[wasm_bindgen(module = "/src/browser/dom.js")]
    extern "C" {
        pub(super) fn read(object: Handle, name: Handle) -> Handle;
        pub(super) fn request(
            object: Handle,
            method: Handle,
            first: Handle,
            second: Handle,
        ) -> Handle;
        #[wasm_bindgen(js_name = isObject)]
        pub(super) fn is_object(value: Handle) -> bool;
        #[wasm_bindgen(js_name = isThrown)]
        pub(super) fn is_thrown(value: Handle) -> bool;
    }
}

/// The member of an object; `None` where there is none, no object, or it throws.
pub(crate) fn read(object: impl Passed, name: Name) -> Option<Value> {
    held(js::read(object.pass(), name.handle()))
}

/// What a method answers, or what it has thrown ([`is_thrown`]).
pub(crate) fn ask(object: impl Passed, method: Name) -> Option<Value> {
    held(js::request(object.pass(), method.handle(), 0, 0))
}

/// The same with one or two arguments.
pub(crate) fn ask_with(
    object: impl Passed,
    method: Name,
    first: impl Held,
    second: impl Passed,
) -> Option<Value> {
    held(js::request(
        object.pass(),
        method.handle(),
        first.handle(),
        second.pass(),
    ))
}

/// Whether it is what a method has thrown: its `cause`.
pub(crate) fn is_thrown(value: impl Passed) -> bool {
    js::is_thrown(value.pass())
}

/// Whether it is an object, and not what a method has thrown.
pub(crate) fn is_object(value: impl Passed) -> bool {
    js::is_object(value.pass())
}
