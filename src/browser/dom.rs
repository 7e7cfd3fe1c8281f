//! The document, as far as the widget works on it, in the steps of `dom.js`.
//!
//! `web-sys` declares each of these as one that may throw, has an import of its own for each, and
//! copies each text: that makes the widget several times as large. Here one import serves many
//! members of the document's objects, told apart by their [`Name`].

use super::names::{self, Name};
use super::text::Text;
use super::value::{Held, Items, List, Members, Object, Passed, Value, held, kinds, present};

kinds! {
    /// The page.
    Document
    /// Any element.
    Element
    /// An `<input>` or a `<textarea>`.
    Control
    /// An event, to a listener.
    Event
}

/// The steps of `dom.js`.
mod js {
    use wasm_bindgen::prelude::*;

    use crate::browser::value::Handle;

    #[wasm_bindgen(module = "/src/browser/dom.js")]
    extern "C" {
        pub(super) fn page() -> Handle;
        pub(super) fn fit(textarea: Handle);
        #[wasm_bindgen(js_name = classOfTextarea)]
        pub(super) fn class_of_textarea(markup: Handle) -> Handle;
        #[wasm_bindgen(js_name = elementIn)]
        pub(super) fn element_in(value: Handle) -> Handle;
        #[wasm_bindgen(js_name = setAttribute)]
        pub(super) fn set_attribute(element: Handle, name: Handle, value: Handle);
        #[wasm_bindgen(js_name = selectAll)]
        pub(super) fn select_all(place: Handle, selector: Handle) -> Handle;
        #[wasm_bindgen(js_name = selectFree)]
        pub(super) fn select_free(place: Handle, selector: Handle) -> Handle;
        pub(super) fn take(control: Handle, editor: Handle);
        #[wasm_bindgen(js_name = skipWritten)]
        pub(super) fn skip_written(control: Handle);
        #[wasm_bindgen(js_name = sizesTextareas)]
        pub(super) fn sizes_textareas() -> bool;
        #[wasm_bindgen(js_name = giveBack)]
        pub(super) fn give_back(control: Handle);
        pub(super) fn create(place: Handle, tag: Handle, class_name: Handle) -> Handle;
        #[wasm_bindgen(js_name = copyAs)]
        pub(super) fn copy_as(element: Handle, id: Handle) -> Handle;
        #[wasm_bindgen(js_name = becomeA)]
        pub(super) fn become_a(element: Handle, tag: Handle, without: Handle) -> Handle;
        pub(super) fn around(element: Handle, selector: Handle) -> Handle;
        #[wasm_bindgen(js_name = isBefore)]
        pub(super) fn is_before(element: Handle, other: Handle) -> bool;
        pub(super) fn fire(element: Handle, event: Handle);
        #[wasm_bindgen(js_name = typeOver)]
        pub(super) fn type_over(control: Handle, start: i32, end: i32, text: Handle);
    }
}

/// The page.
pub(crate) fn document() -> Document {
    present(js::page())
}

/// The page's body.
pub(crate) fn body() -> Option<Element> {
    document().get(names::BODY)
}

/// The page's globals.
pub(crate) fn window() -> Option<Value> {
    document().get(names::DEFAULT_VIEW)
}

/// Whether the browser fits a textarea to its text by itself, by `field-sizing: content`.
pub(crate) fn sizes_textareas() -> bool {
    js::sizes_textareas()
}

/// The element in `value`, be it an element or a jQuery object that holds one first.
pub(crate) fn element_in(value: impl Passed) -> Option<Element> {
    held(js::element_in(value.pass()))
}

/// The classes of the textarea in amoCRM's markup.
pub(crate) fn class_of_rendered_textarea(markup: Text) -> Option<Text> {
    held(js::class_of_textarea(markup.handle()))
}

/// The controls in `place` that match and that no editor stands in for.
pub(crate) fn select_free(place: impl Held, selector: Name) -> Items<Control> {
    let found: List = present(js::select_free(place.handle(), selector.handle()));
    found.items()
}

fn text_of(object: impl Held, name: Name) -> Text {
    object.get(name).unwrap_or_default()
}

fn style_of(element: Element) -> Option<Object> {
    element.get(names::STYLE)
}

/// The elements in `place` that match, in the document's order.
fn elements(place: impl Held, selector: Name) -> Items<Element> {
    let found: List = present(js::select_all(place.handle(), selector.handle()));
    found.items()
}

