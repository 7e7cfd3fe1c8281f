//! What the widget says to a person.
//!
//! The texts come from amoCRM's `i18n`, in amoCRM's language. Where amoCRM has none (its language
//! is not one of the widget's, or its `i18n` fails) the English ones below stand in; a test holds
//! them equal to `widget/i18n/en.json`.

use js_sys::JsString;

use crate::browser::names::{Name, numbered_texts};
use crate::browser::text;
use crate::host::widget_object::WidgetObject;

/// One text: where it stands in the `i18n` files, and how it reads in English.
#[derive(Debug, Clone, Copy)]
pub struct Text {
    /// The object in the `i18n` file.
    section: Name,
    /// The key in that object.
    key: Name,
    /// The text of `en.json`. `{…}` stands for a number.
    english: Name,
}

/// A marker that a person can put into the message.
#[derive(Debug, Clone, Copy)]
pub struct MarkerText {
    /// Its name in the list.
    pub name: Text,
    /// What stands between its braces.
    pub code: Name,
}

/// What the texts are made of. The numbers begin behind those of `names.rs`.
mod parts {
    use super::numbered_texts;

    numbered_texts! {
        from 256 as LIST;
        IN_SETTINGS = "settings";
        IN_EDITOR = "editor";
        IN_MARKERS = "markers";
        IN_WIDGET = "widget";
        IN_LEAD_SOURCE = "lead_source";
        IN_SALESBOT = "salesbot";
        KEY_MESSAGE = "message";
        ENGLISH_MESSAGE = "Message text";
        KEY_DEFAULT_MESSAGE = "default_message";
        ENGLISH_DEFAULT_MESSAGE = "Message of a new trigger";
        KEY_COUNT = "count";
        ENGLISH_COUNT = "Characters: {count} of {limit}";
        KEY_TOO_LONG = "too_long";
        ENGLISH_TOO_LONG = "Longer than the limit. Characters too many: {excess}";
        KEY_EMPTY = "empty";
        ENGLISH_EMPTY = "Write a message: it cannot be empty.";
        KEY_BAD_MAX_LENGTH = "bad_max_length";
        ENGLISH_BAD_MAX_LENGTH = "Enter a whole number greater than zero, or leave the field empty.";
        KEY_INSERT = "insert";
        ENGLISH_INSERT = "Insert a field";
        KEY_NAME = "name";
        ENGLISH_NAME = "Pipeline Message";
        KEY_CONNECTING = "connecting";
        ENGLISH_CONNECTING = "The lead source is still being connected.";
        KEY_CONNECTED = "connected";
        ENGLISH_CONNECTED = "The lead source is connected.";
        KEY_NOT_CONNECTED = "not_connected";
        ENGLISH_NOT_CONNECTED = "The lead source is not connected: the server did not confirm it. Try again later.";
        KEY_SENT = "sent";
        ENGLISH_SENT = "Sent";
        KEY_NOT_SENT = "not_sent";
        ENGLISH_NOT_SENT = "Not sent";
        ENGLISH_TOO_LONG_FOR_BOT = "The message is too long for a Salesbot and will not be sent. Shorten it and save again.";
        KEY_LEAD_NAME = "lead_name";
        ENGLISH_LEAD_NAME = "Lead name";
        CODE_LEAD_NAME = "lead.name";
        KEY_LEAD_PRICE = "lead_price";
        ENGLISH_LEAD_PRICE = "Lead price";
        CODE_LEAD_PRICE = "lead.price";
        KEY_LEAD_ID = "lead_id";
        ENGLISH_LEAD_ID = "Lead ID";
        CODE_LEAD_ID = "lead.id";
        KEY_CONTACT_NAME = "contact_name";
        ENGLISH_CONTACT_NAME = "Contact name";
        CODE_CONTACT_NAME = "contact.name";
        KEY_CONTACT_PHONE = "contact_phone";
        ENGLISH_CONTACT_PHONE = "Contact phone";
        CODE_CONTACT_PHONE = "contact.phone";
        KEY_CONTACT_EMAIL = "contact_email";
        ENGLISH_CONTACT_EMAIL = "Contact e-mail";
        CODE_CONTACT_EMAIL = "contact.email";
        KEY_LEAD_RESPONSIBLE_NAME = "lead_responsible_name";
        ENGLISH_LEAD_RESPONSIBLE_NAME = "Responsible user";
        CODE_LEAD_RESPONSIBLE_NAME = "lead.responsible.name";
    }
}
pub(crate) use parts::LIST;
pub(crate) const FIRST: i32 = 256;

/// The label of the trigger's message.
pub const MESSAGE: Text = Text {
    section: parts::IN_SETTINGS,
    key: parts::KEY_MESSAGE,
    english: parts::ENGLISH_MESSAGE,
};

/// The label of the message that a new trigger starts with.
pub const DEFAULT_MESSAGE: Text = Text {
    section: parts::IN_SETTINGS,
    key: parts::KEY_DEFAULT_MESSAGE,
    english: parts::ENGLISH_DEFAULT_MESSAGE,
};

