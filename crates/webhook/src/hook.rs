//! The trigger's webhook as a whole, and the key that tells one event from another.

use std::fmt;

use crate::{
    Credential, ElementType, Event, Fields, Limits, WebhookError, body::fields_of, place::Place,
};

/// What amoCRM posts to `dp.webhook_url` when a trigger fires.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Hook {
    /// What happened.
    pub event: Event,
    /// The fields of the trigger's form, as the person saved them: those of `dp.settings`.
    pub settings: Fields,
    /// The account's number. Older hooks do not have it.
    pub account_id: Option<u64>,
    /// The account's subdomain: `example` in `example.amocrm.ru`. Older hooks do not have it.
    pub subdomain: Option<String>,
    /// The user's login, in older hooks only.
    pub amouser: Option<String>,
    /// The user's API key, in older hooks only.
    pub amohash: Option<Credential>,
}

impl Hook {
    /// A hook as amoCRM sends it today, for a sender: a test, or an amoCRM of one's own.
    #[must_use]
    pub fn new(event: Event, settings: Fields, subdomain: &str, account_id: u64) -> Self {
        Self {
            event,
            settings,
            account_id: Some(account_id),
            subdomain: Some(subdomain.to_owned()),
            amouser: None,
            amohash: None,
        }
    }

    /// Reads a body in either encoding, within the default [`Limits`].
    ///
    /// # Errors
    ///
    /// A [`WebhookError`] that names the place in the body.
    pub fn parse(content_type: Option<&str>, body: &[u8]) -> Result<Self, WebhookError> {
        Self::parse_within(&Limits::DEFAULT, content_type, body)
    }

    /// Reads a body in either encoding, within other limits.
    ///
    /// ```
    /// use pipeline_message_webhook::{Hook, Limits};
    ///
    /// let mut limits = Limits::default();
    /// limits.body = 10;
    /// let error = Hook::parse_within(&limits, None, b"event[type]=1").unwrap_err();
    /// assert_eq!(error.code(), "body_too_long");
    /// ```
    ///
    /// # Errors
    ///
    /// A [`WebhookError`] that names the place in the body.
    pub fn parse_within(
        limits: &Limits,
        content_type: Option<&str>,
        body: &[u8],
    ) -> Result<Self, WebhookError> {
        let fields = fields_of(content_type, body, limits)?;
        let optional_text = |name| {
            let text = Place::root(&fields, name).optional_text()?;
            Ok(text.filter(|text| !text.is_empty()).map(str::to_owned))
        };
        let settings = Place::root(&fields, "action")
            .inside("settings")?
            .inside("widget")?
            .inside("settings")?;
        Ok(Self {
            event: Event::read(&Place::root(&fields, "event"))?,
            settings: settings.optional_fields()?.cloned().unwrap_or_default(),
            account_id: Place::root(&fields, "account_id").optional_number()?,
            subdomain: optional_text("subdomain")?,
            amouser: optional_text("amouser")?,
            amohash: optional_text("amohash")?.map(Credential::from),
        })
    }

    /// A field of the trigger's form: `message`.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&str> {
        self.settings.text(name)
    }

    /// What makes this event one and the same when amoCRM sends it again.
    #[must_use]
    pub fn key(&self) -> EventKey {
        let event_type = &self.event.event_type;
        EventKey {
            account: match (self.account_id, &self.subdomain) {
                (Some(id), _) => id.to_string(),
                (None, Some(subdomain)) => subdomain.clone(),
                (None, None) => String::new(),
            },
            element_type: self.event.data.element_type,
            element_id: self.event.data.id,
            time: self.event.time,
            event_type: event_type.to_string(),
        }
    }
}

/// Account, lead (or customer), time and type of an event. amoCRM gives an event no number of its
/// own; these four together are it.
///
/// ```
/// # use pipeline_message_webhook::*;
/// let data = EventData::new(ElementType::Lead, 7);
/// let event = Event::new(EventKind::LeadAdded, data, 1_700_000_000);
/// let hook = Hook::new(event, Fields::default(), "example", 123);
/// assert_eq!(hook.key().to_string(), "123/lead/7/1700000000/lead_added");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct EventKey {
    /// The account's number; its subdomain where there is no number.
    pub account: String,
    /// Lead or customer.
    pub element_type: ElementType,
    /// Its number.
    pub element_id: u64,
    /// When it happened.
    pub time: u64,
    /// What happened: a known event by its name, another one by what came.
    pub event_type: String,
}

/// One text for a database; different keys have different texts.
impl fmt::Display for EventKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let encoded =
            |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        let element = match self.element_type {
            ElementType::Lead => "lead".to_owned(),
            ElementType::Customer => "customer".to_owned(),
            ElementType::Other(code) => code.to_string(),
        };
        let Self {
            element_id, time, ..
        } = self;
        let (account, event_type) = (encoded(&self.account), encoded(&self.event_type));
        write!(
            formatter,
            "{account}/{element}/{element_id}/{time}/{event_type}"
        )
    }
}
