//! What amoCRM hands over: anything at all. Asking it never throws; what is missing is `undefined`.

use wasm_bindgen::prelude::*;

use crate::browser::names::Name;

#[wasm_bindgen(module = "/src/browser/dom.js")]
extern "C" {
    /// The member of an object; `undefined` where there is none, no object, or it throws.
    pub(crate) fn read(object: &JsValue, name: Name) -> JsValue;

    /// What a method answers to up to two arguments (`undefined` is none), or `{ thrown }`.
    pub(crate) fn ask(object: &JsValue, method: Name, first: &JsValue, second: &JsValue)
    -> JsValue;

    /// Whether it is an object, and not what a method has thrown.
    #[wasm_bindgen(js_name = isObject)]
    pub(crate) fn is_object(value: &JsValue) -> bool;

    /// Sets a member of an object that the widget has made.
    pub(crate) fn set(object: &JsValue, name: Name, value: &JsValue);
}
