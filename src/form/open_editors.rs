//! The editors that are open, one a form.
//!
//! amoCRM makes a new widget object on each visit of a page and does not always end the one before;
//! the list is therefore shared by all of them. The widget object that asked last owns an editor,
//! so that a late `destroy` of an older one leaves it alone.

use super::editor::{Draft, Editor, Presence, Purpose};
use super::field::Field;
use super::{layout, style_sheet};
use crate::Visit;
use crate::browser::callback;
use crate::browser::dom::{Control, Element};
use crate::browser::names;
use crate::browser::text::Text;
use crate::browser::value::{Held, Items, List, Members, Object, STATE};
use crate::host::settings::Settings;

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
    visit: Visit,
    settings: Settings,
    control: Control,
    form: Element,
    purpose: Purpose,
) -> Outcome {
    if let Some(editor) = open_in(form) {
        // amoCRM may have ended the visit while it opened the form before: it owns none then.
        if !visit.has_left() {
            editor.belong_to(visit, this_turn());
        }
        return Outcome::WasOpen;
    }
    if let Some(root) = left_behind(control) {
        take_over(visit, settings, root);
        return Outcome::Opened;
    }
    let Some(draft) = Draft::new(visit, settings, control, purpose) else {
        return Outcome::WasOpen;
    };
    let default_message = settings.default_message();
    // amoCRM may have called back: ended the visit, or had this very form opened.
    if visit.has_left() {
        return Outcome::WasOpen;
    }
    if open_in(form).is_some() {
        return Outcome::Opened;
    }
    let is_new = || purpose == Purpose::Trigger && Field::is_new(control);
    let offered = default_message.filter(|_| is_new());
    let field = draft.put(control);
    let editor = add(visit, settings, field, draft);
    editor.refill();
    if let Some(message) = offered {
        editor.offer(message);
    }
    Outcome::Opened
}

/// amoCRM asks for its triggers' editors: the turn in which it does.
pub(crate) fn next_turn() -> i32 {
    let turn = this_turn() + 1;
    STATE.set_number(names::TURN, turn);
    turn
}

/// The turn in which amoCRM has asked last.
fn this_turn() -> i32 {
    STATE.number(names::TURN)
}

/// Makes `visit`, which asked in `turn`, the owner of the editors open in triggers' forms: those of the
/// widget installed as `code`, and those in `body`; but not of one that somebody else has asked for
/// since.
pub(crate) fn own(visit: Visit, turn: i32, code: Option<Text>, body: Option<Element>) {
    let is_asked_for = |editor: Editor| {
        let root = editor.root();
        editor.is_of_trigger()
            && (is_of(root, code) || body.is_some_and(|body| body.contains(root)))
    };
    for editor in all() {
        if editor.turn() < turn && (editor.is_of(visit) || is_asked_for(editor)) {
            editor.belong_to(visit, turn);
        }
    }
}

/// Whether one is open in the document whose root element is `wanted`.
pub(crate) fn is_any(wanted: impl Fn(Element) -> bool) -> bool {
    let is_wanted = |root: Element| root.is_connected() && wanted(root);
    all().any(|editor| is_wanted(editor.root()))
}

/// Whether the editor at `root` belongs to the widget installed as `code`.
pub(crate) fn is_of(root: Element, code: Option<Text>) -> bool {
    let its_code = root.attribute(names::DATA_WIDGET_CODE);
    its_code.is_some() && its_code == code
}

/// Whether `visit` owns an editor.
pub(crate) fn is_any_of(visit: Visit) -> bool {
    all().any(|editor| editor.is_of(visit))
}

/// Goes on with the editor at `root`, unless it is listened to. One that is not whole goes.
pub(crate) fn take_over(visit: Visit, settings: Settings, root: Element) {
    if callback::told_of(root).is_some() {
        return;
    }
    let found = Draft::found(visit, settings, root);
    // amoCRM may have called back, and had it taken over.
    if callback::told_of(root).is_some() {
        return;
    }
    match found {
        // Listed first: amoCRM may call back when it is told what was typed.
        Some((field, draft)) => add(visit, settings, field, draft).catch_up(),
        None => root.remove(),
    }
}

