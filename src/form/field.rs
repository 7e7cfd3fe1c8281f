//! amoCRM's own field, which always holds what will be saved.
//!
//! amoCRM draws the message as an `<input type="text">`. That kind of input drops line breaks from
//! its value, a hidden one does not; so the field becomes hidden while an editor stands in for it,
//! and is given back as what it was.
//!
//! What has to be known of a field stands in its attributes, for an instance that takes over.

use js_sys::JsString;
use wasm_bindgen::JsCast;

use crate::browser::dom::{self, Control, Element};
use crate::browser::{names, text};

/// A field that is hidden and holds the message.
#[derive(Debug, Clone)]
pub struct Field {
    control: Control,
}

impl Field {
    /// Whether `control` is the field of a new trigger, to which nothing has been offered: it is
    /// offered the default message once, also where the person has cleared it and the widget
    /// comes again.
    pub fn is_new(control: &Control) -> bool {
        let saved = control.attribute(names::VALUE).unwrap_or_default();
        let is_empty = text::length(&control.value()) == 0 && text::length(&saved) == 0;
        is_empty && !control.has_attribute(names::OFFERED)
    }

    /// Hides `control`, an `<input>` or a `<textarea>`, and keeps its text, line breaks included.
    /// The textarea with the id `editor` stands in for it.
    pub fn take(control: &Control, editor: &JsString) -> Self {
        let kind = control.kind();
        // Before the type changes: turning a text input into a hidden one destroys the line
        // breaks in Firefox, in the attribute too.
        let text = saved_text(control);
        // A textarea cannot be hidden by its type. What takes its place has the text before it
        // stands there: whatever fails in between, nothing is lost.
        let is_textarea = text::named(&kind) == names::TEXTAREA;
        let hidden = if is_textarea {
            copy(control, names::INPUT)
        } else {
            control.clone()
        };
        if !hidden.has_attribute(names::FORMER_TYPE) {
            hidden.set_attribute(names::FORMER_TYPE, &kind);
        }
        hidden.set_attribute(names::EDITOR, editor);
        hidden.set_attribute_named(names::OFFERED, names::NOTHING);
        hidden.set_attribute_named(names::TYPE, names::HIDDEN);
        // In most browsers it is there already.
        if !text::equal(&hidden.value(), &text) {
            hidden.set_value(&text);
        }
        if is_textarea {
            control.replace_with(&hidden);
        }
        Field { control: hidden }
    }

    /// The field that the textarea with the id `editor` stands in for.
    pub fn of_editor(editor: &JsString) -> Option<Self> {
        let is_its = |field: &Field| {
            let id = field.control.attribute(names::EDITOR);
            id.is_some_and(|id| text::equal(&id, editor))
        };
        hidden_fields().find(is_its)
    }

    /// `control`, if it is a field that an editor stands in for.
    pub fn of_control(control: &Control) -> Option<Self> {
        let is_taken = control.has_attribute(names::EDITOR);
        is_taken.then(|| Field {
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
        dom::document().element_by_id(&self.control.attribute(names::EDITOR)?)
    }

    /// The message, with LF as line break.
    pub fn text(&self) -> JsString {
        text::with_lf(&self.control.value())
    }

    /// Tells amoCRM that the message was edited: it enables Save on `change` only.
    pub fn tell_edited(&self) {
        self.control.fire(names::INPUT);
        self.control.fire(names::CHANGE);
    }

    /// Gives amoCRM its field back, with the text in it. A text of several lines cannot live in a
    /// text input: a plain `<textarea>` of the same name takes its place, which is the other way
    /// that amoCRM's documentation shows.
    pub fn give_back(&self) {
        let text = self.text();
        let kind = self
            .control
            .attribute(names::FORMER_TYPE)
            .unwrap_or_default();
        let is_in_lines = !text::equal(&text::without_line_breaks(&text), &text);
        let becomes_textarea = match text::named(&kind) {
            names::TEXTAREA => true,
            names::HIDDEN => false,
            _ => is_in_lines,
        };
        if becomes_textarea {
            let textarea = copy(&self.control, names::TEXTAREA);
            textarea.set_default_value(&text);
            self.control.replace_with(&textarea);
        } else {
            self.control.remove_attribute(names::FORMER_TYPE);
            self.control.remove_attribute(names::EDITOR);
            self.control.set_attribute(names::TYPE, &kind);
            self.control.set_value(&text);
        }
    }
}

/// The fields in the document that are hidden.
fn hidden_fields() -> impl Iterator<Item = Field> {
    let marked = dom::document().select_all(names::TAKEN_FIELD);
    marked.map(|control| Field {
        control: control.unchecked_into(),
    })
}

/// The message as amoCRM saved it. The value of a text input has lost its line breaks, the
/// attribute has them; but the attribute counts only while the two are otherwise equal.
fn saved_text(control: &Control) -> JsString {
    let value = control.value();
    let saved = control.attribute(names::VALUE);
    let saved = saved.filter(|saved| text::equal(&text::without_line_breaks(saved), &value));
    text::with_lf(&saved.unwrap_or(value))
}

/// A new control with all that amoCRM has set on `control`.
fn copy(control: &Control, tag: names::Name) -> Control {
    control.become_a(tag, names::OF_THE_FORMER).unchecked_into()
}
