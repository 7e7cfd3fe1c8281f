//! The block `send_message`: the server sends the message and says how it went.
//!
//! The build script compiles this file too, beside [`steps`](super::steps).

use std::collections::BTreeMap;

use super::steps::{
    Condition, Exit, Goto, Handler, List, Logic, NowhereToGo, Operation, Step, Steps,
};

/// The block's field in the manifest, and the name under which the server gets the message.
pub const MESSAGE: &str = "message";

/// What the server puts into `status` once the message is sent.
const SUCCESS: &str = "success";

/// Has the server at `url` send `message`, and leaves by the exit that its answer names.
///
/// A bot that goes on without an answer leaves by "not sent", since `{{json.status}}` is not
/// "success" then. That it does `error` where the server cannot be reached is read from the name
/// alone: amoCRM's documentation lists the word. Nothing is lost where it does not.
///
/// # Errors
/// None that a caller could cause: the steps are checked as all are.
pub fn steps(url: &str, message: &str) -> Result<Steps, NowhereToGo> {
    let request = Handler::WidgetRequest {
        url: url.to_owned(),
        data: BTreeMap::from([(MESSAGE.to_owned(), message.to_owned())]),
    };
    let answer = Goto {
        list: List::Question,
        step: 1,
    };
    let ask = Step {
        question: vec![request, Handler::Goto(answer)],
        error: vec![leave_by(Exit::NotSent)],
        ..Step::default()
    };
    let leave = Step {
        question: vec![
            Handler::Conditions {
                logic: Logic::And,
                conditions: vec![Condition {
                    term1: "{{json.status}}".to_owned(),
                    term2: SUCCESS.to_owned(),
                    operation: Operation::Equal,
                }],
                result: vec![leave_by(Exit::Sent)],
            },
            leave_by(Exit::NotSent),
        ],
        ..Step::default()
    };
    Steps::new(vec![ask, leave])
}

/// Leaves by "not sent" at once, for a message that amoCRM would not take.
///
/// # Errors
/// As [`steps`].
pub fn steps_without_sending() -> Result<Steps, NowhereToGo> {
    Steps::new(vec![Step {
        question: vec![leave_by(Exit::NotSent)],
        ..Step::default()
    }])
}

fn leave_by(value: Exit) -> Handler {
    Handler::Exits { value }
}