impl Document {
    /// The element with this id.
    pub(crate) fn element_by_id(self, id: Text) -> Option<Element> {
        self.ask(names::GET_ELEMENT_BY_ID, id)
    }

    /// The elements that match.
    pub(crate) fn select_all(self, selector: Name) -> Items<Element> {
        elements(self, selector)
    }
}

impl Element {
    /// The attribute's text.
    pub(crate) fn attribute(self, name: Name) -> Option<Text> {
        self.ask(names::GET_ATTRIBUTE, name)
    }

    /// Whether the attribute is there.
    pub(crate) fn has_attribute(self, name: Name) -> bool {
        self.test(names::HAS_ATTRIBUTE, name)
    }

    /// Sets an attribute.
    pub(crate) fn set_attribute(self, name: Name, value: impl Held) {
        js::set_attribute(self.handle(), name.handle(), value.handle());
    }

    /// Removes an attribute, if it is there.
    pub(crate) fn remove_attribute(self, name: Name) {
        self.call(names::REMOVE_ATTRIBUTE, name);
    }

    /// Whether the element has this class, whatever characters it has.
    pub(crate) fn has_class(self, class_name: Text) -> bool {
        let classes: Option<Object> = self.get(names::CLASS_LIST);
        classes.is_some_and(|classes| classes.test(names::CONTAINS, class_name))
    }

    /// Whether the element, or one around it, matches: the nearest that does.
    pub(crate) fn closest(self, selector: Name) -> Option<Element> {
        self.ask(names::CLOSEST, selector)
    }

    /// The nearest element around this one that matches, or in which anything does.
    pub(crate) fn around(self, selector: Name) -> Option<Element> {
        held(js::around(self.handle(), selector.handle()))
    }

    /// Whether the element itself matches.
    pub(crate) fn matches(self, selector: Name) -> bool {
        self.test(names::MATCHES, selector)
    }

    /// The first element inside that matches.
    pub(crate) fn select<T: Held>(self, selector: Name) -> Option<T> {
        self.ask(names::QUERY_SELECTOR, selector)
    }

    /// The elements inside that match.
    pub(crate) fn select_all(self, selector: Name) -> Items<Element> {
        elements(self, selector)
    }

    /// The element around this one.
    pub(crate) fn parent(self) -> Option<Element> {
        self.get(names::PARENT_ELEMENT)
    }

    /// Whether the element stands in a document.
    pub(crate) fn is_connected(self) -> bool {
        self.is(names::IS_CONNECTED)
    }

    /// Whether `other` is this element or stands in it.
    pub(crate) fn contains(self, other: impl Held) -> bool {
        self.test(names::CONTAINS, other)
    }

    /// Whether `other` begins after this element.
    pub(crate) fn is_before(self, other: impl Held) -> bool {
        js::is_before(self.handle(), other.handle())
    }

    /// A new element of the same document, which stands nowhere yet.
    pub(crate) fn create(self, tag: Name, class_name: Name) -> Element {
        present(js::create(self.handle(), tag.handle(), class_name.handle()))
    }

    /// Puts `element` in the place of this one.
    pub(crate) fn replace_with(self, element: impl Held) {
        self.call(names::REPLACE_WITH, element);
    }

    /// Puts `element` last into this one.
    pub(crate) fn append(self, element: impl Held) {
        self.call(names::APPEND, element);
    }

    /// Puts `element` right after this one.
    pub(crate) fn after(self, element: impl Held) {
        self.call(names::AFTER, element);
    }

    /// Takes the element out of the document.
    pub(crate) fn remove(self) {
        self.call(names::REMOVE, None::<Value>);
    }

    /// The text, without any markup.
    pub(crate) fn text(self) -> Text {
        text_of(self, names::TEXT_CONTENT)
    }

    /// Sets the text, as text.
    pub(crate) fn set_text(self, text: Text) {
        self.set(names::TEXT_CONTENT, text);
    }

    /// The `display` that is set inline.
    pub(crate) fn display(self) -> Text {
        let display = style_of(self).and_then(|style| style.get(names::DISPLAY));
        display.unwrap_or_default()
    }

    /// Sets `display`. The page may forbid the attribute, but not its properties.
    pub(crate) fn set_display(self, display: impl Held) {
        if let Some(style) = style_of(self) {
            style.set(names::DISPLAY, display);
        }
    }

