//! The widget's settings are about to be saved.

use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::settings;
use crate::Visit;
use crate::browser::dom::{Control, Element};
use crate::browser::{names, text};
use crate::host::value::read;
use crate::host::{jquery, max_length};
use crate::texts;

/// `true`, or what makes amoCRM keep the settings open. Disabling the widget is never refused, and
/// neither is a save without fields.
pub(crate) fn check(visit: &Rc<Visit>, details: &JsValue) -> JsValue {
    if text::named(&read(details, names::ACTIVE)) == names::NO {
        return JsValue::TRUE;
    }
    let max_length = read(&read(details, names::FIELDS), names::MAX_LENGTH);
    let is_valid = max_length::limit_of(&max_length).is_ok();
    // Without a window to say it in, the refusal alone has to do.
    let _ = show(visit, is_valid);
    if is_valid {
        JsValue::TRUE
    } else {
        jquery::refusal()
    }
}

/// Says beside the limit what is wrong with it, or no longer.
fn show(visit: &Rc<Visit>, is_valid: bool) -> Option<()> {
    let window = settings::open_window(visit)?;
    let max_length = settings::field(&window, names::MAX_LENGTH_FIELD)?;
    let problem = window.select(names::SETTINGS_PROBLEM_SELECTOR);
    if is_valid {
        problem?.remove();
        max_length.remove_attribute(names::ARIA_INVALID);
        max_length.remove_attribute(names::ARIA_DESCRIBEDBY);
        return Some(());
    }
    let problem = problem.unwrap_or_else(|| problem_after(&max_length));
    problem.set_text(&texts::BAD_MAX_LENGTH.of(&visit.host));
    max_length.set_attribute_named(names::ARIA_INVALID, names::TRUE);
    max_length.set_attribute_named(names::ARIA_DESCRIBEDBY, names::SETTINGS_PROBLEM_ID);
    max_length.focus();
    Some(())
}

/// There is one settings window at a time, so that the id is free.
fn problem_after(max_length: &Control) -> Element {
    let problem = max_length.create(names::DIV, names::SETTINGS_PROBLEM_CLASS);
    problem.set_attribute_named(names::ID, names::SETTINGS_PROBLEM_ID);
    problem.set_attribute_named(names::ROLE, names::ALERT);
    max_length.after(&problem);
    problem
}
