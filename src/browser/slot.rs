//! A place for one thing that the browser holds.

use std::cell::Cell;
use std::fmt;

/// Holds at most one value and lets go of it when another comes or it is dropped itself.
///
/// Unlike a `RefCell` it is never borrowed: letting go of a listener or timer calls JavaScript,
/// and no borrow may be held across that.
pub struct Slot<T>(Cell<Option<T>>);

impl<T> Slot<T> {
    /// Holds `value`, and lets go of what it held.
    pub fn hold(&self, value: T) {
        drop(self.0.replace(Some(value)));
    }

    /// Lets go of what it holds.
    pub fn clear(&self) {
        drop(self.0.take());
    }

    /// Holds what `make` gives, unless it holds something.
    pub fn hold_if_empty(&self, make: impl FnOnce() -> T) {
        let held = self.0.take();
        self.0.set(held.or_else(|| Some(make())));
    }
}

impl<T: Clone> Slot<T> {
    /// What it holds.
    pub fn copy(&self) -> Option<T> {
        let held = self.0.take();
        self.0.set(held.clone());
        held
    }
}

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Slot(Cell::new(None))
    }
}

impl<T> fmt::Debug for Slot<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Slot")
    }
}
