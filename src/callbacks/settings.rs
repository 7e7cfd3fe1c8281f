//! The window of the widget's own settings.

use crate::Visit;
use crate::browser::dom::{self, Control, Element};
use crate::browser::names;
use crate::browser::text::Text;
use crate::browser::value::{Members, Value};
use crate::form::editor::Purpose;
use crate::form::open_editors;

/// Gives the default message the same editor as the trigger's, and asks for digits in the limit.
pub(crate) fn open(visit: Visit, body: Option<Value>) {
    let body = dom::element_in(body);
    super::begin(visit, body);
    let settings = visit.host().settings();
    let Some(place) = body.or_else(|| window_of(settings.widget_code()?)) else {
        return;
    };
    visit.set(names::WINDOW, place);
    if let Some(max_length) = place.select::<Element>(names::MAX_LENGTH_FIELD) {
        max_length.set_attribute(names::INPUTMODE, names::NUMERIC);
    }
    if let Some(control) = place.select::<Control>(names::DEFAULT_MESSAGE_FIELD) {
        let form = control.form().unwrap_or(place);
        open_editors::open(visit, settings, control, form, Purpose::Default);
    }
}

/// The settings window: the one that amoCRM has passed, while it stands, or the one of its class.
pub(super) fn open_window(visit: Visit) -> Option<Element> {
    let passed: Option<Element> = visit.get(names::WINDOW);
    passed
        .filter(|window| window.is_connected())
        .or_else(|| window_of(visit.host().settings().widget_code()?))
}

/// The settings window of the widget installed as `code`, if it is open.
fn window_of(code: Text) -> Option<Element> {
    let mut windows = dom::document().select_all(names::SETTINGS_WINDOW);
    windows.find(|window| window.has_class(code))
}
