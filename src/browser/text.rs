//! Texts that pass through the widget stay JavaScript strings: a Rust `String` would replace an
//! unpaired surrogate, and copying a long message twice a keystroke would be felt.

use js_sys::{JsString, RegExp};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// JavaScript's own conversion: a number becomes its digits, where it is a whole one.
    ///
    /// # Errors
    /// What an object throws that does not want to be a text.
    #[wasm_bindgen(catch, js_name = String)]
    pub fn of(value: &JsValue) -> Result<JsString, JsValue>;

    #[wasm_bindgen(extends = JsString)]
    type WellFormable;

    #[wasm_bindgen(method, structural, catch, js_name = toWellFormed)]
    fn to_well_formed(this: &WellFormable) -> Result<JsString, JsValue>;
}

/// `text` with LF for each of its line breaks, as a textarea gives it.
pub fn with_lf(text: &JsString) -> JsString {
    if text.includes("\r", 0) {
        text.replace_by_pattern(&RegExp::new("\r\n?", "g"), "\n")
    } else {
        text.clone()
    }
}

/// `text` without its line breaks, as an `<input type="text">` gives it.
pub fn without_line_breaks(text: &JsString) -> JsString {
    text.replace_by_pattern(&RegExp::new("[\r\n]", "g"), "")
}

/// `text` with U+FFFD for each unpaired surrogate. jQuery's `$.param` throws on anything else, and
/// then the whole page could not be saved.
pub fn well_formed(text: &JsString) -> JsString {
    let by_browser = text.unchecked_ref::<WellFormable>().to_well_formed();
    // Browsers older than 2023 do not have it; a way through Rust does the same.
    by_browser.unwrap_or_else(|_| String::from(text).into())
}

/// Whether there is nothing in `text` but white space.
pub fn is_blank(text: &JsString) -> bool {
    text.trim().length() == 0
}
