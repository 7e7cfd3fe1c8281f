//! The Salesbot's request: taken at once, told afterwards, and told to amoCRM only.

use std::{
    sync::{Arc, Condvar, Mutex},
    thread,
    time::Instant,
};

use super::running_receiver::{
    PATIENCE, Receiver, Start,
    requests::{Answer, bot_claims, post, seconds_from_now, signed, signed_with, with},
};
use axum::{
    Router,
    http::{HeaderMap, StatusCode, Uri, header::AUTHORIZATION},
    response::{IntoResponse, Redirect, Response},
};
use jsonwebtoken::Algorithm;
use serde_json::{Value as Json, json};

/// A bot that waits for its answer, on this machine.
struct WaitingBot {
    address: String,
    told: Arc<(Mutex<Vec<Told>>, Condvar)>,
}

#[derive(Clone, Debug)]
struct Told {
    path: String,
    authorization: Option<String>,
    body: Json,
}

impl WaitingBot {
    /// Answers with these, one after the other, the last again and again.
    fn answering(answers: &'static [StatusCode]) -> Self {
        let told: Arc<(Mutex<Vec<Told>>, Condvar)> = Arc::default();
        let hears = Arc::clone(&told);
        let take = move |headers: HeaderMap, uri: Uri, body: String| async move {
            let authorization = headers
                .get(AUTHORIZATION)
                .map(|value| value.to_str().unwrap().to_owned());
            let body = serde_json::from_str(&body).unwrap();
            let mut told = hears.0.lock().unwrap();
            let status = *answers.get(told.len()).unwrap_or(answers.last().unwrap());
            told.push(Told {
                path: uri.path().to_owned(),
                authorization,
                body,
            });
            hears.1.notify_all();
            answer_with(status)
        };
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener).unwrap();
                axum::serve(listener, Router::new().fallback(take))
                    .await
                    .unwrap();
            });
        });
        Self { address, told }
    }

    fn return_url(&self) -> String {
        format!("{}/api/v4/salesbot/1/continue/2", self.address)
    }

    fn wait_until_told(&self, count: usize) -> Vec<Told> {
        let end = Instant::now() + PATIENCE;
        let mut told = self.told.0.lock().unwrap();
        while told.len() < count {
            let left = end.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "the bot was told {told:?}");
            told = self.told.1.wait_timeout(told, left).unwrap().0;
        }
        told.clone()
    }
}

fn answer_with(status: StatusCode) -> Response {
    if status.is_redirection() {
        Redirect::temporary("/elsewhere").into_response()
    } else {
        status.into_response()
    }
}

fn ask(receiver: &Receiver, token: &str, message: &str, return_url: &str) -> Answer {
    let body = json!({"token": token, "data": {"message": message}, "return_url": return_url});
    post(
        &receiver.url("/salesbot"),
        &[("Content-Type", "application/json")],
        body.to_string(),
    )
}

fn good_token() -> String {
    signed(&bot_claims(), Algorithm::HS512)
}

#[test]
fn a_message_is_sent_and_the_bot_is_told_once() {
    let bot = WaitingBot::answering(&[StatusCode::ACCEPTED]);
    let mut start = Start::usual();
    start.command.env("AMOCRM_ACCESS_TOKEN", "the-access-token");
    let receiver = start.flag("--development").run();
    for again in [false, true] {
        let text = "From the bot:\n{{lead.id}}";
        let answer = ask(&receiver, &good_token(), text, &bot.return_url());
        assert_eq!(
            (answer.status, answer.json()["again"].as_bool()),
            (200, Some(again))
        );
    }
    let line = &receiver.wait_for_printed(1)[0];
    // The bot has filled its markers: what looks like one came out of a value.
    assert_eq!(line["text"], "From the bot:\n{{lead.id}}");
    assert_eq!(line["cause"], json!({"from": "salesbot"}));
    assert_eq!(line["to"], json!({"element": "lead", "id": 7}));
    let told = bot.wait_until_told(1);
    assert_eq!(told[0].path, "/api/v4/salesbot/1/continue/2");
    assert_eq!(told[0].body, json!({"data": {"status": "success"}}));
    assert_eq!(
        told[0].authorization.as_deref(),
        Some("Bearer the-access-token")
    );
    // A second bot comes after the first in everything: had the first been served twice, it would
    // show by now.
    ask(
        &receiver,
        &good_token(),
        "Second",
        &format!("{}3", bot.return_url()),
    );
    assert_eq!(
        bot.wait_until_told(2)[1].path,
        "/api/v4/salesbot/1/continue/23"
    );
    assert_eq!(receiver.printed().len(), 2);
}

