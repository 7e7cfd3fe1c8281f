//! The widget's settings: what amoCRM says of the installed widget, and what its administrator
//! has filled in.

use super::value::read;
use super::{Error, max_length};
use crate::browser::names;
use crate::browser::text::{self, Text};
use crate::browser::value::Value;

/// A view of the settings that gives a value only where amoCRM has a usable one.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    values: Option<Value>,
    failure: Error,
}

impl Settings {
    pub(super) fn new(values: Option<Value>, failure: Error) -> Self {
        Settings { values, failure }
    }

    /// The code under which amoCRM has installed the widget; it is made when uploading.
    pub(crate) fn widget_code(self) -> Option<Text> {
        text::filled(read(self.values, names::WIDGET_CODE))
    }

    /// Why there is no code.
    pub(crate) fn failure(self) -> Error {
        self.failure
    }

    /// The address of the widget's `style.css`, with the version by which amoCRM caches.
    pub(crate) fn style_sheet(self) -> Option<Text> {
        let path = text::filled(read(self.values, names::PATH))?;
        let address = path.and(names::STYLE_SHEET);
        let version = text::filled(read(self.values, names::VERSION));
        let with = |version: Text| address.and(names::VERSION_QUERY).and(version);
        Some(version.map_or(address, with))
    }

    /// The message that a new trigger starts with.
    pub(crate) fn default_message(self) -> Option<Text> {
        text::filled(read(self.values, names::DEFAULT_MESSAGE))
    }

    /// The longest message wanted, in UTF-16 units with a line break as one.
    pub(crate) fn max_length(self) -> Option<u32> {
        let limit = max_length::limit_of(read(self.values, names::MAX_LENGTH));
        limit.ok().flatten()
    }
}
