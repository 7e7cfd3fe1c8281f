//! The page by keyboard alone: keys go to whatever has the focus.

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;
use serde_json::json;

use crate::amocrm::Amocrm;
use crate::browser::in_time;

pub(crate) const ENTER: &str = "\u{e007}";
pub(crate) const TAB: &str = "\u{e004}";
pub(crate) const BACKSPACE: &str = "\u{e003}";
pub(crate) const ESCAPE: &str = "\u{e00c}";
/// Is held while the keys after it are pressed.
pub(crate) const SHIFT: &str = "\u{e008}";

/// More stops than any page has: the focus goes round or is caught somewhere.
const MOST_STOPS: usize = 60;

impl Amocrm {
    /// Presses keys where the focus is.
    pub(crate) async fn press(&self, keys: &str) {
        let focused = in_time("find the focus", self.client.active_element()).await;
        let focused = focused.expect("something has the focus");
        let pressed = in_time(&format!("press {keys:?}"), focused.send_keys(keys)).await;
        pressed.expect("the keys are taken");
    }

    /// Wherever the focus is: Firefox's driver sends no keys to an element that only scrolls.
    async fn press_tab(&self) {
        let key = Key::Tab.into();
        let keys = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key });
        let pressed = in_time("press Tab", self.client.perform_actions(keys)).await;
        pressed.expect("the key is taken");
    }

    /// Presses Tab until an element that matches has the focus.
    pub(crate) async fn tab_to(&self, css: &str) {
        let is_there = format!("document.activeElement.matches({})", json!(css));
        for _ in 0..MOST_STOPS {
            if self.evaluate(&is_there).await == json!(true) {
                return;
            }
            self.press_tab().await;
        }
        panic!("Tab does not lead to {css}");
    }
}
