//! What the widget reports when amoCRM's page is not what it has to be.

use wasm_bindgen::prelude::*;

use super::value::set;
use crate::browser::names::{self, Name};
use crate::browser::text;

#[wasm_bindgen(module = "/src/browser/dom.js")]
extern "C" {
    #[wasm_bindgen(js_name = error)]
    fn js_error(message: Name) -> JsValue;
}

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
    fn code(&self) -> Name {
        match self {
            Error::NoSettings(_) => names::NO_SETTINGS,
            Error::NoWidgetCode => names::NO_WIDGET_CODE,
        }
    }

    fn message(&self) -> Name {
        match self {
            Error::NoSettings(_) => names::NO_SETTINGS_MESSAGE,
            Error::NoWidgetCode => names::NO_WIDGET_CODE_MESSAGE,
        }
    }
}

/// A JavaScript `Error` whose `name` is the code and whose `cause` is what was thrown.
impl From<Error> for JsValue {
    fn from(error: Error) -> Self {
        let js_error = js_error(error.message());
        set(&js_error, names::NAME, &text::of(error.code()));
        if let Error::NoSettings(thrown) = &error {
            set(&js_error, names::CAUSE, thrown);
        }
        js_error
    }
}
