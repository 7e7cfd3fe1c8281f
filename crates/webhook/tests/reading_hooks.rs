//! What a server sees of the trigger's webhook, from bodies that PHP wrote and from bad ones.

use pipeline_message_webhook::{
    Direction, ElementType, Encoding, Event, EventData, EventKind, EventType, Fields, Hook, Limits,
    Value, WidgetRequest,
};

const HOSTILE: &str = concat!(
    "  \"quotes\" 'single' <b>&amp;</b> </textarea><script>\n",
    "100%25 %zz + a+b=c&d;e [x][] {{lead.name}} {% raw %} {{{x}}}\r\n",
    "\t\u{1F469}\u{200D}\u{1F467} \u{0} \u{2028} \u{FEFF} \u{FFFD} \u{10FFFF} e\u{301} ",
    "\u{202E}rtl\\n \\u0041\n "
);

fn json(body: &[u8]) -> Hook {
    Hook::parse(Some("application/json"), body).unwrap()
}

fn form(body: &[u8]) -> Hook {
    Hook::parse(
        Some("application/x-www-form-urlencoded; charset=utf-8"),
        body,
    )
    .unwrap()
}

#[test]
fn a_hostile_text_comes_through_both_encodings_to_the_code_unit() {
    let from_json = json(include_bytes!("bodies/hostile.json"));
    let from_form = form(include_bytes!("bodies/hostile.form"));
    let units: Vec<u16> = HOSTILE.encode_utf16().collect();
    for hook in [&from_json, &from_form] {
        let message = hook.field("message").unwrap();
        assert_eq!(message.encode_utf16().collect::<Vec<_>>(), units);
    }
    assert_eq!(from_json, from_form);
}

#[test]
fn the_documented_body_is_read_whole() {
    let hook = form(include_bytes!("bodies/hostile.form"));
    let mut data = EventData::new(ElementType::Lead, 7);
    data.status_id = Some(5);
    data.pipeline_id = Some(3);
    data.direction_of_movement = Some(Direction::ToTrigger);
    let event = Event::new(EventKind::LeadAppearedInStatus, data, 1_700_000_000);
    assert_eq!(hook.event, event);
    assert_eq!(
        (hook.account_id, hook.subdomain.as_deref()),
        (Some(123), Some("example"))
    );
    assert_eq!(
        hook.key().to_string(),
        "123/lead/7/1700000000/lead_appeared_in_status"
    );
}

#[test]
fn values_of_every_type_are_equal_in_both_encodings() {
    let hook = json(include_bytes!("bodies/values.json"));
    assert_eq!(hook, form(include_bytes!("bodies/values.form")));
    for (name, text) in [("yes", "1"), ("no", "0"), ("number", "42")] {
        assert_eq!(hook.field(name), Some(text));
    }
    assert_eq!(hook.settings.get("none"), None);
    assert_eq!(hook.settings.get("empty"), None);
    let list: Fields = [("0", "a"), ("1", "b")].into_iter().collect();
    assert_eq!(hook.settings.get("list"), Some(&Value::Fields(list)));
}

#[test]
fn an_older_hook_has_a_user_instead_of_an_account() {
    let hook = json(include_bytes!("bodies/older.json"));
    assert_eq!(hook, form(include_bytes!("bodies/older.form")));
    assert_eq!(hook.account_id, None);
    assert_eq!(hook.amouser.as_deref(), Some("user@example.com"));
    assert_eq!(
        hook.amohash.as_ref().unwrap().expose(),
        "c123ae456cd7891246bffb1e654abb9d"
    );
    assert!(
        !format!("{hook:?}").contains("c123ae"),
        "a key must not get into a log"
    );
    assert!(hook.settings.is_empty());
}

#[test]
fn every_event_of_the_page_is_known_by_code_and_by_name() {
    let documented = [
        (1, "lead_added"),
        (14, "lead_status_changed"),
        (15, "lead_appeared_in_status"),
        (16, "mail_in"),
        (17, "call_in"),
        (18, "site_visit"),
        (19, "chat"),
        (20, "customer_added"),
        (21, "customer_period_changed"),
        (22, "customer_appeared_in_period"),
    ];
    for ((code, name), kind) in documented.into_iter().zip(EventKind::DOCUMENTED) {
        for fields in [
            format!("event[type]={code}&event[type_code]={name}"),
            format!("event[type]={code}"),
            format!("event[type_code]={name}"),
        ] {
            let body =
                format!("{fields}&event[data][id]=1&event[data][element_type]=12&event[time]=2");
            let hook = form(body.as_bytes());
            assert_eq!(hook.event.event_type.kind(), kind, "{fields}");
            assert_eq!(
                hook.key().event_type,
                name,
                "the key does not depend on which came"
            );
        }
    }
}

