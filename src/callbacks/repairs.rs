//! Putting right what the page does to the open triggers' forms without a word: it may take a field
//! or an editor away, or draw the field anew.

use std::rc::Rc;

use super::dp_settings;
use crate::Visit;
use crate::browser::handler::PageObserver;
use crate::browser::slot::Slot;
use crate::form::open_editors;
use crate::form::trigger_forms::Wanted;
use crate::planted_traps;

/// Looks at each change of the page, from the first `dpSettings` until the widget leaves.
#[derive(Debug, Default)]
pub(crate) struct Repairs {
    watching: Slot<Rc<PageObserver>>,
}

impl Repairs {
    pub(super) fn begin(&self, visit: &Rc<Visit>) {
        if self.watching.copy().is_some() {
            return;
        }
        // Weak: the visit owns the observer.
        let watching = Rc::downgrade(visit);
        let observer = PageObserver::new(move || {
            let _planted = planted_traps::around("observer of what is open");
            if let Some(visit) = watching.upgrade()
                && open_editors::repair(&visit) > 0
            {
                let settings = visit.host.settings();
                let wanted = Wanted::new(settings.widget_code(), None);
                dp_settings::open_all(&visit, &settings, &wanted);
            }
        });
        self.watching.hold(Rc::new(observer));
    }

    pub(super) fn end(&self) {
        self.watching.clear();
    }
}
