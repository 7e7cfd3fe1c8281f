//! The elements of an editor.
//!
//! ```html
//! <div class="pipeline-message" data-widget-code="…">
//!   <label class="pipeline-message__label" for="ID">…</label>
//!   <textarea class="… pipeline-message__text" id="ID" aria-describedby="ID-problem ID-counter">
//!   <button class="pipeline-message__insert" aria-haspopup="menu" aria-controls="ID-markers">…
//!   <ul class="pipeline-message__markers" id="ID-markers" hidden></ul>
//!   <div class="pipeline-message__problem" id="ID-problem"></div>
//!   <div class="pipeline-message__counter" id="ID-counter"></div>
//!   <div class="pipeline-message__status" role="status"></div>
//! </div>
//! ```
//!
//! An instance that takes over finds them by their classes.

use std::cell::Cell;

use js_sys::JsString;
use wasm_bindgen::prelude::*;

use super::control;
use crate::browser::dom::{Control, Document, Element};
use crate::host::widget_object::WidgetObject;
use crate::texts;

/// The class of an editor's root, under which `style.css` has all its rules.
pub const ROOT: &str = "pipeline-message";

/// Names, on the root, the code of the widget that the editor belongs to.
pub const WIDGET_CODE: &str = "data-widget-code";

const LABEL: &str = "pipeline-message__label";
const TEXT: &str = "pipeline-message__text";
const PROBLEM: &str = "pipeline-message__problem";
const COUNTER: &str = "pipeline-message__counter";
const STATUS: &str = "pipeline-message__status";
const INSERT: &str = "pipeline-message__insert";
const MARKERS: &str = "pipeline-message__markers";

/// For a screen reader only. It stands here since it must hold before `style.css` has come.
const UNSEEN: &str = "position:absolute;width:1px;height:1px;overflow:hidden;\
                      clip-path:inset(50%);white-space:nowrap";

/// The elements of one editor.
#[derive(Debug)]
pub struct Layout {
    /// Holds all the others.
    pub root: Element,
    /// Where the message is written.
    pub textarea: Control,
    /// The textarea's id, by which its field knows it.
    pub id: String,
    /// Opens the list of markers.
    pub insert: Element,
    /// The markers that can be put into the message.
    pub markers: Element,
    /// What is wrong with the message, if anything is.
    pub problem: Element,
    /// How long the message is, where there is a limit.
    pub counter: Element,
    /// What a screen reader is to say once the person pauses.
    pub status: Element,
}

impl Layout {
    /// Builds an editor that is not yet in the document.
    pub fn build(
        host: &WidgetObject,
        document: &Document,
        widget_code: &str,
        label_text: &JsString,
    ) -> Self {
        let root = document.create_element("div");
        root.set_attribute("class", ROOT);
        root.set_attribute(WIDGET_CODE, widget_code);
        // The unseen status would otherwise lengthen the page.
        root.style().set_text("position:relative");
        let part = |tag, class_name| {
            let element = document.create_element(tag);
            element.set_attribute("class", class_name);
            element
        };
        let id = unused_id(document);
        let problem_id = [&id, "-problem"].concat();
        let counter_id = [&id, "-counter"].concat();
        let markers_id = [&id, "-markers"].concat();

        let label = part("label", LABEL);
        label.set_attribute("for", &id);
        label.set_text(label_text);
        let textarea = control::textarea(host, document);
        textarea.set_attribute("id", &id);
        textarea.set_attribute(
            "aria-describedby",
            &[&problem_id, " ", &counter_id].concat(),
        );
        textarea.set_attribute("aria-autocomplete", "list");
        textarea.set_attribute("aria-controls", &markers_id);
        let insert = part("button", INSERT);
        insert.set_attribute("type", "button");
        insert.set_attribute("aria-haspopup", "menu");
        insert.set_attribute("aria-controls", &markers_id);
        // The browser's own grey does not go with amoCRM's colour of the text.
        insert.style().set_text("background:none;color:inherit");
        let insert_text = texts::INSERT.of(host);
        insert.set_text(&insert_text);
        let markers = part("ul", MARKERS);
        markers.set_attribute("id", &markers_id);
        markers.set_attribute_to("aria-label", &insert_text);
        // High enough to be hit by a finger.
        markers.style().set_text("line-height:2");
        let problem = part("div", PROBLEM);
        problem.set_attribute("id", &problem_id);
        let counter = part("div", COUNTER);
        counter.set_attribute("id", &counter_id);
        let status = part("div", STATUS);
        status.set_attribute("role", "status");
        status.style().set_text(UNSEEN);

        for element in [
            &label, &textarea, &insert, &markers, &problem, &counter, &status,
        ] {
            root.append(element);
        }
        Layout {
            root,
            textarea,
            id,
            insert,
            markers,
            problem,
            counter,
            status,
        }
    }

    /// Finds the parts of an editor that stands in the document; `None` where one is missing.
    pub fn find(root: Element) -> Option<Self> {
        let find = |class_name| root.select(&[".", class_name].concat());
        let textarea = find(TEXT)?;
        Some(Layout {
            id: textarea.attribute("id")?.into(),
            textarea: textarea.unchecked_into(),
            insert: find(INSERT)?,
            markers: find(MARKERS)?,
            problem: find(PROBLEM)?,
            counter: find(COUNTER)?,
            status: find(STATUS)?,
            root,
        })
    }
}

/// An id that nothing in the document has: another form, another widget of this kind and an
/// earlier instance may all have counted from one.
fn unused_id(document: &Document) -> String {
    thread_local!(static LAST: Cell<u32> = const { Cell::new(0) });
    loop {
        let number = LAST.get().wrapping_add(1);
        LAST.set(number);
        let id = [ROOT, "-", &number.to_string()].concat();
        if document.element_by_id(&id).is_none() {
            return id;
        }
    }
}
