//! JavaScript's objects by the names of their members. An extern type with a method for each name
//! reads better and is how the rest of the widget does it; for a handful of names that are used
//! once it weighs four times as much.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Sets a member. It throws for what is not an object only, and for a name that is one.
    #[wasm_bindgen(js_namespace = Reflect)]
    pub fn set(target: &Object, name: &JsValue, value: &JsValue);

    #[wasm_bindgen(catch, js_namespace = Reflect)]
    fn apply(function: &JsValue, this: &JsValue, args: &Array) -> Result<JsValue, JsValue>;
}

/// A new object with these members.
pub fn object(members: &[(&str, &JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in members {
        set(&object, &(*name).into(), value);
    }
    object.into()
}

/// The member `name` of `object`; `undefined` where there is none, or no object.
pub fn member(object: &JsValue, name: &str) -> JsValue {
    get(object, &name.into())
}

/// The same by a name that stays in JavaScript.
pub fn get(object: &JsValue, name: &JsValue) -> JsValue {
    // What throws leaves a slot of wasm-bindgen's table behind: that of the answer which never
    // came. A member that throws is rare, no object at all is not.
    if !(object.is_object() || object.is_function()) {
        return JsValue::UNDEFINED;
    }
    Reflect::get(object, name).unwrap_or_default()
}

/// Calls the method `name` of `object`.
///
/// # Errors
/// What it threw, or the `TypeError` where there is no such method.
pub fn call(object: &JsValue, name: &str, args: &Array) -> Result<JsValue, JsValue> {
    apply(&member(object, name), object, args)
}
