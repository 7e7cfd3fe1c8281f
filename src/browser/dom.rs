//! The document, as far as the widget works on it, in the steps of `dom.js`.
//!
//! `web-sys` declares each of these as one that may throw, has an import of its own for each, and
//! copies each text: that makes the widget twice as large. Here one import serves many members of
//! the document's objects, told apart by their [`Name`], and texts stay in JavaScript.

use js_sys::JsString;
use wasm_bindgen::prelude::*;

use super::names::{self, Name};
use super::text;

#[wasm_bindgen]
extern "C" {
    /// The page.
    #[derive(Debug, Clone)]
    pub type Document;

    /// Any element.
    #[derive(Debug, Clone)]
    pub type Element;

    /// An `<input>` or a `<textarea>`.
    #[wasm_bindgen(extends = Element)]
    #[derive(Debug, Clone)]
    pub type Control;

    #[derive(Debug)]
    type ElementList;

    /// An event, to a listener.
    #[derive(Debug)]
    pub type Event;
}

#[wasm_bindgen(module = "/src/browser/dom.js")]
extern "C" {
    /// The page.
    #[wasm_bindgen(js_name = page)]
    pub fn document() -> Document;

    /// Makes a textarea as high as its text.
    pub fn fit(textarea: &Control);

    fn same(one: &JsValue, other: &JsValue) -> bool;
    /// The element in `value`, be it an element or a jQuery object that holds one first.
    #[wasm_bindgen(js_name = elementIn)]
    pub fn element_in(value: &JsValue) -> Option<Element>;

    /// Whether both stand in a document.
    #[wasm_bindgen(js_name = areConnected)]
    pub(crate) fn are_connected(one: &Element, other: &Element) -> bool;

    /// `element` belongs to the editor with this number from now on; 0 is none.
    pub(crate) fn belong(element: &Element, editor: i32);

    /// The number of the editor that `element` belongs to; 0 where there is none.
    #[wasm_bindgen(js_name = editorOf)]
    pub(crate) fn editor_of(element: &Element) -> i32;

    fn get(object: &JsValue, name: Name) -> JsValue;
    #[wasm_bindgen(js_name = get)]
    fn number(object: &JsValue, name: Name) -> i32;
    #[wasm_bindgen(js_name = get)]
    fn option(object: &JsValue, name: Name) -> Option<Element>;
    fn set(object: &JsValue, name: Name, value: &JsValue);
    #[wasm_bindgen(js_name = setNamed)]
    fn set_named(object: &JsValue, name: Name, value: Name);

    pub(super) fn call(object: &JsValue, method: Name);
    #[wasm_bindgen(js_name = callWith)]
    fn call_with(object: &JsValue, method: Name, argument: &JsValue);
    #[wasm_bindgen(js_name = callWith)]
    fn find_with(object: &JsValue, method: Name, argument: &JsValue) -> Option<Element>;
    #[wasm_bindgen(js_name = callWith)]
    fn ask_with(object: &JsValue, method: Name, argument: &JsValue) -> bool;
    #[wasm_bindgen(js_name = callNamed)]
    fn call_named(object: &JsValue, method: Name, argument: Name);
    #[wasm_bindgen(js_name = callNamed)]
    fn find_named(object: &JsValue, method: Name, argument: Name) -> Option<Element>;
    #[wasm_bindgen(js_name = callNamed)]
    fn ask_named(object: &JsValue, method: Name, argument: Name) -> bool;
    #[wasm_bindgen(js_name = setAttribute)]
    fn set_attribute(element: &Element, name: Name, value: &JsString);
    #[wasm_bindgen(js_name = setAttributeNamed)]
    fn set_attribute_named(element: &Element, name: Name, value: Name);

    #[wasm_bindgen(js_name = selectAll)]
    fn list_all(place: &JsValue, selector: Name) -> ElementList;
    #[wasm_bindgen(js_name = selectFree)]
    fn list_free(place: &JsValue, selector: Name) -> ElementList;
    fn item(list: &ElementList, index: i32) -> Option<Element>;

    fn create(place: &Element, tag: Name, class_name: Name) -> Element;
    #[wasm_bindgen(js_name = copyAs)]
    fn copy_as(element: &Element, id: &JsString) -> Element;
    #[wasm_bindgen(js_name = copyAhead)]
    fn copy_ahead(element: &Element, id: &JsString);
    #[wasm_bindgen(js_name = takeCopy)]
    fn take_copy(element: &Element) -> Option<Element>;
    #[wasm_bindgen(js_name = becomeA)]
    fn become_a(element: &Element, tag: Name, without: Name) -> Element;
    #[wasm_bindgen(js_name = isBefore)]
    fn is_before(element: &Element, other: &Element) -> bool;
    fn fire(element: &Element, event: Name);
    #[wasm_bindgen(js_name = typeOver)]
    fn type_over(control: &Control, start: i32, end: i32, text: &JsString);
}