#[test]
fn an_unknown_event_stays_what_it_is() {
    let hook = form(
        b"event[type]=777&event[type_code]=moon_phase&event[time]=2&event[data][id]=1\
          &event[data][element_type]=99&event[data][direction_of_movement]=went_up\
          &event[data][phone]=%2B7",
    );
    let EventType { code, name, .. } = &hook.event.event_type;
    assert_eq!((*code, name.as_deref()), (Some(777), Some("moon_phase")));
    assert_eq!(hook.event.event_type.kind(), EventKind::Unknown);
    assert_eq!(hook.event.data.element_type, ElementType::Other(99));
    assert_eq!(
        hook.event.data.direction_of_movement,
        Some(Direction::Other("went_up".into()))
    );
    assert_eq!(hook.event.data.other.text("phone"), Some("+7"));
}

#[test]
fn what_is_wrong_is_named_with_its_path() {
    let good = "event[type]=1&event[time]=2&event[data][id]=3&event[data][element_type]=2";
    let cases = [
        ("", "missing", "event.type"),
        ("event=5", "not_fields", "event"),
        ("event[type]=lead", "not_a_number", "event.type"),
        ("event[type][x]=1", "not_a_text", "event.type"),
        ("event[type]=1", "missing", "event.data.id"),
        ("event[type]=1&event[data]=x", "not_fields", "event.data"),
        (
            "event[type]=1&event[data][id]=-3",
            "not_a_number",
            "event.data.id",
        ),
        (
            "event[type]=1&event[data][id]=+3",
            "not_a_number",
            "event.data.id",
        ),
        (
            "event[type]=1&event[data][id]=99999999999999999999",
            "not_a_number",
            "event.data.id",
        ),
        (
            "event[type]=1&event[data][id]=1",
            "missing",
            "event.data.element_type",
        ),
        (&format!("{good}&event[time]="), "missing", "event.time"),
        (
            &format!("{good}&account_id=x"),
            "not_a_number",
            "account_id",
        ),
        (
            &format!("{good}&action[settings]=x"),
            "not_fields",
            "action.settings",
        ),
        (&format!("{good}&subdomain[]=x"), "not_a_text", "subdomain"),
    ];
    for (body, code, path) in cases {
        let error = Hook::parse(None, body.as_bytes()).unwrap_err();
        assert_eq!(
            (error.code(), error.path()),
            (code, Some(path)),
            "{body}: {error}"
        );
        assert!(error.to_string().starts_with(path), "{error}");
    }
}

#[test]
fn a_body_is_bounded_in_both_encodings() {
    let refused = |body: &str| Hook::parse(None, body.as_bytes()).unwrap_err().code();
    let limits = Limits::DEFAULT;
    assert_eq!(refused(&"a".repeat(limits.body + 1)), "body_too_long");
    assert_eq!(
        refused(&"a=1&".repeat(limits.fields + 1)),
        "too_many_fields"
    );
    assert_eq!(
        refused(&format!("a{}=1", "[b]".repeat(limits.depth))),
        "too_deep"
    );
    let many = vec!["[]"; limits.fields + 1].join(",");
    assert_eq!(refused(&format!("{{\"a\":[{many}]}}")), "too_many_fields");
    let (open, close) = ("[".repeat(100), "]".repeat(100));
    assert_eq!(refused(&format!("{{\"a\":{open}{close}}}")), "too_deep");
    let (open, close) = ("{\"a\":".repeat(10_000), "}".repeat(10_000));
    assert_eq!(refused(&format!("{open}1{close}")), "too_deep");
}

#[test]
fn an_error_shows_only_the_beginning_of_a_long_value() {
    let long = "x".repeat(100_000);
    for body in [
        format!("event[type]={long}"),
        format!("{long}=%FF"),
        format!("{{\"event\": {{\"type\": \"{long}\"}}}}"),
        format!("\"{long}\""),
        format!("{long}{}=1", "[y]".repeat(20)),
    ] {
        for content_type in [None, Some("application/json")] {
            let error = Hook::parse(content_type, body.as_bytes()).unwrap_err();
            assert!(error.to_string().len() < 300, "{error}");
        }
    }
}

#[test]
fn the_type_of_the_content_decides_and_the_first_byte_helps() {
    let body = include_bytes!("bodies/hostile.json");
    for content_type in [
        None,
        Some("text/plain"),
        Some("application/x-www-form-urlencoded"),
    ] {
        assert_eq!(Hook::parse(content_type, body).unwrap(), json(body));
    }
    let form = include_bytes!("bodies/hostile.form");
    assert_eq!(Encoding::of(None, form), Encoding::Form);
    assert_eq!(
        Hook::parse(Some("Application/JSON"), form)
            .unwrap_err()
            .code(),
        "not_json"
    );
}

#[test]
fn a_salesbot_request_is_read_from_both_encodings() {
    let json = br#"{"token": "t", "data": {"message": "a\nb"}, "return_url": "https://x/y?z=1"}"#;
    let form = b"token=t&data[message]=a%0Ab&return_url=https%3A%2F%2Fx%2Fy%3Fz%3D1";
    let request = WidgetRequest::parse(Some("application/json"), json).unwrap();
    assert_eq!(request, WidgetRequest::parse(None, form).unwrap());
    assert_eq!(request.data.text("message"), Some("a\nb"));
    let error = WidgetRequest::parse(None, b"token=t").unwrap_err();
    assert_eq!(error.path(), Some("return_url"));
}
