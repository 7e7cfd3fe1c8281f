//! Waiting for forms that amoCRM draws only after it has called `dpSettings`.

use std::cell::Cell;
use std::rc::Rc;

use super::dp_settings;
use crate::Visit;
use crate::browser::handler::PageObserver;
use crate::browser::slot::Slot;
use crate::form::trigger_forms::Wanted;
use crate::planted_traps;

/// Waits until as many forms have appeared as were asked for, or the widget leaves.
#[derive(Debug, Default)]
pub(crate) struct LateForms {
    waiting: Slot<PageObserver>,
    missing: Cell<usize>,
}

impl LateForms {
    /// Waits for one more form, and opens an editor in whichever of the `wanted` appears.
    pub(super) fn wait(&self, visit: &Rc<Visit>, wanted: Wanted) {
        // Weak: the visit owns the observer.
        let waiting = Rc::downgrade(visit);
        let observer = PageObserver::new(move || {
            let _planted = planted_traps::around("observer of the document");
            // amoCRM is asked only where a form has come: the page changes often.
            if let Some(visit) = waiting.upgrade()
                && wanted.is_any()
            {
                let settings = visit.host.settings();
                let opened = dp_settings::open_all(&visit, &settings, &wanted);
                visit.late_forms.arrived(opened);
            }
        });
        self.missing.set(self.missing.get() + 1);
        self.waiting.hold(observer);
    }

    fn arrived(&self, forms: usize) {
        self.missing.set(self.missing.get().saturating_sub(forms));
        if self.missing.get() == 0 {
            self.waiting.clear();
        }
    }

    pub(crate) fn is_waiting(&self) -> bool {
        self.missing.get() > 0
    }

    /// Ends the waiting, if there is any.
    pub(crate) fn stop_waiting(&self) {
        self.missing.set(0);
        self.waiting.clear();
    }
}
