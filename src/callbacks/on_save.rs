//! The widget's settings are about to be saved.

use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::settings;
use crate::Visit;
use crate::browser::dom::{Control, Element};
use crate::host::{jquery, max_length};
use crate::texts;

/// What is said of the limit stands in an element of this class, after the field.
const PROBLEM: &str = "pipeline-message-settings__problem";
/// The id of that element: there is one settings window at a time.
const PROBLEM_ID: &str = "pipeline-message-max-length-problem";

#[wasm_bindgen]
extern "C" {
    /// What amoCRM passes to `onSave`; any value at all.
    #[derive(Debug)]
    type Details;

    #[wasm_bindgen(method, structural, catch, getter)]
    fn active(this: &Details) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, structural, catch, getter)]
    fn fields(this: &Details) -> Result<Fields, JsValue>;

    /// The fields of the settings by name.
    #[derive(Debug)]
    type Fields;

    #[wasm_bindgen(method, structural, catch, getter)]
    fn max_length(this: &Fields) -> Result<JsValue, JsValue>;
}

/// `true`, or what makes amoCRM keep the settings open. Disabling the widget is never refused, and
/// neither is a save without fields.
pub(crate) fn check(visit: &Rc<Visit>, details: &JsValue) -> JsValue {
    let details: &Details = details.unchecked_ref();
    if details.active().is_ok_and(|active| active == "N") {
        return JsValue::TRUE;
    }
    let max_length = details.fields().and_then(|fields| fields.max_length());
    let is_valid = max_length.map_or(true, |max_length| max_length::limit_of(&max_length).is_ok());
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
    let max_length = settings::field(&window, "max_length")?;
    let problem = window.select(&[".", PROBLEM].concat());
    if is_valid {
        problem?.remove();
        max_length.remove_attribute("aria-invalid");
        max_length.remove_attribute("aria-describedby");
        return Some(());
    }
    let problem = problem.unwrap_or_else(|| problem_after(&max_length));
    problem.set_text(&texts::BAD_MAX_LENGTH.of(&visit.host));
    max_length.set_attribute("aria-invalid", "true");
    max_length.set_attribute("aria-describedby", PROBLEM_ID);
    max_length.focus();
    Some(())
}

fn problem_after(max_length: &Control) -> Element {
    let problem = max_length.document().create_element("div");
    problem.set_attribute("class", PROBLEM);
    problem.set_attribute("id", PROBLEM_ID);
    problem.set_attribute("role", "alert");
    max_length.after(&problem);
    problem
}
