//! The widget leaves the page.

use std::rc::Rc;

use crate::Visit;
use crate::form::open_editors;

/// Stops waiting for forms and gives amoCRM its own fields back.
pub(crate) fn leave(visit: &Rc<Visit>) {
    visit.has_left.set(true);
    visit.late_forms.stop_waiting();
    visit.repairs.end();
    open_editors::close_all_of(visit);
}
