//! amoCRM as the widget sees it: the objects it hands over and what can go wrong with them.
//!
//! amoCRM's page is neither typed nor versioned: any method may be missing, throw, or return
//! something else. So amoCRM is only asked in ways that never throw (`value.rs`), every value is
//! checked, and each of these files says what happens when the host does not answer.

mod error;
pub mod jquery;
pub mod max_length;
pub mod notifications;
pub mod settings;
pub(crate) mod value;
pub mod widget_object;

pub use error::Error;
