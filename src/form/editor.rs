//! The editor of one message: a textarea that stands in for amoCRM's field, and what is said of
//! the message beside it.

use super::field::Field;
use super::label;
use super::layout::Layout;
use super::length::{Verdict, judge};
use super::marker_menu::{MarkerMenu, Query};
use crate::Visit;
use crate::browser::callback;
use crate::browser::dom::{self, Control, Element, Event};
use crate::browser::names::{self, Name};
use crate::browser::text::Text;
use crate::browser::value::{Held, Members, Object, kinds};
use crate::host::settings::Settings;
use crate::host::widget_object::WidgetObject;
use crate::phrases;

/// A screen reader is told of the length once the person has paused this long, in milliseconds:
/// telling it at each key would speak over what is being typed.
const PAUSE: i32 = 1000;

/// The time of one frame, in milliseconds.
const FRAME: i32 = 16;

/// What a message is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The message that a trigger sends.
    Trigger,
    /// The message that a new trigger starts with, in the widget's own settings.
    Default,
    /// The message that a block of a Salesbot sends.
    SalesbotBlock,
}

impl Purpose {
    fn of(field: Field) -> Self {
        let name = field.element().attribute(names::NAME);
        match name.and_then(Text::name) {
            Some(names::DEFAULT_MESSAGE) => Purpose::Default,
            Some(names::VALUE_MANUAL) => Purpose::SalesbotBlock,
            _ => Purpose::Trigger,
        }
    }

    fn is_required(self) -> bool {
        self != Purpose::Default
    }

    /// Whether the limit holds here: beside the default message it is itself being edited.
    fn is_limited(self) -> bool {
        self != Purpose::Default
    }
}

/// What of an editor is in the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    /// Editor and field.
    Whole,
    /// amoCRM's field is not.
    WithoutField,
    /// The textarea is not.
    WithoutEditor,
    /// Neither is.
    Gone,
}

/// An editor before anything listens to it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Draft {
    layout: Layout,
    purpose: Purpose,
    /// The longest message wanted; 0 where there is no limit.
    limit: u32,
    /// The counter's text, in which only the message's length is missing.
    counter_text: Text,
}

kinds! {
    /// An open editor: what is known of it. What the browser holds for it goes with
    /// [`let_go`](Editor::let_go), and its elements with [`close`](Editor::close).
    Editor
}

impl Draft {
    /// Builds what [`put`](Draft::put) puts into the form. It calls amoCRM, which may call back, so
    /// that the form may look different afterwards.
    pub(crate) fn new(
        visit: Visit,
        settings: Settings,
        control: Control,
        purpose: Purpose,
    ) -> Option<Self> {
        let layout = Layout::build(visit, control.element())?;
        let textarea = layout.textarea.element();
        if purpose == Purpose::Default {
            layout.say_label(phrases::DEFAULT_MESSAGE.of(visit.host()));
            textarea.remove_attribute(names::ARIA_REQUIRED);
        }
        for name in [names::DISABLED, names::READONLY] {
            if let Some(value) = control.element().attribute(name) {
                textarea.set_attribute(name, value);
            }
        }
        Some(Self::of(visit, settings, layout, purpose))
    }

    fn of(visit: Visit, settings: Settings, layout: Layout, purpose: Purpose) -> Self {
        let limit = settings.max_length().filter(|_| purpose.is_limited());
        let counter_text = limit.map(|limit| {
            let text = phrases::COUNT.of(visit.host());
            text.fill(names::LIMIT_PLACEHOLDER, limit)
        });
        Draft {
            layout,
            purpose,
            limit: limit.unwrap_or(0),
            counter_text: counter_text.unwrap_or_default(),
        }
    }

    /// Puts an editor in the place of `control`, which holds the message from now on.
    pub(crate) fn put(self, control: Control) -> Field {
        // In this order a failure between the two leaves amoCRM's field in sight.
        control.element().after(self.layout.root);
        Field::take(control, self.layout.id)
    }

    /// The parts of an editor that stands in the document and that nothing listens to any more.
    /// `None` where it is not whole.
    pub(crate) fn found(visit: Visit, settings: Settings, root: Element) -> Option<(Field, Self)> {
        let layout = Layout::find(root)?;
        let field = Field::of_editor(layout.id)?;
        let purpose = Purpose::of(field);
        let draft = Self::of(visit, settings, layout, purpose);
        Some((field, draft))
    }

