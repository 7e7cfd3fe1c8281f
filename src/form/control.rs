//! The textarea of an editor: amoCRM's own control where it renders one, so that it looks and
//! behaves like the rest of the form.

use js_sys::JsString;
use wasm_bindgen::prelude::*;

use crate::browser::dom::{Control, Document, Element, Template};
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
pub(super) fn textarea(host: &WidgetObject, document: &Document) -> Control {
    let rendered = host.render_textarea();
    let rendered = rendered.and_then(|markup| only_textarea(document, &markup));
    let textarea = rendered.unwrap_or_else(|| {
        let textarea = document.create_element("textarea");
        textarea.set_attribute("class", PLAIN_CLASS_NAME);
        textarea
    });
    let class = textarea
        .attribute("class")
        .map(String::from)
        .unwrap_or_default();
    textarea.set_attribute("class", &[&class, " ", CLASS_NAME].concat());
    textarea.style().set_text(LAYOUT);
    textarea.set_attribute("dir", "auto");
    textarea.unchecked_into()
}

/// The textarea in amoCRM's markup, and nothing else of it.
fn only_textarea(document: &Document, markup: &JsString) -> Option<Element> {
    let template = document
        .create_element("template")
        .unchecked_into::<Template>();
    template.set_markup(markup);
    let textarea = template.content().select("textarea")?;
    // The message goes to amoCRM in the field, not here, and is never cut.
    textarea.remove_attribute("name");
    textarea.remove_attribute("maxlength");
    textarea.set_text(&JsString::default());
    Some(textarea)
}
