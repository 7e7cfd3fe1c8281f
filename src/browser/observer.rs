//! A `MutationObserver` that ends with its owner.

use wasm_bindgen::prelude::*;
use web_sys::{MutationObserverInit, Node};

#[wasm_bindgen]
extern "C" {
    #[derive(Debug)]
    type MutationObserver;

    #[wasm_bindgen(constructor)]
    fn new(callback: &JsValue) -> MutationObserver;

    #[wasm_bindgen(method)]
    fn observe(this: &MutationObserver, node: &Node, wanted: &MutationObserverInit);

    #[wasm_bindgen(method)]
    fn disconnect(this: &MutationObserver);

    #[wasm_bindgen(method, js_name = takeRecords)]
    fn take_records(this: &MutationObserver);
}

/// Observes until it is dropped.
#[derive(Debug)]
#[must_use = "observing ends as soon as this is dropped"]
pub struct Observer {
    observer: MutationObserver,
    _callback: Closure<dyn Fn()>,
}

impl Observer {
    /// Calls `callback` once for all changes of one attribute of `node` within a task.
    pub fn of_attribute(node: &Node, attribute: &str, callback: impl Fn() + 'static) -> Self {
        let wanted = MutationObserverInit::new();
        wanted.set_attribute_filter(&js_sys::Array::of1(&attribute.into()));
        Observer::new(node, &wanted, Closure::new(callback))
    }

    /// Calls `callback` once for all elements that come and go below `node` within a task.
    pub fn of_descendants(node: &Node, callback: impl Fn() + 'static) -> Self {
        let wanted = MutationObserverInit::new();
        wanted.set_child_list(true);
        wanted.set_subtree(true);
        Observer::new(node, &wanted, Closure::new(callback))
    }

    fn new(node: &Node, wanted: &MutationObserverInit, callback: Closure<dyn Fn()>) -> Self {
        let observer = MutationObserver::new(callback.as_ref());
        observer.observe(node, wanted);
        Observer {
            observer,
            _callback: callback,
        }
    }

    /// Forgets the changes that were made but not yet told: they were the widget's own.
    pub fn skip_pending(&self) {
        self.observer.take_records();
    }
}

impl Drop for Observer {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
