//! The steps of a bot, typed as far as amoCRM documents them. What a step may hold and is not
//! needed to run a widget's block stays as it came.

use serde::Deserialize;
use serde_json::{Map, Value};

/// The handlers of one part, in the order they run.
pub(crate) type Handlers = Vec<Handler>;

/// One step: what is asked, what follows an answer, what ends it, what happens on an error.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Step {
    pub(crate) question: Option<Handlers>,
    pub(crate) answer: Option<Handlers>,
    pub(crate) finish: Option<Handlers>,
    pub(crate) error: Option<Handlers>,
}

/// A part of a step by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Part {
    Question,
    Answer,
    Finish,
}

impl Part {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Answer => "answer",
            Self::Finish => "finish",
        }
    }
}

impl Step {
    pub(crate) fn part(&self, part: Part) -> Option<&Handlers> {
        match part {
            Part::Question => self.question.as_ref(),
            Part::Answer => self.answer.as_ref(),
            Part::Finish => self.finish.as_ref(),
        }
    }

    /// All parts with their names.
    pub(crate) fn parts(&self) -> impl Iterator<Item = (&'static str, &Handlers)> {
        let parts = [
            ("question", &self.question),
            ("answer", &self.answer),
            ("finish", &self.finish),
            ("error", &self.error),
        ];
        parts
            .into_iter()
            .filter_map(|(name, handlers)| handlers.as_ref().map(|found| (name, found)))
    }
}

/// The handlers of amoCRM's documentation. Those with a type of their own can be run here.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "handler", content = "params", rename_all = "snake_case")]
#[expect(
    dead_code,
    reason = "handlers that cannot be run here keep what they hold"
)]
pub(crate) enum Handler {
    Goto(Goto),
    WidgetRequest(WidgetRequest),
    Conditions(Conditions),
    Exits(Exits),
    Show(Show),
    Stop(Option<Value>),
    Condition(Option<Value>),
    Buttons(Option<Value>),
    SendExternalMessage(Option<Value>),
    SendInternal(Option<Value>),
    WaitAnswer(Option<Value>),
    Find(Option<Value>),
    Filter(Option<Value>),
    Action(Option<Value>),
    Meta(Option<Value>),
    Validations(Option<Value>),
    Preset(Option<Value>),
}

impl Handler {
    /// As in the JSON.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Goto(_) => "goto",
            Self::WidgetRequest(_) => "widget_request",
            Self::Conditions(_) => "conditions",
            Self::Exits(_) => "exits",
            Self::Show(_) => "show",
            Self::Stop(_) => "stop",
            Self::Condition(_) => "condition",
            Self::Buttons(_) => "buttons",
            Self::SendExternalMessage(_) => "send_external_message",
            Self::SendInternal(_) => "send_internal",
            Self::WaitAnswer(_) => "wait_answer",
            Self::Find(_) => "find",
            Self::Filter(_) => "filter",
            Self::Action(_) => "action",
            Self::Meta(_) => "meta",
            Self::Validations(_) => "validations",
            Self::Preset(_) => "preset",
        }
    }
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Goto {
    #[serde(rename = "type")]
    pub(crate) part: Part,
    pub(crate) step: usize,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct WidgetRequest {
    pub(crate) url: String,
    #[serde(default)]
    pub(crate) data: Map<String, Value>,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Conditions {
    pub(crate) logic: Logic,
    pub(crate) conditions: Vec<Comparison>,
    pub(crate) result: Handlers,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Logic {
    And,
    Or,
}

/// Of the operations only these two can be run; which others there are is not known for sure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(crate) enum Operation {
    #[serde(rename = "=")]
    Equal,
    #[serde(rename = "!=")]
    Unequal,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Comparison {
    pub(crate) term1: String,
    pub(crate) term2: String,
    pub(crate) operation: Operation,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Exits {
    pub(crate) value: String,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Show {
    #[serde(default)]
    pub(crate) value: String,
    #[serde(default)]
    pub(crate) buttons: Vec<Value>,
}
