//! What the widget says to a person.
//!
//! The texts come from amoCRM's `i18n`, in amoCRM's language. Where amoCRM has none (its language
//! is not one of the widget's, or its `i18n` fails) the English ones below stand in; a test holds
//! them equal to `widget/i18n/en.json`.

use js_sys::JsString;
use pipeline_message_webhook::markers::Marker;

use crate::host::widget_object::WidgetObject;

/// One text: where it stands in the `i18n` files, and how it reads in English.
#[derive(Debug, Clone, Copy)]
pub struct Text {
    /// The object in the `i18n` file.
    pub section: &'static str,
    /// The key in that object.
    pub key: &'static str,
    /// The text of `en.json`. `{…}` stands for a number.
    pub english: &'static str,
}

/// The label of the trigger's message.
pub const MESSAGE: Text = Text {
    section: "settings",
    key: "message",
    english: "Message text",
};

/// The label of the message that a new trigger starts with.
pub const DEFAULT_MESSAGE: Text = Text {
    section: "settings",
    key: "default_message",
    english: "Message of a new trigger",
};

/// The counter: how long the message is.
pub const COUNT: Text = Text {
    section: "editor",
    key: "count",
    english: "Characters: {count} of {limit}",
};

/// The message is longer than the settings want it.
pub const TOO_LONG: Text = Text {
    section: "editor",
    key: "too_long",
    english: "Longer than the limit. Characters too many: {excess}",
};

/// The message is required and empty.
pub const EMPTY: Text = Text {
    section: "editor",
    key: "empty",
    english: "Write a message: it cannot be empty.",
};

/// The longest message was given as something that is not a number.
pub const BAD_MAX_LENGTH: Text = Text {
    section: "editor",
    key: "bad_max_length",
    english: "Enter a whole number greater than zero, or leave the field empty.",
};

/// The button that opens the list of markers.
pub const INSERT: Text = Text {
    section: "markers",
    key: "insert",
    english: "Insert a field",
};

/// The name of a marker in the list.
pub const fn marker(marker: Marker) -> Text {
    let (key, english) = match marker {
        Marker::LeadName => ("lead_name", "Lead name"),
        Marker::LeadPrice => ("lead_price", "Lead price"),
        Marker::LeadId => ("lead_id", "Lead ID"),
        Marker::ContactName => ("contact_name", "Contact name"),
        Marker::ContactPhone => ("contact_phone", "Contact phone"),
        Marker::ContactEmail => ("contact_email", "Contact e-mail"),
        Marker::ResponsibleUserName => ("lead_responsible_name", "Responsible user"),
        // A marker that the list gets before its name does is shown by its code.
        _ => ("", marker.code()),
    };
    Text {
        section: "markers",
        key,
        english,
    }
}

/// The widget's own name: the header of what it tells.
pub const NAME: Text = Text {
    section: "widget",
    key: "name",
    english: "Pipeline Message",
};

/// The server is being told that the widget is a lead source.
pub const CONNECTING: Text = Text {
    section: "lead_source",
    key: "connecting",
    english: "The lead source is still being connected.",
};

/// The server knows that the widget is a lead source.
pub const CONNECTED: Text = Text {
    section: "lead_source",
    key: "connected",
    english: "The lead source is connected.",
};

/// The server does not know it.
pub const NOT_CONNECTED: Text = Text {
    section: "lead_source",
    key: "not_connected",
    english: "The lead source is not connected: the server did not confirm it. Try again later.",
};

/// The exit of a Salesbot's block after the message was sent.
pub const SENT: Text = Text {
    section: "salesbot",
    key: "sent",
    english: "Sent",
};

/// The exit after it was not.
pub const NOT_SENT: Text = Text {
    section: "salesbot",
    key: "not_sent",
    english: "Not sent",
};

/// The message does not go into a Salesbot.
pub const TOO_LONG_FOR_BOT: Text = Text {
    section: "salesbot",
    key: "too_long",
    english: "The message is too long for a Salesbot and will not be sent. Shorten it and save again.",
};

/// All of them but the markers' names, for the test against the `i18n` files.
pub const ALL: [Text; 14] = [
    MESSAGE,
    DEFAULT_MESSAGE,
    COUNT,
    TOO_LONG,
    EMPTY,
    BAD_MAX_LENGTH,
    INSERT,
    NAME,
    CONNECTING,
    CONNECTED,
    NOT_CONNECTED,
    SENT,
    NOT_SENT,
    TOO_LONG_FOR_BOT,
];

impl Text {
    /// The text in amoCRM's language.
    pub fn of(self, host: &WidgetObject) -> JsString {
        host.text(self.section, self.key)
            .unwrap_or_else(|| self.english.into())
    }
}

/// `text` with `number` in place of `placeholder`.
pub fn fill(text: &JsString, placeholder: &str, number: u32) -> JsString {
    text.replace(placeholder, &number.to_string())
}
