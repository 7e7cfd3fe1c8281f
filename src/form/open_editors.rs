//! The editors that are open, one a form.
//!
//! amoCRM makes a new widget object on each visit of a page and does not always end the one before;
//! the list is therefore shared by all of them. The widget object that asked last owns an editor,
//! so that a late `destroy` of an older one leaves it alone.

use std::cell::Cell;
use std::ptr;
use std::rc::Rc;

use js_sys::JsString;
use wasm_bindgen::{JsCast, JsValue};

use super::editor::{Draft, Editor, Presence, Purpose};
use super::field::Field;
use super::{layout, style_sheet};
use crate::Visit;
use crate::browser::dom::{self, Control, Element, Event};
use crate::browser::handler::{Handler, Listener, Timer};
use crate::browser::names::{self, Name};
use crate::browser::slot::Slot;
use crate::browser::text;
use crate::host::settings::Settings;
use crate::planted_traps;

thread_local! {
    /// By their numbers. Taken out and put back, never borrowed: what is done to an editor runs
    /// JavaScript.
    static OPEN: Cell<Vec<Rc<OpenEditor>>> = const { Cell::new(Vec::new()) };
    /// What the browser calls for all of them.
    static HANDLER: Handler = Handler::new(happened);
    /// What the browser tells the handler of them, while there are any.
    static LISTENER: Slot<Listener> = Slot::default();
    /// Until [`tidy_up`].
    static TIDYING: Timer = Timer::default();
    static LAST_NUMBER: Cell<i32> = const { Cell::new(0) };
}

/// Where it is not about one editor.
const NO_EDITOR: i32 = 0;

#[derive(Debug)]
struct OpenEditor {
    number: i32,
    editor: Editor,
    owner: Cell<*const Visit>,
    /// Whether its form had left the document when amoCRM called last.
    is_leaving: Cell<bool>,
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
    let Some(draft) = Editor::draft(visit, settings, control, purpose) else {
        return Outcome::WasOpen;
    };
    let default_message = settings.default_message();
    // amoCRM may have called back: ended the visit, or had this very form opened.
    if visit.has_left.get() {
        return Outcome::WasOpen;
    }
    if open_in(form).is_some() {
        return Outcome::Opened;
    }
    let is_new = purpose == Purpose::Trigger && Field::is_new(control);
    let field = Editor::put(&draft, control);
    let open = add(visit, settings, field, draft);
    open.editor.refill();
    if let Some(message) = default_message.filter(|_| is_new) {
        open.editor.offer(&message);
    }
    Outcome::Opened
}

/// Who owns which editor at a moment.
pub(crate) struct Owners(Vec<(Rc<OpenEditor>, *const Visit)>);

/// Who owns which editor now.
pub(crate) fn owners() -> Owners {
    let owned = |open: Rc<OpenEditor>| {
        let owner = open.owner.get();
        (open, owner)
    };
    Owners(all().into_iter().map(owned).collect())
}

/// Makes `visit` the owner of the editors open in triggers' forms: those of the widget installed as
/// `code`, and those in `body`; but not of one that somebody else has asked for since `before`.
pub(crate) fn own(
    visit: &Rc<Visit>,
    before: Owners,
    code: Option<&JsString>,
    body: Option<&Element>,
) {
    for (open, owner) in before.0 {
        let root = open.editor.root();
        if ptr::eq(open.owner.get(), owner)
            && !ptr::eq(owner, Rc::as_ptr(visit))
            && open.editor.is_of_trigger()
            && (is_of(root, code) || body.is_some_and(|body| body.contains(root)))
        {
            open.owner.set(Rc::as_ptr(visit));
        }
    }
}

/// Whether one is open in the document whose root element is `wanted`.
pub(crate) fn is_any(wanted: impl Fn(&Element) -> bool) -> bool {
    let is_wanted = |root: &Element| root.is_connected() && wanted(root);
    all().iter().any(|open| is_wanted(open.editor.root()))
}

/// Whether the editor at `root` belongs to the widget installed as `code`.
pub(crate) fn is_of(root: &Element, code: Option<&JsString>) -> bool {
    match (root.attribute(names::DATA_WIDGET_CODE), code) {
        (Some(its_code), Some(code)) => text::equal(&its_code, code),
        _ => false,
    }
}

/// Whether `form` has an editor that is listened to.
pub(crate) fn is_open_in(form: &Element) -> bool {
    open_in(form).is_some()
}

/// Whether `visit` owns an editor.
pub(crate) fn is_any_of(visit: &Rc<Visit>) -> bool {
    all()
        .iter()
        .any(|open| ptr::eq(open.owner.get(), Rc::as_ptr(visit)))
}

