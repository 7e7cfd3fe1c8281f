//! A textarea as high as its text.

use wasm_bindgen::JsValue;

use crate::browser::dom::{self, Control};
use crate::browser::handler::Timer;
use crate::browser::names;

/// The time of one frame, in milliseconds.
const FRAME: i32 = 16;

/// Fits a textarea where the browser does not do so itself by `field-sizing: content`.
#[derive(Debug, Default)]
pub(super) struct Growth {
    soon: Timer,
}

impl Growth {
    /// Fits `textarea` of the editor with this number to its text, once for all changes within
    /// a frame.
    pub(super) fn fit_soon(&self, textarea: &Control, handler: &JsValue, editor: i32) {
        // A browser that does not know the property keeps nothing in it.
        if !textarea.sizes_itself() {
            self.soon.set(FRAME, names::HEIGHT, handler, editor);
        }
    }

    /// The frame is over.
    pub(super) fn fit(textarea: &Control) {
        dom::fit(textarea);
    }
}
