//! Messages to the person, by `APP.notifications`. Where amoCRM's page has none, nothing is said:
//! the documentation knows no other place for it.

use super::value::{ask_with, is_object, read};
use super::widget_object::WidgetObject;
use crate::browser::value::{Members, Object, Value};
use crate::browser::{dom, names};
use crate::phrases::{self, Phrase};

/// How a message looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Something is as it should be.
    Fine,
    /// Something has failed.
    Error,
}

/// Tells the person something.
pub(crate) fn show(host: WidgetObject, kind: Kind, text: Phrase) {
    let message = Object::new();
    message.set(names::HEADER, phrases::NAME.of(host));
    message.set(names::TEXT, text.of(host));
    let method = match kind {
        Kind::Fine => names::SHOW_MESSAGE,
        Kind::Error => names::SHOW_MESSAGE_ERROR,
    };
    ask_with(notifications(), method, message, None::<Value>);
}

/// Asked for anew each time: amoCRM may make its own after the widget starts.
fn notifications() -> Option<Value> {
    let window = dom::window();
    let mut app = read(window, names::APP);
    if !is_object(app) {
        // Its name until 2023.
        app = read(window, names::AMOCRM);
    }
    read(app, names::NOTIFICATIONS)
}
