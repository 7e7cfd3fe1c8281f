//! Where a message leaves the receiver. **A real sender goes here.**
//!
//! [`Sender`] is what the rest needs of it: give it a [`Letter`], it says whether the letter went
//! out. [`Printer`] prints instead. For a real one, implement `Sender` with the client of your
//! messenger or SMS service, and put it in the place of `Printer` in `Delivery::start`:
//!
//! - Find the recipient's phone or chat from `letter.to` through amoCRM's API.
//! - Supply the values of the markers from there too (`letter.rs` asks for them).
//! - Hand `letter.key` on as the idempotency key: after a kill a letter may come twice, the second
//!   time with `again` set.
//! - Return `SendError::Refused` for what will never go out; a Salesbot then takes its exit
//!   "not sent".

use std::io::{self, Write};

use super::{letter::Letter, printed};
use crate::command_line::Format;

#[derive(Debug, thiserror::Error)]
pub(crate) enum SendError {
    /// This letter cannot go out, now or later.
    #[error("{reason}")]
    Refused { reason: &'static str },
    /// No letter can go out: the receiver stops, and what waits is taken up at the next start.
    #[error("cannot print: {source}")]
    Broken { source: io::Error },
}

pub(crate) trait Sender: Send {
    /// Sends, and returns when the letter has left.
    fn send(&mut self, letter: &Letter<'_>) -> Result<(), SendError>;
}

/// Prints what would be sent to whom.
#[derive(Debug)]
pub(crate) struct Printer {
    format: Format,
}

impl Printer {
    pub(crate) const fn new(format: Format) -> Self {
        Self { format }
    }
}

impl Sender for Printer {
    fn send(&mut self, letter: &Letter<'_>) -> Result<(), SendError> {
        if letter.is_empty() {
            return Err(SendError::Refused {
                reason: "the message is empty",
            });
        }
        print(&match self.format {
            Format::Text => printed::block(letter),
            Format::Json => printed::line(letter),
        })
        .map_err(|source| SendError::Broken { source })
    }
}

/// Prints at once, in whole lines: a program may be reading them as they come.
pub(crate) fn print(text: &str) -> io::Result<()> {
    let mut output = io::stdout().lock();
    output.write_all(text.as_bytes())?;
    output.flush()
}
