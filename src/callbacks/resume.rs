//! Going on after a WebAssembly instance has failed.

use std::rc::Rc;

use crate::Visit;
use crate::browser::dom::{self, Element};
use crate::form::{layout, open_editors};

/// Takes over each editor of this widget in the document.
pub(crate) fn take_over(visit: &Rc<Visit>) {
    let settings = visit.host.settings();
    let code = settings.widget_code().unwrap_or_default();
    let is_own = |root: &Element| {
        root.attribute(layout::WIDGET_CODE)
            .is_some_and(|its_code| its_code == *code)
    };
    for root in dom::document()
        .elements_by_class(layout::ROOT)
        .into_iter()
        .filter(is_own)
    {
        open_editors::take_over(visit, &settings, root);
    }
}
