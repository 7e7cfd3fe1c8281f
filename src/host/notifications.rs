//! Messages to the person, by `APP.notifications`. Where amoCRM's page has none, nothing is said:
//! the documentation knows no other place for it.

use js_sys::Array;
use wasm_bindgen::JsValue;

use super::widget_object::WidgetObject;
use crate::browser::dom::document;
use crate::browser::object::{call, member, object};
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
    let message = object(&[("header", &texts::NAME.of(host)), ("text", &text.of(host))]);
    let method = match kind {
        Kind::Fine => "show_message",
        Kind::Error => "show_message_error",
    };
    let _ = call(&notifications(), method, &Array::of1(&message));
}

/// Asked for anew each time: amoCRM may make its own after the widget starts.
fn notifications() -> JsValue {
    let page = member(&document(), "defaultView");
    let mut app = member(&page, "APP");
    if !app.is_object() {
        // Its name until 2023.
        app = member(&page, "AMOCRM");
    }
    member(&app, "notifications")
}
