//! What happens after the answer: two threads work the journal off, one sends, one tells the bots
//! how it went.

mod bot_answer;
mod letter;
mod printed;
mod ready;
mod sender;

use std::{
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use pipeline_message_webhook::Outcome;
use tokio::sync::oneshot;

use self::{
    bot_answer::BotAnswerer,
    letter::Letter,
    sender::{Printer, SendError, Sender},
};
use crate::{
    command_line::Format,
    configuration::{Configuration, MarkerValues},
    journal::{Entry, Journal, JournalError, Task},
    start_error::StartError,
};

pub(crate) use self::{printed::harmless, ready::announce};

/// A bot that could not be told after so many attempts (about three minutes) is given up.
const MOST_ATTEMPTS: u32 = 9;

/// Rings when there is something new in the journal.
#[derive(Clone, Debug)]
pub(crate) struct Doorbell(SyncSender<()>);

impl Doorbell {
    fn new() -> (Self, Receiver<()>) {
        let (sender, receiver) = sync_channel(1);
        (Self(sender), receiver)
    }

    pub(crate) fn ring(&self) {
        match self.0.try_send(()) {
            // A ring that is not answered yet serves for this one too.
            Ok(()) | Err(TrySendError::Full(()) | TrySendError::Disconnected(())) => {}
        }
    }
}

/// The delivery at work. It ends when every [`Doorbell`] is gone and the entry at hand is done.
#[derive(Debug)]
pub(crate) struct Delivery {
    sending: JoinHandle<()>,
}

impl Delivery {
    /// Starts with what the last run left. `broken` hears when nothing can be sent any more.
    pub(crate) fn start(
        format: Format,
        configuration: &mut Configuration,
        journal: &Arc<Journal>,
        broken: oneshot::Sender<StartError>,
    ) -> (Self, Doorbell) {
        let (bots_bell, bots_rung) = Doorbell::new();
        let (bell, rung) = Doorbell::new();
        let sending = Sending {
            journal: Arc::clone(journal),
            sender: Printer::new(format),
            values: std::mem::take(&mut configuration.values),
            bots_bell,
        };
        let answering = Answering {
            journal: Arc::clone(journal),
            answerer: BotAnswerer::new(
                configuration.accounts.clone(),
                configuration.access_token.take(),
            ),
        };
        // Nobody waits for this one: it may be in the middle of a slow request, and what it has
        // not done stands in the journal.
        thread::spawn(move || answering.work(&bots_rung));
        let sending = thread::spawn(move || {
            if let Err(error) = sending.work(&rung) {
                // Nobody listens only when the server is going down anyway.
                let _stopping = broken.send(error);
            }
        });
        (Self { sending }, bell)
    }

    /// Waits until what is being sent is out.
    pub(crate) fn finish(self) {
        if self.sending.join().is_err() {
            eprintln!("error: the sending ended in a panic");
        }
    }
}

struct Sending<S> {
    journal: Arc<Journal>,
    sender: S,
    values: MarkerValues,
    bots_bell: Doorbell,
}

impl<S: Sender> Sending<S> {
    fn work(mut self, rung: &Receiver<()>) -> Result<(), StartError> {
        self.bots_bell.ring();
        loop {
            while let Some(entry) = self.journal.next_to_send()? {
                self.send(&entry)?;
            }
            if rung.recv().is_err() {
                return Ok(());
            }
        }
    }

    fn send(&mut self, entry: &Entry) -> Result<(), StartError> {
        let letter = Letter::of(entry, &self.values);
        let outcome = match self.sender.send(&letter) {
            Ok(()) => Outcome::Success,
            Err(SendError::Refused { reason }) => {
                eprintln!("warning: not sent, {reason}: {}", entry.key);
                Outcome::Fail
            }
            Err(SendError::Broken { source }) => return Err(StartError::Output { source }),
        };
        if let Task::BotMessage(_) = entry.task {
            self.journal.answer_bot(entry.id, outcome)?;
            self.bots_bell.ring();
        } else {
            self.journal.done(entry.id)?;
        }
        Ok(())
    }
}

struct Answering {
    journal: Arc<Journal>,
    answerer: BotAnswerer,
}

impl Answering {
    fn work(self, rung: &Receiver<()>) {
        const AFTER_AN_ERROR: Duration = Duration::from_secs(5);
        loop {
            let pause = self.answer_what_is_due().unwrap_or_else(|error| {
                eprintln!("warning: {error}");
                Some(AFTER_AN_ERROR)
            });
            let rang = match pause {
                Some(pause) => rung.recv_timeout(pause),
                None => rung.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            if rang == Err(RecvTimeoutError::Disconnected) {
                return;
            }
        }
    }

    /// How long it takes until the next answer is due, if one waits.
    fn answer_what_is_due(&self) -> Result<Option<Duration>, JournalError> {
        while let Some(entry) = self.journal.next_to_answer()? {
            self.answer(&entry)?;
        }
        self.journal.until_next_answer()
    }

    fn answer(&self, entry: &Entry) -> Result<(), JournalError> {
        let (Task::BotMessage(bot), Some(outcome)) = (&entry.task, entry.outcome) else {
            return self.journal.done(entry.id);
        };
        let Err(error) = self.answerer.answer(bot, outcome) else {
            return self.journal.done(entry.id);
        };
        let key = harmless(&entry.key);
        if error.is_temporary() && entry.attempts + 1 < MOST_ATTEMPTS {
            let pause = Duration::from_secs(1 << entry.attempts.min(6));
            eprintln!(
                "warning: bot not told, again in {} s: {key}: {error}",
                pause.as_secs()
            );
            self.journal.answer_later(entry.id, pause)
        } else {
            eprintln!("error: bot not told, given up: {key}: {error}");
            self.journal.done(entry.id)
        }
    }
}
