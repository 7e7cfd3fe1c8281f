//! How a letter looks when it is printed: a block for a person, or one line of JSON for a program.

use std::fmt::Write;

use jiff::Timestamp;
use serde_json::{Value as Json, json};

use super::letter::{Cause, Contents, Letter, Message};

/// A JSON object and a line break.
pub(crate) fn line(letter: &Letter<'_>) -> String {
    let mut object = match &letter.contents {
        Contents::Message(message) => message_object(message),
        Contents::LeadSource(source) => json!({
            "type": "lead_source",
            "pipeline_id": source.pipeline_id,
            "user_id": source.user_id,
        }),
    };
    if let Json::Object(fields) = &mut object {
        fields.insert("key".to_owned(), letter.key.into());
        fields.insert("again".to_owned(), letter.again.into());
        fields.insert("account_id".to_owned(), letter.account_id.into());
        fields.insert("subdomain".to_owned(), letter.subdomain.into());
    }
    format!("{object}\n")
}

fn message_object(message: &Message<'_>) -> Json {
    let cause = match message.cause {
        Cause::Trigger {
            event,
            direction_of_movement,
            time,
        } => json!({
            "from": "trigger",
            "event": event,
            "direction_of_movement": direction_of_movement,
            "time": time,
        }),
        Cause::Salesbot => json!({ "from": "salesbot" }),
    };
    json!({
        "type": "message",
        "to": message.to,
        "cause": cause,
        "text": message.text,
        "not_filled": message.not_filled,
    })
}

/// A heading, what belongs to it indented, and an empty line.
pub(crate) fn block(letter: &Letter<'_>) -> String {
    let account = account_of(letter);
    let mut block = match &letter.contents {
        Contents::Message(message) => message_block(message, &account),
        Contents::LeadSource(source) => format!(
            "Lead source connected: pipeline {} of {account}, by user {}\n",
            source.pipeline_id, source.user_id
        ),
    };
    if letter.again {
        block.push_str("  (perhaps not for the first time: the receiver was stopped meanwhile)\n");
    }
    block.push('\n');
    block
}

fn message_block(message: &Message<'_>, account: &str) -> String {
    let to = message.to;
    let cause = match message.cause {
        Cause::Trigger {
            event,
            direction_of_movement,
            time,
        } => {
            let moved = direction_of_movement
                .map(|word| format!(", {word}"))
                .unwrap_or_default();
            format!("{event}{moved}, {}", moment(time))
        }
        Cause::Salesbot => "the Salesbot".to_owned(),
    };
    let (element, cause) = (harmless(&to.element), harmless(&cause));
    let mut block = format!("Message to {element} {} of {account} ({cause})\n", to.id);
    for text_line in message.text.split('\n') {
        let text_line = text_line.strip_suffix('\r').unwrap_or(text_line);
        // Writing into a String cannot fail.
        let _infallible = writeln!(block, "  | {}", harmless(text_line));
    }
    if !message.not_filled.is_empty() {
        let markers: Vec<String> = message
            .not_filled
            .iter()
            .map(|code| harmless(&format!("{{{{{code}}}}}")))
            .collect();
        let _infallible = writeln!(block, "  not filled, no value: {}", markers.join(" "));
    }
    block
}

fn account_of(letter: &Letter<'_>) -> String {
    match (letter.subdomain, letter.account_id) {
        (Some(subdomain), Some(id)) => format!("account {} ({id})", harmless(subdomain)),
        (Some(subdomain), None) => format!("account {}", harmless(subdomain)),
        (None, Some(id)) => format!("account {id}"),
        (None, None) => "an unnamed account".to_owned(),
    }
}

fn moment(time: u64) -> String {
    let timestamp = i64::try_from(time)
        .ok()
        .and_then(|time| Timestamp::from_second(time).ok());
    timestamp.map_or_else(|| time.to_string(), |timestamp| timestamp.to_string())
}

/// A text that cannot steer the terminal it is shown in: control characters, and those that turn
/// the direction of writing, are shown by their number. `--format json` has the text exactly.
pub(crate) fn harmless(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        let steers = character.is_control() && character != '\t'
            || matches!(character, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2028}' | '\u{2029}' | '\u{2066}'..='\u{2069}');
        if steers {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
    shown
}
