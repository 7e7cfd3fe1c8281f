//! Texts that pass through the widget stay JavaScript strings: a Rust `String` would replace an
//! unpaired surrogate, and copying a long message twice a keystroke would be felt.

use super::names::{self, Name};
use super::value::{Held, Members, Passed, held, kinds, present};

kinds! {
    /// A text.
    Text
}

/// The steps of `dom.js`.
mod js {
    use wasm_bindgen::prelude::*;

    use crate::browser::value::Handle;

    #[wasm_bindgen(module = "/src/browser/dom.js")]
    extern "C" {
        pub(super) fn named(text: Handle) -> Handle;
        #[wasm_bindgen(js_name = withLf)]
        pub(super) fn with_lf(text: Handle) -> Handle;
        #[wasm_bindgen(js_name = withoutLineBreaks)]
        pub(super) fn without_line_breaks(text: Handle) -> Handle;
        #[wasm_bindgen(js_name = isBlank)]
        pub(super) fn is_blank(text: Handle) -> bool;
        #[wasm_bindgen(js_name = wellFormed)]
        pub(super) fn well_formed(text: Handle) -> Handle;
        pub(super) fn concat(text: Handle, other: Handle) -> Handle;
        pub(super) fn fill(text: Handle, placeholder: Handle, number: i32) -> Handle;
        pub(super) fn slice(text: Handle, start: i32, end: i32) -> Handle;
        pub(super) fn includes(text: Handle, part: Handle) -> bool;
        #[wasm_bindgen(js_name = unitAt)]
        pub(super) fn unit_at(text: Handle, place: i32) -> i32;
        #[wasm_bindgen(js_name = beginsLike)]
        pub(super) fn begins_like(text: Handle, other: Handle) -> bool;
        pub(super) fn json(text: Handle) -> Handle;
        #[wasm_bindgen(js_name = byteLength)]
        pub(super) fn byte_length(text: Handle) -> i32;
        pub(super) fn filled(value: Handle) -> Handle;
        pub(super) fn printed(value: Handle) -> Handle;
    }
}

impl From<Name> for Text {
    fn from(name: Name) -> Self {
        name.cast()
    }
}

impl Default for Text {
    fn default() -> Self {
        names::NOTHING.into()
    }
}

impl Text {
    /// Which of the texts that never change it is, if any.
    pub(crate) fn name(self) -> Option<Name> {
        held(js::named(self.handle()))
    }

    /// In UTF-16 units.
    pub(crate) fn length(self) -> i32 {
        self.number(names::LENGTH)
    }

    /// The UTF-16 unit at a place; 0 behind the end.
    pub(crate) fn unit_at(self, place: i32) -> i32 {
        js::unit_at(self.handle(), place)
    }

    /// With LF for each line break, as a textarea gives it.
    pub(crate) fn with_lf(self) -> Self {
        present(js::with_lf(self.handle()))
    }

    /// Without its line breaks, as an `<input type="text">` gives it.
    pub(crate) fn without_line_breaks(self) -> Self {
        present(js::without_line_breaks(self.handle()))
    }

    /// With U+FFFD for each unpaired surrogate. jQuery's `$.param` throws on anything else, and then
    /// the whole page could not be saved.
    pub(crate) fn well_formed(self) -> Self {
        present(js::well_formed(self.handle()))
    }

    /// Without the white space around it.
    pub(crate) fn trimmed(self) -> Self {
        self.ask(names::TRIM, None::<Text>).unwrap_or_default()
    }

    /// Whether there is nothing in it but white space.
    pub(crate) fn is_blank(self) -> bool {
        js::is_blank(self.handle())
    }

    /// Whether `part` is in it, in capitals or not.
    pub(crate) fn includes(self, part: Text) -> bool {
        js::includes(self.handle(), part.handle())
    }

    /// Whether it begins with the first word of `other`.
    pub(crate) fn begins_like(self, other: Text) -> bool {
        js::begins_like(self.handle(), other.handle())
    }

    /// Where a pattern is met first.
    pub(crate) fn search(self, pattern: Name) -> Option<i32> {
        let place = self.count(names::SEARCH, pattern);
        (place >= 0).then_some(place)
    }

    /// The part between two places.
    pub(crate) fn slice(self, start: i32, end: i32) -> Self {
        present(js::slice(self.handle(), start, end))
    }

    /// This one and then the other.
    pub(crate) fn and(self, other: impl Held) -> Self {
        present(js::concat(self.handle(), other.handle()))
    }

    /// With `number` in place of `placeholder`.
    pub(crate) fn fill(self, placeholder: Name, number: u32) -> Self {
        present(js::fill(self.handle(), placeholder.handle(), number as i32))
    }

    /// As JSON.
    pub(crate) fn json(self) -> Self {
        present(js::json(self.handle()))
    }

    /// How long it is in UTF-8, in bytes.
    pub(crate) fn byte_length(self) -> i32 {
        js::byte_length(self.handle())
    }
}

/// A text with something in it, if `value` is one.
pub(crate) fn filled(value: impl Passed) -> Option<Text> {
    held(js::filled(value.pass()))
}

/// The text of a number or of anything else that is no object and not missing.
pub(crate) fn printed(value: impl Passed) -> Option<Text> {
    held(js::printed(value.pass()))
}
