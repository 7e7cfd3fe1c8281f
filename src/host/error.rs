//! What the widget reports when amoCRM's page is not what it has to be.

use crate::browser::names::{self, Name};
use crate::browser::value::{Held, Members, Object, Value, present};

/// The steps of `dom.js`.
mod js {
    use wasm_bindgen::prelude::*;

    use crate::browser::value::Handle;

    #[wasm_bindgen(module = "/src/browser/dom.js")]
    extern "C" {
        pub(super) fn error(message: Handle) -> Handle;
    }
}

/// Why a callback could not do its work. The person keeps amoCRM's own field in every case.
#[derive(Debug, Clone, Copy)]
pub enum Error {
    /// amoCRM's `get_settings` failed, so that nothing is known of the widget. Holds what it threw,
    /// unless that is `undefined`.
    NoSettings(Option<Value>),
    /// amoCRM did not say under which code the widget is installed, so that its forms cannot be
    /// told from those of other widgets.
    NoWidgetCode,
}

impl Error {
    /// A name for programs and bug reports; it never changes once it is released.
    fn code(self) -> Name {
        match self {
            Error::NoSettings(_) => names::NO_SETTINGS,
            Error::NoWidgetCode => names::NO_WIDGET_CODE,
        }
    }

    fn message(self) -> Name {
        match self {
            Error::NoSettings(_) => names::NO_SETTINGS_MESSAGE,
            Error::NoWidgetCode => names::NO_WIDGET_CODE_MESSAGE,
        }
    }
}

/// A JavaScript `Error` whose `name` is the code and whose `cause` is what was thrown.
impl From<Error> for Value {
    fn from(error: Error) -> Self {
        let js_error: Object = present(js::error(error.message().handle()));
        js_error.set(names::NAME, error.code());
        if let Error::NoSettings(thrown) = error {
            js_error.set(names::CAUSE, thrown);
        }
        js_error.cast()
    }
}
