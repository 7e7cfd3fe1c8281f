//! Messages to the person, by `APP.notifications`. Where amoCRM's page has none, nothing is said:
//! the documentation knows no other place for it.

use wasm_bindgen::prelude::*;

use super::widget_object::WidgetObject;
use crate::browser::object::object;
use crate::texts::{self, Text};

#[wasm_bindgen]
extern "C" {
    /// The page's globals, read anew each time: amoCRM may make its own after the widget starts.
    type Globals;

    #[wasm_bindgen(thread_local_v2, js_name = globalThis)]
    static GLOBALS: Globals;

    #[wasm_bindgen(method, structural, getter, js_name = APP)]
    fn app(this: &Globals) -> Option<App>;

    /// What `APP` was called before 2023.
    #[wasm_bindgen(method, structural, getter, js_name = AMOCRM)]
    fn amocrm(this: &Globals) -> Option<App>;

    type App;

    #[wasm_bindgen(method, structural, catch, getter)]
    fn notifications(this: &App) -> Result<Notifications, JsValue>;

    type Notifications;

    #[wasm_bindgen(method, structural, catch)]
    fn show_message(this: &Notifications, message: &JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(method, structural, catch)]
    fn show_message_error(this: &Notifications, message: &JsValue) -> Result<(), JsValue>;
}

/// Tells the person something good.
pub fn show(host: &WidgetObject, text: Text) {
    let _ = notifications().and_then(|page| page.show_message(&message(host, text)));
}

/// Tells the person that something has failed.
pub fn show_error(host: &WidgetObject, text: Text) {
    let _ = notifications().and_then(|page| page.show_message_error(&message(host, text)));
}

fn notifications() -> Result<Notifications, JsValue> {
    let app = GLOBALS.with(|globals| globals.app().or_else(|| globals.amocrm()));
    app.ok_or(JsValue::UNDEFINED)?.notifications()
}

/// A message as amoCRM takes it.
fn message(host: &WidgetObject, text: Text) -> JsValue {
    object([
        ("header", texts::NAME.of(host).into()),
        ("text", text.of(host).into()),
    ])
}
