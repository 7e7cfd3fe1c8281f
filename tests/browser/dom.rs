//! The document as a test works on it: bindings of its own, so that a test asks the browser and not
//! the widget.

use js_sys::{Array, JsString};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_namespace = globalThis, js_name = document)]
    static DOCUMENT: Document;

    /// The page.
    #[wasm_bindgen(extends = web_sys::Node)]
    #[derive(Debug, Clone)]
    pub type Document;

    /// Makes an element that stands nowhere yet.
    #[wasm_bindgen(method, js_name = createElement)]
    pub fn create_element(this: &Document, tag: &str) -> Element;

    /// The element with this id.
    #[wasm_bindgen(method, js_name = getElementById)]
    pub fn element_by_id(this: &Document, id: &str) -> Option<Element>;

    /// The elements with this class, whatever characters it has.
    #[wasm_bindgen(method, js_name = getElementsByClassName)]
    pub fn elements_by_class(this: &Document, class_name: &str) -> List;

    /// The elements that match.
    #[wasm_bindgen(method, js_name = querySelectorAll)]
    pub fn select_all(this: &Document, selector: &str) -> List;

    /// Elements, as the browser lists them.
    #[derive(Debug)]
    pub type List;

    /// How many there are.
    #[wasm_bindgen(method, getter)]
    pub fn length(this: &List) -> u32;

    /// One of them, counted from zero.
    #[wasm_bindgen(method)]
    pub fn item(this: &List, index: u32) -> Option<Element>;

    /// Any element.
    #[wasm_bindgen(extends = web_sys::Node)]
    #[derive(Debug, Clone, PartialEq)]
    pub type Element;

    /// The page that the element belongs to.
    #[wasm_bindgen(method, getter, js_name = ownerDocument)]
    pub fn document(this: &Element) -> Document;

    /// The tag, in capitals for HTML.
    #[wasm_bindgen(method, getter, js_name = tagName)]
    pub fn tag(this: &Element) -> String;

    /// The attribute as text that stays in JavaScript.
    #[wasm_bindgen(method, js_name = getAttribute)]
    pub fn attribute(this: &Element, name: &str) -> Option<JsString>;

    /// The names of all attributes.
    #[wasm_bindgen(method, js_name = getAttributeNames)]
    pub fn attribute_names(this: &Element) -> Array<JsString>;

    /// Sets an attribute.
    #[wasm_bindgen(method, js_name = setAttribute)]
    pub fn set_attribute(this: &Element, name: &str, value: &str);

    /// Removes an attribute, if it is there.
    #[wasm_bindgen(method, js_name = removeAttribute)]
    pub fn remove_attribute(this: &Element, name: &str);

    /// Whether the element, or one around it, matches: the nearest that does.
    #[wasm_bindgen(method)]
    pub fn closest(this: &Element, selector: &str) -> Option<Element>;

    /// Whether the element itself matches.
    #[wasm_bindgen(method)]
    pub fn matches(this: &Element, selector: &str) -> bool;

    /// The first element inside that matches.
    #[wasm_bindgen(method, js_name = querySelector)]
    pub fn select(this: &Element, selector: &str) -> Option<Element>;

    /// The elements inside that match.
    #[wasm_bindgen(method, js_name = querySelectorAll)]
    pub fn select_all_in(this: &Element, selector: &str) -> List;

    /// The element around this one.
    #[wasm_bindgen(method, getter, js_name = parentElement)]
    pub fn parent(this: &Element) -> Option<Element>;

    /// The element before this one.
    #[wasm_bindgen(method, getter, js_name = previousElementSibling)]
    pub fn previous(this: &Element) -> Option<Element>;

    /// The element after this one.
    #[wasm_bindgen(method, getter, js_name = nextElementSibling)]
    pub fn next(this: &Element) -> Option<Element>;

    /// Whether the element stands in a document.
    #[wasm_bindgen(method, getter, js_name = isConnected)]
    pub fn is_connected(this: &Element) -> bool;

    /// Whether `other` is this element or stands in it.
    #[wasm_bindgen(method)]
    pub fn contains(this: &Element, other: &Element) -> bool;

    /// Puts `element` last into this one.
    #[wasm_bindgen(method)]
    pub fn append(this: &Element, element: &Element);

    /// Puts `element` right after this one.
    #[wasm_bindgen(method)]
    pub fn after(this: &Element, element: &Element);

    /// Puts `element` in the place of this one.
    #[wasm_bindgen(method, js_name = replaceWith)]
    pub fn replace_with(this: &Element, element: &Element);

    /// Takes the element out of the document.
    #[wasm_bindgen(method)]
    pub fn remove(this: &Element);

    /// The text, without any markup.
    #[wasm_bindgen(method, getter, js_name = textContent)]
    pub fn text(this: &Element) -> JsString;

    /// Sets the text, as text.
    #[wasm_bindgen(method, setter, js_name = textContent)]
    pub fn set_text(this: &Element, text: &JsString);

    #[wasm_bindgen(method, js_name = dispatchEvent)]
    fn dispatch(this: &Element, event: &Event) -> bool;

    /// An event, to a listener.
    #[derive(Debug)]
    pub type Event;

    #[wasm_bindgen(constructor)]
    fn new(name: &str, options: &web_sys::EventInit) -> Event;

    /// The element that the event happened to.
    #[wasm_bindgen(method, getter)]
    pub fn target(this: &Event) -> Option<Element>;

    /// Where the focus goes to, for an event that tells that it leaves.
    #[wasm_bindgen(method, getter, js_name = relatedTarget)]
    pub fn related_target(this: &Event) -> Option<Element>;

    /// The key, for an event of the keyboard.
    #[wasm_bindgen(method, getter)]
    pub fn key(this: &Event) -> Option<String>;

    /// Whether the key is part of composing a character.
    #[wasm_bindgen(method, getter, js_name = isComposing)]
    pub fn is_composing(this: &Event) -> bool;

    /// Moves the keyboard there.
    #[wasm_bindgen(method)]
    pub fn focus(this: &Element);

    /// The element's inline style.
    #[wasm_bindgen(method, getter)]
    pub fn style(this: &Element) -> Style;

    /// An inline style. It is set through these properties, since a page may forbid the attribute.
    #[derive(Debug)]
    pub type Style;

    /// Sets the whole of it.
    #[wasm_bindgen(method, setter, js_name = cssText)]
    pub fn set_text(this: &Style, declarations: &str);

    /// The `display` that is set inline.
    #[wasm_bindgen(method, getter)]
    pub fn display(this: &Style) -> JsString;

    /// The `field-sizing` that is set inline; `undefined` in a browser that does not know it.
    #[wasm_bindgen(method, getter, js_name = fieldSizing)]
    pub fn field_sizing(this: &Style) -> JsValue;

    /// An `<input>` or a `<textarea>`.
    #[wasm_bindgen(extends = Element, extends = web_sys::Node)]
    #[derive(Debug, Clone, PartialEq)]
    pub type Control;

    /// The text as it stands.
    #[wasm_bindgen(method, getter)]
    pub fn value(this: &Control) -> JsString;

    /// Sets the text; no event is fired.
    #[wasm_bindgen(method, setter)]
    pub fn set_value(this: &Control, text: &JsString);

    /// The text to which a reset of the form returns.
    #[wasm_bindgen(method, getter, js_name = defaultValue)]
    pub fn default_value(this: &Control) -> JsString;

    /// Sets the text to which a reset of the form returns.
    #[wasm_bindgen(method, setter, js_name = defaultValue)]
    pub fn set_default_value(this: &Control, text: &JsString);

    /// The length of a textarea's text in UTF-16 units, a line break as one.
    #[wasm_bindgen(method, getter, js_name = textLength)]
    pub fn text_length(this: &Control) -> u32;

    /// The height of the element with its border, in CSS pixels.
    #[wasm_bindgen(method, getter, js_name = offsetHeight)]
    pub fn offset_height(this: &Control) -> u32;

    /// The height of the element without its border, in CSS pixels.
    #[wasm_bindgen(method, getter, js_name = clientHeight)]
    pub fn client_height(this: &Control) -> u32;

    /// The height that a textarea's text needs within its border, in CSS pixels.
    #[wasm_bindgen(method, getter, js_name = scrollHeight)]
    pub fn scroll_height(this: &Control) -> u32;

    /// Where the selection begins, in UTF-16 units.
    #[wasm_bindgen(method, getter, js_name = selectionStart)]
    pub fn selection_start(this: &Control) -> u32;

    /// Where the selection ends: at the caret, where nothing is selected.
    #[wasm_bindgen(method, getter, js_name = selectionEnd)]
    pub fn selection_end(this: &Control) -> u32;

    /// Selects a part of the text.
    /// The kind of control: `text`, `hidden`, `textarea`, …
    #[wasm_bindgen(method, getter, js_name = type)]
    pub fn kind(this: &Control) -> JsString;

    /// The form that the control is sent with.
    #[wasm_bindgen(method, getter)]
    pub fn form(this: &Control) -> Option<Element>;
}

/// The page.
pub fn document() -> Document {
    DOCUMENT.with(Clone::clone)
}

impl Element {
    /// Fires an event of this name that bubbles.
    pub fn fire(&self, event: &str) {
        let bubbling = web_sys::EventInit::new();
        bubbling.set_bubbles(true);
        self.dispatch(&Event::new(event, &bubbling));
    }

    /// Whether the element has this class, whatever characters it has.
    pub fn has_class(&self, class_name: &str) -> bool {
        let classes = self
            .attribute("class")
            .map(String::from)
            .unwrap_or_default();
        classes
            .split_ascii_whitespace()
            .any(|class| class == class_name)
    }
}

/// The elements of a list that the page does not change meanwhile.
impl IntoIterator for List {
    type Item = Element;
    type IntoIter = Elements;

    fn into_iter(self) -> Elements {
        Elements {
            list: self,
            next: 0,
        }
    }
}

/// The elements of a list, in the document's order.
#[derive(Debug)]
pub struct Elements {
    list: List,
    next: u32,
}

impl Iterator for Elements {
    type Item = Element;

    fn next(&mut self) -> Option<Element> {
        let element = self.list.item(self.next)?;
        self.next += 1;
        Some(element)
    }
}
