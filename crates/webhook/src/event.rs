//! What happened: the event of a trigger, to which lead or customer, and how it moved.

use std::fmt;

use crate::{Fields, WebhookError, place::Place};

/// What happened, when, and to whom.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event {
    /// What happened.
    pub event_type: EventType,
    /// To whom, and where in the pipeline.
    pub data: EventData,
    /// When, in seconds since 1970 (UTC).
    pub time: u64,
}

/// The type of an event as it came: a code, a name, or both. At least one is there.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EventType {
    /// `event.type`: 15.
    pub code: Option<u64>,
    /// `event.type_code`: `lead_appeared_in_status`.
    pub name: Option<String>,
}

/// The events that amoCRM's documentation lists for a trigger, three more that were seen, and any
/// other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EventKind {
    /// 1: a lead was added.
    LeadAdded,
    /// 14: a lead's status changed; for a stretched action, the lead entered its first stage.
    ///
    /// amoCRM's documents describe 14 and 15 differently from page to page: treat both alike and
    /// look at [`EventData::direction_of_movement`].
    LeadStatusChanged,
    /// 15: a lead appeared in a status; also a move inside a stretched action.
    LeadAppearedInStatus,
    /// 16: an e-mail came in.
    MailIn,
    /// 17: a call came in.
    CallIn,
    /// 18: the site was visited.
    SiteVisit,
    /// 19: a chat message came in.
    Chat,
    /// 20: a customer was added.
    CustomerAdded,
    /// 21: a customer's period (stage) changed.
    CustomerPeriodChanged,
    /// 22: a customer appeared in a period; also a move inside a stretched action.
    CustomerAppearedInPeriod,
    /// 119: a talk was created. Not in amoCRM's documentation; seen in real traffic.
    TalkCreated,
    /// 121: a date relative to a field came. Not in amoCRM's documentation; seen in real traffic.
    RelativeDate,
    /// 141: about the last incoming message. Not in amoCRM's documentation; seen in real traffic.
    LastIncomingMessage,
    /// Another one: [`EventType`] tells what it is.
    Unknown,
}

impl EventKind {
    /// The ten events that a person can choose for a trigger, in the order of their codes.
    pub const DOCUMENTED: [Self; 10] = [
        Self::LeadAdded,
        Self::LeadStatusChanged,
        Self::LeadAppearedInStatus,
        Self::MailIn,
        Self::CallIn,
        Self::SiteVisit,
        Self::Chat,
        Self::CustomerAdded,
        Self::CustomerPeriodChanged,
        Self::CustomerAppearedInPeriod,
    ];

    const OBSERVED: [Self; 3] = [
        Self::TalkCreated,
        Self::RelativeDate,
        Self::LastIncomingMessage,
    ];

    /// The code and the name of a known event.
    const fn known(self) -> Option<(u64, &'static str)> {
        Some(match self {
            Self::LeadAdded => (1, "lead_added"),
            Self::LeadStatusChanged => (14, "lead_status_changed"),
            Self::LeadAppearedInStatus => (15, "lead_appeared_in_status"),
            Self::MailIn => (16, "mail_in"),
            Self::CallIn => (17, "call_in"),
            Self::SiteVisit => (18, "site_visit"),
            Self::Chat => (19, "chat"),
            Self::CustomerAdded => (20, "customer_added"),
            Self::CustomerPeriodChanged => (21, "customer_period_changed"),
            Self::CustomerAppearedInPeriod => (22, "customer_appeared_in_period"),
            Self::TalkCreated => (119, "talk_created"),
            Self::RelativeDate => (121, "relative_date"),
            Self::LastIncomingMessage => (141, "last_incoming_message"),
            Self::Unknown => return None,
        })
    }

    /// `event.type`: 15.
    #[must_use]
    pub fn code(self) -> Option<u64> {
        self.known().map(|(code, _)| code)
    }

    /// `event.type_code`: `lead_appeared_in_status`.
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        self.known().map(|(_, name)| name)
    }

    fn find(matches: impl Fn((u64, &'static str)) -> bool) -> Option<Self> {
        let mut kinds = Self::DOCUMENTED.into_iter().chain(Self::OBSERVED);
        kinds.find(|kind| kind.known().is_some_and(&matches))
    }
}

impl EventType {
    /// The type of a known event, with code and name.
    ///
    /// ```
    /// use pipeline_message_webhook::{EventKind, EventType};
    ///
    /// let event_type = EventType::of(EventKind::Chat);
    /// assert_eq!(event_type.code, Some(19));
    /// assert_eq!(event_type.name.as_deref(), Some("chat"));
    /// ```
    #[must_use]
    pub fn of(kind: EventKind) -> Self {
        Self {
            code: kind.code(),
            name: kind.name().map(str::to_owned),
        }
    }

    /// Which event it is. The code decides; the name does where there is no code.
    #[must_use]
    pub fn kind(&self) -> EventKind {
        let found = match (self.code, self.name.as_deref()) {
            (Some(code), _) => EventKind::find(|(known, _)| known == code),
            (None, Some(name)) => EventKind::find(|(_, known)| known == name),
            (None, None) => None,
        };
        found.unwrap_or(EventKind::Unknown)
    }

    fn read(event: &Place<'_>) -> Result<Self, WebhookError> {
        let code_place = event.inside("type")?;
        let code = code_place.optional_number()?;
        let name = event
            .inside("type_code")?
            .optional_text()?
            .filter(|name| !name.is_empty());
        if code.is_none() && name.is_none() {
            return Err(code_place.missing());
        }
        Ok(Self {
            code,
            name: name.map(str::to_owned),
        })
    }
}

/// The name of a known event; for another one, what came.
impl fmt::Display for EventType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.kind().name(), self.name.as_deref(), self.code) {
            (Some(name), _, _) | (None, Some(name), _) => formatter.write_str(name),
            (None, None, Some(code)) => write!(formatter, "{code}"),
            (None, None, None) => formatter.write_str("unknown"),
        }
    }
}

