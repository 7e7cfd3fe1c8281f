//! The window of the widget's own settings.

use std::rc::Rc;

use js_sys::JsString;
use wasm_bindgen::prelude::*;

use crate::Visit;
use crate::browser::dom::{self, Control, Element};
use crate::browser::names::{self, Name};
use crate::form::editor::Purpose;
use crate::form::open_editors;

/// Gives the default message the same editor as the trigger's, and asks for digits in the limit.
pub(crate) fn open(visit: &Rc<Visit>, body: &JsValue) {
    let body = dom::element_in(body);
    super::begin(visit, body.as_ref());
    let settings = visit.host.settings();
    let window = || window_of(&settings.widget_code()?);
    let Some(place) = body.or_else(window) else {
        return;
    };
    visit.settings_window.hold(place.clone());
    if let Some(max_length) = field(&place, names::MAX_LENGTH_FIELD) {
        max_length.set_attribute_named(names::INPUTMODE, names::NUMERIC);
    }
    if let Some(control) = field(&place, names::DEFAULT_MESSAGE_FIELD) {
        let form = control.form().unwrap_or(place);
        open_editors::open(visit, &settings, &control, &form, Purpose::Default);
    }
}

/// The settings window: the one that amoCRM has passed, while it stands, or the one of its class.
pub(super) fn open_window(visit: &Visit) -> Option<Element> {
    let passed = visit.settings_window.copy().filter(Element::is_connected);
    passed.or_else(|| window_of(&visit.host.settings().widget_code()?))
}

/// The settings window of the widget installed as `code`, if it is open.
fn window_of(code: &JsString) -> Option<Element> {
    let mut windows = dom::document().select_all(names::SETTINGS_WINDOW);
    windows.find(|window| window.has_class(code))
}

/// The field in the settings window.
pub(super) fn field(place: &Element, selector: Name) -> Option<Control> {
    place.select(selector).map(JsCast::unchecked_into)
}
