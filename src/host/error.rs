//! What the widget reports when amoCRM's page is not what it has to be.

use wasm_bindgen::JsValue;

/// Why a callback could not do its work. The person keeps amoCRM's own field in every case.
#[derive(Debug)]
pub enum Error {
    /// amoCRM's `get_settings` failed, so that nothing is known of the widget. Holds what it threw.
    NoSettings(JsValue),
    /// amoCRM did not say under which code the widget is installed, so that its forms cannot be
    /// told from those of other widgets.
    NoWidgetCode,
}

impl Error {
    /// A name for programs and bug reports; it never changes once it is released.
    pub fn code(&self) -> &'static str {
        match self {
            Error::NoSettings(_) => "no_settings",
            Error::NoWidgetCode => "no_widget_code",
        }
    }

    fn message(&self) -> &'static str {
        match self {
            Error::NoSettings(_) => "get_settings() failed: the widget's forms cannot be found",
            Error::NoWidgetCode => "get_settings() has no widget_code: no form can be found",
        }
    }
}

/// A JavaScript `Error` whose `name` is the code and whose `cause` is what was thrown.
impl From<Error> for JsValue {
    fn from(error: Error) -> Self {
        let js_error = js_sys::Error::new(error.message());
        js_error.set_name(error.code());
        if let Error::NoSettings(thrown) = &error {
            js_error.set_cause(thrown);
        }
        js_error.into()
    }
}
