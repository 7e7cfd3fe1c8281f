//! amoCRM's own field, which always holds what will be saved.
//!
//! amoCRM draws the message as an `<input type="text">`. That kind of input drops line breaks from
//! its value, a hidden one does not; so the field becomes hidden while an editor stands in for it,
//! and is given back as what it was.
//!
//! What has to be known of a field stands in its attributes, for an instance that takes over.

use crate::browser::dom::{self, Control, Element};
use crate::browser::names::{self, Name};
use crate::browser::text::Text;
use crate::browser::value::Held;

/// A field that is hidden and holds the message.
#[derive(Debug, Clone, Copy)]
pub struct Field(Control);

impl Field {
    /// The field that `control` is while an editor stands in for it.
    pub(crate) fn hidden_in(control: Control) -> Self {
        Field(control)
    }

    /// Whether `control` is the field of a new trigger, to which nothing has been offered: it is
    /// offered the default message once, also where the person has cleared it and the widget
    /// comes again.
    pub(crate) fn is_new(control: Control) -> bool {
        let saved = control.element().attribute(names::VALUE);
        let is_empty = |text: Text| text.length() == 0;
        is_empty(control.value())
            && saved.is_none_or(is_empty)
            && !control.element().has_attribute(names::OFFERED)
    }

    /// Hides `control`, an `<input>` or a `<textarea>`, and keeps its text, line breaks included.
    /// The textarea with the id `editor` stands in for it.
    pub(crate) fn take(control: Control, editor: Text) -> Self {
        let kind = control.kind();
        // Before the type changes: turning a text input into a hidden one destroys the line
        // breaks in Firefox, in the attribute too.
        let text = saved_text(control);
        // A textarea cannot be hidden by its type. What takes its place has the text before it
        // stands there: whatever fails in between, nothing is lost.
        let is_textarea = kind.name() == Some(names::TEXTAREA);
        let hidden = if is_textarea {
            copy(control, names::INPUT)
        } else {
            control
        };
        let element = hidden.element();
        if !element.has_attribute(names::FORMER_TYPE) {
            element.set_attribute(names::FORMER_TYPE, kind);
        }
        element.set_attribute(names::EDITOR, editor);
        element.set_attribute(names::OFFERED, names::NOTHING);
        element.set_attribute(names::TYPE, names::HIDDEN);
        // In most browsers it is there already.
        if hidden.value() != text {
            hidden.set_value(text);
        }
        if is_textarea {
            control.element().replace_with(hidden);
        }
        Field(hidden)
    }

    /// The field that the textarea with the id `editor` stands in for.
    pub(crate) fn of_editor(editor: Text) -> Option<Self> {
        hidden_fields().find(|field| field.editor_id() == Some(editor))
    }

    /// `control`, if it is a field that an editor stands in for.
    pub(crate) fn of_control(control: Control) -> Option<Self> {
        let is_taken = control.element().has_attribute(names::EDITOR);
        is_taken.then_some(Field(control))
    }

    /// The fields that are hidden while their editor is not in the document.
    pub(crate) fn without_editor() -> impl Iterator<Item = Self> {
        hidden_fields().filter(|field| field.editor().is_none())
    }

    /// The element that holds the message.
    pub(crate) fn control(self) -> Control {
        self.0
    }

    /// The same as any element.
    pub(crate) fn element(self) -> Element {
        self.0.element()
    }

    /// The textarea that stands in for the field, where it is in the document.
    pub(crate) fn editor(self) -> Option<Element> {
        dom::document().element_by_id(self.editor_id()?)
    }

    fn editor_id(self) -> Option<Text> {
        self.element().attribute(names::EDITOR)
    }

    /// The message, with LF as line break.
    pub(crate) fn text(self) -> Text {
        self.0.value().with_lf()
    }

    /// Tells amoCRM that the message was edited: it enables Save on `change` only.
    pub(crate) fn tell_edited(self) {
        self.element().fire(names::INPUT);
        self.element().fire(names::CHANGE);
    }

    /// Gives amoCRM its field back, with the text in it. A text of several lines cannot live in a
    /// text input: a plain `<textarea>` of the same name takes its place, which is the other way
    /// that amoCRM's documentation shows.
    pub(crate) fn give_back(self) {
        let text = self.text();
        let kind = self.element().attribute(names::FORMER_TYPE);
        let kind = kind.unwrap_or_default();
        let becomes_textarea = match kind.name() {
            Some(names::TEXTAREA) => true,
            Some(names::HIDDEN) => false,
            _ => text.without_line_breaks() != text,
        };
        if becomes_textarea {
            let textarea = copy(self.0, names::TEXTAREA);
            textarea.set_default_value(text);
            self.element().replace_with(textarea);
        } else {
            self.element().remove_attribute(names::FORMER_TYPE);
            self.element().remove_attribute(names::EDITOR);
            self.element().set_attribute(names::TYPE, kind);
            self.0.set_value(text);
        }
    }
}

/// The fields in the document that are hidden.
fn hidden_fields() -> impl Iterator<Item = Field> {
    let marked = dom::document().select_all(names::TAKEN_FIELD);
    marked.map(|element| Field(element.cast()))
}

/// The message as amoCRM saved it. The value of a text input has lost its line breaks, the
/// attribute has them; but the attribute counts only while the two are otherwise equal.
fn saved_text(control: Control) -> Text {
    let value = control.value();
    let saved = control.element().attribute(names::VALUE);
    let saved = saved.filter(|saved| saved.without_line_breaks() == value);
    saved.unwrap_or(value).with_lf()
}

/// A new control with all that amoCRM has set on `control`.
fn copy(control: Control, tag: Name) -> Control {
    control.become_a(tag, names::OF_THE_FORMER)
}
