//! Going on after a WebAssembly instance has failed.

use std::rc::Rc;

use crate::Visit;
use crate::browser::dom;
use crate::browser::names;
use crate::form::trigger_forms::Wanted;
use crate::form::{open_editors, style_sheet};

/// Takes over each editor of this widget in the document. `awaits_forms`: whether amoCRM has asked
/// for an editor since the visit began, so that a form may be drawn yet.
pub(crate) fn take_over(visit: &Rc<Visit>, awaits_forms: bool) {
    let settings = visit.host.settings();
    let code = settings.widget_code();
    for root in dom::document().select_all(names::ROOT_SELECTOR) {
        let is_own = match &code {
            Some(_) => open_editors::is_of(&root, code.as_ref()),
            None => root.attribute(names::DATA_WIDGET_CODE).is_none(),
        };
        if is_own {
            open_editors::take_over(visit, &settings, &root);
        }
    }
    style_sheet::adopt(&settings);
    open_editors::give_back_abandoned();
    if awaits_forms {
        visit.repairs.begin(visit);
    }
    if awaits_forms && code.is_some() {
        visit.late_forms.wait(visit, Wanted::new(code, None));
    }
}
