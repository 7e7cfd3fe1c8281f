//! A panic on demand at each way into Rust, for the tests: what ships is built without the feature
//! `planted-traps`, and then there is nothing here.

use crate::browser::names::Name;

#[cfg(feature = "planted-traps")]
mod planted {
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen]
    extern "C" {
        /// Whether the test wants a panic at this place: a function of its page.
        #[wasm_bindgen(catch, js_namespace = globalThis, js_name = plantedTrap)]
        fn planted_trap(place: &str, moment: &str) -> Result<bool, JsValue>;
    }

    /// Panics where the page says so, when it is made and when it is dropped.
    #[derive(Debug)]
    pub(crate) struct Planted(&'static str);

    impl Planted {
        pub(super) fn new(place: &'static str) -> Self {
            let planted = Planted(place);
            planted.pass("before");
            planted
        }

        #[allow(clippy::panic, reason = "it is what this is for")]
        fn pass(&self, moment: &str) {
            if planted_trap(self.0, moment).unwrap_or(false) {
                panic!("planted in {}", self.0);
            }
        }
    }

    impl Drop for Planted {
        fn drop(&mut self) {
            self.pass("after");
        }
    }
}

#[cfg(not(feature = "planted-traps"))]
mod planted {
    #[derive(Debug)]
    pub(crate) struct Planted;

    impl Planted {
        #[inline(always)]
        pub(super) fn new(_place: &'static str) -> Self {
            Planted
        }
    }
}

/// What happens to an editor, by the number of its name.
#[cfg(feature = "planted-traps")]
pub(crate) fn place(what: Name) -> &'static str {
    use crate::browser::names;

    match what {
        names::INPUT => "input",
        names::FOCUSOUT => "focusout",
        names::KEYDOWN => "keydown",
        names::CLICK => "click",
        names::MOUSEDOWN => "mousedown",
        names::RESET => "reset",
        names::VALUE => "observer of the field",
        names::HEIGHT => "growth",
        names::STATUS => "announcement",
        names::TIDY_UP => "tidying up",
        names::PAGE => "observer of the page",
        names::SENT | names::NOT_SENT => "answer of the server",
        _ => "anything else",
    }
}

#[cfg(not(feature = "planted-traps"))]
#[inline(always)]
pub(crate) fn place(_what: Name) -> &'static str {
    ""
}

/// Stands at the top of each way into Rust, by whose name the tests know it.
#[inline(always)]
pub(crate) fn around(place: &'static str) -> planted::Planted {
    planted::Planted::new(place)
}
