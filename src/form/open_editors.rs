//! The editors that are open, one a form.
//!
//! amoCRM makes a new widget object on each visit of a page and does not always end the one before;
//! the list is therefore shared by all of them. The widget object that asked last owns an editor,
//! so that a late `destroy` of an older one leaves it alone.

use std::cell::Cell;
use std::ptr;
use std::rc::Rc;

use super::editor::{Editor, Purpose};
use super::field::Field;
use super::layout;
use crate::Visit;
use crate::browser::dom::{Control, Element};
use crate::host::settings::Settings;

thread_local! {
    /// Taken out and put back, never borrowed: what is done to an editor runs JavaScript.
    static OPEN: Cell<Vec<Rc<OpenEditor>>> = const { Cell::new(Vec::new()) };
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
        // amoCRM may have ended the visit while it opened the form before: it owns none then.
        if !visit.has_left.get() {
            open.owner.set(Rc::as_ptr(visit));
        }
        return Outcome::WasOpen;
    }
    if let Some(root) = left_behind(control) {
        take_over(visit, settings, &root);
        return Outcome::Opened;
    }
    let draft = Editor::draft(visit, settings, control, purpose);
    let default_message = settings.default_message();
    // amoCRM may have called back: ended the visit, or had this very form opened.
    if visit.has_left.get() {
        return Outcome::WasOpen;
    }
    if is_open_in(form) {
        return Outcome::Opened;
    }
    let is_new = purpose == Purpose::Trigger && Field::is_new(control);
    let open = add(Editor::open(visit, settings, control, draft), visit);
    if let Some(message) = default_message.filter(|_| is_new) {
        open.editor.offer(&message);
    }
    Outcome::Opened
}

/// Whether `form` has an editor that is listened to.
pub(crate) fn is_open_in(form: &Element) -> bool {
    open_in(form).is_some()
}

/// Goes on with the editor at `root`, unless it is listened to. One that is not whole goes.
pub(crate) fn take_over(visit: &Rc<Visit>, settings: &Settings, root: &Element) {
    if all().iter().any(|open| open.editor.root() == root) {
        return;
    }
    match Editor::take_over(visit, settings, root) {
        // Listed first: amoCRM may call back when it is told what was typed.
        Some(editor) => add(editor, visit).editor.catch_up(),
        None => root.remove(),
    }
}

/// Gives amoCRM the fields back whose editor is gone, so that there is something to write in.
pub(crate) fn give_back_abandoned() {
    for field in Field::without_editor() {
        field.give_back();
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
        change(|list| list.retain(|other| !Rc::ptr_eq(other, &open)));
        open.editor.close();
    }
    // Their style sheet may have gone with one of them.
    if let Some(open) = all().iter().find(|open| open.editor.is_in_document()) {
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
    let mut copy = Vec::new();
    change(|list| copy.clone_from(list));
    copy
}

fn add(editor: Editor, visit: &Rc<Visit>) -> Rc<OpenEditor> {
    let open = Rc::new(OpenEditor {
        editor,
        owner: Cell::new(Rc::as_ptr(visit)),
    });
    change(|list| list.push(open.clone()));
    open
}

fn change(work: impl FnOnce(&mut Vec<Rc<OpenEditor>>)) {
    // It fails only while the instance ends, which one in a page never does.
    let _ = OPEN.try_with(|open| {
        let mut list = open.take();
        work(&mut list);
        open.set(list);
    });
}

/// The root of the editor that stands in for `control` but is in no list.
fn left_behind(control: &Control) -> Option<Element> {
    Field::of_control(control)?
        .editor()?
        .closest(&[".", layout::ROOT].concat())
}
