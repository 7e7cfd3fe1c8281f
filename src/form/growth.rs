//! A textarea as high as its text.

use wasm_bindgen::JsValue;

use crate::browser::dom::{self, Control};
use crate::browser::handler::Timer;
use crate::browser::names;

/// The time of one frame, in milliseconds.
const FRAME: i32 = 16;

/// Fits a textarea where the browser does not do so itself by `field-sizing: content`.
#[derive(Debug)]
pub(super) struct Growth {
    is_needed: bool,
    soon: Timer,
}

impl Growth {
    /// Asks the browser once: it takes its time at each key.
    pub(super) fn of(textarea: &Control) -> Self {
        Growth {
            // A browser that does not know the property keeps nothing in it.
            is_needed: !textarea.sizes_itself(),
            soon: Timer::default(),
        }
    }

    /// Fits the textarea of the editor with this number to its text, once for all changes within a
    /// frame.
    pub(super) fn fit_soon(&self, handler: &JsValue, editor: i32) {
        if self.is_needed {
            self.soon.set(FRAME, names::HEIGHT, handler, editor);
        }
    }

    /// The frame is over.
    pub(super) fn fit(textarea: &Control) {
        dom::fit(textarea);
    }
}
