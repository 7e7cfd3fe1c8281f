//! What is measured, in which numbers.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::budget::LONG;
use super::contestant::Contestant;

/// One kind of work that a person or a page asks for. All of them are times in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Measurement {
    /// From `require` to the three callbacks returned, in a tab of its own.
    Start,
    /// The same, and the time of what was put off until the page is idle.
    StartInAll,
    /// The first form of such a tab, opened after that.
    FirstOpening,
    /// One more form in a page that has opened many.
    WarmOpening,
    /// The same, and the time of what was put off until after it.
    WarmOpeningInAll,
    /// So many forms, opened by one call.
    Forms(u32),
    /// A hundred forms one after the other, none of them closed.
    FormsInTurn,
    /// A character typed into a message of this length.
    Keystroke(u32),
    /// The window of the widget's own settings.
    Settings,
}

/// How a measurement is asked of the page.
#[derive(Debug)]
pub(super) struct Call {
    /// The function of `bench/page/measurements.js`.
    pub(super) function: &'static str,
    pub(super) arguments: Vec<Value>,
    /// How often each contestant has its turn, after as many turns for warming up.
    pub(super) rounds: usize,
    pub(super) warm_up: usize,
}

impl Measurement {
    /// Those that need a tab of their own each time.
    pub(super) const IN_TABS: [Self; 3] = [Self::Start, Self::StartInAll, Self::FirstOpening];

    /// Those in a page that stays, from light to heavy.
    pub(super) const IN_ONE_PAGE: [Self; 11] = [
        Self::WarmOpening,
        Self::WarmOpeningInAll,
        Self::Settings,
        Self::Keystroke(100),
        Self::Keystroke(8 * 1024),
        Self::Keystroke(LONG),
        Self::Forms(1),
        Self::Forms(10),
        Self::Forms(100),
        Self::FormsInTurn,
        Self::Forms(1000),
    ];

    pub(super) fn label(self) -> String {
        match self {
            Self::Start => "start".to_owned(),
            Self::StartInAll => "start, and what waits until the page is idle".to_owned(),
            Self::FirstOpening => "first opening".to_owned(),
            Self::WarmOpening => "warm opening".to_owned(),
            Self::WarmOpeningInAll => "warm opening, and what waits until after it".to_owned(),
            Self::Forms(1) => "1 form".to_owned(),
            Self::Forms(count) => format!("{count} forms at once"),
            Self::FormsInTurn => "100 forms in turn".to_owned(),
            Self::Keystroke(length) if length < 1024 => format!("keystroke in {length} characters"),
            Self::Keystroke(length) => format!("keystroke in {} K characters", length / 1024),
            Self::Settings => "settings".to_owned(),
        }
    }

    /// Whether there is anything to measure.
    pub(super) fn concerns(self, contestant: Contestant) -> bool {
        match self {
            Self::Keystroke(_) => contestant.mirrors(),
            Self::Settings => contestant.has_settings(),
            // As documented it draws one more textarea into each form that is open already.
            Self::FormsInTurn => contestant != Contestant::Recipe,
            _ => true,
        }
    }

    /// `None` for what needs a tab of its own.
    pub(super) fn call(self) -> Option<Call> {
        let call = |function, arguments, rounds, warm_up| {
            Some(Call {
                function,
                arguments,
                rounds,
                warm_up,
            })
        };
        match self {
            Self::Start | Self::StartInAll | Self::FirstOpening => None,
            Self::WarmOpening => call("openings", vec![json!(10)], 60, 20),
            Self::WarmOpeningInAll => call("openingsInAll", vec![json!(10)], 60, 20),
            Self::Settings => call("settings", vec![json!(10)], 30, 5),
            Self::Keystroke(LONG) => call("keystrokes", vec![json!(LONG), json!(10)], 25, 2),
            Self::Keystroke(length) => call("keystrokes", vec![json!(length), json!(20)], 15, 2),
            Self::Forms(1000) => call("openTogether", vec![json!(1000)], 5, 1),
            Self::Forms(count) => call("openTogether", vec![json!(count)], 25, 3),
            Self::FormsInTurn => call("openInTurn", vec![json!(100)], 10, 2),
        }
    }
}
