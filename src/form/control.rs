//! The textarea of an editor: with the classes of amoCRM's own control where it renders one, so that
//! it looks like the rest of the form.

use js_sys::JsString;
use wasm_bindgen::prelude::*;

use crate::Visit;
use crate::browser::dom::Element;
use crate::browser::names::{self, Name};
use crate::browser::text;

/// What the editor needs of it. `{id}` stands for its id (see `layout.rs`).
static ATTRIBUTES: [(Name, Name); 5] = [
    (names::ID, names::ID_PLACEHOLDER),
    (names::DIR, names::AUTO),
    (names::ARIA_DESCRIBEDBY, names::IDS_OF_DESCRIPTION),
    (names::ARIA_AUTOCOMPLETE, names::LIST),
    (names::ARIA_CONTROLS, names::ID_OF_MARKERS),
];

#[wasm_bindgen(module = "/src/form/control.js")]
extern "C" {
    /// The classes of the textarea in amoCRM's markup.
    #[wasm_bindgen(js_name = classOfTextarea)]
    fn class_of_textarea(markup: &JsString) -> Option<JsString>;
}

/// amoCRM's classes of a textarea; `None` where it renders none.
///
/// Any other attribute of its control could run code (`onfocus`), send the message twice (`name`)
/// or cut it (`maxlength`).
pub(super) fn rendered_class(visit: &Visit) -> Option<JsString> {
    class_of_textarea(&visit.host.render_textarea()?)
}

/// An empty textarea, beside `place` but not yet in the document.
pub(super) fn textarea(place: &Element, class: Option<&JsString>) -> Element {
    let textarea = place.create(names::TEXTAREA, names::PLAIN_TEXT_CLASSES);
    if let Some(class) = class {
        textarea.set_attribute(
            names::CLASS,
            &text::concat_named(class, names::TEXT_CLASSES),
        );
    }
    textarea.set_style(names::TEXT_STYLE);
    for &(name, value) in &ATTRIBUTES {
        textarea.set_attribute_named(name, value);
    }
    textarea
}
