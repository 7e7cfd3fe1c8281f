//! The widget's settings: what amoCRM says of the installed widget, and what its administrator
//! has filled in.

use js_sys::JsString;
use wasm_bindgen::prelude::*;

use super::value::read;
use super::{Error, max_length};
use crate::browser::names;
use crate::browser::text;

/// A view of the settings that gives a value only where amoCRM has a usable one.
#[derive(Debug)]
pub struct Settings {
    values: JsValue,
    /// What `get_settings()` threw.
    thrown: JsValue,
}

impl Settings {
    pub(super) fn new(values: JsValue, thrown: JsValue) -> Self {
        Settings { values, thrown }
    }

    /// The code under which amoCRM has installed the widget; it is made when uploading.
    pub fn widget_code(&self) -> Option<JsString> {
        text::filled(&read(&self.values, names::WIDGET_CODE))
    }

    /// Why there is no code.
    pub fn failure(self) -> Error {
        if self.thrown.is_undefined() {
            Error::NoWidgetCode
        } else {
            Error::NoSettings(self.thrown)
        }
    }

    /// The address of the widget's `style.css`, with the version by which amoCRM caches.
    pub fn style_sheet(&self) -> Option<JsString> {
        let path = text::filled(&read(&self.values, names::PATH))?;
        let address = text::concat_named(&path, names::STYLE_SHEET);
        match text::filled(&read(&self.values, names::VERSION)) {
            Some(version) => {
                let address = text::concat_named(&address, names::VERSION_QUERY);
                Some(text::concat(&address, &version))
            }
            None => Some(address),
        }
    }

    /// The message that a new trigger starts with.
    pub fn default_message(&self) -> Option<JsString> {
        text::filled(&read(&self.values, names::DEFAULT_MESSAGE))
    }

    /// The longest message wanted, in UTF-16 units with a line break as one.
    pub fn max_length(&self) -> Option<u32> {
        max_length::limit_of(&read(&self.values, names::MAX_LENGTH))
            .ok()
            .flatten()
    }
}
