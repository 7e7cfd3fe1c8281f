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
//! A visit builds them once; each editor has a copy with ids of its own. An instance that takes
//! over finds them by their classes.

use std::cell::Cell;

use js_sys::JsString;
use wasm_bindgen::JsCast;

use super::control;
use crate::Visit;
use crate::browser::dom::{self, Control, Element};
use crate::browser::names::{self, Name};
use crate::browser::slot::Slot;
use crate::browser::text;
use crate::texts;

/// An element of the layout. `{id}` in an attribute stands for the id of the editor's textarea.
struct Part {
    tag: Name,
    class_name: Name,
    attributes: &'static [(Name, Name)],
}

static LABEL: Part = Part {
    tag: names::LABEL,
    class_name: names::LABEL_CLASS,
    attributes: &[(names::FOR, names::ID_PLACEHOLDER)],
};
static INSERT: Part = Part {
    tag: names::BUTTON,
    class_name: names::INSERT_CLASS,
    attributes: &[
        (names::TYPE, names::BUTTON),
        (names::ARIA_HASPOPUP, names::MENU),
        (names::ARIA_EXPANDED, names::FALSE),
        (names::ARIA_CONTROLS, names::ID_OF_MARKERS),
    ],
};
static MARKERS: Part = Part {
    tag: names::UL,
    class_name: names::MARKERS_CLASS,
    attributes: &[
        (names::ID, names::ID_OF_MARKERS),
        (names::HIDDEN, names::NOTHING),
    ],
};
static PROBLEM: Part = Part {
    tag: names::DIV,
    class_name: names::PROBLEM_CLASS,
    attributes: &[(names::ID, names::ID_OF_PROBLEM)],
};
static COUNTER: Part = Part {
    tag: names::DIV,
    class_name: names::COUNTER_CLASS,
    attributes: &[(names::ID, names::ID_OF_COUNTER)],
};
static STATUS: Part = Part {
    tag: names::DIV,
    class_name: names::STATUS_CLASS,
    attributes: &[(names::ROLE, names::STATUS)],
};

/// The elements of one editor.
#[derive(Debug)]
pub struct Layout {
    /// Holds all the others.
    pub root: Element,
    /// Where the message is written.
    pub textarea: Control,
    /// The textarea's id, by which its field knows it.
    pub id: JsString,
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
    /// An editor's elements, beside `place` but not yet in the document.
    pub(crate) fn build(visit: &Visit, place: &Element, label_text: &JsString) -> Option<Self> {
        let prototype = visit
            .layout
            .copy()
            .unwrap_or_else(|| prototype(visit, place));
        let layout = next_copy(prototype)?;
        if let Some(label) = layout.root.select(names::LABEL) {
            label.set_text(label_text);
        }
        Some(layout)
    }

    /// Finds the parts of an editor; `None` where one is missing.
    pub fn find(root: Element) -> Option<Self> {
        let textarea = root.select(names::TEXT_SELECTOR)?;
        Some(Layout {
            id: textarea.attribute(names::ID)?,
            textarea: textarea.unchecked_into(),
            insert: root.select(names::INSERT_SELECTOR)?,
            markers: root.select(names::MARKERS_SELECTOR)?,
            problem: root.select(names::PROBLEM_SELECTOR)?,
            counter: root.select(names::COUNTER_SELECTOR)?,
            status: root.select(names::STATUS_SELECTOR)?,
            root,
        })
    }
}

thread_local! {
    /// What was copied last.
    static LAST: Slot<Element> = Slot::default();
}

/// The copy that was made ahead, or one that is made now.
fn next_copy(prototype: Element) -> Option<Layout> {
    let made = prototype.take_copy().and_then(Layout::find);
    let copy = made
        .filter(|layout| is_unused(&layout.id))
        .or_else(|| Layout::find(prototype.copy_as(&unused_id())));
    LAST.with(|last| last.hold(prototype));
    copy
}

/// Makes a copy ahead of the next form: copying takes a third of the time in which one opens.
pub(super) fn prepare_next() {
    if let Some(prototype) = LAST.with(Slot::copy) {
        prototype.copy_ahead(&unused_id());
    }
}

/// Lets go of the copy that was made ahead.
pub(super) fn forget_next() {
    LAST.with(Slot::clear);
}

/// What the editors of a visit are copied from. Where amoCRM gave its control, this is kept: the
/// rendering takes most of the time in which a form opens.
fn prototype(visit: &Visit, place: &Element) -> Element {
    let root = place.create(names::DIV, names::ROOT_CLASS);
    if let Some(code) = visit.host.settings().widget_code() {
        root.set_attribute(names::DATA_WIDGET_CODE, &code);
    }
    // The unseen status would otherwise lengthen the page.
    root.set_style(names::ROOT_STYLE);
    let insert_text = texts::INSERT.of(&visit.host);
    add(&root, &LABEL);
    let class = control::rendered_class(visit);
    root.append(&control::textarea(place, class.as_ref()));
    let insert = add(&root, &INSERT);
    insert.set_text(&insert_text);
    insert.set_style(names::INSERT_STYLE);
    let markers = add(&root, &MARKERS);
    markers.set_attribute(names::ARIA_LABEL, &insert_text);
    markers.set_style(names::MARKERS_STYLE);
    add(&root, &PROBLEM);
    add(&root, &COUNTER);
    add(&root, &STATUS).set_style(names::UNSEEN_STYLE);
    if class.is_some() {
        visit.layout.hold(root.clone());
    }
    root
}

fn add(root: &Element, part: &Part) -> Element {
    let element = root.create(part.tag, part.class_name);
    for &(name, value) in part.attributes {
        element.set_attribute_named(name, value);
    }
    root.append(&element);
    element
}

/// An id that nothing in the document has: another form, another widget of this kind and an
/// earlier instance may all have counted from one.
fn unused_id() -> JsString {
    thread_local!(static LAST: Cell<u32> = const { Cell::new(0) });
    loop {
        let number = LAST.get().wrapping_add(1);
        LAST.set(number);
        let id = text::fill(&text::of(names::NUMBERED_ID), names::ID_PLACEHOLDER, number);
        if is_unused(&id) {
            return id;
        }
    }
}

fn is_unused(id: &JsString) -> bool {
    dom::document().element_by_id(id).is_none()
}
