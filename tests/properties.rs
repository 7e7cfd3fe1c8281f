//! What must hold for any text, any document around the form, and any order of what the person and
//! amoCRM do: thousands of cases of chance against a real document.
//!
//! A case that fails is made smaller as long as it still fails, and printed with its seed;
//! CONTRIBUTING.md says how to run it again.

#![cfg(target_arch = "wasm32")]
#![allow(unreachable_pub, reason = "the modules of a test are not a library")]

#[allow(dead_code, reason = "the tests of single cases use all of it")]
#[path = "browser/dom.rs"]
mod dom;
#[allow(dead_code, reason = "the tests of single cases use all of it")]
#[path = "browser/page.rs"]
mod page;
#[allow(dead_code, reason = "the tests of single cases use all of it")]
#[path = "browser/widget.rs"]
mod widget;

mod properties {
    mod actions;
    mod callbacks;
    mod cases;
    mod documents;
    mod model;
    mod regressions;
    mod stage;
    mod stories;
    mod strings;
    mod texts;
    mod view;
}

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
