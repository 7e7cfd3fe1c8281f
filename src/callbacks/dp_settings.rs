//! A trigger's form opens in the pipeline.

use super::page_changes;
use crate::Visit;
use crate::browser::dom::{self, Control};
use crate::browser::value::Value;
use crate::form::editor::Purpose;
use crate::form::open_editors::{self, Outcome};
use crate::form::trigger_forms::{self, Wanted};
use crate::host::Error;
use crate::host::settings::Settings;

/// Gives each open form of the widget its editor, and waits for one where there is none yet.
///
/// # Errors
/// What amoCRM did not say, so that no form can be told to be the widget's.
pub(crate) fn open(visit: Visit, body: Option<Value>) -> Result<(), Error> {
    let body = dom::element_in(body);
    super::begin(visit, body);
    let settings = visit.host().settings();
    let wanted = Wanted::new(settings.widget_code(), body);
    if wanted.code.is_none() && wanted.body.is_none() {
        return Err(settings.failure());
    }
    let turn = open_editors::next_turn();
    let opened = open_all(visit, settings, wanted);
    // amoCRM may have ended the visit meanwhile.
    if !visit.has_left() {
        open_editors::own(visit, turn, wanted.code, wanted.body);
        if opened == 0 {
            page_changes::wait(visit, wanted);
        }
        page_changes::watch(visit);
    }
    Ok(())
}

/// Opens an editor in each of the wanted forms. How many had none. Of several fields in a form it is
/// for the last, which is the one that is saved; they stand one after the other.
pub(super) fn open_all(visit: Visit, settings: Settings, wanted: Wanted) -> i32 {
    let mut opened = 0;
    let mut fields = wanted.fields().items::<Control>();
    let mut next = fields.next();
    while let Some(control) = next {
        next = fields.next();
        let form = trigger_forms::form_of(control);
        if next.is_some_and(|next| trigger_forms::form_of(next) == form) {
            continue;
        }
        let outcome = open_editors::open(visit, settings, control, form, Purpose::Trigger);
        opened += i32::from(outcome == Outcome::Opened);
    }
    opened
}
