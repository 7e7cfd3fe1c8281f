//! Waiting for forms that amoCRM draws only after it has called `dpSettings`.

use std::cell::Cell;
use std::rc::Rc;

use super::dp_settings::Wanted;
use crate::Visit;
use crate::browser::dom;
use crate::browser::observer::Observer;
use crate::browser::slot::Slot;

/// Waits until as many forms have appeared as were asked for, or the widget leaves.
#[derive(Debug, Default)]
pub(crate) struct LateForms {
    observer: Slot<Observer>,
    missing: Cell<usize>,
}

impl LateForms {
    /// Waits for one more form, and opens an editor in whichever of the `wanted` appears.
    pub(super) fn wait(&self, visit: &Rc<Visit>, wanted: Wanted) {
        // Weak: the visit owns the observer.
        let waiting = Rc::downgrade(visit);
        let callback = move || {
            let Some(visit) = waiting.upgrade() else {
                return;
            };
            if wanted.is_there() {
                visit.late_forms.arrived(wanted.open(&visit));
            }
        };
        self.missing.set(self.missing.get() + 1);
        self.observer
            .hold(Observer::of_descendants(&dom::document(), callback));
    }

    fn arrived(&self, forms: usize) {
        self.missing.set(self.missing.get().saturating_sub(forms));
        if self.missing.get() == 0 {
            self.observer.clear();
        }
    }

    /// Ends the waiting, if there is any.
    pub(crate) fn stop_waiting(&self) {
        self.missing.set(0);
        self.observer.clear();
    }
}
