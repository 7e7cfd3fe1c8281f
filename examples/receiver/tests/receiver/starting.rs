//! Starting: what it says, and what it says when it cannot.

use super::running_receiver::{
    HOOK_SECRET, Start,
    requests::{lead_added, post_hook},
    written,
};
use pipeline_message_webhook::Encoding;

#[test]
fn it_says_where_it_is_and_what_it_takes() {
    let mut start = Start::bare();
    start.command.env("RECEIVER_HOOK_SECRET", HOOK_SECRET);
    let receiver = start.run();
    let lines = receiver
        .output
        .wait_until("the text", |lines| lines.iter().any(String::is_empty));
    let text = lines.join("\n");
    assert!(
        text.starts_with("The receiver is ready on http://127.0.0.1:"),
        "{text}"
    );
    for part in [
        "/hook?secret=",
        "off: set AMOCRM_CLIENT_SECRET",
        "receiver.db",
        "Ctrl+C",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(!text.contains(HOOK_SECRET), "a secret is not printed");
}

#[test]
fn a_secret_can_come_from_a_file() {
    let mut start = Start::bare();
    let file = written(&start.file("secret"), &format!("{HOOK_SECRET}\n"));
    start
        .command
        .env("RECEIVER_HOOK_SECRET_FILE", file)
        .args(["--format", "json"]);
    let receiver = start.run();
    let answer = post_hook(&receiver.hook_url(), &lead_added(7, 1, "x"), Encoding::Json);
    assert_eq!(answer.status, 200);
}

#[test]
fn every_way_not_to_start_is_one_line_with_the_way_out() {
    type Change = fn(&mut Start);
    let cases: [(Change, &str); 11] = [
        (
            |start| {
                start.command.env_remove("RECEIVER_HOOK_SECRET");
            },
            "openssl rand -hex 32",
        ),
        (
            |start| {
                start.command.env("RECEIVER_HOOK_SECRET", "short");
            },
            "at least 16",
        ),
        (
            |start| {
                start.command.env("RECEIVER_HOOK_SECRET_FILE", "x");
            },
            "both set",
        ),
        (
            |start| {
                start
                    .command
                    .env_remove("RECEIVER_HOOK_SECRET")
                    .env("RECEIVER_HOOK_SECRET_FILE", "/no/file");
            },
            "/no/file",
        ),
        (
            |start| {
                start
                    .command
                    .env("AMOCRM_CLIENT_SECRET", "0123456789abcdef");
            },
            "Give --account",
        ),
        (
            |start| {
                start
                    .command
                    .env("AMOCRM_CLIENT_SECRET", "0123456789abcdef");
                start.option("--account", "https://a.kommo.com");
            },
            "Give --audience",
        ),
        (
            |start| {
                start.option("--account", "https://example.com");
            },
            "example.kommo.com",
        ),
        (
            |start| {
                start.option("--account", "http://127.0.0.1:1");
            },
            "--development",
        ),
        (
            |start| {
                start
                    .command
                    .env("AMOCRM_CLIENT_SECRET", "0123456789abcdef");
                start
                    .option("--account", "https://a.kommo.com")
                    .option("--audience", "https://example.com/path");
            },
            "scheme and host only",
        ),
        (
            |start| {
                let file = written(&start.file("values"), "[]");
                start.option("--values", file);
            },
            "JSON object",
        ),
        (
            |start| {
                written(&start.database(), &"not a database ".repeat(100));
            },
            "not a receiver's database",
        ),
    ];
    for (change, way_out) in cases {
        let mut start = Start::bare();
        start.command.env("RECEIVER_HOOK_SECRET", HOOK_SECRET);
        change(&mut start);
        let error = start.fail();
        assert!(
            error.starts_with("error: ") && error.contains(way_out),
            "{way_out}: {error}"
        );
        assert_eq!(error.lines().count(), 1, "{error}");
    }
}

#[test]
fn two_receivers_do_not_share_a_database() {
    let mut start = Start::usual();
    let _first = start.run();
    assert!(start.fail().contains("used by another receiver"));
}

#[test]
fn a_finished_event_stays_known_over_a_restart() {
    let mut start = Start::usual();
    let hook = lead_added(7, 1, "Once");
    let receiver = start.run();
    post_hook(&receiver.hook_url(), &hook, Encoding::Json);
    receiver.wait_for_printed(1);
    let (status, _) = receiver.stop();
    assert!(status.success());
    let receiver = start.run();
    let answer = post_hook(&receiver.hook_url(), &hook, Encoding::Form);
    assert_eq!(answer.json()["again"], true);
    let (_, printed) = receiver.stop();
    assert!(printed.is_empty(), "{printed:?}");
}

#[test]
fn when_its_output_is_closed_it_stops_and_loses_nothing() {
    let mut start = Start::usual();
    let receiver = start.run_and_close_its_output();
    post_hook(
        &receiver.hook_url(),
        &lead_added(7, 1, "Kept"),
        Encoding::Json,
    );
    let (status, errors) = receiver.ended();
    assert!(!status.success());
    let error = errors.join("\n");
    assert!(
        error.contains("cannot print") && error.contains("next start"),
        "{error}"
    );
    let receiver = start.run();
    assert_eq!(receiver.wait_for_printed(1)[0]["text"], "Kept");
}