    /// Sets the whole of the inline style, by properties as well.
    pub(crate) fn set_style(self, declarations: Name) {
        if let Some(style) = style_of(self) {
            style.set(names::CSS_TEXT, declarations);
        }
    }

    /// A copy of the element and of all in it, with the id `id` where its parts name `{id}`.
    pub(crate) fn copy_as(self, id: Text) -> Element {
        present(js::copy_as(self.handle(), id.handle()))
    }

    /// Moves the keyboard there.
    pub(crate) fn focus(self) {
        self.call(names::FOCUS, None::<Value>);
    }

    /// Fires an event of this name that bubbles.
    pub(crate) fn fire(self, event: Name) {
        js::fire(self.handle(), event.handle());
    }
}

impl Control {
    /// The control as any element.
    pub(crate) fn element(self) -> Element {
        self.cast()
    }

    /// `editor` stands in for it, and is told after a task that has written its `value` attribute.
    pub(crate) fn take(self, editor: Object) {
        js::take(self.handle(), editor.handle());
    }

    /// What was written into it and not yet told was the widget's own.
    pub(crate) fn skip_written(self) {
        js::skip_written(self.handle());
    }

    /// No editor stands in for it any more.
    pub(crate) fn give_back(self) {
        js::give_back(self.handle());
    }

    /// The text as it stands.
    pub(crate) fn value(self) -> Text {
        text_of(self, names::VALUE)
    }

    /// Sets the text; no event is fired.
    pub(crate) fn set_value(self, text: Text) {
        self.set(names::VALUE, text);
    }

    /// The text to which a reset of the form returns.
    pub(crate) fn default_value(self) -> Text {
        text_of(self, names::DEFAULT_VALUE)
    }

    /// Sets the text to which a reset of the form returns.
    pub(crate) fn set_default_value(self, text: Text) {
        self.set(names::DEFAULT_VALUE, text);
    }

    /// The length of a textarea's text in UTF-16 units, a line break as one.
    pub(crate) fn text_length(self) -> i32 {
        self.number(names::TEXT_LENGTH)
    }

    /// Where the selection begins, in UTF-16 units.
    pub(crate) fn selection_start(self) -> i32 {
        self.number(names::SELECTION_START)
    }

    /// Where the selection ends: at the caret, where nothing is selected.
    pub(crate) fn selection_end(self) -> i32 {
        self.number(names::SELECTION_END)
    }

    /// Makes a textarea as high as its text.
    pub(crate) fn fit(self) {
        js::fit(self.handle());
    }

    /// The kind of control: `text`, `hidden`, `textarea`, …
    pub(crate) fn kind(self) -> Text {
        text_of(self, names::TYPE)
    }

    /// The form that the control is sent with.
    pub(crate) fn form(self) -> Option<Element> {
        self.get(names::FORM)
    }

    /// A new control of another kind, with all attributes but those of `without`.
    pub(crate) fn become_a(self, tag: Name, without: Name) -> Control {
        present(js::become_a(self.handle(), tag.handle(), without.handle()))
    }

    /// Puts `text` in the place of what stands between `start` and `end`, as typing does: it can be
    /// undone, and the control fires `input`.
    pub(crate) fn type_over(self, start: i32, end: i32, text: Text) {
        js::type_over(self.handle(), start, end, text.handle());
    }
}

impl Event {
    /// The element that the event happened to.
    pub(crate) fn target(self) -> Option<Element> {
        self.get(names::TARGET)
    }

    /// Where the focus goes to, for an event that tells that it leaves.
    pub(crate) fn related_target(self) -> Option<Element> {
        self.get(names::RELATED_TARGET)
    }

    /// Which key it is, for an event of the keyboard, if it is one with a meaning here.
    pub(crate) fn key(self) -> Option<Name> {
        text_of(self, names::KEY).name()
    }

    /// Whether the key is part of composing a character.
    pub(crate) fn is_composing(self) -> bool {
        self.is(names::IS_COMPOSING)
    }

    /// Keeps the browser from doing what it does by itself.
    pub(crate) fn prevent_default(self) {
        self.call(names::PREVENT_DEFAULT, None::<Value>);
    }

    /// Keeps amoCRM from hearing of the event.
    pub(crate) fn stop_propagation(self) {
        self.call(names::STOP_PROPAGATION, None::<Value>);
    }
}
