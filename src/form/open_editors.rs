//! The editors that are open, one a form.
//!
//! amoCRM makes a new widget object on each visit of a page and does not always end the one before;
//! the list is therefore shared by all of them. The widget object that asked last owns an editor,
//! so that a late `destroy` of an older one leaves it alone.

use std::cell::{Cell, RefCell};
use std::ptr;
use std::rc::Rc;

use super::editor::{Editor, Purpose};
use super::layout;
use crate::Visit;
use crate::browser::dom::{Control, Element};
use crate::host::settings::Settings;

thread_local! {
    static OPEN: RefCell<Vec<Rc<OpenEditor>>> = const { RefCell::new(Vec::new()) };
    /// The forms that have been offered the default message: once is enough, also where the
    /// person has cleared it and the widget is loaded anew.
    static OFFERED: js_sys::WeakSet = js_sys::WeakSet::new();
}

#[derive(Debug)]
struct OpenEditor {
    editor: Editor,
    owner: Cell<*const Visit>,
}

/// What [`open`] found to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The form has an editor now.
    Opened,
    /// The form had one already.
    WasOpen,
}

/// Sees to it that the form around `control` has an editor, and that `visit` owns it.
pub(crate) fn open(
    visit: &Rc<Visit>,
    settings: &Settings,
    control: &Control,
    form: &Element,
    purpose: Purpose,
) -> Outcome {
    if let Some(open) = open_in(form) {
        open.owner.set(Rc::as_ptr(visit));
        return Outcome::WasOpen;
    }
    if let Some(root) = left_behind(control) {
        take_over(visit, settings, root);
        return Outcome::Opened;
    }
    let open = add(Editor::open(visit, settings, control, purpose), visit);
    let is_new = purpose == Purpose::Trigger && open.editor.field().is_empty();
    if is_new
        && is_first_offer(form)
        && let Some(message) = settings.default_message()
    {
        open.editor.offer(&message);
    }
    Outcome::Opened
}

/// Whether `form` has an editor that is listened to.
pub(crate) fn is_open_in(form: &Element) -> bool {
    open_in(form).is_some()
}

/// Goes on with the editor at `root`, which nothing listens to any more.
pub(crate) fn take_over(visit: &Rc<Visit>, settings: &Settings, root: Element) {
    if let Some(editor) = Editor::take_over(visit, settings, root) {
        add(editor, visit);
    }
}

/// Closes the editors that `visit` owns.
pub(crate) fn close_all_of(visit: &Rc<Visit>) {
    close(
        all()
            .into_iter()
            .filter(|open| ptr::eq(open.owner.get(), Rc::as_ptr(visit)))
            .collect(),
    );
}

/// Closes the editors whose form has left the document. Called at the next callback and not at
/// once, so that a form that is moved keeps its editor.
pub(crate) fn close_orphans() {
    close(
        all()
            .into_iter()
            .filter(|open| !open.editor.is_in_document())
            .collect(),
    );
}

fn close(editors: Vec<Rc<OpenEditor>>) {
    for open in editors {
        OPEN.with_borrow_mut(|list| list.retain(|other| !Rc::ptr_eq(other, &open)));
        open.editor.close();
    }
    if let Some(open) = all().first() {
        open.editor.ensure_style_sheet();
    }
}

fn open_in(form: &Element) -> Option<Rc<OpenEditor>> {
    all()
        .into_iter()
        .find(|open| form.contains(open.editor.root()))
}

/// A copy of the list: what is done to an editor runs JavaScript, which may change the list.
fn all() -> Vec<Rc<OpenEditor>> {
    OPEN.with_borrow(Clone::clone)
}

fn add(editor: Editor, visit: &Rc<Visit>) -> Rc<OpenEditor> {
    let open = Rc::new(OpenEditor {
        editor,
        owner: Cell::new(Rc::as_ptr(visit)),
    });
    OPEN.with_borrow_mut(|list| list.push(open.clone()));
    open
}

/// The root of an editor that stands beside `control` but in no list.
fn left_behind(control: &Control) -> Option<Element> {
    control.next().filter(|next| next.has_class(layout::ROOT))
}

fn is_first_offer(form: &Element) -> bool {
    OFFERED.with(|offered| {
        let is_first = !offered.has(form);
        offered.add(form);
        is_first
    })
}
