//! One widget object of amoCRM, from its first callback to its `destroy`.

use crate::browser::names;
use crate::browser::value::{Held, Members, Object, kinds};
use crate::host::widget_object::WidgetObject;

kinds! {
    /// What is known of one visit: an object of JavaScript, which the shim holds from one callback to
    /// the next.
    Visit
}

impl Visit {
    /// Serves `host`, amoCRM's widget object (`self` in its documentation).
    pub(crate) fn of(host: WidgetObject) -> Self {
        let visit: Visit = Object::memory().cast();
        visit.set(names::HOST, host);
        visit
    }

    /// amoCRM's side.
    pub(crate) fn host(self) -> WidgetObject {
        let host = self.get(names::HOST);
        host.unwrap_or_else(|| std::process::abort())
    }

    /// Whether amoCRM has ended it, and not come back.
    pub(crate) fn has_left(self) -> bool {
        self.is(names::HAS_LEFT)
    }

    /// amoCRM has ended it, or come back.
    pub(crate) fn set_left(self, has_left: bool) {
        self.set_number(names::HAS_LEFT, i32::from(has_left));
    }
}
