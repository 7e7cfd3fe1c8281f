//! The widget's settings: what amoCRM says of the installed widget, and what its administrator
//! has filled in.

use js_sys::JsString;
use wasm_bindgen::prelude::*;

use super::{Error, max_length};

#[wasm_bindgen]
extern "C" {
    /// What `get_settings()` returned; any value at all.
    #[derive(Debug)]
    type SettingsObject;

    #[wasm_bindgen(method, structural, catch, getter)]
    fn widget_code(this: &SettingsObject) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, structural, catch, getter)]
    fn path(this: &SettingsObject) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, structural, catch, getter)]
    fn version(this: &SettingsObject) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, structural, catch, getter)]
    fn default_message(this: &SettingsObject) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, structural, catch, getter)]
    fn max_length(this: &SettingsObject) -> Result<JsValue, JsValue>;
}

/// A view of the settings that gives a value only where amoCRM has a usable one.
#[derive(Debug)]
pub struct Settings {
    values: SettingsObject,
    /// What `get_settings()` threw.
    failure: Option<JsValue>,
}

impl Settings {
    pub(super) fn new(values: JsValue, failure: Option<JsValue>) -> Self {
        Settings {
            values: values.unchecked_into(),
            failure,
        }
    }

    /// The code under which amoCRM has installed the widget; it is made when uploading.
    ///
    /// # Errors
    /// Why amoCRM did not say it.
    pub fn widget_code(&self) -> Result<String, Error> {
        let code = self
            .values
            .widget_code()
            .ok()
            .and_then(|code| code.as_string());
        code.filter(|code| !code.is_empty())
            .ok_or_else(|| match &self.failure {
                Some(thrown) => Error::NoSettings(thrown.clone()),
                None => Error::NoWidgetCode,
            })
    }

    /// The address of the widget's `style.css`, with the version by which amoCRM caches.
    pub fn style_sheet(&self) -> Option<String> {
        let mut address = self
            .values
            .path()
            .ok()?
            .as_string()
            .filter(|path| !path.is_empty())?;
        address.push_str("/style.css");
        if let Some(version) = self
            .values
            .version()
            .ok()
            .and_then(|version| version.as_string())
        {
            address.push_str("?v=");
            address.push_str(&version);
        }
        Some(address)
    }

    /// The message that a new trigger starts with.
    pub fn default_message(&self) -> Option<JsString> {
        let message = self
            .values
            .default_message()
            .ok()?
            .dyn_into::<JsString>()
            .ok()?;
        (message.length() > 0).then_some(message)
    }

    /// The longest message wanted, in UTF-16 units with a line break as one.
    pub fn max_length(&self) -> Option<u32> {
        max_length::limit_of(&self.values.max_length().ok()?)
            .ok()
            .flatten()
    }
}
