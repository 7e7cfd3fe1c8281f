//! What the browser calls back: listeners, observers and timers.
//!
//! All of it calls one function of Rust, [`happened`](crate::happened), with the object of JavaScript
//! that it is about and with the name of what has happened: an event's name, the name of the attribute
//! that has changed, or the name under which an observer or a timer was set.

use super::dom::Element;
use super::names::{self, Name};
use super::value::{Held, Members, Object, Value, held, kinds, present};

kinds! {
    /// Observes until it is told to end, or what it observes is gone.
    Observer
}

/// The steps of `dom.js`.
mod js {
    use wasm_bindgen::prelude::*;

    use crate::browser::value::Handle;

    #[wasm_bindgen(module = "/src/browser/dom.js")]
    extern "C" {
        pub(super) fn belong(root: Handle, editor: Handle);
        #[wasm_bindgen(js_name = editorOf)]
        pub(super) fn editor_of(root: Handle) -> Handle;
        pub(super) fn listen(events: Handle);
        #[wasm_bindgen(js_name = stopListening)]
        pub(super) fn stop_listening(events: Handle);
        #[wasm_bindgen(js_name = observePage)]
        pub(super) fn observe_page(whom: Handle, what: Handle) -> Handle;
        pub(super) fn later(whom: Handle, what: Handle, milliseconds: i32);
        pub(super) fn cancel(whom: Handle, what: Handle);
        pub(super) fn answer(whom: Handle, what: Handle, about: Handle) -> Handle;
    }
}

/// The events in `root` are about `editor` from now on; `None` is nobody.
pub(crate) fn tell_of(root: Element, editor: Option<Object>) {
    js::belong(root.handle(), editor.map_or(0, Held::handle));
}

/// Whom the events in `root` are about.
pub(crate) fn told_of(root: Element) -> Option<Object> {
    held(js::editor_of(root.handle()))
}

/// Listens for all editors. It does so at the document, so that a form opens without a listener of its
/// own, and before any listener of what is around the editor. What happens in a form that is out of the
/// document it does not hear.
pub(crate) fn listen_for_all() {
    js::listen(names::EVENTS.handle());
}

/// Listens no more.
pub(crate) fn listen_no_more() {
    js::stop_listening(names::EVENTS.handle());
}

impl Observer {
    /// Tells once of all elements that come to the page and go within a task.
    pub(crate) fn of_page(whom: Object, what: Name) -> Self {
        present(js::observe_page(whom.handle(), what.handle()))
    }

    /// Observes no more.
    pub(crate) fn end(self) {
        self.call(names::DISCONNECT, None::<Value>);
    }
}

/// Tells once after this time, in milliseconds; an earlier setting for the same is forgotten.
pub(crate) fn tell_later(whom: Object, what: Name, milliseconds: i32) {
    js::later(whom.handle(), what.handle(), milliseconds);
}

/// Does not tell any more.
pub(crate) fn tell_never(whom: Object, what: Name) {
    js::cancel(whom.handle(), what.handle());
}

/// A function for amoCRM to call, which tells of `about`. JavaScript's garbage collector lets go of
/// it: amoCRM may call it when whatever waited for it has long ended.
pub(crate) fn answer_to(whom: Object, what: Name, about: impl Held) -> Value {
    present(js::answer(whom.handle(), what.handle(), about.handle()))
}
