//! amoCRM's own field, which always holds what will be saved.
//!
//! amoCRM draws the message as an `<input type="text">`. That kind of input drops line breaks from
//! its value, a hidden one does not; so the field becomes hidden while an editor stands in for it,
//! and is given back as what it was.

use js_sys::JsString;
use wasm_bindgen::prelude::*;

use crate::browser::dom::{Control, Element};
use crate::browser::text;

/// The field's own `type`, kept in the document for an instance that takes over.
const FORMER_TYPE: &str = "data-pipeline-message-type";

/// A field that is hidden and holds the message.
#[derive(Debug, Clone)]
pub struct Field {
    control: Control,
}

impl Field {
    /// Hides `control`, an `<input>` or a `<textarea>`, and keeps its text, line breaks included.
    pub fn take(control: &Control) -> Self {
        let kind = control.kind();
        // Before the type changes: turning a text input into a hidden one destroys the line
        // breaks in Firefox, in the attribute too.
        let text = saved_text(control);
        // A textarea cannot be hidden by its type.
        let control = if kind == *"textarea" {
            replace(control, "input")
        } else {
            control.clone()
        };
        control.set_attribute_to(FORMER_TYPE, &kind);
        control.set_attribute("type", "hidden");
        control.set_value(&text);
        Field { control }
    }

    /// The hidden field before `editor`, where an instance that has failed left one.
    pub fn before(editor: &Element) -> Option<Self> {
        let control = editor.previous()?;
        control.attribute(FORMER_TYPE)?;
        Some(Field {
            control: control.unchecked_into(),
        })
    }

    /// The element that holds the message.
    pub fn control(&self) -> &Control {
        &self.control
    }

    /// The message, with LF as line break.
    pub fn text(&self) -> JsString {
        text::with_lf(&self.control.value())
    }

    /// Whether amoCRM has nothing saved here: a hidden input's value is its attribute.
    pub fn is_empty(&self) -> bool {
        self.control.value().length() == 0
    }

    /// Tells amoCRM that the message was edited: it enables Save on `change` only.
    pub fn tell_edited(&self) {
        self.control.fire("input");
        self.control.fire("change");
    }

    /// Gives amoCRM its field back, with the text in it. A text of several lines cannot live in a
    /// text input: a plain `<textarea>` of the same name takes its place, which is the other way
    /// that amoCRM's documentation shows.
    pub fn give_back(&self) {
        let text = self.text();
        let kind = self.control.attribute(FORMER_TYPE).unwrap_or_default();
        let is_textarea = kind == *"textarea";
        if is_textarea || (kind != *"hidden" && text.includes("\n", 0)) {
            let textarea = replace(&self.control, "textarea");
            textarea.set_default_value(&text);
        } else {
            self.control.remove_attribute(FORMER_TYPE);
            self.control.set_attribute_to("type", &kind);
            self.control.set_value(&text);
        }
    }
}

/// The message as amoCRM saved it. The value of a text input has lost its line breaks, the
/// attribute has them; but the attribute counts only while the two are otherwise equal.
fn saved_text(control: &Control) -> JsString {
    let value = control.value();
    let saved = control.attribute("value");
    let saved = saved.filter(|saved| text::without_line_breaks(saved) == value);
    text::with_lf(&saved.unwrap_or(value))
}

/// Puts a new control in the place of `control` that the form and amoCRM's selectors know as it.
fn replace(control: &Control, tag: &str) -> Control {
    let element = control.document().create_element(tag);
    for name in ["name", "id", "class", "form"] {
        if let Some(value) = control.attribute(name) {
            element.set_attribute_to(name, &value);
        }
    }
    control.replace_with(&element);
    element.unchecked_into()
}
