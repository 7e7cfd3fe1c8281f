//! What the browser calls back: listeners, observers and timers.
//!
//! All editors share one function of Rust, since each has its price when a form opens. It is told
//! which editor it is about and what has happened, by the name of that: an event's name, the name
//! of the attribute that has changed, or the name under which a timer was set.
//!
//! gloo is not used here. A callback of gloo-events and gloo-timers is an `FnMut`, which throws when
//! amoCRM fires the same event again from inside it; neither takes an `AbortSignal`, by which the
//! shim ends all listeners of an instance that has failed; and each callback is a closure of its
//! own.

use std::cell::Cell;

use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use super::dom::{self, Element};
use super::names::{self, Name};

/// A function of Rust for JavaScript to call: with the number of an editor, the number of the text
/// that says what has happened, and the event if there is one.
pub type Handler = Closure<dyn Fn(i32, i32, JsValue)>;

#[wasm_bindgen(module = "/src/browser/dom.js")]
extern "C" {
    fn listen(events: Name, root: Name, signal: &AbortSignal, handler: &JsValue) -> JsValue;
    #[wasm_bindgen(js_name = stopListening)]
    fn stop_listening(events: Name, listener: &JsValue);
    #[wasm_bindgen(js_name = observeAttribute)]
    fn observe_attribute(
        element: &Element,
        attribute: Name,
        handler: &JsValue,
        editor: i32,
    ) -> JsValue;
    #[wasm_bindgen(js_name = observePage)]
    fn observe_page(handler: &JsValue) -> JsValue;
    fn later(milliseconds: i32, what: Name, handler: &JsValue, editor: i32) -> i32;
    fn cancel(timer: i32);
    fn answer(handler: &JsValue, what: Name) -> JsValue;
}

/// Listens for all editors until it is dropped, or the instance ends. It does so at the document, so
/// that a form opens without a listener of its own, and before any listener of what is around the
/// editor. What happens in a form that is out of the document it does not hear.
#[derive(Debug)]
#[must_use = "the listener is removed as soon as this is dropped"]
pub struct Listener {
    events: Name,
    listener: JsValue,
}

impl Listener {
    /// Has `handler` hear of the events, whose names `events` lists, until it is dropped or
    /// `instance` aborts: of those in an element that matches `root` and belongs to an editor, and
    /// of the reset of a form around one.
    pub fn new(events: Name, root: Name, instance: &AbortSignal, handler: &JsValue) -> Self {
        Listener {
            events,
            listener: listen(events, root, instance, handler),
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        stop_listening(self.events, &self.listener);
    }
}

/// Observes until it is dropped.
#[derive(Debug)]
#[must_use = "observing ends as soon as this is dropped"]
pub struct Observer(JsValue);

impl Observer {
    /// Tells `handler` once of all changes of one attribute of `element` within a task.
    pub fn of_attribute(
        element: &Element,
        attribute: Name,
        handler: &JsValue,
        editor: i32,
    ) -> Self {
        Observer(observe_attribute(element, attribute, handler, editor))
    }

    /// Forgets the changes that were made but not yet told: they were the widget's own.
    pub fn skip_pending(&self) {
        dom::call(&self.0, names::TAKE_RECORDS);
    }
}

impl Drop for Observer {
    fn drop(&mut self) {
        dom::call(&self.0, names::DISCONNECT);
    }
}

/// Observes the page until it is dropped.
#[derive(Debug)]
#[must_use = "observing ends as soon as this is dropped"]
pub struct PageObserver {
    // In this order: nothing calls a function that has gone.
    _observer: Observer,
    _on_change: Handler,
}

impl PageObserver {
    /// Calls `on_change` once for all elements that come and go within a task.
    pub fn new(on_change: impl Fn() + 'static) -> Self {
        let on_change = Handler::new(move |_, _, _| on_change());
        PageObserver {
            _observer: Observer(observe_page(on_change.as_ref())),
            _on_change: on_change,
        }
    }
}

/// A timer that can be set anew, and ends when it is dropped.
#[derive(Debug, Default)]
pub struct Timer(Cell<i32>);

impl Timer {
    /// Has `handler` called once after this time; an earlier setting is forgotten.
    pub fn set(&self, milliseconds: i32, what: Name, handler: &JsValue, editor: i32) {
        cancel(self.0.replace(later(milliseconds, what, handler, editor)));
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        cancel(self.0.get());
    }
}

/// A function that tells `handler` that amoCRM has called it. JavaScript's garbage collector lets
/// go of both: amoCRM may call it when whatever waited for it has long ended.
pub fn answer_to(handler: &JsValue, what: Name) -> JsValue {
    answer(handler, what)
}
