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

use crate::Visit;
use crate::browser::dom::{self, Control, Element};
use crate::browser::names::{self, Name};
use crate::browser::text::Text;
use crate::browser::value::{Held, Members, STATE};
use crate::phrases;

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

/// What the editor needs of its textarea.
static TEXTAREA: [(Name, Name); 6] = [
    (names::ID, names::ID_PLACEHOLDER),
    (names::DIR, names::AUTO),
    (names::ARIA_DESCRIBEDBY, names::IDS_OF_DESCRIPTION),
    (names::ARIA_AUTOCOMPLETE, names::LIST),
    (names::ARIA_CONTROLS, names::ID_OF_MARKERS),
    (names::ARIA_REQUIRED, names::TRUE),
];

/// The elements of one editor. Its other parts are looked for in the root where they are needed.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// Holds all the others.
    pub(crate) root: Element,
    /// Where the message is written.
    pub(crate) textarea: Control,
    /// The textarea's id, by which its field knows it.
    pub(crate) id: Text,
}

impl Layout {
    /// An editor's elements, beside `place` but not yet in the document: the copy that was made ahead, or
    /// one that is made now.
    pub(crate) fn build(visit: Visit, place: Element) -> Option<Self> {
        let ahead = visit.get(names::NEXT_LAYOUT);
        visit.set(names::NEXT_LAYOUT, None::<Element>);
        ahead
            .and_then(Layout::find)
            .filter(|layout| is_unused(layout.id))
            .or_else(|| {
                let prototype = visit.get(names::LAYOUT);
                let prototype = prototype.unwrap_or_else(|| prototype_for(visit, place));
                Layout::find(prototype.copy_as(unused_id()))
            })
    }

    /// Sets the label's text, where it is another than [`phrases::MESSAGE`].
    pub(crate) fn say_label(self, text: Text) {
        if let Some(label) = label_in(self.root) {
            label.set_text(text);
        }
    }

    /// Finds an editor's elements; `None` where there is nothing to write in.
    pub(crate) fn find(root: Element) -> Option<Self> {
        let textarea: Element = root.select(names::TEXT_SELECTOR)?;
        Some(Layout {
            root,
            id: textarea.attribute(names::ID)?,
            textarea: textarea.cast(),
        })
    }
}

/// The label of the editor at `root`.
pub(super) fn label_in(root: Element) -> Option<Element> {
    root.select(names::LABEL)
}

/// Makes a copy ahead of the next form: copying takes a third of the time in which one opens.
pub(super) fn prepare_next(visit: Visit) {
    if let Some(prototype) = visit.get::<Element>(names::LAYOUT)
        && visit.get::<Element>(names::NEXT_LAYOUT).is_none()
        && !visit.has_left()
    {
        visit.set(names::NEXT_LAYOUT, prototype.copy_as(unused_id()));
    }
}

/// Lets go of the copy that an instance which has failed made ahead: this one counts from one again, and
/// might give its id to another before it stands in the document.
pub(crate) fn forget_next(visit: Visit) {
    visit.set(names::NEXT_LAYOUT, None::<Element>);
}

/// What the editors of a visit are copied from. Where amoCRM gave its control, this is kept: the
/// rendering takes most of the time in which a form opens.
fn prototype_for(visit: Visit, place: Element) -> Element {
    let root = place.create(names::DIV, names::ROOT_CLASS);
    if let Some(code) = visit.host().settings().widget_code() {
        root.set_attribute(names::DATA_WIDGET_CODE, code);
    }
    // The unseen status would otherwise lengthen the page.
    root.set_style(names::ROOT_STYLE);
    let label_text = phrases::MESSAGE.of(visit.host());
    let insert_text = phrases::INSERT.of(visit.host());
    add(root, &LABEL).set_text(label_text);
    let class = rendered_class(visit);
    root.append(textarea(place, class));
    let insert = add(root, &INSERT);
    insert.set_text(insert_text);
    insert.set_style(names::INSERT_STYLE);
    let markers = add(root, &MARKERS);
    markers.set_attribute(names::ARIA_LABEL, insert_text);
    markers.set_style(names::MARKERS_STYLE);
    add(root, &PROBLEM);
    add(root, &COUNTER);
    add(root, &STATUS).set_style(names::UNSEEN_STYLE);
    if class.is_some() {
        visit.set(names::LAYOUT, root);
    }
    root
}

/// amoCRM's classes of a textarea; `None` where it renders none.
///
/// Any other attribute of its control could run code (`onfocus`), send the message twice (`name`)
/// or cut it (`maxlength`).
fn rendered_class(visit: Visit) -> Option<Text> {
    dom::class_of_rendered_textarea(visit.host().render_textarea()?)
}

/// An empty textarea, with the classes of amoCRM's own control where it renders one, so that it looks
/// like the rest of the form.
fn textarea(place: Element, class: Option<Text>) -> Element {
    let textarea = place.create(names::TEXTAREA, names::PLAIN_TEXT_CLASSES);
    if let Some(class) = class {
        textarea.set_attribute(names::CLASS, class.and(names::TEXT_CLASSES));
    }
    textarea.set_style(names::TEXT_STYLE);
    set_attributes(textarea, &TEXTAREA);
    textarea
}

fn add(root: Element, part: &Part) -> Element {
    let element = root.create(part.tag, part.class_name);
    set_attributes(element, part.attributes);
    root.append(element);
    element
}

fn set_attributes(element: Element, attributes: &[(Name, Name)]) {
    for &(name, value) in attributes {
        element.set_attribute(name, value);
    }
}

/// An id that nothing in the document has: another form, another widget of this kind and an
/// earlier instance may all have counted from one.
fn unused_id() -> Text {
    loop {
        let number = STATE.number(names::ID).wrapping_add(1);
        STATE.set_number(names::ID, number);
        let id = Text::from(names::NUMBERED_ID).fill(names::ID_PLACEHOLDER, number as u32);
        if is_unused(id) {
            return id;
        }
    }
}

fn is_unused(id: Text) -> bool {
    dom::document().element_by_id(id).is_none()
}
