//! Waiting for a form that amoCRM draws only after it has called `dpSettings`.

use std::rc::Rc;

use super::dp_settings::Wanted;
use crate::Visit;
use crate::browser::dom;
use crate::browser::observer::Observer;
use crate::browser::slot::Slot;

/// Waits until a form appears, `dpSettings` is called again, or the widget leaves.
#[derive(Debug, Default)]
pub(crate) struct LateForms {
    observer: Slot<Observer>,
}

impl LateForms {
    /// Opens an editor in the next of the `wanted` forms that appears.
    pub(super) fn wait(&self, visit: &Rc<Visit>, wanted: Wanted) {
        // Weak: the visit owns the observer.
        let waiting = Rc::downgrade(visit);
        let callback = move || {
            let Some(visit) = waiting.upgrade() else {
                return;
            };
            if wanted.is_there() && wanted.open(&visit) {
                visit.late_forms.stop_waiting();
            }
        };
        self.observer
            .hold(Observer::of_descendants(&dom::document(), callback));
    }

    /// Ends the waiting, if there is any.
    pub(crate) fn stop_waiting(&self) {
        self.observer.clear();
    }
}
