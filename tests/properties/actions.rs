//! What the person and amoCRM may do, one thing after the other.

use proptest::bool::weighted;
use proptest::prelude::*;
use proptest::{collection, option, sample};

use super::documents::{Page, any_page};
use super::strings::{Text, any_text, whole_text};

/// How many visits a page has: amoCRM makes a widget object for each.
pub const VISITS: usize = 3;

/// A page and what happens in it. A number of a form counts round where there are fewer.
#[derive(Debug, Clone)]
pub struct Story {
    pub page: Page,
    /// What the widget's administrator has a new trigger start with.
    pub default_message: Option<Text>,
    /// The longest message wanted.
    pub limit: Option<u8>,
    /// Whether the page has the widget's style sheet fetched, which takes its time.
    pub has_style: bool,
    pub actions: Vec<Action>,
}

#[derive(Debug, Clone)]
pub enum Action {
    /// The person does something in the editor of a form.
    Person {
        form: usize,
        deed: Deed,
        text: Text,
        /// What is selected before, in parts of 255 of the text.
        selected: (u8, u8),
    },
    /// amoCRM changes a form by itself.
    Amocrm {
        form: usize,
        change: Change,
        text: Text,
    },
    /// amoCRM calls back.
    Call { visit: usize, callback: Callback },
    /// amoCRM will call back from inside the next edit of a form.
    CallWithin {
        form: usize,
        visit: usize,
        callback: Callback,
    },
    /// The WebAssembly instance fails, and a fresh one goes on with a visit.
    Trap { visit: usize, awaits_forms: bool },
    /// The observers of the document are called.
    Turn,
    /// A task passes.
    Task,
}

/// What a person does.
#[derive(Debug, Clone, Copy)]
pub enum Deed {
    Type,
    Paste,
    Cut,
    Undo,
    /// Replaces the whole text, as an extension of the browser does.
    Replace,
    /// Picks a marker by the button.
    Pick,
    /// Picks a marker by typing a bracket.
    Search,
    Leave,
}

impl Deed {
    pub fn name(self) -> &'static str {
        match self {
            Deed::Type => "type",
            Deed::Paste => "paste",
            Deed::Cut => "cut",
            Deed::Undo => "undo",
            Deed::Replace => "replace",
            Deed::Pick => "pick",
            Deed::Search => "search",
            Deed::Leave => "leave",
        }
    }
}

/// What amoCRM does to a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Writes the field by jQuery's `.val()`, which fires nothing.
    Write,
    /// Writes the field's attribute.
    WriteAttribute,
    Reset,
    /// Draws the form again from its own markup.
    Redraw,
    /// Draws a new form with a text that it has saved.
    DrawAnew,
    /// Moves the form's block to the end of the page.
    Move,
    /// Takes the form's block out of the page.
    Remove,
    /// Puts it back.
    PutBack,
}

impl Change {
    pub fn name(self) -> &'static str {
        match self {
            Change::Write => "write",
            Change::WriteAttribute => "writeAttribute",
            Change::Reset => "reset",
            Change::Redraw => "redraw",
            Change::DrawAnew => "drawAnew",
            Change::Move => "move",
            Change::Remove => "remove",
            Change::PutBack => "putBack",
        }
    }
}

/// A callback of amoCRM and what it passes.
#[derive(Debug, Clone, Copy)]
pub enum Callback {
    Init,
    /// With the body of a form, or without one as documented.
    DpSettings(Option<Body>),
    Settings(Body),
    SalesbotDesignerSettings(Body),
    OnSave,
    Destroy,
}

impl Callback {
    pub fn name(self) -> &'static str {
        match self {
            Callback::Init => "init",
            Callback::DpSettings(_) => "dpSettings",
            Callback::Settings(_) => "settings",
            Callback::SalesbotDesignerSettings(_) => "salesbotDesignerSettings",
            Callback::OnSave => "onSave",
            Callback::Destroy => "destroy",
        }
    }
}

/// A form's body as amoCRM passes it.
#[derive(Debug, Clone, Copy)]
pub struct Body {
    pub form: usize,
    pub by_jquery: bool,
}

fn callback() -> impl Strategy<Value = Callback> {
    let body =
        || (0_usize..3, any::<bool>()).prop_map(|(form, by_jquery)| Body { form, by_jquery });
    prop_oneof![
        1 => Just(Callback::Init),
        4 => Just(Callback::DpSettings(None)),
        2 => body().prop_map(|body| Callback::DpSettings(Some(body))),
        3 => body().prop_map(Callback::Settings),
        3 => body().prop_map(Callback::SalesbotDesignerSettings),
        1 => Just(Callback::OnSave),
        2 => Just(Callback::Destroy),
    ]
}

fn action() -> impl Strategy<Value = Action> {
    let deeds = sample::select(vec![
        Deed::Type,
        Deed::Type,
        Deed::Paste,
        Deed::Cut,
        Deed::Undo,
        Deed::Replace,
        Deed::Replace,
        Deed::Pick,
        Deed::Search,
        Deed::Leave,
    ]);
    let changes = sample::select(vec![
        Change::Write,
        Change::Write,
        Change::WriteAttribute,
        Change::Reset,
        Change::Redraw,
        Change::Redraw,
        Change::DrawAnew,
        Change::Move,
        Change::Remove,
        Change::PutBack,
        Change::PutBack,
    ]);
    let (form, visit) = (0_usize..3, 0..VISITS);
    prop_oneof![
        8 => (form.clone(), deeds, any_text(), any::<(u8, u8)>()).prop_map(
            // A keyboard has no carriage return; what a textarea makes of one differs.
            |(form, deed, text, selected)| {
                Action::Person { form, deed, text: text.with_lf(), selected }
            }
        ),
        5 => (form.clone(), changes, whole_text())
            .prop_map(|(form, change, text)| Action::Amocrm { form, change, text }),
        7 => (visit.clone(), callback())
            .prop_map(|(visit, callback)| Action::Call { visit, callback }),
        4 => (form, visit.clone(), callback())
            .prop_map(|(form, visit, callback)| Action::CallWithin { form, visit, callback }),
        2 => (visit, any::<bool>())
            .prop_map(|(visit, awaits_forms)| Action::Trap { visit, awaits_forms }),
        2 => Just(Action::Turn),
        1 => Just(Action::Task),
    ]
}

pub fn any_story() -> impl Strategy<Value = Story> {
    let settings = (
        option::weighted(0.3, whole_text()),
        option::of(0_u8..30),
        weighted(0.05),
    );
    let actions = collection::vec(action(), 0..16);
    (any_page(), settings, actions).prop_map(|(page, settings, actions)| {
        let (default_message, limit, has_style) = settings;
        Story {
            page,
            default_message,
            limit,
            has_style,
            actions,
        }
    })
}
