//! The textarea of an editor: with the classes of amoCRM's own control where it renders one, so that
//! it looks like the rest of the form.

use js_sys::JsString;
use wasm_bindgen::prelude::*;

use crate::browser::dom::{Control, Document, Template};
use crate::host::widget_object::WidgetObject;

/// By the first the editor finds its textarea again; the second keeps amoCRM from taking it for
/// a field of the form.
const CLASS_NAME: &str = "pipeline-message__text js-form-changes-skip";

/// amoCRM's classes of a textarea, for a page that does not render one.
const PLAIN_CLASS_NAME: &str = "text-input text-input-textarea";

/// What the editor needs of its looks where `style.css` has not come (yet).
const LAYOUT: &str = "box-sizing:border-box;width:100%;min-height:5.5em;max-height:28em;\
                      resize:vertical;field-sizing:content";

/// An empty textarea, not yet in the document.
///
/// Of amoCRM's control it takes the classes, by which amoCRM gives it its looks. Any other
/// attribute could run code (`onfocus`), send the message twice (`name`) or cut it (`maxlength`).
pub(super) fn textarea(host: &WidgetObject, document: &Document) -> Control {
    let rendered = host.render_textarea();
    let class = rendered.and_then(|markup| class_in(document, &markup));
    let class = class.map_or_else(|| PLAIN_CLASS_NAME.to_owned(), String::from);
    let textarea = document.create_element("textarea");
    textarea.set_attribute("class", &[&class, " ", CLASS_NAME].concat());
    textarea.style().set_text(LAYOUT);
    textarea.set_attribute("dir", "auto");
    textarea.unchecked_into()
}

/// The classes of the textarea in amoCRM's markup.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place that takes markup, and only in a template"
)]
fn class_in(document: &Document, markup: &JsString) -> Option<JsString> {
    let template = document
        .create_element("template")
        .unchecked_into::<Template>();
    template.set_markup(markup);
    template.content().select("textarea")?.attribute("class")
}
