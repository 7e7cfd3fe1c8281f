//! Messages to the person, by `APP.notifications`. Where amoCRM's page has none, nothing is said:
//! the documentation knows no other place for it.

use js_sys::Object;
use wasm_bindgen::JsValue;

use super::value::{ask, is_object, read, set};
use super::widget_object::WidgetObject;
use crate::browser::{dom, names};
use crate::texts::{self, Text};

/// How a message looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Something is as it should be.
    Fine,
    /// Something has failed.
    Error,
}

/// Tells the person something.
pub fn show(host: &WidgetObject, kind: Kind, text: Text) {
    let message = Object::new();
    set(&message, names::HEADER, &texts::NAME.of(host));
    set(&message, names::TEXT, &text.of(host));
    let method = match kind {
        Kind::Fine => names::SHOW_MESSAGE,
        Kind::Error => names::SHOW_MESSAGE_ERROR,
    };
    ask(&notifications(), method, &message, &JsValue::UNDEFINED);
}

/// Asked for anew each time: amoCRM may make its own after the widget starts.
fn notifications() -> JsValue {
    let window = dom::window();
    let mut app = read(&window, names::APP);
    if !is_object(&app) {
        // Its name until 2023.
        app = read(&window, names::AMOCRM);
    }
    read(&app, names::NOTIFICATIONS)
}
