//! Going on after a WebAssembly instance has failed.

use super::{destroy, lead_source, page_changes};
use crate::Visit;
use crate::browser::dom;
use crate::browser::names;
use crate::form::trigger_forms::Wanted;
use crate::form::{layout, open_editors, style_sheet};

/// Takes over each editor of this widget in the document. `awaits_forms`: whether amoCRM has asked
/// for an editor since the visit began, so that a form may be drawn yet.
pub(crate) fn take_over(visit: Visit, awaits_forms: bool) {
    // What the failed instance has left half done.
    visit.set_left(false);
    page_changes::ignore(visit);
    lead_source::forget(visit);
    layout::forget_next(visit);
    let settings = visit.host().settings();
    let code = settings.widget_code();
    for root in dom::document().select_all(names::ROOT_SELECTOR) {
        let is_own = match code {
            Some(_) => open_editors::is_of(root, code),
            None => !root.has_attribute(names::DATA_WIDGET_CODE),
        };
        if is_own {
            open_editors::take_over(visit, settings, root);
        }
    }
    style_sheet::adopt(settings);
    open_editors::give_back_abandoned();
    // amoCRM may have ended the visit meanwhile, while it owned but some of them.
    if visit.has_left() {
        destroy::leave(visit);
        return;
    }
    if awaits_forms {
        page_changes::watch(visit);
    }
    if awaits_forms && code.is_some() {
        page_changes::wait(visit, Wanted::new(code, None));
    }
}
