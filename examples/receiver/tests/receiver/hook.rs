//! The trigger's webhook, as amoCRM and strangers see it.

use std::{
    io::{BufRead, BufReader, Write},
    net::TcpStream,
    thread,
    time::{Duration, Instant},
};

use super::running_receiver::{
    HOOK_SECRET, PATIENCE, Start,
    requests::{lead_added, post, post_hook},
    written,
};
use pipeline_message_webhook::{
    Direction, ElementType, Encoding, Event, EventData, EventKind, Hook,
};
use serde_json::json;

const HOSTILE: &str = "  \"two\"\r\n\tlines <b>&amp;</b> 100%25 +\u{1F469}\u{200D}\u{1F467}\
    \u{0}\u{1b}[31m\u{202e}\u{2028}{% raw %} {{unknown.field}}\n ";

#[test]
fn it_prints_just_the_message_whichever_way_it_came() {
    let receiver = Start::usual().run();
    for (time, encoding) in [(1, Encoding::Json), (2, Encoding::Form)] {
        let hook = lead_added(7, time, HOSTILE);
        let answer = post_hook(&receiver.hook_url(), &hook, encoding);
        assert_eq!(
            (answer.status, answer.json()["again"].as_bool()),
            (200, Some(false))
        );
    }
    for (line, time) in receiver.wait_for_printed(2).into_iter().zip(1_u64..) {
        let text = line["text"].as_str().unwrap();
        assert_eq!(
            text.encode_utf16().collect::<Vec<_>>(),
            HOSTILE.encode_utf16().collect::<Vec<_>>()
        );
        assert_eq!(
            line,
            json!({
                "type": "message",
                "key": format!("event/123/lead/7/{time}/lead_added"),
                "again": false,
                "account_id": 123,
                "subdomain": "example",
                "to": {"element": "lead", "id": 7},
                "cause": {"from": "trigger", "event": "lead_added", "direction_of_movement": null, "time": time},
                "text": HOSTILE,
                "not_filled": ["unknown.field"],
            })
        );
    }
}

#[test]
fn every_documented_event_is_delivered() {
    let receiver = Start::usual().run();
    for kind in EventKind::DOCUMENTED {
        let mut data = EventData::new(ElementType::Customer, 8);
        data.direction_of_movement = Some(Direction::InTrigger);
        let settings = [("message", "Hi")].into_iter().collect();
        let hook = Hook::new(Event::new(kind, data, 1), settings, "example", 123);
        assert_eq!(
            post_hook(&receiver.hook_url(), &hook, Encoding::Form).status,
            200
        );
    }
    let printed = receiver.wait_for_printed(EventKind::DOCUMENTED.len());
    let events: Vec<_> = printed
        .iter()
        .map(|line| line["cause"]["event"].as_str())
        .collect();
    assert_eq!(events, EventKind::DOCUMENTED.map(EventKind::name));
    assert_eq!(printed[0]["to"], json!({"element": "customer", "id": 8}));
    assert_eq!(
        printed[0]["cause"]["direction_of_movement"],
        "went_in_trigger"
    );
}

#[test]
fn the_same_event_does_its_work_once() {
    let receiver = Start::usual().run();
    let url = receiver.hook_url();
    let mut fresh = 0;
    thread::scope(|scope| {
        let senders: Vec<_> = (0..12)
            .map(|number| {
                let encoding = if number % 2 == 0 {
                    Encoding::Json
                } else {
                    Encoding::Form
                };
                let url = &url;
                scope.spawn(move || post_hook(url, &lead_added(7, 1, "Once"), encoding))
            })
            .collect();
        for sender in senders {
            let answer = sender.join().unwrap();
            assert_eq!(answer.status, 200);
            fresh += usize::from(answer.json()["again"] == false);
        }
    });
    assert_eq!(fresh, 1);
    let changed = post_hook(&url, &lead_added(7, 1, "Other text"), Encoding::Json);
    assert_eq!(changed.json()["again"], true);
    receiver.errors.wait_until("a warning", |lines| {
        lines
            .iter()
            .any(|line| line.contains("came before with other contents"))
    });
    // Another account, lead, time or type is another event. What is printed is in order, so that
    // nothing else can still come after these.
    let mut other_account = lead_added(7, 1, "b");
    other_account.account_id = Some(124);
    let mut other_type = lead_added(7, 1, "e");
    other_type.event.event_type = pipeline_message_webhook::EventType::of(EventKind::Chat);
    for hook in [
        other_account,
        lead_added(8, 1, "c"),
        lead_added(7, 2, "d"),
        other_type,
    ] {
        post_hook(&url, &hook, Encoding::Json);
    }
    let printed = receiver.wait_for_printed(5);
    let texts: Vec<_> = printed
        .iter()
        .map(|line| line["text"].as_str().unwrap())
        .collect();
    assert_eq!(texts, ["Once", "b", "c", "d", "e"]);
}

