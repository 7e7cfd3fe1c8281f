//! The page's jQuery 2.1.3, by which amoCRM wants a refusal.

use wasm_bindgen::prelude::*;

use super::value::{ask, is_object, read};
use crate::browser::dom;
use crate::browser::names;

/// What `onSave` returns to keep amoCRM from saving: a rejected jQuery promise, since `$.when` of
/// jQuery 2.1.3 takes a rejected native promise for done; `false` where there is no jQuery.
pub fn refusal() -> JsValue {
    let none = &JsValue::UNDEFINED;
    let jquery = read(&dom::window(), names::JQUERY);
    let deferred = ask(&jquery, names::DEFERRED, none, none);
    let rejected = ask(&deferred, names::REJECT, none, none);
    let promise = ask(&rejected, names::PROMISE, none, none);
    if is_object(&promise) {
        promise
    } else {
        JsValue::FALSE
    }
}