/// Goes on with the editor at `root`, unless it is listened to. One that is not whole goes.
pub(crate) fn take_over(visit: &Rc<Visit>, settings: &Settings, root: &Element) {
    if at(root).is_some() {
        return;
    }
    match Editor::found(visit, settings, root) {
        // Listed first: amoCRM may call back when it is told what was typed.
        Some((field, draft)) => add(visit, settings, field, draft).editor.catch_up(),
        None => root.remove(),
    }
}

/// Puts right what the page has done to the editors that `visit` owns: one whose textarea was taken
/// away gives the field back, one whose field was goes on with the field that is there now, or with
/// its own. How many triggers' forms were left without an editor.
pub(crate) fn repair(visit: &Rc<Visit>) -> usize {
    let mut lost = 0;
    for open in all() {
        if !ptr::eq(open.owner.get(), Rc::as_ptr(visit)) {
            continue;
        }
        match open.editor.presence() {
            // A form that comes back has its editor still.
            Presence::Whole | Presence::Gone => {}
            Presence::WithoutField => {
                if open.editor.adopt_field() {
                    remove(&open);
                    take_over(visit, &visit.host.settings(), open.editor.root());
                }
            }
            Presence::WithoutEditor => {
                lost += usize::from(open.editor.is_of_trigger());
                close_where(|other| other.number == open.number);
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
pub(crate) fn close_all_of(visit: &Rc<Visit>) {
    close_where(|open| ptr::eq(open.owner.get(), Rc::as_ptr(visit)));
    if all().is_empty() {
        LISTENER.with(Slot::clear);
        layout::forget_next();
    }
    if !is_any(|_| true) {
        style_sheet::remove();
    }
}

/// Closes the editors that the page has taken a part of, before another takes their place. Once the
/// page has had its turn, it closes those too whose form has left the document by now, but for those
/// in `body`, and makes the next one's elements ready: the form that opens now does not wait for that,
/// and one that is moved keeps its editor.
pub(crate) fn tidy_up_soon(body: Option<&Element>) {
    close_where(|open| {
        let presence = open.editor.presence();
        let is_in_body = || body.is_some_and(|body| body.contains(open.editor.root()));
        let is_gone = presence == Presence::Gone;
        open.is_leaving.set(is_gone && !is_in_body());
        !is_gone && presence != Presence::Whole
    });
    HANDLER.with(|handler| {
        TIDYING.with(|timer| timer.set(0, names::TIDY_UP, handler.as_ref(), NO_EDITOR));
    });
}

fn tidy_up() {
    close_where(|open| open.is_leaving.get() && open.editor.presence() != Presence::Whole);
    layout::prepare_next();
}

fn close_where(is_over: impl Fn(&OpenEditor) -> bool) {
    for open in all() {
        if is_over(&open) {
            remove(&open);
            open.editor.close();
        }
    }
}

/// What the browser calls: something has happened to an editor, if it is still open, or is to be
/// done for all.
#[allow(
    clippy::needless_pass_by_value,
    reason = "what a closure is called with"
)]
fn happened(number: i32, what: i32, event: JsValue) {
    let _planted = planted_traps::around(planted_traps::place(what));
    if number == NO_EDITOR {
        tidy_up();
    } else if let Some(open) = numbered(number) {
        open.editor
            .on(Name::numbered(what), event.unchecked_ref::<Event>());
    }
}

fn remove(open: &OpenEditor) {
    change(|list| list.retain(|other| other.number != open.number));
}

fn open_in(form: &Element) -> Option<Rc<OpenEditor>> {
    form.select_all(names::ROOT_SELECTOR)
        .find_map(|root| at(&root))
}

/// The editor whose root this is.
fn at(root: &Element) -> Option<Rc<OpenEditor>> {
    numbered(dom::editor_of(root))
}

fn numbered(number: i32) -> Option<Rc<OpenEditor>> {
    let mut found = None;
    change(|list| {
        let place = list.binary_search_by_key(&number, |open| open.number);
        found = place.ok().and_then(|place| list.get(place).cloned());
    });
    found
}

/// A copy of the list: what is done to an editor runs JavaScript, which may change the list.
fn all() -> Vec<Rc<OpenEditor>> {
    let mut copy = Vec::new();
    change(|list| copy.clone_from(list));
    copy
}

fn add(visit: &Rc<Visit>, settings: &Settings, field: Field, draft: Draft) -> Rc<OpenEditor> {
    let number = LAST_NUMBER.get() + 1;
    LAST_NUMBER.set(number);
    let open = HANDLER.with(|handler| {
        let handler = handler.as_ref();
        LISTENER.with(|listener| {
            listener.hold_if_empty(|| {
                Listener::new(
                    names::EVENTS,
                    names::ROOT_SELECTOR,
                    &visit.instance,
                    handler,
                )
            });
        });
        Rc::new(OpenEditor {
            number,
            editor: Editor::attach(visit, settings, field, draft, handler, number),
            owner: Cell::new(Rc::as_ptr(visit)),
            is_leaving: Cell::new(false),
        })
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
        .closest(names::ROOT_SELECTOR)
}
