//! What a run of a bot did, for the page.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::receiver::Exchange;

/// The run, in the order it went.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Report {
    pub(crate) events: Vec<Happened>,
    /// The exit that was taken; none where the steps ended without one.
    pub(crate) exit: Option<String>,
}

/// One thing that happened.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Happened {
    /// A part of a step began.
    Entered { step: usize, part: &'static str },
    /// The widget's server was asked.
    Asked {
        address: String,
        exchange: Box<Exchange>,
    },
    /// The request could not even be sent.
    NotAsked {
        address: String,
        code: &'static str,
        message: String,
    },
    /// The server came back to `return_url`.
    Continued {
        data: Map<String, Value>,
        milliseconds: f64,
    },
    /// The server said yes and did not come back in time.
    NotContinued { seconds: u64 },
    /// A comparison, its terms filled.
    Compared { terms: String, holds: bool },
    /// A text for the person in the chat.
    Shown { text: String },
    /// The local amoCRM does not run this handler and went on to the next.
    Skipped { handler: &'static str },
    /// An exit was taken.
    Left { code: String },
    /// The steps ended.
    Ended,
    /// They went round in circles.
    Endless,
}
