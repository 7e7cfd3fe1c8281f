//! The editor of one message: a textarea that stands in for amoCRM's field, and what is said of
//! the message beside it.

use std::cell::Cell;

use js_sys::JsString;
use wasm_bindgen::{JsCast, JsValue};

use super::field::Field;
use super::growth::Growth;
use super::label::NativeLabel;
use super::layout::Layout;
use super::length::{Verdict, judge};
use super::marker_menu::MarkerMenu;
use super::style_sheet;
use crate::Visit;
use crate::browser::dom::{self, Control, Element, Event};
use crate::browser::handler::{Observer, Timer};
use crate::browser::names::{self, Name};
use crate::browser::slot::Slot;
use crate::browser::text;
use crate::host::settings::Settings;
use crate::host::widget_object::WidgetObject;
use crate::texts::{self, Text};

/// A screen reader is told of the length once the person has paused this long, in milliseconds:
/// telling it at each key would speak over what is being typed.
const PAUSE: i32 = 1000;

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
    fn of(field: &Field) -> Self {
        let name = field.control().attribute(names::NAME).unwrap_or_default();
        match text::named(&name) {
            names::DEFAULT_MESSAGE => Purpose::Default,
            names::VALUE_MANUAL => Purpose::SalesbotBlock,
            _ => Purpose::Trigger,
        }
    }

    fn label(self) -> Text {
        match self {
            Purpose::Trigger | Purpose::SalesbotBlock => texts::MESSAGE,
            Purpose::Default => texts::DEFAULT_MESSAGE,
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
#[derive(Debug)]
pub(crate) struct Draft {
    layout: Layout,
    label_text: JsString,
    purpose: Purpose,
    limit: Option<Limit>,
}

/// The longest message wanted.
#[derive(Debug)]
struct Limit {
    length: u32,
    /// The counter's text, in which only the message's length is missing.
    counter_text: JsString,
}

/// An open editor. What the browser holds for it goes with it; the elements stay until
/// [`close`](Editor::close).
#[derive(Debug)]
pub(crate) struct Editor {
    number: i32,
    handler: JsValue,
    host: WidgetObject,
    field: Field,
    layout: Layout,
    native_label: Option<NativeLabel>,
    is_required: bool,
    limit: Option<Limit>,
    markers: MarkerMenu,
    growth: Growth,
    /// Whether the person has been in the editor: before, an empty message is no mistake.
    visited: Cell<bool>,
    verdict: Cell<Verdict>,
    /// What a screen reader is to say, and when.
    announcement: Slot<JsString>,
    pause: Timer,
    field_observer: Observer,
}

impl Editor {
    /// Builds what [`open`](Editor::open) puts into the form. It calls amoCRM, which may call back,
    /// so that the form may look different afterwards.
    pub(crate) fn draft(
        visit: &Visit,
        settings: &Settings,
        control: &Control,
        purpose: Purpose,
    ) -> Option<Draft> {
        let label_text = purpose.label().of(&visit.host);
        let layout = Layout::build(visit, control, &label_text)?;
        if purpose.is_required() {
            layout
                .textarea
                .set_attribute_named(names::ARIA_REQUIRED, names::TRUE);
        }
        for name in [names::DISABLED, names::READONLY] {
            if let Some(value) = control.attribute(name) {
                layout.textarea.set_attribute(name, &value);
            }
        }
        Some(Draft {
            layout,
            label_text,
            purpose,
            limit: Limit::of(visit, settings, purpose),
        })
    }

    /// Puts an editor in the place of `control`, which holds the message from now on.
    pub(crate) fn put(draft: &Draft, control: &Control) -> Field {
        // In this order a failure between the two leaves amoCRM's field in sight.
        control.after(&draft.layout.root);
        Field::take(control, &draft.layout.id)
    }

    /// The parts of an editor that stands in the document and that nothing listens to any more.
    /// `None` where it is not whole.
    pub(crate) fn found(
        visit: &Visit,
        settings: &Settings,
        root: &Element,
    ) -> Option<(Field, Draft)> {
        let layout = Layout::find(root.clone())?;
        let field = Field::of_editor(&layout.id)?;
        let purpose = Purpose::of(&field);
        let draft = Draft {
            layout,
            label_text: purpose.label().of(&visit.host),
            purpose,
            limit: Limit::of(visit, settings, purpose),
        };
        Some((field, draft))
    }

    /// Listens to what `draft` has in the document, in the place of `field`. Nothing here calls
    /// amoCRM.
    pub(crate) fn attach(
        visit: &Visit,
        settings: &Settings,
        field: Field,
        draft: Draft,
        handler: &JsValue,
        number: i32,
    ) -> Self {
        let Draft {
            layout,
            label_text,
            purpose,
            limit,
        } = draft;
        let native_label = NativeLabel::hide(field.control(), &label_text);
        style_sheet::ensure(settings);
        let control = field.control();
        dom::belong(&layout.root, number);
        dom::belong(control, number);
        Editor {
            number,
            handler: handler.clone(),
            host: visit.host.clone(),
            field_observer: Observer::of_attribute(control, names::VALUE, handler, number),
            native_label,
            is_required: purpose.is_required(),
            limit,
            markers: MarkerMenu::new(&visit.host, &layout),
            growth: Growth::of(&layout.textarea),
            visited: Cell::new(false),
            verdict: Cell::new(Verdict::Fine),
            announcement: Slot::default(),
            pause: Timer::default(),
            field,
            layout,
        }
    }

    /// The editor's root element.
    pub(crate) fn root(&self) -> &Element {
        &self.layout.root
    }

    /// Whether it stands in a trigger's form.
    pub(crate) fn is_of_trigger(&self) -> bool {
        Purpose::of(&self.field) == Purpose::Trigger
    }

    /// What of it is in the document.
    pub(crate) fn presence(&self) -> Presence {
        let (textarea, control) = (&self.layout.textarea, self.field.control());
        if dom::are_connected(textarea, control) {
            Presence::Whole
        } else if dom::are_connected(textarea, textarea) {
            Presence::WithoutField
        } else if dom::are_connected(control, control) {
            Presence::WithoutEditor
        } else {
            Presence::Gone
        }
    }

    /// Finds the editor a field again after its own was taken away: the one that amoCRM has drawn
    /// instead, or else its own. Whether it is another one.
    pub(crate) fn adopt_field(&self) -> bool {
        let form = self.layout.textarea.form();
        let drawn = form.filter(|_| self.is_of_trigger());
        match drawn.and_then(|form| dom::select_free(&form, names::FIELD).last()) {
            Some(control) => {
                Field::take(control.unchecked_ref(), &self.layout.id);
                true
            }
            None => {
                self.root().after(self.field.control());
                false
            }
        }
    }

    /// Starts a new trigger with `message`.
    pub(crate) fn offer(&self, message: &JsString) {
        let message = text::well_formed(&text::with_lf(message));
        self.field.control().set_value(&message);
        self.refill();
        self.field.tell_edited();
    }

    /// Takes the editor out of the form and gives amoCRM its own field back, with the text.
    pub(crate) fn close(&self) {
        if let Some(label) = &self.native_label {
            label.show();
        }
        dom::belong(self.field.control(), 0);
        self.field.give_back();
        self.root().remove();
    }

    /// Something has happened: an event of this name, a change of the attribute of this name, or
    /// the time has come for what a timer was set for.
    pub(crate) fn on(&self, what: Name, event: &Event) {
        match what {
            names::INPUT => self.on_edit(),
            names::FOCUSOUT => self.on_leave(event),
            names::KEYDOWN => self.markers.on_key(event),
            names::CLICK => self.markers.on_click(event),
            names::MOUSEDOWN => self.markers.on_press(event),
            names::RESET => self.on_reset(),
            names::VALUE => self.on_field_written(),
            names::HEIGHT => Growth::fit(&self.layout.textarea),
            names::STATUS => self.announce(),
            _ => {}
        }
    }

    /// The person has edited the message: what is typed is what amoCRM saves.
    fn on_edit(&self) {
        self.visited.set(true);
        let message = self.layout.textarea.value();
        self.field.control().set_value(&text::well_formed(&message));
        self.field_observer.skip_pending();
        self.fit_soon();
        self.describe(&message);
        self.markers.suggest(&message);
        // Last, since amoCRM may do anything on it, such as closing the form.
        self.field.tell_edited();
    }

    fn on_leave(&self, event: &Event) {
        self.markers.on_focus_leaving(event);
        self.visited.set(true);
        self.describe(&self.layout.textarea.value());
    }

    /// A reset is about to set the editor to its default; the hidden field keeps its value.
    fn on_reset(&self) {
        self.layout.textarea.set_default_value(&self.field.text());
    }

    /// amoCRM has written the field. It fires no event for that (`.val()`), but the value of a
    /// hidden input is its attribute.
    fn on_field_written(&self) {
        let shown = text::well_formed(&self.layout.textarea.value());
        // Writing a textarea costs the person the undo history.
        if !text::equal(&self.field.text(), &shown) {
            self.refill();
        }
    }

    /// After nobody has listened: what the person has typed goes to amoCRM, and it is told again,
    /// since the instance before may have failed before it did so. Where nothing was typed, the
    /// field counts.
    pub(crate) fn catch_up(&self) {
        // The instance before may have left it open.
        self.markers.hide();
        let typed = self.layout.textarea.value();
        if text::equal(&typed, &self.layout.textarea.default_value()) {
            self.on_field_written();
        } else {
            self.on_edit();
        }
    }

    /// Shows what the field holds. The default value tells what was shown before any edit.
    pub(crate) fn refill(&self) {
        let message = self.field.text();
        let textarea = &self.layout.textarea;
        textarea.set_default_value(&message);
        // A textarea that nobody has edited shows its default already.
        if !text::equal(&textarea.value(), &message) {
            textarea.set_value(&message);
        }
        self.fit_soon();
        self.describe(&message);
    }

    fn fit_soon(&self) {
        self.growth.fit_soon(&self.handler, self.number);
    }

    /// Says how long `message` is and what is wrong with it.
    fn describe(&self, message: &JsString) {
        let length = self.layout.textarea.text_length() as u32;
        let is_missing = self.is_required && self.visited.get() && text::is_blank(message);
        let limit = self.limit.as_ref();
        let verdict = judge(length, is_missing, limit.map(|limit| limit.length));
        let counter = limit.map(|limit| limit.count(length));
        if let Some(counter) = &counter {
            self.layout.counter.set_text(counter);
        }
        if verdict == Verdict::Fine && self.verdict.get() == Verdict::Fine {
            return;
        }
        self.verdict.set(verdict);
        let problem = self.problem(verdict);
        let textarea = &self.layout.textarea;
        self.layout
            .problem
            .set_text(&problem.clone().unwrap_or_default());
        if problem.is_some() {
            textarea.set_attribute_named(names::ARIA_INVALID, names::TRUE);
        } else {
            textarea.remove_attribute(names::ARIA_INVALID);
        }
        let announcement = problem.or(counter.filter(|_| verdict == Verdict::NearLimit));
        self.announcement.hold(announcement.unwrap_or_default());
        self.pause
            .set(PAUSE, names::STATUS, &self.handler, self.number);
    }

    fn problem(&self, verdict: Verdict) -> Option<JsString> {
        match verdict {
            Verdict::Fine | Verdict::NearLimit => None,
            Verdict::Empty => Some(texts::EMPTY.of(&self.host)),
            Verdict::TooLong { excess } => {
                let template = texts::TOO_LONG.of(&self.host);
                Some(text::fill(&template, names::EXCESS_PLACEHOLDER, excess))
            }
        }
    }

    /// Has a screen reader say what is to be said, now that the person pauses.
    fn announce(&self) {
        let announcement = self.announcement.copy().unwrap_or_default();
        self.layout.status.set_text(&announcement);
    }
}

impl Limit {
    fn of(visit: &Visit, settings: &Settings, purpose: Purpose) -> Option<Self> {
        let length = settings.max_length().filter(|_| purpose.is_limited())?;
        let counter_text = texts::COUNT.of(&visit.host);
        Some(Limit {
            length,
            counter_text: text::fill(&counter_text, names::LIMIT_PLACEHOLDER, length),
        })
    }

    fn count(&self, length: u32) -> JsString {
        text::fill(&self.counter_text, names::COUNT_PLACEHOLDER, length)
    }
}
