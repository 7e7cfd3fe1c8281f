//! Plain objects for amoCRM. `serde-wasm-bindgen` makes those that hold fixed texts; where an
//! object holds strings that stay in JavaScript, or numbers, it is four times as large.

use js_sys::Object;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Throws for what is not an object only.
    #[wasm_bindgen(js_namespace = Reflect)]
    fn set(target: &Object, key: &str, value: &JsValue);
}

/// An object with these members.
pub fn object<const N: usize>(members: [(&str, JsValue); N]) -> JsValue {
    let object = Object::new();
    for (key, value) in &members {
        set(&object, key, value);
    }
    object.into()
}
