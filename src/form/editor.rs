//! The editor of one message: a textarea that stands in for amoCRM's field, and what is said of
//! the message beside it.

use std::cell::{Cell, OnceCell};
use std::rc::{Rc, Weak};

use gloo_timers::callback::Timeout;
use js_sys::JsString;
use web_sys::AbortSignal;

use super::field::Field;
use super::growth::Growth;
use super::label::NativeLabel;
use super::layout::Layout;
use super::length::{Verdict, judge};
use super::marker_menu::MarkerMenu;
use super::style_sheet;
use crate::Visit;
use crate::browser::dom::{Control, Element, Event};
use crate::browser::listener::Listener;
use crate::browser::observer::Observer;
use crate::browser::slot::Slot;
use crate::browser::text;
use crate::host::settings::Settings;
use crate::host::widget_object::WidgetObject;
use crate::texts::{self, Text};

/// A screen reader is told of the length once the person has paused this long, in milliseconds:
/// telling it at each key would speak over what is being typed.
const PAUSE: u32 = 1000;

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
    /// The field's name, as in the manifest.
    pub fn field_name(self) -> &'static str {
        match self {
            Purpose::Trigger => "message",
            Purpose::Default => "default_message",
            Purpose::SalesbotBlock => "value_manual",
        }
    }

    fn of(field: &Field) -> Self {
        let name = field.control().attribute("name").unwrap_or_default();
        let others = [Purpose::Default, Purpose::SalesbotBlock];
        let named = others.into_iter().find(|other| name == *other.field_name());
        named.unwrap_or(Purpose::Trigger)
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

/// An open editor. Its listeners go with it; the elements stay until [`close`](Editor::close).
#[derive(Debug)]
pub struct Editor {
    page: Rc<Page>,
    native_label: Option<NativeLabel>,
    /// Only held to be dropped.
    _listeners: [Listener; 6],
}

/// An editor that is not in a form yet.
#[derive(Debug)]
pub(crate) struct Draft {
    layout: Layout,
    label_text: JsString,
    purpose: Purpose,
}

/// The part of an editor that its listeners work on.
#[derive(Debug)]
struct Page {
    host: WidgetObject,
    field: Field,
    layout: Layout,
    required: bool,
    limit: Option<u32>,
    markers: MarkerMenu,
    growth: Growth,
    /// Whether the person has been in the editor: before, an empty message is no mistake.
    visited: Cell<bool>,
    verdict: Cell<Verdict>,
    announcement: Slot<Timeout>,
    counter_text: OnceCell<JsString>,
    field_observer: OnceCell<Observer>,
}

impl Editor {
    /// Builds what [`open`](Editor::open) puts into the form. It calls amoCRM, which may call back,
    /// so that the form may look different afterwards.
    pub(crate) fn draft(
        visit: &Visit,
        settings: &Settings,
        control: &Control,
        purpose: Purpose,
    ) -> Draft {
        let code = settings.widget_code().unwrap_or_default();
        let label_text = purpose.label().of(&visit.host);
        let layout = Layout::build(&visit.host, &control.document(), &code, &label_text);
        if purpose.is_required() {
            layout.textarea.set_attribute("aria-required", "true");
        }
        for name in ["disabled", "readonly"] {
            if let Some(value) = control.attribute(name) {
                layout.textarea.set_attribute_to(name, &value);
            }
        }
        Draft {
            layout,
            label_text,
            purpose,
        }
    }

    /// Puts an editor in the place of `control`.
    pub(crate) fn open(
        visit: &Visit,
        settings: &Settings,
        control: &Control,
        draft: Draft,
    ) -> Self {
        // In this order a failure between the two leaves amoCRM's field in sight.
        control.after(&draft.layout.root);
        let field = Field::take(control, &draft.layout.id);
        let editor = Editor::attach(visit, settings, field, draft);
        editor.page.refill();
        editor
    }

    /// Goes on with an editor that stands in the document and that nothing listens to any more.
    /// `None` where it is not whole.
    pub(crate) fn take_over(visit: &Visit, settings: &Settings, root: &Element) -> Option<Self> {
        let layout = Layout::find(root.clone())?;
        let field = Field::of_editor(&layout.id)?;
        let purpose = Purpose::of(&field);
        let label_text = purpose.label().of(&visit.host);
        let draft = Draft {
            layout,
            label_text,
            purpose,
        };
        Some(Editor::attach(visit, settings, field, draft))
    }

    /// Tells amoCRM what was typed before the editor was taken over.
    pub(crate) fn catch_up(&self) {
        self.page.catch_up();
    }

    fn attach(visit: &Visit, settings: &Settings, field: Field, draft: Draft) -> Self {
        let Draft {
            layout,
            label_text,
            purpose,
        } = draft;
        let native_label = NativeLabel::hide(field.control(), &label_text);
        style_sheet::ensure(&layout.root, settings);
        let markers = MarkerMenu::new(&visit.host, &layout);
        let page = Rc::new(Page {
            host: visit.host.clone(),
            field,
            layout,
            required: purpose.is_required(),
            limit: settings.max_length().filter(|_| purpose.is_limited()),
            markers,
            growth: Growth::default(),
            visited: Cell::new(false),
            verdict: Cell::new(Verdict::Fine),
            announcement: Slot::default(),
            counter_text: OnceCell::new(),
            field_observer: OnceCell::new(),
        });
        page.observe_field();
        let _listeners = page.listen(&visit.instance);
        Editor {
            page,
            native_label,
            _listeners,
        }
    }

    /// The field that the editor stands in for.
    pub fn field(&self) -> &Field {
        &self.page.field
    }

    /// The editor's root element.
    pub fn root(&self) -> &Element {
        &self.page.layout.root
    }

    /// Whether editor and field are both in the document.
    pub fn is_in_document(&self) -> bool {
        self.root().is_connected() && self.field().control().is_connected()
    }

    /// Starts a new trigger with `message`.
    pub(crate) fn offer(&self, message: &JsString) {
        let message = text::well_formed(&text::with_lf(message));
        self.page.field.control().set_value(&message);
        self.page.refill();
        self.page.field.tell_edited();
    }

    /// Takes the editor out of the form and gives amoCRM its own field back, with the text.
    pub(crate) fn close(&self) {
        if let Some(label) = &self.native_label {
            label.show();
        }
        self.page.field.give_back();
        self.root().remove();
    }

    /// Sees to it that the page has the widget's style sheet, which may have gone with a form.
    pub(crate) fn ensure_style_sheet(&self) {
        style_sheet::ensure(self.root(), &self.page.host.settings());
    }
}

impl Page {
    fn listen(self: &Rc<Self>, instance: &AbortSignal) -> [Listener; 6] {
        let on = |target: &Element, event, call: fn(&Page, &Event)| {
            let page = Rc::downgrade(self);
            Listener::new(target, event, instance, move |event| {
                with(&page, |page| call(page, &event));
            })
        };
        let root = &self.layout.root;
        let form = self.field.control().form();
        [
            on(root, "input", |page, _| page.on_edit()),
            on(root, "focusout", Page::on_leave),
            on(root, "keydown", |page, event| page.markers.on_key(event)),
            on(root, "click", |page, event| page.markers.on_click(event)),
            on(root, "mousedown", |page, event| {
                page.markers.on_press(event);
            }),
            // Where there is no form, nothing resets the editor either.
            on(form.as_ref().unwrap_or(root), "reset", |page, _| {
                page.on_reset();
            }),
        ]
    }

    fn observe_field(self: &Rc<Self>) {
        let page = Rc::downgrade(self);
        let callback = move || with(&page, Page::on_field_written);
        // Set once, right after the page was made.
        let observer = Observer::of_attribute(self.field.control(), "value", callback);
        let _ = self.field_observer.set(observer);
    }

    /// The person has edited the message: what is typed is what amoCRM saves.
    fn on_edit(&self) {
        self.visited.set(true);
        let message = self.layout.textarea.value();
        self.field.control().set_value(&text::well_formed(&message));
        if let Some(observer) = self.field_observer.get() {
            observer.skip_pending();
        }
        self.growth.fit(&self.layout.textarea);
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
        if self.field.text() != shown {
            self.refill();
        }
    }

    /// After nobody has listened: what the person has typed goes to amoCRM, and it is told again,
    /// since the instance before may have failed before it did so. Where nothing was typed, the
    /// field counts.
    fn catch_up(&self) {
        let typed = self.layout.textarea.value();
        if typed != self.layout.textarea.default_value() {
            self.on_edit();
        } else if text::well_formed(&typed) != self.field.text() {
            self.refill();
        }
    }

    /// Shows what the field holds. The default value tells what was shown before any edit.
    fn refill(&self) {
        let message = self.field.text();
        self.layout.textarea.set_value(&message);
        self.layout.textarea.set_default_value(&message);
        self.growth.fit(&self.layout.textarea);
        self.describe(&message);
    }

    /// Says how long `message` is and what is wrong with it.
    fn describe(&self, message: &JsString) {
        let length = self.layout.textarea.text_length();
        let missing = self.required && self.visited.get() && text::is_blank(message);
        let verdict = judge(length, missing, self.limit);
        let counter = self.limit.map(|limit| self.count(length, limit));
        if let Some(counter) = &counter {
            self.layout.counter.set_text(counter);
        }
        if verdict == Verdict::Fine && self.verdict.get() == Verdict::Fine {
            return;
        }
        self.verdict.set(verdict);
        let problem = self.problem(verdict);
        self.layout.problem.set_text(&problem);
        self.mark_invalid(problem.length() > 0);
        let announcement = if verdict == Verdict::NearLimit {
            counter
        } else {
            Some(problem)
        };
        self.announce(announcement.unwrap_or_default());
    }

    fn count(&self, length: u32, limit: u32) -> JsString {
        let template = self
            .counter_text
            .get_or_init(|| texts::fill(&texts::COUNT.of(&self.host), "{limit}", limit));
        texts::fill(template, "{count}", length)
    }

    fn problem(&self, verdict: Verdict) -> JsString {
        match verdict {
            Verdict::Fine | Verdict::NearLimit => JsString::default(),
            Verdict::Empty => texts::EMPTY.of(&self.host),
            Verdict::TooLong { excess } => {
                texts::fill(&texts::TOO_LONG.of(&self.host), "{excess}", excess)
            }
        }
    }

    fn mark_invalid(&self, invalid: bool) {
        let textarea = &self.layout.textarea;
        if invalid {
            textarea.set_attribute("aria-invalid", "true");
        } else {
            textarea.remove_attribute("aria-invalid");
        }
    }

    /// Has a screen reader say `text` when the person pauses.
    fn announce(&self, text: JsString) {
        let status = self.layout.status.clone();
        let announcement = Timeout::new(PAUSE, move || status.set_text(&text));
        self.announcement.hold(announcement);
    }
}

fn with(page: &Weak<Page>, call: impl FnOnce(&Page)) {
    if let Some(page) = page.upgrade() {
        call(&page);
    }
}