/// To whom it happened, and where in the pipeline.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EventData {
    /// The number of the lead or customer.
    pub id: u64,
    /// Which of them it is.
    pub element_type: ElementType,
    /// The stage.
    pub status_id: Option<u64>,
    /// The pipeline.
    pub pipeline_id: Option<u64>,
    /// How the lead moved through a trigger that is stretched over several stages
    /// (`dp.action_multiple`).
    pub direction_of_movement: Option<Direction>,
    /// What else came with the event.
    pub other: Fields,
}

/// What the event happened to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ElementType {
    /// 2
    Lead,
    /// 12
    Customer,
    /// Another number.
    Other(u64),
}

impl ElementType {
    /// The element of amoCRM's number.
    #[must_use]
    pub const fn from_code(code: u64) -> Self {
        match code {
            2 => Self::Lead,
            12 => Self::Customer,
            other => Self::Other(other),
        }
    }

    /// amoCRM's number.
    #[must_use]
    pub const fn code(self) -> u64 {
        match self {
            Self::Lead => 2,
            Self::Customer => 12,
            Self::Other(code) => code,
        }
    }
}

impl fmt::Display for ElementType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lead => formatter.write_str("lead"),
            Self::Customer => formatter.write_str("customer"),
            Self::Other(code) => write!(formatter, "element of type {code}"),
        }
    }
}

/// How a lead moved through a stretched trigger.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Direction {
    /// `went_to_trigger`: it came onto the trigger's stages.
    ToTrigger,
    /// `went_in_trigger`: it moved among them.
    InTrigger,
    /// `went_from_trigger`: it left them.
    FromTrigger,
    /// Another word.
    Other(String),
}

impl Direction {
    /// amoCRM's word.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::ToTrigger => "went_to_trigger",
            Self::InTrigger => "went_in_trigger",
            Self::FromTrigger => "went_from_trigger",
            Self::Other(word) => word,
        }
    }

    /// The direction of amoCRM's word.
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        match word {
            "went_to_trigger" => Self::ToTrigger,
            "went_in_trigger" => Self::InTrigger,
            "went_from_trigger" => Self::FromTrigger,
            other => Self::Other(other.to_owned()),
        }
    }
}

impl EventData {
    /// The data of an event that happened to a lead or customer.
    #[must_use]
    pub fn new(element_type: ElementType, id: u64) -> Self {
        Self {
            id,
            element_type,
            status_id: None,
            pipeline_id: None,
            direction_of_movement: None,
            other: Fields::default(),
        }
    }

    fn read(data: &Place<'_>) -> Result<Self, WebhookError> {
        const NAMED: [&str; 5] = [
            "id",
            "element_type",
            "status_id",
            "pipeline_id",
            "direction_of_movement",
        ];
        let direction = data.inside("direction_of_movement")?.optional_text()?;
        let fields = data.optional_fields()?.into_iter().flat_map(Fields::iter);
        Ok(Self {
            id: data.inside("id")?.number()?,
            element_type: ElementType::from_code(data.inside("element_type")?.number()?),
            status_id: data.inside("status_id")?.optional_number()?,
            pipeline_id: data.inside("pipeline_id")?.optional_number()?,
            direction_of_movement: direction
                .filter(|word| !word.is_empty())
                .map(Direction::from_word),
            other: fields
                .filter(|(name, _)| !NAMED.contains(name))
                .map(|(name, value)| (name, value.clone()))
                .collect(),
        })
    }
}

impl Event {
    /// An event of a known kind.
    #[must_use]
    pub fn new(kind: EventKind, data: EventData, time: u64) -> Self {
        Self {
            event_type: EventType::of(kind),
            data,
            time,
        }
    }

    pub(crate) fn read(event: &Place<'_>) -> Result<Self, WebhookError> {
        Ok(Self {
            event_type: EventType::read(event)?,
            data: EventData::read(&event.inside("data")?)?,
            time: event.inside("time")?.number()?,
        })
    }
}
