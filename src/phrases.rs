//! What the widget says to a person.
//!
//! The texts come from amoCRM's `i18n`, in amoCRM's language. Where amoCRM has none (its language
//! is not one of the widget's, or its `i18n` fails) the English ones below stand in; a test holds
//! them equal to `widget/i18n/en.json`.

use crate::browser::names::{self, Name, numbered_texts};
use crate::browser::text::Text;
use crate::browser::value::{Held, present};
use crate::host::widget_object::WidgetObject;

/// One text, by the number of a line that says where it stands in the `i18n` files and how it reads
/// in English.
#[derive(Debug, Clone, Copy)]
pub struct Phrase(Name);

/// A marker that a person can put into the message.
#[derive(Debug, Clone, Copy)]
pub struct MarkerText {
    /// Its name in the list.
    pub name: Phrase,
    /// What stands between its braces.
    pub(crate) code: Name,
}

/// The lines. Their numbers begin behind those of `names.rs`. `{…}` stands for a number.
mod lines {
    use super::{names, numbered_texts};

    numbered_texts! {
        from names::FIRST_PHRASE, as LIST;
        MESSAGE = "settings.message=Message text";
        DEFAULT_MESSAGE = "settings.default_message=Message of a new trigger";
        COUNT = "editor.count=Characters: {count} of {limit}";
        TOO_LONG = "editor.too_long=Longer than the limit. Characters too many: {excess}";
        EMPTY = "editor.empty=Write a message: it cannot be empty.";
        BAD_MAX_LENGTH = "editor.bad_max_length=Enter a whole number greater than zero, or leave the field empty.";
        INSERT = "markers.insert=Insert a field";
        NAME = "widget.name=Pipeline Message";
        CONNECTING = "lead_source.connecting=The lead source is still being connected.";
        CONNECTED = "lead_source.connected=The lead source is connected.";
        NOT_CONNECTED = "lead_source.not_connected=The lead source is not connected: the server did not confirm it. Try again later.";
        SENT = "salesbot.sent=Sent";
        NOT_SENT = "salesbot.not_sent=Not sent";
        TOO_LONG_FOR_BOT = "salesbot.too_long=The message is too long for a Salesbot and will not be sent. Shorten it and save again.";
        NAME_OF_LEAD_NAME = "markers.lead_name=Lead name";
        CODE_OF_LEAD_NAME = "lead.name";
        NAME_OF_LEAD_PRICE = "markers.lead_price=Lead price";
        CODE_OF_LEAD_PRICE = "lead.price";
        NAME_OF_LEAD_ID = "markers.lead_id=Lead ID";
        CODE_OF_LEAD_ID = "lead.id";
        NAME_OF_CONTACT_NAME = "markers.contact_name=Contact name";
        CODE_OF_CONTACT_NAME = "contact.name";
        NAME_OF_CONTACT_PHONE = "markers.contact_phone=Contact phone";
        CODE_OF_CONTACT_PHONE = "contact.phone";
        NAME_OF_CONTACT_EMAIL = "markers.contact_email=Contact e-mail";
        CODE_OF_CONTACT_EMAIL = "contact.email";
        NAME_OF_LEAD_RESPONSIBLE_NAME = "markers.lead_responsible_name=Responsible user";
        CODE_OF_LEAD_RESPONSIBLE_NAME = "lead.responsible.name";
    }
}
pub(crate) use lines::LIST;

/// The steps of `dom.js`.
mod js {
    use wasm_bindgen::prelude::*;

    use crate::browser::value::Handle;

    #[wasm_bindgen(module = "/src/browser/dom.js")]
    extern "C" {
        pub(super) fn said(host: Handle, line: Handle) -> Handle;
    }
}

/// The label of the trigger's message.
pub const MESSAGE: Phrase = Phrase(lines::MESSAGE);

/// The label of the message that a new trigger starts with.
pub const DEFAULT_MESSAGE: Phrase = Phrase(lines::DEFAULT_MESSAGE);

/// The counter: how long the message is.
pub const COUNT: Phrase = Phrase(lines::COUNT);

/// The message is longer than the settings want it.
pub const TOO_LONG: Phrase = Phrase(lines::TOO_LONG);

/// The message is required and empty.
pub const EMPTY: Phrase = Phrase(lines::EMPTY);

/// The longest message was given as something that is not a number.
pub const BAD_MAX_LENGTH: Phrase = Phrase(lines::BAD_MAX_LENGTH);

/// The button that opens the list of markers.
pub const INSERT: Phrase = Phrase(lines::INSERT);

/// The widget's own name: the header of what it tells.
pub const NAME: Phrase = Phrase(lines::NAME);

/// The server is being told that the widget is a lead source.
pub const CONNECTING: Phrase = Phrase(lines::CONNECTING);

/// The server knows that the widget is a lead source.
pub const CONNECTED: Phrase = Phrase(lines::CONNECTED);

/// The server does not know it.
pub const NOT_CONNECTED: Phrase = Phrase(lines::NOT_CONNECTED);

/// The exit of a Salesbot's block after the message was sent.
pub const SENT: Phrase = Phrase(lines::SENT);

/// The exit after it was not.
pub const NOT_SENT: Phrase = Phrase(lines::NOT_SENT);

/// The message does not go into a Salesbot.
pub const TOO_LONG_FOR_BOT: Phrase = Phrase(lines::TOO_LONG_FOR_BOT);

/// The markers, in the order of the list.
pub static MARKERS: [MarkerText; 7] = [
    marker(lines::NAME_OF_LEAD_NAME, lines::CODE_OF_LEAD_NAME),
    marker(lines::NAME_OF_LEAD_PRICE, lines::CODE_OF_LEAD_PRICE),
    marker(lines::NAME_OF_LEAD_ID, lines::CODE_OF_LEAD_ID),
    marker(lines::NAME_OF_CONTACT_NAME, lines::CODE_OF_CONTACT_NAME),
    marker(lines::NAME_OF_CONTACT_PHONE, lines::CODE_OF_CONTACT_PHONE),
    marker(lines::NAME_OF_CONTACT_EMAIL, lines::CODE_OF_CONTACT_EMAIL),
    marker(
        lines::NAME_OF_LEAD_RESPONSIBLE_NAME,
        lines::CODE_OF_LEAD_RESPONSIBLE_NAME,
    ),
];

const fn marker(name: Name, code: Name) -> MarkerText {
    MarkerText {
        name: Phrase(name),
        code,
    }
}

/// All of them but the markers' names, for the test against the `i18n` files.
pub const ALL: [Phrase; 14] = [
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

impl Phrase {
    /// The text in amoCRM's language.
    pub(crate) fn of(self, host: WidgetObject) -> Text {
        present(js::said(host.handle(), self.0.handle()))
    }

    /// Where it stands in the `i18n` files, such as `editor.count`.
    pub fn path(self) -> &'static str {
        self.parts().0
    }

    /// How it reads in English.
    pub fn english(self) -> &'static str {
        self.parts().1
    }

    fn parts(self) -> (&'static str, &'static str) {
        written(self.0).split_once('=').unwrap_or_default()
    }
}

impl MarkerText {
    /// What stands between its braces.
    pub fn code(&self) -> &'static str {
        written(self.code)
    }
}

/// The line of this module with this number.
fn written(name: Name) -> &'static str {
    let place = name.handle().saturating_sub(names::FIRST_PHRASE);
    LIST.lines().nth(place as usize).unwrap_or_default()
}
