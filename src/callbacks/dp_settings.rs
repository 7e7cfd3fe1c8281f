//! A trigger's form opens in the pipeline.

use std::rc::Rc;

use wasm_bindgen::JsValue;

use crate::Visit;
use crate::browser::dom::{self, Element};
use crate::form::editor::Purpose;
use crate::form::open_editors::{self, Outcome};
use crate::form::trigger_forms::{self, TriggerForm};
use crate::host::{Error, jquery};

/// Gives each open form of the widget its editor, and waits for one where there is none yet.
///
/// # Errors
/// What amoCRM did not say, so that no form can be told to be the widget's.
pub(crate) fn open(visit: &Rc<Visit>, body: &JsValue) -> Result<(), Error> {
    super::begin(visit);
    let wanted = Wanted::by(visit, jquery::element(body))?;
    // amoCRM may have ended the visit meanwhile.
    if wanted.open(visit) == 0 && !visit.has_left.get() {
        visit.late_forms.wait(visit, wanted);
    }
    Ok(())
}

/// The forms that amoCRM has asked an editor for.
#[derive(Debug)]
pub(super) struct Wanted {
    widget_code: Option<String>,
    body: Option<Element>,
}

impl Wanted {
    fn by(visit: &Visit, body: Option<Element>) -> Result<Self, Error> {
        match visit.host.settings().widget_code() {
            Err(error) if body.is_none() => Err(error),
            code => Ok(Wanted {
                widget_code: code.ok(),
                body,
            }),
        }
    }

    /// Those of the widget installed as `widget_code`.
    pub(super) fn of_code(widget_code: String) -> Self {
        Wanted {
            widget_code: Some(widget_code),
            body: None,
        }
    }

    fn forms(&self) -> Vec<TriggerForm> {
        trigger_forms::find(
            &dom::document(),
            self.widget_code.as_deref(),
            self.body.as_ref(),
        )
    }

    /// Whether one of them has no editor yet. It asks the document and not amoCRM: while a form is
    /// waited for, it is asked at each change of the page.
    pub(super) fn is_there(&self) -> bool {
        self.forms()
            .iter()
            .any(|found| !open_editors::is_open_in(&found.form))
    }

    /// Opens an editor in each. How many had none.
    pub(super) fn open(&self, visit: &Rc<Visit>) -> usize {
        let settings = visit.host.settings();
        let outcomes = self
            .forms()
            .into_iter()
            .map(|TriggerForm { control, form }| {
                open_editors::open(visit, &settings, &control, &form, Purpose::Trigger)
            });
        outcomes
            .filter(|outcome| *outcome == Outcome::Opened)
            .count()
    }
}
