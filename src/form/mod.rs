//! The form of a trigger: where the message stands in it, and the editor that takes its place.

pub mod editor;
pub mod field;
mod label;
pub mod layout;
pub mod length;
mod marker_menu;
pub(crate) mod open_editors;
pub(crate) mod style_sheet;
pub mod trigger_forms;
