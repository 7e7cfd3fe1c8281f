//! A task made ready to go out: its markers filled, its recipient named.

use pipeline_message_webhook::{fill, markers::Marker};

use crate::{
    configuration::MarkerValues,
    journal::{BotMessage, Entry, LeadSource, Recipient, Task, TriggerMessage},
};

/// What goes out.
#[derive(Debug)]
pub(crate) struct Letter<'entry> {
    /// The same for the same event, however often it comes.
    pub(crate) key: &'entry str,
    /// It may have gone out before: the receiver died while it was about to.
    pub(crate) again: bool,
    pub(crate) account_id: Option<u64>,
    pub(crate) subdomain: Option<&'entry str>,
    pub(crate) contents: Contents<'entry>,
}

#[derive(Debug)]
pub(crate) enum Contents<'entry> {
    Message(Message<'entry>),
    LeadSource(&'entry LeadSource),
}

#[derive(Debug)]
pub(crate) struct Message<'entry> {
    pub(crate) to: &'entry Recipient,
    pub(crate) cause: Cause<'entry>,
    pub(crate) text: String,
    /// Markers without a value: `lead.name`.
    pub(crate) not_filled: Vec<&'entry str>,
}

#[derive(Debug)]
pub(crate) enum Cause<'entry> {
    Trigger {
        event: &'entry str,
        direction_of_movement: Option<&'entry str>,
        time: u64,
    },
    Salesbot,
}

impl<'entry> Letter<'entry> {
    pub(crate) fn of(entry: &'entry Entry, values: &MarkerValues) -> Self {
        let (account_id, subdomain, contents) = match &entry.task {
            Task::TriggerMessage(task) => {
                let message = Contents::Message(trigger_message(task, values));
                (task.account_id, task.subdomain.as_deref(), message)
            }
            Task::BotMessage(task) => {
                let message = Contents::Message(bot_message(task));
                (
                    Some(task.account_id),
                    Some(task.subdomain.as_str()),
                    message,
                )
            }
            Task::LeadSource(task) => {
                let contents = Contents::LeadSource(task);
                (
                    Some(task.account_id),
                    Some(task.subdomain.as_str()),
                    contents,
                )
            }
        };
        Self {
            key: &entry.key,
            again: entry.again,
            account_id,
            subdomain,
            contents,
        }
    }

    /// Whether there is nothing to send in it.
    pub(crate) fn is_empty(&self) -> bool {
        matches!(&self.contents, Contents::Message(message) if message.text.trim().is_empty())
    }
}

/// Fills what is known: from the event itself, and from `--values`. A real sender asks amoCRM.
fn trigger_message<'entry>(task: &'entry TriggerMessage, values: &MarkerValues) -> Message<'entry> {
    let lead_id = (task.to.element == "lead").then(|| task.to.id.to_string());
    let filled = fill(&task.text, |code| match &lead_id {
        Some(id) if code == Marker::LeadId.code() => Some(id.clone()),
        _ => values.get(code).cloned(),
    });
    Message {
        to: &task.to,
        cause: Cause::Trigger {
            event: &task.event,
            direction_of_movement: task.direction_of_movement.as_deref(),
            time: task.time,
        },
        text: filled.text,
        not_filled: filled.unknown,
    }
}

/// The bot has filled the markers: what looks like one now came out of a value.
fn bot_message(task: &BotMessage) -> Message<'_> {
    Message {
        to: &task.to,
        cause: Cause::Salesbot,
        text: task.text.clone(),
        not_filled: Vec::new(),
    }
}
