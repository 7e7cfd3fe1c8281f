//! A textarea as high as its text.

use gloo_timers::callback::Timeout;

use crate::browser::dom::Control;
use crate::browser::slot::Slot;

/// The time of one frame, in milliseconds.
const FRAME: u32 = 16;

/// Fits a textarea where the browser does not do so itself by `field-sizing: content`.
#[derive(Debug, Default)]
pub(super) struct Growth {
    soon: Slot<Timeout>,
}

impl Growth {
    /// Fits `textarea` to its text, once for all changes within a frame.
    pub(super) fn fit(&self, textarea: &Control) {
        // A browser that does not know the property keeps nothing in it.
        if textarea.style().field_sizing().is_string() {
            return;
        }
        let textarea = textarea.clone();
        self.soon
            .hold(Timeout::new(FRAME, move || fit_now(&textarea)));
    }
}

fn fit_now(textarea: &Control) {
    let style = textarea.style();
    // It would not become lower otherwise: the height of its text is at least its own.
    style.set_height("auto");
    let border = textarea
        .offset_height()
        .saturating_sub(textarea.client_height());
    let height = textarea.scroll_height() + border;
    style.set_height(&[&height.to_string(), "px"].concat());
}
