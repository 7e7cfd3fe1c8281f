//! An event listener that ends with its owner, or with the WebAssembly instance.
//!
//! `gloo-events` is not used here for two reasons: its callback is an `FnMut`, which throws when
//! the host fires the same event again from inside it, and it takes no `AbortSignal`, by which
//! the shim ends all listeners of an instance that has failed.

use wasm_bindgen::prelude::*;
use web_sys::{AbortSignal, AddEventListenerOptions};

use super::dom::{Element, Event};

/// Listens until it is dropped.
#[derive(Debug)]
#[must_use = "the listener is removed as soon as this is dropped"]
pub struct Listener {
    target: Element,
    event: &'static str,
    callback: Closure<dyn Fn(Event)>,
}

impl Listener {
    /// Calls `callback` for each `event` at `target`, until it is dropped or `instance` aborts.
    pub fn new(
        target: &Element,
        event: &'static str,
        instance: &AbortSignal,
        callback: impl Fn(Event) + 'static,
    ) -> Self {
        let callback = Closure::<dyn Fn(Event)>::new(callback);
        let options = AddEventListenerOptions::new();
        options.set_signal(instance);
        target.listen(event, callback.as_ref(), &options);
        Listener {
            target: target.clone(),
            event,
            callback,
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.target
            .stop_listening(self.event, self.callback.as_ref());
    }
}
