//! The browser, as far as the widget needs it. What it holds for the widget is a value that is
//! owned and let go of when dropped.

pub mod dom;
pub mod listener;
pub mod object;
pub mod observer;
pub mod slot;
pub mod text;
