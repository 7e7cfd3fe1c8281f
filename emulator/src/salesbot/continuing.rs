//! Bots that wait for the widget's server, by the address it was given.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use serde::Deserialize;
use serde_json::{Map, Value};
use tokio::sync::oneshot;

use crate::salesbot::check::check_show;
use crate::salesbot::steps::Handler;

/// What the server posts to `return_url`.
#[derive(Debug, Deserialize)]
pub(crate) struct Continuation {
    #[serde(default)]
    pub(crate) data: Map<String, Value>,
    #[serde(default)]
    pub(crate) execute_handlers: Vec<Handler>,
}

/// amoCRM's documentation: at most ten handlers, and only these two.
const MOST_HANDLERS: usize = 10;

impl Continuation {
    /// Why amoCRM would not take it, in words.
    pub(crate) fn check(&self) -> Result<(), String> {
        let count = self.execute_handlers.len();
        if count > MOST_HANDLERS {
            return Err(format!("{count} handlers; amoCRM takes {MOST_HANDLERS}"));
        }
        for (number, handler) in self.execute_handlers.iter().enumerate() {
            let path = format!("execute_handlers[{number}]");
            match handler {
                Handler::Goto(_) => {}
                Handler::Show(show) => {
                    check_show(path, show).map_err(|problem| problem.to_string())?;
                }
                other => return Err(format!("{path}: {} is not taken here", other.name())),
            }
        }
        Ok(())
    }
}

/// The bots that wait.
#[derive(Debug, Default)]
pub(crate) struct Continuations(Mutex<Waiting>);

#[derive(Debug, Default)]
struct Waiting {
    last: u64,
    /// By the bot's number and that of the address.
    bots: HashMap<(u64, u64), oneshot::Sender<Continuation>>,
}

impl Continuations {
    /// Gives a number for the address, and where what comes to it can be awaited.
    pub(crate) fn wait(&self, bot: u64) -> (u64, oneshot::Receiver<Continuation>) {
        let (sender, receiver) = oneshot::channel();
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.bots.retain(|_, waits| !waits.is_closed());
        waiting.last += 1;
        let number = waiting.last;
        waiting.bots.insert((bot, number), sender);
        (number, receiver)
    }

    /// Whether a bot was still waiting under the number.
    pub(crate) fn go_on(&self, bot: u64, number: u64, with: Continuation) -> bool {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let waits = waiting.bots.remove(&(bot, number));
        drop(waiting);
        waits.is_some_and(|bot| bot.send(with).is_ok())
    }
}