/// Puts right what the page has done to the editors that `visit` owns: one whose textarea was taken
/// away gives the field back, one whose field was goes on with the field that is there now, or with
/// its own. How many triggers' forms were left without an editor.
pub(crate) fn repair(visit: Visit) -> usize {
    let mut lost = 0;
    for editor in all() {
        if !editor.is_of(visit) {
            continue;
        }
        match editor.presence() {
            // A form that comes back has its editor still.
            Presence::Whole | Presence::Gone => {}
            Presence::WithoutField => {
                if editor.adopt_field() {
                    remove(editor);
                    take_over(visit, visit.host().settings(), editor.root());
                }
            }
            Presence::WithoutEditor => {
                lost += usize::from(editor.is_of_trigger());
                close(editor);
            }
        }
    }
    lost
}

/// Gives amoCRM the fields back whose editor is gone, so that there is something to write in.
pub(crate) fn give_back_abandoned() {
    for field in Field::without_editor() {
        field.give_back();
    }
}

/// Closes the editors that `visit` owns, and lets go of what served them, unless there are others.
pub(crate) fn close_all_of(visit: Visit) {
    close_where(|editor| editor.is_of(visit));
    if list().length() == 0 {
        callback::listen_no_more();
    }
    if !is_any(|_| true) {
        style_sheet::remove();
    }
}

/// Closes the editors that the page has taken a part of, before another takes their place. Once the
/// page has had its turn, it closes those too whose form has left the document by now, but for those
/// in `body`, and makes the next one's elements ready: the form that opens now does not wait for that,
/// and one that is moved keeps its editor.
pub(crate) fn tidy_up_soon(visit: Visit, body: Option<Element>) {
    close_where(|editor| {
        let presence = editor.presence();
        let is_in_body = || body.is_some_and(|body| body.contains(editor.root()));
        let is_gone = presence == Presence::Gone;
        editor.set_number(names::LEAVING, i32::from(is_gone && !is_in_body()));
        !is_gone && presence != Presence::Whole
    });
    callback::tell_later(visit.cast(), names::TIDY_UP, 0);
}

/// The page has had its turn.
pub(crate) fn tidy_up(visit: Visit) {
    close_where(|editor| editor.is(names::LEAVING) && editor.presence() != Presence::Whole);
    layout::prepare_next(visit);
}

/// `form` is about to be reset.
pub(crate) fn on_reset(form: Element) {
    let is_in_it = |editor: &Editor| editor.textarea().form() == Some(form);
    all().filter(is_in_it).for_each(Editor::on_reset);
}

/// The editor in `form` that is listened to.
pub(crate) fn open_in(form: Element) -> Option<Editor> {
    let mut roots = form.select_all(names::ROOT_SELECTOR);
    roots.find_map(callback::told_of).map(Object::cast)
}

fn close_where(is_over: impl Fn(Editor) -> bool) {
    all().filter(|editor| is_over(*editor)).for_each(close);
}

fn close(editor: Editor) {
    remove(editor);
    editor.close();
}

fn remove(editor: Editor) {
    editor.let_go();
    STATE.set(names::EDITORS, list().without(editor));
}

fn add(visit: Visit, settings: Settings, field: Field, draft: Draft) -> Editor {
    let list = list();
    if list.length() == 0 {
        callback::listen_for_all();
    }
    let editor = draft.attach(visit, field);
    editor.belong_to(visit, this_turn());
    list.push(editor);
    STATE.set(names::EDITORS, list);
    // When the editor is there: amoCRM may call back where it is asked for the address.
    style_sheet::ensure(settings);
    editor
}

/// In a copy of the list: what is done to an editor runs JavaScript, which may change the list. Those
/// that it has closed by their turn are left out.
fn all() -> impl Iterator<Item = Editor> {
    let editors: Items<Editor> = list().copy().items();
    editors.filter(|editor| editor.is_open())
}

fn list() -> List {
    STATE.get(names::EDITORS).unwrap_or_else(List::new)
}

/// The root of the editor that stands in for `control` but is in no list.
fn left_behind(control: Control) -> Option<Element> {
    Field::of_control(control)?
        .editor()?
        .closest(names::ROOT_SELECTOR)
}
