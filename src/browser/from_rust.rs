//! What the shim does around Rust, for callers that are in Rust themselves: the tests.

use wasm_bindgen::prelude::*;

use super::value::Handle;

#[wasm_bindgen(module = "/src/browser/dom.js")]
extern "C" {
    /// Hands over the [`texts`](super::names::texts) as an array of strings, once a page.
    pub fn learn(texts: &JsValue);

    /// Has this function called for all that the browser calls back: [`happened`](crate::happened).
    pub fn serve(happened: &JsValue);

    /// Calls a function of the widget with values of JavaScript, and gives what it answers.
    pub fn call(
        enter: &mut dyn FnMut(Handle, Handle, Handle) -> Handle,
        first: &JsValue,
        second: &JsValue,
        third: &JsValue,
    ) -> JsValue;
}