/// Elements, in the document's order, as they stood when they were asked for.
#[derive(Debug)]
pub struct Elements {
    list: ElementList,
    next: i32,
}

impl Iterator for Elements {
    type Item = Element;

    fn next(&mut self) -> Option<Element> {
        let found = item(&self.list, self.next);
        self.next += 1;
        found
    }
}

impl From<ElementList> for Elements {
    fn from(list: ElementList) -> Self {
        Elements { list, next: 0 }
    }
}

/// The elements in `place` that match and belong to no editor.
pub(crate) fn select_free(place: &JsValue, selector: Name) -> Elements {
    list_free(place, selector).into()
}

/// The page's body.
pub fn body() -> Option<Element> {
    option(&document(), names::BODY)
}

/// The page's globals.
pub fn window() -> JsValue {
    get(&document(), names::DEFAULT_VIEW)
}

impl Document {
    /// The element with this id.
    pub fn element_by_id(&self, id: &JsString) -> Option<Element> {
        find_with(self, names::GET_ELEMENT_BY_ID, id)
    }

    /// The elements that match.
    pub fn select_all(&self, selector: Name) -> Elements {
        list_all(self, selector).into()
    }
}

impl Element {
    /// The attribute's text.
    pub fn attribute(&self, name: Name) -> Option<JsString> {
        find_named(self, names::GET_ATTRIBUTE, name).map(JsCast::unchecked_into)
    }

    /// Whether the attribute is there.
    pub fn has_attribute(&self, name: Name) -> bool {
        ask_named(self, names::HAS_ATTRIBUTE, name)
    }

    /// Sets an attribute.
    pub fn set_attribute(&self, name: Name, value: &JsString) {
        set_attribute(self, name, value);
    }

    /// Sets an attribute to a text that never changes.
    pub fn set_attribute_named(&self, name: Name, value: Name) {
        set_attribute_named(self, name, value);
    }

    /// Removes an attribute, if it is there.
    pub fn remove_attribute(&self, name: Name) {
        call_named(self, names::REMOVE_ATTRIBUTE, name);
    }

    /// Whether the element has this class, whatever characters it has.
    pub fn has_class(&self, class_name: &JsString) -> bool {
        ask_with(&get(self, names::CLASS_LIST), names::CONTAINS, class_name)
    }

    /// Whether the element, or one around it, matches: the nearest that does.
    pub fn closest(&self, selector: Name) -> Option<Element> {
        find_named(self, names::CLOSEST, selector)
    }

    /// Whether the element itself matches.
    pub fn matches(&self, selector: Name) -> bool {
        ask_named(self, names::MATCHES, selector)
    }

    /// The first element inside that matches.
    pub fn select(&self, selector: Name) -> Option<Element> {
        find_named(self, names::QUERY_SELECTOR, selector)
    }

    /// The elements inside that match.
    pub fn select_all(&self, selector: Name) -> Elements {
        list_all(self, selector).into()
    }

    /// The element around this one.
    pub fn parent(&self) -> Option<Element> {
        option(self, names::PARENT_ELEMENT)
    }

    /// Whether the element stands in a document.
    pub fn is_connected(&self) -> bool {
        number(self, names::IS_CONNECTED) != 0
    }

    /// Whether `other` is this element or stands in it.
    pub fn contains(&self, other: &Element) -> bool {
        ask_with(self, names::CONTAINS, other)
    }

    /// Whether `other` begins after this element.
    pub fn is_before(&self, other: &Element) -> bool {
        is_before(self, other)
    }

    /// A new element of the same document, which stands nowhere yet.
    pub fn create(&self, tag: Name, class_name: Name) -> Element {
        create(self, tag, class_name)
    }

    /// A new element of another kind, with all attributes but those of `without`.
    pub fn become_a(&self, tag: Name, without: Name) -> Element {
        become_a(self, tag, without)
    }

    /// Puts `element` in the place of this one.
    pub fn replace_with(&self, element: &Element) {
        call_with(self, names::REPLACE_WITH, element);
    }

    /// Puts `element` last into this one.
    pub fn append(&self, element: &Element) {
        call_with(self, names::APPEND, element);
    }

    /// Puts `element` right after this one.
    pub fn after(&self, element: &Element) {
        call_with(self, names::AFTER, element);
    }

