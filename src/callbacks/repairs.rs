//! Putting right what the page does to the open triggers' forms without a word: it may take a field
//! or an editor away, or draw the field anew.

use std::rc::Rc;

use super::dp_settings;
use crate::Visit;
use crate::browser::handler::{Handler, Observer};
use crate::browser::slot::Slot;
use crate::form::open_editors;
use crate::form::trigger_forms::Wanted;
use crate::planted_traps;

/// Looks at each change of the page, from the first `dpSettings` until the widget leaves.
#[derive(Debug, Default)]
pub(crate) struct Repairs {
    /// What is told of changes of the page, and what tells it.
    watching: Slot<Rc<(Observer, Handler)>>,
}

impl Repairs {
    pub(super) fn begin(&self, visit: &Rc<Visit>) {
        if self.watching.copy().is_some() {
            return;
        }
        // Weak: the visit owns the observer.
        let watching = Rc::downgrade(visit);
        let on_change = Handler::new(move |_, _, _| {
            let _planted = planted_traps::around("observer of what is open");
            if let Some(visit) = watching.upgrade()
                && open_editors::repair(&visit) > 0
            {
                let settings = visit.host.settings();
                let wanted = Wanted::new(settings.widget_code(), None);
                dp_settings::open_all(&visit, &settings, &wanted);
            }
        });
        let observer = Observer::of_page(on_change.as_ref());
        self.watching.hold(Rc::new((observer, on_change)));
    }

    pub(super) fn end(&self) {
        self.watching.clear();
    }
}
