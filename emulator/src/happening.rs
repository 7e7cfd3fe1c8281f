//! An event that a person lets happen, as the webhook of a saved trigger.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use pipeline_message_webhook::{
    Direction, ElementType, Encoding, Event, EventData, EventKind, Fields, Hook,
};
use serde::Deserialize;

use crate::profiles::AccountProfile;
use crate::state::Trigger;

/// What a person chooses beside the trigger's own event.
#[derive(Debug, Deserialize)]
pub(crate) struct Happening {
    pub(crate) pipeline: String,
    pub(crate) element_id: u64,
    /// For a trigger that is stretched over several stages.
    #[serde(default)]
    pub(crate) direction: Option<String>,
    pub(crate) encoding: SentAs,
}

/// Both ways of writing the body that were seen or documented.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SentAs {
    Form,
    Json,
}

impl SentAs {
    pub(crate) const fn encoding(self) -> Encoding {
        match self {
            Self::Form => Encoding::Form,
            Self::Json => Encoding::Json,
        }
    }
}

/// The hook of the trigger, or `None` where its event is not one of amoCRM's page.
pub(crate) fn hook(
    trigger: &Trigger,
    happening: &Happening,
    account: &AccountProfile,
) -> Option<Hook> {
    let kind = event_kind(&trigger.event)?;
    let mut data = EventData::new(element_type(kind), happening.element_id);
    data.status_id = trigger.stage_id.parse().ok();
    data.pipeline_id = happening.pipeline.parse().ok();
    data.direction_of_movement = happening
        .direction
        .as_deref()
        .filter(|word| !word.is_empty())
        .map(Direction::from_word);
    let event = Event::new(kind, data, next_moment());
    let settings = fields(&trigger.widget.settings);
    Some(Hook::new(event, settings, &account.subdomain, account.id))
}

fn event_kind(code: &str) -> Option<EventKind> {
    let code = code.parse().ok()?;
    let mut kinds = EventKind::DOCUMENTED.into_iter();
    kinds.find(|kind| kind.code() == Some(code))
}

fn element_type(kind: EventKind) -> ElementType {
    match kind {
        EventKind::CustomerAdded
        | EventKind::CustomerPeriodChanged
        | EventKind::CustomerAppearedInPeriod => ElementType::Customer,
        _ => ElementType::Lead,
    }
}

fn fields(settings: &BTreeMap<String, String>) -> Fields {
    settings
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect()
}

/// The time in seconds, later than any before it: a server takes two events of one second for one
/// that was sent again.
fn next_moment() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
        .as_secs();
    let later = |last: u64| now.max(last + 1);
    let before = LAST.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |last| {
        Some(later(last))
    });
    later(before.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use serde_json::Value;

    use super::*;
    use crate::state::TriggerWidget;

    fn trigger(event: &str) -> Trigger {
        Trigger {
            id: "1".to_owned(),
            stage_id: "101".to_owned(),
            event: event.to_owned(),
            widget: TriggerWidget {
                code: "w".to_owned(),
                settings: [("message".to_owned(), "a\r\nb & %41 🙂 ".to_owned())].into(),
            },
        }
    }

    fn happening(direction: Option<&str>) -> Happening {
        Happening {
            pipeline: "1".to_owned(),
            element_id: 7001,
            direction: direction.map(str::to_owned),
            encoding: SentAs::Form,
        }
    }

    fn account() -> AccountProfile {
        AccountProfile::read(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap()
    }

    #[test]
    fn the_message_comes_out_of_either_body_as_it_was_saved() {
        let happening = happening(Some("went_in_trigger"));
        let hook = hook(&trigger("15"), &happening, &account()).unwrap();
        for encoding in [Encoding::Json, Encoding::Form] {
            let body = hook.body(encoding);
            let read = Hook::parse(Some(encoding.content_type()), body.as_bytes()).unwrap();
            assert_eq!(read.field("message"), Some("a\r\nb & %41 🙂 "));
            assert_eq!(
                read.event.data.direction_of_movement,
                Some(Direction::InTrigger)
            );
            assert_eq!(read.event.data.status_id, Some(101));
        }
    }

    #[test]
    fn every_event_of_the_list_has_a_hook() {
        let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("profiles/events.json");
        let list: Value = serde_json::from_slice(&std::fs::read(list).unwrap()).unwrap();
        let list = list.as_array().unwrap();
        assert_eq!(list.len(), EventKind::DOCUMENTED.len());
        for (event, kind) in list.iter().zip(EventKind::DOCUMENTED) {
            let id = event["id"].as_str().unwrap();
            let hook = hook(&trigger(id), &happening(None), &account()).unwrap();
            assert_eq!(hook.event.event_type.kind(), kind);
            let element = event["element"].as_str().unwrap();
            assert_eq!(hook.event.data.element_type.to_string(), element);
        }
        assert!(hook(&trigger("99"), &happening(None), &account()).is_none());
    }

    #[test]
    fn no_two_events_have_one_time() {
        let (first, second) = (next_moment(), next_moment());
        assert!(first < second, "{first} {second}");
    }
}
