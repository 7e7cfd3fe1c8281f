//! The widget leaves the page.

use super::page_changes;
use crate::Visit;
use crate::form::open_editors;

/// Stops looking at the page and gives amoCRM its own fields back.
pub(crate) fn leave(visit: Visit) {
    visit.set_left(true);
    page_changes::ignore(visit);
    open_editors::close_all_of(visit);
}

/// Ends a visit that nothing in the page needs: it owns no editor and waits for no form. Whether it
/// does.
pub(crate) fn leave_if_idle(visit: Visit) -> bool {
    let is_idle = !page_changes::is_waiting(visit) && !open_editors::is_any_of(visit);
    if is_idle {
        page_changes::ignore(visit);
    }
    is_idle
}