#[test]
fn nobody_without_the_secret_is_let_in() {
    let receiver = Start::usual().run();
    let body = lead_added(7, 1, "Forged").body(Encoding::Json);
    let longer = format!("{HOOK_SECRET}x");
    for query in [
        "",
        "?",
        "?secret=",
        "?secret=wrong",
        &format!("?secret={longer}"),
        "?Secret=x",
        &format!("?secret={}", HOOK_SECRET.to_uppercase()),
        &format!("?secret=x&secret={HOOK_SECRET}"),
    ] {
        let answer = post(&receiver.url(&format!("/hook{query}")), &[], &body);
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (401, "wrong_secret"),
            "{query}"
        );
        assert!(!answer.body.contains(HOOK_SECRET));
    }
    // The next good one is the first that is printed.
    post_hook(
        &receiver.hook_url(),
        &lead_added(7, 2, "Real"),
        Encoding::Json,
    );
    assert_eq!(receiver.wait_for_printed(1)[0]["text"], "Real");
    assert_eq!(receiver.printed().len(), 1);
}

#[test]
fn a_bad_body_is_refused_with_its_place() {
    let receiver = Start::usual().run();
    let url = receiver.hook_url();
    let no_account = "event[type]=1&event[time]=2&event[data][id]=3&event[data][element_type]=2";
    let cases = [
        (
            "{\"event\": {\"type\": 1, \"data\": {\"id\": \"x\"}}}",
            400,
            "not_a_number",
            "event.data.id",
        ),
        ("{", 400, "not_json", "JSON"),
        ("", 400, "missing", "event.type"),
        (no_account, 400, "missing", "account_id"),
    ];
    for (body, status, code, place) in cases {
        let answer = post(&url, &[], body);
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (status, code),
            "{body}"
        );
        assert!(answer.body.contains(place), "{}", answer.body);
    }
    let answer = post(&url, &[], "a".repeat(300 * 1024));
    assert_eq!(answer.status, 413);
    assert!(receiver.printed().is_empty());
}

#[test]
fn a_body_that_does_not_come_is_answered_in_time() {
    let receiver = Start::usual().run();
    let host = receiver.address.trim_start_matches("http://");
    let mut connection = TcpStream::connect(host).unwrap();
    connection.set_read_timeout(Some(PATIENCE)).unwrap();
    let head = format!(
        "POST /hook?secret={HOOK_SECRET} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 100\r\n\r\nevent"
    );
    let asked = Instant::now();
    connection.write_all(head.as_bytes()).unwrap();
    let mut status = String::new();
    BufReader::new(connection).read_line(&mut status).unwrap();
    assert!(status.starts_with("HTTP/1.1 503"), "{status}");
    assert!(
        asked.elapsed() < Duration::from_secs(3),
        "amoCRM would not have waited"
    );
}

#[test]
fn markers_are_filled_from_values_and_values_never() {
    let mut start = Start::usual();
    let values = r#"{"lead.name": "{{lead.id}}", "contact.phone": ""}"#;
    let file = written(&start.file("values.json"), values);
    let receiver = start.option("--values", file).run();
    let message = "{{lead.name}}/{{lead.id}}/{{contact.phone}}/{{contact.name}}";
    post_hook(
        &receiver.hook_url(),
        &lead_added(7, 1, message),
        Encoding::Form,
    );
    let line = &receiver.wait_for_printed(1)[0];
    assert_eq!(line["text"], "{{lead.id}}/7//{{contact.name}}");
    assert_eq!(line["not_filled"], json!(["contact.name"]));
}

#[test]
fn an_empty_message_is_not_sent_and_said_so() {
    let receiver = Start::usual().run();
    post_hook(
        &receiver.hook_url(),
        &lead_added(7, 1, " \n"),
        Encoding::Form,
    );
    receiver.errors.wait_until("a warning", |lines| {
        lines
            .iter()
            .any(|line| line.contains("not sent, the message is empty"))
    });
    assert!(receiver.printed().is_empty());
}

#[test]
fn a_person_gets_blocks_that_cannot_steer_the_terminal() {
    let mut start = Start::bare();
    start.command.env("RECEIVER_HOOK_SECRET", HOOK_SECRET);
    let receiver = start.run();
    let hook = lead_added(7, 1_700_000_000, "Hello\r\n\u{1b}[31mred {{contact.name}}");
    post_hook(&receiver.hook_url(), &hook, Encoding::Form);
    let lines = receiver.output.wait_until("the block", |lines| {
        lines
            .windows(2)
            .any(|pair| pair[0].starts_with("  not filled") && pair[1].is_empty())
    });
    let block: Vec<_> = lines
        .iter()
        .skip_while(|line| !line.starts_with("Message"))
        .collect();
    assert_eq!(
        block,
        [
            "Message to lead 7 of account example (123) (lead_added, 2023-11-14T22:13:20Z)",
            "  | Hello",
            "  | \\u{1b}[31mred {{contact.name}}",
            "  not filled, no value: {{contact.name}}",
            "",
        ]
    );
}