#[test]
fn a_bot_whose_message_cannot_be_sent_is_told_so() {
    let bot = WaitingBot::answering(&[StatusCode::ACCEPTED]);
    let receiver = Start::usual().flag("--development").run();
    assert_eq!(
        ask(&receiver, &good_token(), "", &bot.return_url()).status,
        200
    );
    let told = bot.wait_until_told(1);
    assert_eq!(told[0].body, json!({"data": {"status": "fail"}}));
    assert_eq!(told[0].authorization, None);
    assert!(receiver.printed().is_empty());
}

#[test]
fn a_bot_that_cannot_be_told_now_is_told_later_also_after_a_kill() {
    let bot = WaitingBot::answering(&[StatusCode::BAD_GATEWAY, StatusCode::ACCEPTED]);
    let mut start = Start::usual();
    let receiver = start.flag("--development").run();
    ask(&receiver, &good_token(), "Hello", &bot.return_url());
    bot.wait_until_told(1);
    let printed = receiver.kill();
    assert_eq!(printed.len(), 1);
    let receiver = start.run();
    let told = bot.wait_until_told(2);
    assert_eq!(told[1].body, json!({"data": {"status": "success"}}));
    assert!(
        receiver.printed().is_empty(),
        "the message is not sent again for that"
    );
}

#[test]
fn a_redirect_is_not_followed() {
    let bot = WaitingBot::answering(&[StatusCode::TEMPORARY_REDIRECT]);
    let receiver = Start::usual().flag("--development").run();
    ask(&receiver, &good_token(), "Hello", &bot.return_url());
    receiver.errors.wait_until("that it gave up", |lines| {
        lines
            .iter()
            .any(|line| line.contains("bot not told, given up") && line.contains("307"))
    });
    assert_eq!(bot.wait_until_told(1).len(), 1);
}

#[test]
fn nothing_is_sent_to_an_address_that_is_not_the_accounts() {
    let bot = WaitingBot::answering(&[StatusCode::ACCEPTED]);
    // Not in development: this machine is not an account.
    let receiver = Start::usual().run();
    for address in [
        bot.return_url().as_str(),
        "http://169.254.169.254/latest/meta-data",
        "https://other.amocrm.ru/api/v4/salesbot/1/continue/2",
        "https://example.amocrm.ru.evil.com/",
        "https://example.amocrm.ru@127.0.0.1/",
        "http://example.amocrm.ru/",
        "file:///etc/passwd",
    ] {
        let answer = ask(&receiver, &good_token(), "Hello", address);
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (403, "return_address_refused"),
            "{address}"
        );
    }
    assert!(receiver.printed().is_empty());
    assert!(bot.told.0.lock().unwrap().is_empty());
}

#[test]
fn forged_expired_and_foreign_tokens_are_refused() {
    let bot = WaitingBot::answering(&[StatusCode::ACCEPTED]);
    let mut start = Start::usual();
    let receiver = start.option("--client-id", "our-integration").run();
    let hs512 = |name: &str, value| signed(&with(bot_claims(), name, value), Algorithm::HS512);
    let cases = [
        (
            "another key",
            signed_with("another-secret-key", &bot_claims(), Algorithm::HS512),
            "token_forged",
        ),
        (
            "another algorithm",
            signed(&bot_claims(), Algorithm::HS256),
            "token_forged",
        ),
        ("no expiry", hs512("exp", json!(null)), "token_forged"),
        (
            "expired",
            hs512("exp", json!(seconds_from_now(-60))),
            "token_expired",
        ),
        (
            "another account",
            hs512("subdomain", json!("other")),
            "token_foreign",
        ),
        (
            "another integration",
            hs512("client_uuid", json!("theirs")),
            "token_foreign",
        ),
    ];
    for (what, token, code) in cases {
        let answer = ask(&receiver, &token, "Forged", &bot.return_url());
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (401, code),
            "{what}"
        );
    }
    assert!(receiver.printed().is_empty());
}

#[test]
fn a_form_will_do_too() {
    let bot = WaitingBot::answering(&[StatusCode::ACCEPTED]);
    let receiver = Start::usual().flag("--development").run();
    let token = good_token();
    let body = format!(
        "token={token}&data[message]=a%0Ab&return_url={}",
        bot.return_url()
    );
    assert_eq!(post(&receiver.url("/salesbot"), &[], body).status, 200);
    assert_eq!(receiver.wait_for_printed(1)[0]["text"], "a\nb");
    assert_eq!(
        bot.wait_until_told(1)[0].body,
        json!({"data": {"status": "success"}})
    );
}
