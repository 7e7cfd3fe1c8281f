//! A trigger's form opens in the pipeline.

use std::rc::Rc;

use wasm_bindgen::JsValue;

use crate::Visit;
use crate::browser::dom;
use crate::form::editor::Purpose;
use crate::form::open_editors::{self, Outcome};
use crate::form::trigger_forms;
use crate::host::{Error, jquery};

/// Gives each open form of the widget its editor, and waits for one where there is none yet.
///
/// # Errors
/// What amoCRM did not say, so that no form can be told to be the widget's.
pub(crate) fn open(visit: &Rc<Visit>, body: &JsValue) -> Result<(), Error> {
    open_editors::close_orphans();
    visit.late_forms.stop_waiting();
    if !open_forms(visit, body)? {
        visit.late_forms.wait(visit, body);
    }
    Ok(())
}

/// Whether a form without an editor was found; it has one now.
pub(super) fn open_forms(visit: &Rc<Visit>, body: &JsValue) -> Result<bool, Error> {
    let settings = visit.host.settings();
    let body = jquery::element(body);
    let code = match settings.widget_code() {
        Err(error) if body.is_none() => return Err(error),
        code => code.ok(),
    };
    let mut any_opened = false;
    for found in trigger_forms::find(&dom::document(), code.as_deref(), body.as_ref()) {
        let purpose = Purpose::Trigger;
        let outcome = open_editors::open(visit, &settings, &found.control, &found.form, purpose);
        any_opened |= outcome == Outcome::Opened;
    }
    Ok(any_opened)
}
