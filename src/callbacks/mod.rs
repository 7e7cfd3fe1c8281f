//! What the widget does in each place of amoCRM.

pub(crate) mod destroy;
pub(crate) mod dp_settings;
pub(crate) mod lead_source;
pub(crate) mod on_save;
pub(crate) mod page_changes;
pub(crate) mod resume;
pub(crate) mod salesbot;
pub(crate) mod settings;

use crate::Visit;
use crate::browser::dom::Element;
use crate::form::open_editors;

/// amoCRM opens something, in `body` where it has passed that: the visit goes on, and what has left
/// the document is soon let go of.
fn begin(visit: Visit, body: Option<Element>) {
    visit.set_left(false);
    open_editors::tidy_up_soon(visit, body);
}