/// The counter: how long the message is.
pub const COUNT: Text = Text {
    section: parts::IN_EDITOR,
    key: parts::KEY_COUNT,
    english: parts::ENGLISH_COUNT,
};

/// The message is longer than the settings want it.
pub const TOO_LONG: Text = Text {
    section: parts::IN_EDITOR,
    key: parts::KEY_TOO_LONG,
    english: parts::ENGLISH_TOO_LONG,
};

/// The message is required and empty.
pub const EMPTY: Text = Text {
    section: parts::IN_EDITOR,
    key: parts::KEY_EMPTY,
    english: parts::ENGLISH_EMPTY,
};

/// The longest message was given as something that is not a number.
pub const BAD_MAX_LENGTH: Text = Text {
    section: parts::IN_EDITOR,
    key: parts::KEY_BAD_MAX_LENGTH,
    english: parts::ENGLISH_BAD_MAX_LENGTH,
};

/// The button that opens the list of markers.
pub const INSERT: Text = Text {
    section: parts::IN_MARKERS,
    key: parts::KEY_INSERT,
    english: parts::ENGLISH_INSERT,
};

/// The widget's own name: the header of what it tells.
pub const NAME: Text = Text {
    section: parts::IN_WIDGET,
    key: parts::KEY_NAME,
    english: parts::ENGLISH_NAME,
};

/// The server is being told that the widget is a lead source.
pub const CONNECTING: Text = Text {
    section: parts::IN_LEAD_SOURCE,
    key: parts::KEY_CONNECTING,
    english: parts::ENGLISH_CONNECTING,
};

/// The server knows that the widget is a lead source.
pub const CONNECTED: Text = Text {
    section: parts::IN_LEAD_SOURCE,
    key: parts::KEY_CONNECTED,
    english: parts::ENGLISH_CONNECTED,
};

/// The server does not know it.
pub const NOT_CONNECTED: Text = Text {
    section: parts::IN_LEAD_SOURCE,
    key: parts::KEY_NOT_CONNECTED,
    english: parts::ENGLISH_NOT_CONNECTED,
};

/// The exit of a Salesbot's block after the message was sent.
pub const SENT: Text = Text {
    section: parts::IN_SALESBOT,
    key: parts::KEY_SENT,
    english: parts::ENGLISH_SENT,
};

/// The exit after it was not.
pub const NOT_SENT: Text = Text {
    section: parts::IN_SALESBOT,
    key: parts::KEY_NOT_SENT,
    english: parts::ENGLISH_NOT_SENT,
};

/// The message does not go into a Salesbot.
pub const TOO_LONG_FOR_BOT: Text = Text {
    section: parts::IN_SALESBOT,
    key: parts::KEY_TOO_LONG,
    english: parts::ENGLISH_TOO_LONG_FOR_BOT,
};

/// The markers, in the order of the list.
pub const MARKERS: [MarkerText; 7] = [
    marker(
        parts::KEY_LEAD_NAME,
        parts::ENGLISH_LEAD_NAME,
        parts::CODE_LEAD_NAME,
    ),
    marker(
        parts::KEY_LEAD_PRICE,
        parts::ENGLISH_LEAD_PRICE,
        parts::CODE_LEAD_PRICE,
    ),
    marker(
        parts::KEY_LEAD_ID,
        parts::ENGLISH_LEAD_ID,
        parts::CODE_LEAD_ID,
    ),
    marker(
        parts::KEY_CONTACT_NAME,
        parts::ENGLISH_CONTACT_NAME,
        parts::CODE_CONTACT_NAME,
    ),
    marker(
        parts::KEY_CONTACT_PHONE,
        parts::ENGLISH_CONTACT_PHONE,
        parts::CODE_CONTACT_PHONE,
    ),
    marker(
        parts::KEY_CONTACT_EMAIL,
        parts::ENGLISH_CONTACT_EMAIL,
        parts::CODE_CONTACT_EMAIL,
    ),
    marker(
        parts::KEY_LEAD_RESPONSIBLE_NAME,
        parts::ENGLISH_LEAD_RESPONSIBLE_NAME,
        parts::CODE_LEAD_RESPONSIBLE_NAME,
    ),
];

const fn marker(key: Name, english: Name, code: Name) -> MarkerText {
    MarkerText {
        name: Text {
            section: parts::IN_MARKERS,
            key,
            english,
        },
        code,
    }
}

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
            .unwrap_or_else(|| text::of(self.english))
    }

    /// Where it stands in the `i18n` files, such as `editor.count`.
    pub fn path(self) -> String {
        [written(self.section), written(self.key)].join(".")
    }

    /// How it reads in English.
    pub fn english(self) -> &'static str {
        written(self.english)
    }
}

impl MarkerText {
    /// What stands between its braces.
    pub fn code(self) -> &'static str {
        written(self.code)
    }
}

/// The text of this module with this number.
fn written(name: Name) -> &'static str {
    let place = name.number().saturating_sub(FIRST);
    LIST.lines().nth(place as usize).unwrap_or_default()
}