    /// Listens to what is in the document, in the place of `field`. Nothing here calls amoCRM.
    pub(crate) fn attach(self, visit: Visit, field: Field) -> Editor {
        let editor: Editor = Object::memory().cast();
        editor.set(names::HOST, visit.host());
        editor.set(names::ROOT, self.layout.root);
        editor.set(names::TEXTAREA, self.layout.textarea);
        editor.set(names::FIELD, field.control());
        editor.set(names::LABEL, label::hide(field.control(), self.layout.root));
        editor.set_number(names::REQUIRED, i32::from(self.purpose.is_required()));
        if self.limit > 0 {
            editor.set_number(names::LIMIT, self.limit as i32);
            editor.set(names::COUNTER_TEXT, self.counter_text);
        }
        callback::tell_of(self.layout.root, Some(editor.cast()));
        field.control().take(editor.cast());
        editor
    }
}

impl Editor {
    fn part<T: Held>(self, name: Name) -> T {
        self.get(name).unwrap_or_else(|| std::process::abort())
    }

    /// The editor's root element.
    pub(crate) fn root(self) -> Element {
        self.part(names::ROOT)
    }

    /// Where the message is written.
    pub(crate) fn textarea(self) -> Control {
        self.part(names::TEXTAREA)
    }

    fn field(self) -> Field {
        Field::hidden_in(self.part(names::FIELD))
    }

    fn host(self) -> WidgetObject {
        self.part(names::HOST)
    }

    fn markers(self) -> Option<MarkerMenu> {
        MarkerMenu::of(self.host(), self.root(), self.textarea(), self.cast())
    }

    /// Makes `visit` its owner, which asked for it in `turn`.
    pub(crate) fn belong_to(self, visit: Visit, turn: i32) {
        self.set(names::OWNER, visit);
        self.set_number(names::TURN, turn);
    }

    /// The turn in which its owner asked for it.
    pub(crate) fn turn(self) -> i32 {
        self.number(names::TURN)
    }

    /// Whether `visit` owns it.
    pub(crate) fn is_of(self, visit: Visit) -> bool {
        self.get(names::OWNER) == Some(visit)
    }

    /// Whether it stands in a trigger's form.
    pub(crate) fn is_of_trigger(self) -> bool {
        Purpose::of(self.field()) == Purpose::Trigger
    }

    /// Whether it is open: neither closed nor of an instance that has failed.
    pub(crate) fn is_open(self) -> bool {
        callback::told_of(self.root()) == Some(self.cast())
    }

    /// What of it is in the document.
    pub(crate) fn presence(self) -> Presence {
        let (textarea, control) = (self.textarea().element(), self.field().element());
        match (textarea.is_connected(), control.is_connected()) {
            (true, true) => Presence::Whole,
            (true, false) => Presence::WithoutField,
            (false, true) => Presence::WithoutEditor,
            (false, false) => Presence::Gone,
        }
    }

    /// Finds the editor a field again after its own was taken away: the one that amoCRM has drawn
    /// instead, or else its own. Whether it is another one.
    pub(crate) fn adopt_field(self) -> bool {
        let form = self.textarea().form();
        let drawn = form.filter(|_| self.is_of_trigger());
        match drawn.and_then(|form| dom::select_free(form, names::FIELD_SELECTOR).last()) {
            Some(control) => {
                let id = self.textarea().element().attribute(names::ID);
                Field::take(control, id.unwrap_or_default());
                true
            }
            None => {
                self.root().after(self.field().control());
                false
            }
        }
    }

    /// Starts a new trigger with `message`.
    pub(crate) fn offer(self, message: Text) {
        let control = self.field().control();
        control.set_value(message.with_lf().well_formed());
        self.refill();
        self.field().tell_edited();
    }

    /// Lets go of what the browser holds for it.
    pub(crate) fn let_go(self) {
        callback::tell_of(self.root(), None);
        self.field().control().give_back();
        callback::tell_never(self.cast(), names::HEIGHT);
        callback::tell_never(self.cast(), names::STATUS);
    }

    /// Takes the editor out of the form and gives amoCRM its own field back, with the text.
    pub(crate) fn close(self) {
        if let Some(label) = self.get(names::LABEL) {
            label::show(label);
        }
        self.field().give_back();
        self.root().remove();
    }

    /// Something has happened: an event of this name, a change of the attribute of this name, or
    /// the time has come for what a timer was set for.
    pub(crate) fn on(self, what: Name, event: Option<Event>) {
        match (what, event) {
            (names::INPUT, _) => self.on_edit(),
            (names::FOCUSOUT, Some(event)) => self.on_leave(event),
            (names::KEYDOWN | names::CLICK | names::MOUSEDOWN, Some(event)) => {
                if let Some(markers) = self.markers() {
                    markers.on(what, event);
                }
            }
            (names::VALUE, _) => self.on_field_written(),
            (names::HEIGHT, _) => self.textarea().fit(),
            (names::STATUS, _) => self.announce(),
            _ => {}
        }
    }

