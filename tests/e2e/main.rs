//! The packed widget in the local amoCRM, in a real browser: what a person does, and what is found
//! again afterwards. Each test has a server, a browser and an account of its own, and ends by
//! looking that nothing was printed, thrown or rejected in the page.
//!
//! `cargo test --test e2e` runs them all, `cargo test --test e2e NAME` one of them. The widget
//! must have been packed (`cargo xtask pack`). `PIPELINE_MESSAGE_ENGINE=firefox` or `webkit` (which
//! needs a display) runs them in another engine. Screenshots: `target/screenshots/`.
#![cfg(not(target_arch = "wasm32"))]

mod access;
mod amocrm;
mod browser;
mod driver_commands;
mod engine;
mod keyboard;
mod running_receiver;
mod scenario;

mod failures;
mod faults;
mod forms;
mod lead_source;
mod leaks;
mod leaving;
mod messages;
mod recipe;
mod reloading;
mod salesbot;
mod saving;
mod settings;
mod starting;
mod webhook;
mod whatsapp;
mod without_webassembly;
