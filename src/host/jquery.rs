//! The page's jQuery 2.1.3: what amoCRM hands over wrapped in it, and how it wants a refusal.

use wasm_bindgen::prelude::*;

use crate::browser::dom::Element;
use crate::browser::object;

#[wasm_bindgen]
extern "C" {
    /// The page's `jQuery` function.
    #[derive(Debug)]
    type JQuery;

    /// A jQuery Deferred, or the promise of one.
    #[derive(Debug)]
    type Deferred;

    #[wasm_bindgen(thread_local_v2, js_namespace = globalThis, js_name = jQuery)]
    static JQUERY: Option<JQuery>;

    #[wasm_bindgen(method, structural, catch, js_name = Deferred)]
    fn deferred(this: &JQuery) -> Result<Deferred, JsValue>;

    #[wasm_bindgen(method, structural, catch)]
    fn reject(this: &Deferred) -> Result<Deferred, JsValue>;

    #[wasm_bindgen(method, structural, catch)]
    fn promise(this: &Deferred) -> Result<JsValue, JsValue>;
}

/// The element in `value`, be it an element or a jQuery object that holds one first.
pub fn element(value: &JsValue) -> Option<Element> {
    if value.has_type::<Element>() {
        return Some(value.clone().unchecked_into());
    }
    // amoCRM mostly passes nothing at all.
    object::get(value, &0.into()).dyn_into().ok()
}

/// What `onSave` returns to keep amoCRM from saving: a rejected jQuery promise, since `$.when` of
/// jQuery 2.1.3 takes a rejected native promise for done; `false` where there is no jQuery.
pub fn refusal() -> JsValue {
    let rejected = JQUERY.with(|jquery| {
        let rejected = jquery.as_ref()?.deferred().ok()?.reject().ok()?;
        rejected.promise().ok()
    });
    rejected.unwrap_or(JsValue::FALSE)
}
