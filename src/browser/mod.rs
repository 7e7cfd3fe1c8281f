//! The browser, as far as the widget uses it.

pub mod callback;
pub mod dom;
#[cfg(feature = "callers-in-rust")]
pub mod from_rust;
pub mod names;
pub mod text;
pub mod value;
