//! The call of the widget that became a source of leads: who is let in, from which pages.

use super::running_receiver::{
    ACCOUNT, Receiver, Start,
    requests::{
        Answer, agent, post, seconds_from_now, signed, signed_with, unsigned, user_claims, with,
    },
};
use jsonwebtoken::Algorithm;
use serde_json::json;
use ureq::http::{Method, Request};

fn connect(receiver: &Receiver, token: &str, body: &str) -> Answer {
    post(
        &receiver.url("/lead-source"),
        &[("X-Auth-Token", token), ("Origin", ACCOUNT)],
        body,
    )
}

#[test]
fn a_pipeline_is_connected_once() {
    let receiver = Start::usual()
        .option("--client-id", "our-integration")
        .run();
    let token = signed(&user_claims(), Algorithm::HS256);
    for again in [false, true] {
        let answer = connect(&receiver, &token, "pipeline_id=3");
        assert_eq!(
            (answer.status, answer.json()["again"].as_bool()),
            (200, Some(again))
        );
        assert_eq!(answer.headers["access-control-allow-origin"], ACCOUNT);
    }
    connect(&receiver, &token, r#"{"pipeline_id": 4}"#);
    let printed = receiver.wait_for_printed(2);
    assert_eq!(
        printed[0],
        json!({
            "type": "lead_source", "key": "lead_source/123/3", "again": false, "account_id": 123,
            "subdomain": "example", "user_id": 9, "pipeline_id": 3,
        })
    );
    assert_eq!(printed[1]["pipeline_id"], 4);
}

#[test]
fn forged_expired_and_foreign_tokens_are_refused() {
    let receiver = Start::usual()
        .option("--client-id", "our-integration")
        .run();
    let hs256 = |name: &str, value| signed(&with(user_claims(), name, value), Algorithm::HS256);
    let good = signed(&user_claims(), Algorithm::HS256);
    let payload = good.split('.').nth(1).unwrap();
    let other_payload = hs256("user_id", json!(1))
        .split('.')
        .nth(1)
        .unwrap()
        .to_owned();
    let cases = [
        (
            "another key",
            signed_with("another-secret-key", &user_claims(), Algorithm::HS256),
            "token_forged",
        ),
        (
            "another algorithm",
            signed(&user_claims(), Algorithm::HS512),
            "token_forged",
        ),
        ("no signature", unsigned(&user_claims()), "token_forged"),
        (
            "changed claims",
            good.replace(payload, &other_payload),
            "token_forged",
        ),
        ("not a token", "x".to_owned(), "token_forged"),
        ("empty", String::new(), "token_forged"),
        ("no expiry", hs256("exp", json!(null)), "token_forged"),
        (
            "expiry as a text",
            hs256("exp", json!("never")),
            "token_forged",
        ),
        ("no audience", hs256("aud", json!(null)), "token_forged"),
        (
            "expired",
            hs256("exp", json!(seconds_from_now(-60))),
            "token_expired",
        ),
        (
            "from the future",
            hs256("nbf", json!(seconds_from_now(60))),
            "token_not_yet_valid",
        ),
        (
            "another audience",
            hs256("aud", json!("https://other.example.com")),
            "token_foreign",
        ),
        (
            "another account",
            hs256("iss", json!("https://other.amocrm.ru")),
            "token_foreign",
        ),
        (
            "another integration",
            hs256("client_uuid", json!("theirs")),
            "token_foreign",
        ),
        (
            "no integration",
            hs256("client_uuid", json!(null)),
            "token_foreign",
        ),
    ];
    for (what, token, code) in cases {
        let answer = connect(&receiver, &token, "pipeline_id=3");
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (401, code),
            "{what}"
        );
    }
    let answer = post(&receiver.url("/lead-source"), &[], "pipeline_id=3");
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (401, "token_missing")
    );
    assert_eq!(
        connect(&receiver, &good, "pipeline_id=x").code(),
        "not_a_number"
    );
    // The first that is printed is the first good one.
    connect(&receiver, &good, "pipeline_id=5");
    assert_eq!(receiver.wait_for_printed(1)[0]["pipeline_id"], 5);
}

#[test]
fn only_pages_of_the_account_may_ask() {
    let receiver = Start::usual().run();
    for (origin, allowed) in [
        (ACCOUNT, true),
        ("https://other.amocrm.ru", false),
        ("https://example.amocrm.ru.evil.com", false),
        ("http://example.amocrm.ru", false),
        ("null", false),
    ] {
        let preflight = Request::builder()
            .method(Method::OPTIONS)
            .uri(receiver.url("/lead-source"))
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "x-auth-token")
            .body(())
            .unwrap();
        let answer = agent().run(preflight).unwrap();
        let permitted = answer.headers().get("access-control-allow-origin");
        assert_eq!(permitted.is_some(), allowed, "{origin}");
        if allowed {
            assert_eq!(answer.status(), 200);
            let headers = answer.headers()["access-control-allow-headers"]
                .to_str()
                .unwrap();
            assert!(headers.contains("x-auth-token"), "{headers}");
        }
    }
    // A refusal can be read by the page too, or it could not tell the person.
    let answer = connect(&receiver, "x", "");
    assert_eq!(answer.headers["access-control-allow-origin"], ACCOUNT);
    // The webhook is for amoCRM's servers, not for pages.
    let answer = post(&receiver.hook_url(), &[("Origin", ACCOUNT)], "");
    assert!(answer.headers.get("access-control-allow-origin").is_none());
}

#[test]
fn without_the_integrations_secret_the_place_is_off() {
    let mut start = Start::usual();
    start.command.env_remove("AMOCRM_CLIENT_SECRET");
    let receiver = start.run();
    let answer = connect(
        &receiver,
        &signed(&user_claims(), Algorithm::HS256),
        "pipeline_id=3",
    );
    assert_eq!((answer.status, answer.code().as_str()), (503, "off"));
}
