//! The language of a Salesbot, as far as the block speaks it: steps with handlers in them, by
//! amoCRM's documentation. What amoCRM would refuse, or the designer break on, cannot be written.
//!
//! The build script compiles this file too: it stands on `serde` alone.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;

use serde::{Serialize, Serializer};

/// The steps of a block, in their order; each jump between them has a place to land.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Steps(Vec<Step>);

/// One step: lists of handlers, each for an occasion.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Step {
    /// What the bot does when it comes here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub question: Vec<Handler>,
    /// What it does with what the client answers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answer: Vec<Handler>,
    /// What it does at the end.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub finish: Vec<Handler>,
    /// amoCRM's documentation names it beside the other three and says no more of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub error: Vec<Handler>,
}

/// One thing that the bot does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "handler", content = "params", rename_all = "snake_case")]
pub enum Handler {
    /// Posts `data` to the widget's server and waits for it to let the bot go on.
    WidgetRequest {
        /// The server's address.
        url: String,
        /// What it gets; the bot fills the markers in the values.
        data: BTreeMap<String, String>,
    },
    /// Goes on in a step of the block.
    Goto(Goto),
    /// Does `result` where the conditions hold; where not, the bot goes on with the next handler.
    Conditions {
        /// How the conditions are taken together.
        logic: Logic,
        /// What is compared.
        conditions: Vec<Condition>,
        /// What is done where they hold.
        result: Vec<Handler>,
    },
    /// Leaves the block.
    Exits {
        /// By which of its exits.
        value: Exit,
    },
}

/// A place in the block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Goto {
    /// Which list of the step.
    #[serde(rename = "type")]
    pub list: List,
    /// The number of the step, from zero.
    pub step: usize,
}

/// A list of handlers that the bot can go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum List {
    /// [`Step::question`]
    Question,
    /// [`Step::answer`]
    Answer,
    /// [`Step::finish`]
    Finish,
}

/// How conditions are taken together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Logic {
    /// All of them hold.
    And,
    /// One of them holds.
    Or,
}

/// A comparison of two texts, in which the bot has filled the markers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Condition {
    /// The one, such as `{{json.status}}`.
    pub term1: String,
    /// The other.
    pub term2: String,
    /// How they are compared.
    pub operation: Operation,
}

/// How two texts are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Operation {
    /// They are the same.
    #[serde(rename = "=")]
    Equal,
}

/// A way out of the block: all that there are, so that one that the designer does not know cannot
/// be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// The server has sent the message.
    Sent,
    /// It has not, or did not say so.
    NotSent,
}

impl Exit {
    /// The name that steps and designer know it by. Saved bots hold it: it never changes.
    pub fn code(self) -> &'static str {
        match self {
            Exit::Sent => "sent",
            Exit::NotSent => "not_sent",
        }
    }
}

impl Serialize for Exit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

/// A jump to where there is nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NowhereToGo {
    /// The step with the jump in it.
    pub from: usize,
    /// Where it was to lead.
    pub to: Goto,
}

impl fmt::Display for NowhereToGo {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let NowhereToGo { from, to } = self;
        write!(
            formatter,
            "step {from} of the Salesbot's block goes to the {:?} of step {}, where there is none",
            to.list, to.step
        )
    }
}

impl Error for NowhereToGo {}

impl Steps {
    /// Puts the steps together.
    ///
    /// # Errors
    /// [`NowhereToGo`] where a handler goes to a list that is missing or empty.
    pub fn new(steps: Vec<Step>) -> Result<Self, NowhereToGo> {
        for (from, step) in steps.iter().enumerate() {
            let missing = step.lists().into_iter().flatten().flat_map(Handler::goes);
            if let Some(to) = missing.into_iter().find(|to| !to.is_in(&steps)) {
                return Err(NowhereToGo { from, to });
            }
        }
        Ok(Steps(steps))
    }
}

impl Step {
    fn lists(&self) -> [&[Handler]; 4] {
        [&self.question, &self.answer, &self.finish, &self.error]
    }
}

impl Handler {
    /// Where it, or one within it, goes.
    fn goes(&self) -> Vec<Goto> {
        match self {
            Handler::Goto(goto) => vec![*goto],
            Handler::Conditions { result, .. } => result.iter().flat_map(Handler::goes).collect(),
            Handler::WidgetRequest { .. } | Handler::Exits { .. } => Vec::new(),
        }
    }
}

impl Goto {
    fn is_in(&self, steps: &[Step]) -> bool {
        steps.get(self.step).is_some_and(|step| {
            let list = match self.list {
                List::Question => &step.question,
                List::Answer => &step.answer,
                List::Finish => &step.finish,
            };
            !list.is_empty()
        })
    }
}
