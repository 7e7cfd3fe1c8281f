//! Going on after a WebAssembly instance has failed.

use std::rc::Rc;

use super::dp_settings::Wanted;
use crate::Visit;
use crate::browser::dom::{self, Element};
use crate::form::{layout, open_editors};

/// Takes over each editor of this widget in the document. `awaits_forms`: whether amoCRM has asked
/// for an editor since the visit began, so that a form may be drawn yet.
pub(crate) fn take_over(visit: &Rc<Visit>, awaits_forms: bool) {
    let settings = visit.host.settings();
    let code = settings.widget_code();
    let own = code.as_deref().unwrap_or_default();
    let is_own = |root: &Element| {
        root.attribute(layout::WIDGET_CODE)
            .is_some_and(|its_code| its_code == *own)
    };
    let roots: Vec<Element> = dom::document()
        .elements_by_class(layout::ROOT)
        .into_iter()
        .filter(is_own)
        .collect();
    for root in roots {
        open_editors::take_over(visit, &settings, &root);
    }
    open_editors::give_back_abandoned();
    if awaits_forms && let Ok(code) = code {
        visit.late_forms.wait(visit, Wanted::of_code(code));
    }
}
