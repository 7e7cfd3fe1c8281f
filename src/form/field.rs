//! amoCRM's own field, which always holds what will be saved.
//!
//! amoCRM draws the message as an `<input type="text">`. That kind of input drops line breaks from
//! its value, a hidden one does not; so the field becomes hidden while an editor stands in for it,
//! and is given back as what it was.
//!
//! What has to be known of a field stands in its attributes, for an instance that takes over.

use js_sys::JsString;
use wasm_bindgen::prelude::*;

use crate::browser::dom::{self, Control, Element};
use crate::browser::text;

/// The `type` that amoCRM gave the field.
const FORMER_TYPE: &str = "data-pipeline-message-type";
/// The id of the textarea that stands in for the field.
const EDITOR: &str = "data-pipeline-message-editor";
/// On a field that has had an editor: a new trigger is offered the default message once, also
/// where the person has cleared it and the widget comes again.
const OFFERED: &str = "data-pipeline-message-offered";

/// A field that is hidden and holds the message.
#[derive(Debug, Clone)]
pub struct Field {
    control: Control,
}

impl Field {
    /// Whether `control` is the field of a new trigger, to which nothing has been offered.
    pub fn is_new(control: &Control) -> bool {
        let saved = control.attribute("value").unwrap_or_default();
        let is_empty = control.value().length() == 0 && saved.length() == 0;
        is_empty && control.attribute(OFFERED).is_none()
    }

    /// Hides `control`, an `<input>` or a `<textarea>`, and keeps its text, line breaks included.
    /// The textarea with the id `editor` stands in for it.
    pub fn take(control: &Control, editor: &str) -> Self {
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
        if control.attribute(FORMER_TYPE).is_none() {
            control.set_attribute_to(FORMER_TYPE, &kind);
        }
        control.set_attribute(EDITOR, editor);
        control.set_attribute(OFFERED, "");
        control.set_attribute("type", "hidden");
        control.set_value(&text);
        Field { control }
    }

    /// The field that the textarea with the id `editor` stands in for.
    pub fn of_editor(editor: &str) -> Option<Self> {
        let mut fields = hidden_fields();
        fields.find(|field| field.editor_id().is_some_and(|id| id == *editor))
    }

    /// `control`, if it is a field that an editor stands in for.
    pub fn of_control(control: &Control) -> Option<Self> {
        control.attribute(EDITOR)?;
        Some(Field {
            control: control.clone(),
        })
    }

    /// The fields that are hidden while their editor is not in the document.
    pub fn without_editor() -> impl Iterator<Item = Self> {
        hidden_fields().filter(|field| field.editor().is_none())
    }

    /// The element that holds the message.
    pub fn control(&self) -> &Control {
        &self.control
    }

    /// The textarea that stands in for the field, where it is in the document.
    pub fn editor(&self) -> Option<Element> {
        dom::document().element_by_id(&String::from(self.editor_id()?))
    }

    fn editor_id(&self) -> Option<JsString> {
        self.control.attribute(EDITOR)
    }

    /// The message, with LF as line break.
    pub fn text(&self) -> JsString {
        text::with_lf(&self.control.value())
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
            self.control.remove_attribute(EDITOR);
            self.control.set_attribute_to("type", &kind);
            self.control.set_value(&text);
        }
    }
}

/// The fields in the document that are hidden.
fn hidden_fields() -> impl Iterator<Item = Field> {
    let marked = dom::document().select_all(&["[", EDITOR, "]"].concat());
    marked.into_iter().map(|control| Field {
        control: control.unchecked_into(),
    })
}

/// The message as amoCRM saved it. The value of a text input has lost its line breaks, the
/// attribute has them; but the attribute counts only while the two are otherwise equal.
fn saved_text(control: &Control) -> JsString {
    let value = control.value();
    let saved = control.attribute("value");
    let saved = saved.filter(|saved| text::without_line_breaks(saved) == value);
    text::with_lf(&saved.unwrap_or(value))
}

/// Puts a new control in the place of `control`, with all that amoCRM has set on it.
fn replace(control: &Control, tag: &str) -> Control {
    let element = control.document().create_element(tag);
    for name in control.attribute_names().iter().map(String::from) {
        let is_of_the_former = matches!(name.as_str(), "type" | "value" | FORMER_TYPE | EDITOR);
        if let Some(value) = control.attribute(&name).filter(|_| !is_of_the_former) {
            element.set_attribute_to(&name, &value);
        }
    }
    control.replace_with(&element);
    element.unchecked_into()
}
