//! What must hold for any bytes and any event.

use pipeline_message_webhook::{
    Direction, ElementType, Encoding, Event, EventData, EventKind, Fields, Hook, LeadSourceCall,
    Limits, Value, WidgetRequest, fill,
};
use proptest::{collection, option, prelude::*, sample};

/// Names that a form can express: PHP gives brackets and the empty name a meaning of their own.
fn name() -> impl Strategy<Value = String> {
    "[^\\[\\]]{1,12}"
}

fn value() -> impl Strategy<Value = Value> {
    let text = any::<String>().prop_map(Value::from);
    text.prop_recursive(4, 24, 4, |inner| {
        collection::vec((name(), inner), 1..4)
            .prop_map(|pairs| Value::Fields(pairs.into_iter().collect()))
    })
}

fn fields() -> impl Strategy<Value = Fields> {
    collection::vec((name(), value()), 0..5).prop_map(|pairs| pairs.into_iter().collect())
}

fn data() -> impl Strategy<Value = EventData> {
    let direction = prop_oneof![
        Just(Direction::ToTrigger),
        Just(Direction::InTrigger),
        Just(Direction::FromTrigger),
        "[a-z_]{1,20}".prop_map(|word| Direction::from_word(&word)),
    ];
    let numbers = (
        any::<u64>(),
        any::<u64>(),
        option::of(any::<u64>()),
        option::of(any::<u64>()),
    );
    // The prefix keeps a name of chance away from those that an event's data has anyway.
    let other = collection::vec((name().prop_map(|name| format!("x{name}")), value()), 0..3);
    (numbers, option::of(direction), other).prop_map(|(numbers, direction, other)| {
        let (id, element_type, status_id, pipeline_id) = numbers;
        let mut data = EventData::new(ElementType::from_code(element_type), id);
        data.status_id = status_id;
        data.pipeline_id = pipeline_id;
        data.direction_of_movement = direction;
        data.other = other.into_iter().collect();
        data
    })
}

fn hook() -> impl Strategy<Value = Hook> {
    let kind = sample::select(EventKind::DOCUMENTED.to_vec());
    let account = ("[a-z0-9]{1,30}", any::<u64>());
    (kind, data(), any::<u64>(), fields(), account).prop_map(
        |(kind, data, time, settings, (subdomain, account_id))| {
            Hook::new(
                Event::new(kind, data, time),
                settings,
                &subdomain,
                account_id,
            )
        },
    )
}

fn parse_everything(content_type: Option<&str>, body: &[u8]) {
    // The point is that these return: a panic or an endless loop fails the test.
    let hook = Hook::parse(content_type, body);
    let _request = WidgetRequest::parse(content_type, body);
    let _call = LeadSourceCall::parse(content_type, body);
    if let Err(error) = hook {
        assert!(!error.code().is_empty());
        // However long the body, a log line stays a line.
        assert!(error.to_string().len() <= 1_500, "{error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..Default::default() })]

    #[test]
    fn both_encodings_of_an_event_give_the_event(hook in hook()) {
        for encoding in [Encoding::Json, Encoding::Form] {
            let body = hook.body(encoding);
            let parsed = Hook::parse(Some(encoding.content_type()), body.as_bytes());
            prop_assert_eq!(parsed.unwrap(), hook.clone());
        }
    }

    #[test]
    fn any_message_survives_to_the_code_unit(message in any::<String>()) {
        let event = Event::new(EventKind::Chat, EventData::new(ElementType::Lead, 1), 2);
        let settings = [("message", message.as_str())].into_iter().collect();
        let hook = Hook::new(event, settings, "example", 3);
        for encoding in [Encoding::Json, Encoding::Form] {
            let parsed = Hook::parse(None, hook.body(encoding).as_bytes()).unwrap();
            prop_assert_eq!(parsed.field("message"), Some(message.as_str()));
        }
    }

    #[test]
    fn no_bytes_make_a_parser_panic(body in collection::vec(any::<u8>(), 0..400)) {
        for content_type in [None, Some("application/json"), Some("")] {
            parse_everything(content_type, &body);
        }
    }

    #[test]
    fn nothing_that_looks_like_a_hook_makes_a_parser_panic(
        body in "(event|\\[data\\]|\\[|\\]|=|&|%5B|%5D|%|\\+|\\{|\\}|\"|:|,|1|\\\\u|null|é){0,80}"
    ) {
        for content_type in [None, Some("application/json")] {
            parse_everything(content_type, body.as_bytes());
        }
    }

    #[test]
    fn a_real_body_cut_or_changed_anywhere_makes_no_parser_panic(
        hook in hook(),
        json in any::<bool>(),
        place in any::<sample::Index>(),
        byte in any::<u8>(),
        cut in any::<bool>(),
    ) {
        let encoding = if json { Encoding::Json } else { Encoding::Form };
        let mut body = hook.body(encoding).into_bytes();
        let place = place.index(body.len());
        body[place] = byte;
        if cut {
            body.truncate(place);
        }
        parse_everything(Some(encoding.content_type()), &body);
    }

    #[test]
    fn limits_hold_in_both_encodings(
        hook in hook(), fields in 0_usize..40, depth in 0_usize..8, body_limit in 0_usize..2_000,
    ) {
        let mut limits = Limits::default();
        limits.fields = fields;
        limits.depth = depth;
        limits.body = body_limit;
        for encoding in [Encoding::Json, Encoding::Form] {
            let body = hook.body(encoding);
            let parsed = Hook::parse_within(&limits, Some(encoding.content_type()), body.as_bytes());
            if parsed.is_ok() {
                prop_assert!(body.len() <= body_limit);
                prop_assert!(leaves(&hook.settings) <= fields);
                prop_assert!(4 + levels(&hook.settings) <= depth || hook.settings.is_empty());
            }
        }
    }

    #[test]
    fn filling_changes_only_known_markers(
        text in "(\\{|\\}|\\{\\{|\\}\\}|a|b|\n| |é|\\{\\{a\\}\\}){0,40}",
        value in any::<String>(),
    ) {
        let nothing = fill(&text, |_| None::<&str>);
        prop_assert_eq!(&nothing.text, &text);
        let filled = fill(&text, |code| (code == "a").then_some(value.as_str()));
        prop_assert_eq!(filled.text, text.replace("{{a}}", &value));
        prop_assert!(!filled.unknown.contains(&"a"));
        for code in filled.unknown {
            let marker = format!("{{{{{code}}}}}");
            prop_assert!(text.contains(&marker));
        }
    }
}

fn leaves(fields: &Fields) -> usize {
    let inside = fields.iter().map(|(_, value)| match value {
        Value::Text(_) => 1,
        Value::Fields(inner) => leaves(inner),
    });
    inside.sum()
}

fn levels(fields: &Fields) -> usize {
    let inside = fields.iter().map(|(_, value)| match value {
        Value::Text(_) => 1,
        Value::Fields(inner) => 1 + levels(inner),
    });
    inside.max().unwrap_or(0)
}
