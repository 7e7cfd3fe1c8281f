//! The window of the widget's own settings.

use std::rc::Rc;

use wasm_bindgen::prelude::*;

use crate::Visit;
use crate::browser::dom::{self, Control, Element};
use crate::form::editor::Purpose;
use crate::form::open_editors;
use crate::host::jquery;

/// amoCRM's window of a widget's settings; the widget's code is a class of it.
const WINDOW: &str = "widget-settings__modal";

/// Gives the default message the same editor as the trigger's, and asks for digits in the limit.
pub(crate) fn open(visit: &Rc<Visit>, body: &JsValue) {
    super::begin(visit);
    let settings = visit.host.settings();
    let window = || window_of(&settings.widget_code().ok()?);
    let Some(place) = jquery::element(body).or_else(window) else {
        return;
    };
    visit.settings_window.hold(place.clone());
    if let Some(max_length) = field(&place, "max_length") {
        max_length.set_attribute("inputmode", "numeric");
    }
    if let Some(control) = field(&place, Purpose::Default.field_name()) {
        let form = control.form().unwrap_or(place);
        open_editors::open(visit, &settings, &control, &form, Purpose::Default);
    }
}

/// The settings window: the one that amoCRM has passed, while it stands, or the one of its class.
pub(super) fn open_window(visit: &Visit) -> Option<Element> {
    let passed = visit.settings_window.copy().filter(Element::is_connected);
    passed.or_else(|| window_of(&visit.host.settings().widget_code().ok()?))
}

/// The settings window of the widget installed as `code`, if it is open.
fn window_of(code: &str) -> Option<Element> {
    let mut windows = dom::document().elements_by_class(WINDOW).into_iter();
    windows.find(|window| window.has_class(code))
}

/// The field `name` in the settings window.
pub(super) fn field(place: &Element, name: &str) -> Option<Control> {
    let selector = ["input[name=", name, "], textarea[name=", name, "]"].concat();
    place.select(&selector).map(JsCast::unchecked_into)
}