    /// The person has edited the message: what is typed is what amoCRM saves.
    fn on_edit(self) {
        self.set_number(names::VISITED, 1);
        let message = self.textarea().value();
        self.field().control().set_value(message.well_formed());
        self.field().control().skip_written();
        self.fit_soon();
        self.describe(message);
        let query = Query::of(self.textarea(), message);
        if query.concerns(self.cast())
            && let Some(markers) = self.markers()
        {
            markers.suggest(message, query);
        }
        // Last, since amoCRM may do anything on it, such as closing the form.
        self.field().tell_edited();
    }

    fn on_leave(self, event: Event) {
        if let Some(markers) = self.markers() {
            markers.on_focus_leaving(event);
        }
        self.set_number(names::VISITED, 1);
        self.describe(self.textarea().value());
    }

    /// A reset is about to set the editor to its default; the hidden field keeps its value.
    pub(crate) fn on_reset(self) {
        self.textarea().set_default_value(self.field().text());
    }

    /// amoCRM has written the field. It fires no event for that (`.val()`), but the value of a
    /// hidden input is its attribute.
    fn on_field_written(self) {
        // Writing a textarea costs the person the undo history.
        if self.field().text() != self.textarea().value().well_formed() {
            self.refill();
        }
    }

    /// After nobody has listened: what the person has typed goes to amoCRM, and it is told again,
    /// since the instance before may have failed before it did so. Where nothing was typed, the
    /// field counts.
    pub(crate) fn catch_up(self) {
        // The instance before may have left it open.
        if let Some(markers) = self.markers() {
            markers.hide();
        }
        if self.textarea().value() == self.textarea().default_value() {
            self.on_field_written();
        } else {
            self.on_edit();
        }
    }

    /// Shows what the field holds. The default value tells what was shown before any edit.
    pub(crate) fn refill(self) {
        let message = self.field().text();
        let textarea = self.textarea();
        textarea.set_default_value(message);
        // A textarea that nobody has edited shows its default already.
        if textarea.value() != message {
            textarea.set_value(message);
        }
        self.fit_soon();
        self.describe(message);
    }

    /// Makes the textarea as high as its text, once for all changes within a frame, where the browser
    /// does not do so itself by `field-sizing: content`.
    fn fit_soon(self) {
        if !dom::sizes_textareas() {
            callback::tell_later(self.cast(), names::HEIGHT, FRAME);
        }
    }

    /// Says how long `message` is and what is wrong with it.
    fn describe(self, message: Text) {
        let length = self.textarea().text_length() as u32;
        // Before the person has been in the editor, an empty message is no mistake.
        let may_be_missing = self.is(names::VISITED) && self.is(names::REQUIRED);
        let limit = self.number(names::LIMIT) as u32;
        let limit = (limit > 0).then_some(limit);
        let verdict = judge(length, may_be_missing && message.is_blank(), limit);
        let counter = limit.map(|_| self.count(length));
        if let Some(counter) = counter {
            self.say(names::COUNTER_SELECTOR, counter);
        }
        if verdict == Verdict::Fine && !self.is(names::WARNED) {
            return;
        }
        self.set_number(names::WARNED, i32::from(verdict != Verdict::Fine));
        let problem = self.problem(verdict);
        let textarea = self.textarea().element();
        self.say(names::PROBLEM_SELECTOR, problem.unwrap_or_default());
        if problem.is_some() {
            textarea.set_attribute(names::ARIA_INVALID, names::TRUE);
        } else {
            textarea.remove_attribute(names::ARIA_INVALID);
        }
        let announcement = problem.or(counter.filter(|_| verdict == Verdict::NearLimit));
        self.set(names::ANNOUNCEMENT, announcement);
        callback::tell_later(self.cast(), names::STATUS, PAUSE);
    }

    fn count(self, length: u32) -> Text {
        let text: Text = self.get(names::COUNTER_TEXT).unwrap_or_default();
        text.fill(names::COUNT_PLACEHOLDER, length)
    }

    fn problem(self, verdict: Verdict) -> Option<Text> {
        match verdict {
            Verdict::Fine | Verdict::NearLimit => None,
            Verdict::Empty => Some(phrases::EMPTY.of(self.host())),
            Verdict::TooLong { excess } => {
                let template = phrases::TOO_LONG.of(self.host());
                Some(template.fill(names::EXCESS_PLACEHOLDER, excess))
            }
        }
    }

    /// Has a screen reader say what is to be said, now that the person pauses.
    fn announce(self) {
        let announcement = self.get(names::ANNOUNCEMENT).unwrap_or_default();
        self.say(names::STATUS_SELECTOR, announcement);
    }

    /// Writes into a part of the editor, if the page has left it there.
    fn say(self, part: Name, text: Text) {
        if let Some(part) = self.root().select::<Element>(part) {
            part.set_text(text);
        }
    }
}