    /// Takes the element out of the document.
    pub fn remove(&self) {
        call(self, names::REMOVE);
    }

    /// The text, without any markup.
    pub fn text(&self) -> JsString {
        get(self, names::TEXT_CONTENT).unchecked_into()
    }

    /// Sets the text, as text.
    pub fn set_text(&self, text: &JsString) {
        set(self, names::TEXT_CONTENT, text);
    }

    /// The `display` that is set inline.
    pub fn display(&self) -> JsString {
        get(&get(self, names::STYLE), names::DISPLAY).unchecked_into()
    }

    /// Sets `display`. The page may forbid the attribute, but not its properties.
    pub fn set_display(&self, display: &JsString) {
        set(&get(self, names::STYLE), names::DISPLAY, display);
    }

    /// Sets the whole of the inline style, by properties as well.
    pub fn set_style(&self, declarations: Name) {
        set_named(&get(self, names::STYLE), names::CSS_TEXT, declarations);
    }

    /// A copy of the element and of all in it, with the id `id` where its parts name `{id}`.
    pub fn copy_as(&self, id: &JsString) -> Element {
        copy_as(self, id)
    }

    /// Makes such a copy for [`take_copy`](Element::take_copy), unless there is one.
    pub fn copy_ahead(&self, id: &JsString) {
        copy_ahead(self, id);
    }

    /// The copy that was made ahead, if one was.
    pub fn take_copy(&self) -> Option<Element> {
        take_copy(self)
    }

    /// Moves the keyboard there.
    pub fn focus(&self) {
        call(self, names::FOCUS);
    }

    /// Fires an event of this name that bubbles.
    pub fn fire(&self, event: Name) {
        fire(self, event);
    }
}

impl PartialEq for Element {
    fn eq(&self, other: &Self) -> bool {
        same(self, other)
    }
}

impl Control {
    /// The text as it stands.
    pub fn value(&self) -> JsString {
        get(self, names::VALUE).unchecked_into()
    }

    /// Sets the text; no event is fired.
    pub fn set_value(&self, text: &JsString) {
        set(self, names::VALUE, text);
    }

    /// The text to which a reset of the form returns.
    pub fn default_value(&self) -> JsString {
        get(self, names::DEFAULT_VALUE).unchecked_into()
    }

    /// Sets the text to which a reset of the form returns.
    pub fn set_default_value(&self, text: &JsString) {
        set(self, names::DEFAULT_VALUE, text);
    }

    /// The length of a textarea's text in UTF-16 units, a line break as one.
    pub fn text_length(&self) -> i32 {
        number(self, names::TEXT_LENGTH)
    }

    /// Where the selection begins, in UTF-16 units.
    pub fn selection_start(&self) -> i32 {
        number(self, names::SELECTION_START)
    }

    /// Where the selection ends: at the caret, where nothing is selected.
    pub fn selection_end(&self) -> i32 {
        number(self, names::SELECTION_END)
    }

    /// Whether the browser fits a textarea to its text by itself (`field-sizing`).
    pub fn sizes_itself(&self) -> bool {
        !get(&get(self, names::STYLE), names::FIELD_SIZING).is_undefined()
    }

    /// The kind of control: `text`, `hidden`, `textarea`, …
    pub fn kind(&self) -> JsString {
        get(self, names::TYPE).unchecked_into()
    }

    /// The form that the control is sent with.
    pub fn form(&self) -> Option<Element> {
        option(self, names::FORM)
    }

    /// Puts `text` in the place of what stands between `start` and `end`, as typing does: it can be
    /// undone, and the control fires `input`.
    pub fn type_over(&self, start: i32, end: i32, text: &JsString) {
        type_over(self, start, end, text);
    }
}

impl Event {
    /// The element that the event happened to.
    pub fn target(&self) -> Option<Element> {
        option(self, names::TARGET)
    }

    /// Where the focus goes to, for an event that tells that it leaves.
    pub fn related_target(&self) -> Option<Element> {
        option(self, names::RELATED_TARGET)
    }

    /// Which key it is, for an event of the keyboard; a name that is none of a key's otherwise.
    pub fn key(&self) -> Name {
        text::named(&get(self, names::KEY))
    }

    /// Whether the key is part of composing a character.
    pub fn is_composing(&self) -> bool {
        number(self, names::IS_COMPOSING) != 0
    }

    /// Keeps the browser from doing what it does by itself.
    pub fn prevent_default(&self) {
        call(self, names::PREVENT_DEFAULT);
    }

    /// Keeps amoCRM from hearing of the event.
    pub fn stop_propagation(&self) {
        call(self, names::STOP_PROPAGATION);
    }
}
