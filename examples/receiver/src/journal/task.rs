//! What the receiver answered for and still has to do.

use serde::{Deserialize, Serialize};

/// A piece of work, as it stands in the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum Task {
    /// Send the message of a trigger.
    TriggerMessage(TriggerMessage),
    /// Send the message of a Salesbot's block, then let the bot go on.
    BotMessage(BotMessage),
    /// A pipeline has taken the widget as a source of leads.
    LeadSource(LeadSource),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TriggerMessage {
    pub(crate) account_id: Option<u64>,
    pub(crate) subdomain: Option<String>,
    pub(crate) to: Recipient,
    pub(crate) event: String,
    pub(crate) direction_of_movement: Option<String>,
    pub(crate) time: u64,
    /// The message as it was saved, its markers unfilled.
    pub(crate) text: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct BotMessage {
    pub(crate) account_id: u64,
    pub(crate) subdomain: String,
    pub(crate) to: Recipient,
    /// The message; the bot has filled its markers.
    pub(crate) text: String,
    pub(crate) return_url: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LeadSource {
    pub(crate) account_id: u64,
    pub(crate) subdomain: String,
    pub(crate) user_id: u64,
    pub(crate) pipeline_id: u64,
}

/// About whom a message is: a real sender finds the contact's phone from here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Recipient {
    /// `lead`, `customer`, or what amoCRM called it.
    pub(crate) element: String,
    pub(crate) id: u64,
}
