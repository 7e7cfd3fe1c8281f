//! The widget's settings are about to be saved.

use super::settings;
use crate::Visit;
use crate::browser::dom::Element;
use crate::browser::names;
use crate::browser::text;
use crate::browser::value::Value;
use crate::host::value::read;
use crate::host::{jquery, max_length};
use crate::phrases;

/// Nothing, or what makes amoCRM keep the settings open. Disabling the widget is never refused, and
/// neither is a save without fields.
pub(crate) fn check(visit: Visit, details: Option<Value>) -> Option<Value> {
    let active = text::filled(read(details, names::ACTIVE));
    if active.is_some_and(|active| active.name() == Some(names::NO)) {
        return None;
    }
    let max_length = read(read(details, names::FIELDS), names::MAX_LENGTH);
    let is_valid = max_length::limit_of(max_length).is_ok();
    // Without a window to say it in, the refusal alone has to do.
    let _ = show(visit, is_valid);
    (!is_valid).then(jquery::refusal)
}

/// Says beside the limit what is wrong with it, or no longer.
fn show(visit: Visit, is_valid: bool) -> Option<()> {
    let window = settings::open_window(visit)?;
    let max_length: Element = window.select(names::MAX_LENGTH_FIELD)?;
    let problem = window.select(names::SETTINGS_PROBLEM_SELECTOR);
    if is_valid {
        problem.map(Element::remove)?;
        max_length.remove_attribute(names::ARIA_INVALID);
        max_length.remove_attribute(names::ARIA_DESCRIBEDBY);
        return Some(());
    }
    let problem = problem.unwrap_or_else(|| problem_after(max_length));
    problem.set_text(phrases::BAD_MAX_LENGTH.of(visit.host()));
    max_length.set_attribute(names::ARIA_INVALID, names::TRUE);
    max_length.set_attribute(names::ARIA_DESCRIBEDBY, names::SETTINGS_PROBLEM_ID);
    max_length.focus();
    Some(())
}

/// There is one settings window at a time, so that the id is free.
fn problem_after(max_length: Element) -> Element {
    let problem = max_length.create(names::DIV, names::SETTINGS_PROBLEM_CLASS);
    problem.set_attribute(names::ID, names::SETTINGS_PROBLEM_ID);
    problem.set_attribute(names::ROLE, names::ALERT);
    max_length.after(problem);
    problem
}
