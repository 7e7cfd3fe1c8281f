//! The widget's Rust against a real document: jQuery 2.1.3, Twig 0.8.9 and amoCRM's page as its
//! documentation and the widgets in use show it.

#![cfg(target_arch = "wasm32")]
#![allow(unreachable_pub, reason = "the modules of a test are not a library")]

mod browser {
    mod calling_back;
    mod dom;
    mod forms;
    mod host_failures;
    mod lead_source;
    mod limits;
    mod markers;
    mod page;
    mod payloads;
    mod salesbot;
    mod settings_window;
    mod texts;
    mod visits;
    mod ways_in;
    mod widget;
}

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
