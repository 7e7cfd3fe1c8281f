//! The browser, as far as the widget needs it. What it holds for the widget is a value that is
//! owned and let go of when dropped.

pub mod dom;
pub mod handler;
pub mod names;
pub mod slot;
pub mod text;
