//! A trigger's form opens in the pipeline.

use std::rc::Rc;

use wasm_bindgen::JsValue;

use crate::Visit;
use crate::browser::dom;
use crate::form::editor::Purpose;
use crate::form::open_editors::{self, Outcome};
use crate::form::trigger_forms::{self, Wanted};
use crate::host::Error;
use crate::host::settings::Settings;

/// Gives each open form of the widget its editor, and waits for one where there is none yet.
///
/// # Errors
/// What amoCRM did not say, so that no form can be told to be the widget's.
pub(crate) fn open(visit: &Rc<Visit>, body: &JsValue) -> Result<(), Error> {
    let body = dom::element_in(body);
    super::begin(visit, body.as_ref());
    let settings = visit.host.settings();
    let wanted = Wanted::new(settings.widget_code(), body);
    if wanted.code.is_none() && wanted.body.is_none() {
        return Err(settings.failure());
    }
    let before = open_editors::owners();
    let opened = open_all(visit, &settings, &wanted);
    // amoCRM may have ended the visit meanwhile.
    if !visit.has_left.get() {
        open_editors::own(visit, before, wanted.code.as_ref(), wanted.body.as_ref());
        if opened == 0 {
            visit.late_forms.wait(visit, wanted);
        }
        visit.repairs.begin(visit);
    }
    Ok(())
}

/// Opens an editor in each of the wanted forms. How many had none. Of several fields in a form it is
/// for the last, which is the one that is saved; they stand one after the other.
pub(super) fn open_all(visit: &Rc<Visit>, settings: &Settings, wanted: &Wanted) -> usize {
    let mut opened = 0;
    let fields = wanted.fields().into_iter().map(|control| {
        let form = trigger_forms::form_of(&control);
        (control, form)
    });
    let mut fields = fields.peekable();
    while let Some((control, form)) = fields.next() {
        if fields.peek().is_some_and(|(_, next)| *next == form) {
            continue;
        }
        let outcome = open_editors::open(visit, settings, &control, &form, Purpose::Trigger);
        opened += usize::from(outcome == Outcome::Opened);
    }
    opened
}
