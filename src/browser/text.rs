//! Texts that pass through the widget stay JavaScript strings: a Rust `String` would replace an
//! unpaired surrogate, and copying a long message twice a keystroke would be felt.

use js_sys::JsString;
use wasm_bindgen::prelude::*;

use super::names::Name;

#[wasm_bindgen(module = "/src/browser/dom.js")]
extern "C" {
    /// The text with this number.
    #[wasm_bindgen(js_name = text)]
    pub fn of(name: Name) -> JsString;

    /// Which of the texts with a number it is, if any.
    pub fn named(text: &JsValue) -> Name;

    /// In UTF-16 units.
    pub fn length(text: &JsString) -> i32;

    /// The UTF-16 unit at a place of `text`; 0 behind its end.
    #[wasm_bindgen(js_name = unitAt)]
    pub fn unit_at(text: &JsString, place: i32) -> i32;

    /// `text` with LF for each of its line breaks, as a textarea gives it.
    #[wasm_bindgen(js_name = withLf)]
    pub fn with_lf(text: &JsString) -> JsString;

    /// `text` without its line breaks, as an `<input type="text">` gives it.
    #[wasm_bindgen(js_name = withoutLineBreaks)]
    pub fn without_line_breaks(text: &JsString) -> JsString;

    /// `text` with U+FFFD for each unpaired surrogate. jQuery's `$.param` throws on anything else,
    /// and then the whole page could not be saved.
    #[wasm_bindgen(js_name = wellFormed)]
    pub fn well_formed(text: &JsString) -> JsString;

    /// `text` without the white space around it.
    pub fn trimmed(text: &JsString) -> JsString;

    /// Whether there is nothing in `text` but white space.
    #[wasm_bindgen(js_name = isBlank)]
    pub fn is_blank(text: &JsString) -> bool;

    /// Whether `part` is in `text`, in capitals or not.
    pub fn includes(text: &JsString, part: &JsString) -> bool;

    /// Whether `text` begins with the first word of `other`.
    #[wasm_bindgen(js_name = beginsLike)]
    pub fn begins_like(text: &JsString, other: &JsString) -> bool;

    /// The part of `text` between two places.
    pub fn slice(text: &JsString, start: i32, end: i32) -> JsString;

    /// One text and then the other.
    pub fn concat(text: &JsString, other: &JsString) -> JsString;

    /// The same with a text that never changes.
    #[wasm_bindgen(js_name = concatNamed)]
    pub fn concat_named(text: &JsString, other: Name) -> JsString;

    /// `text` with `number` in place of `placeholder`.
    pub fn fill(text: &JsString, placeholder: Name, number: u32) -> JsString;

    /// A text as JSON.
    pub fn json(text: &JsString) -> JsString;

    /// How long `text` is in UTF-8, in bytes.
    #[wasm_bindgen(js_name = byteLength)]
    pub fn byte_length(text: &JsString) -> i32;

    /// A text with something in it, if `value` is one.
    pub fn filled(value: &JsValue) -> Option<JsString>;

    /// The text of a number or of anything else that is no object and not missing.
    pub fn printed(value: &JsValue) -> Option<JsString>;

    /// Whether both are the same text, to the UTF-16 unit.
    #[wasm_bindgen(js_name = same)]
    pub fn equal(one: &JsString, other: &JsString) -> bool;
}
