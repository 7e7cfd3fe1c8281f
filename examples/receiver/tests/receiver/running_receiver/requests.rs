//! What amoCRM and the widget ask of a receiver.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use pipeline_message_webhook::{ElementType, Encoding, Event, EventData, EventKind, Hook};
use serde_json::{Value as Json, json};
use ureq::Agent;

use super::{ACCOUNT, AUDIENCE, CLIENT_SECRET};

/// The answer to a request.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: ureq::http::HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Json {
        serde_json::from_str(&self.body).unwrap()
    }

    /// The code of a refusal.
    pub(crate) fn code(&self) -> String {
        self.json()["error"]["code"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }
}

pub(crate) fn agent() -> Agent {
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .proxy(None);
    config
        .timeout_global(Some(Duration::from_secs(10)))
        .build()
        .new_agent()
}

pub(crate) fn post(url: &str, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Answer {
    try_post(&agent(), url, headers, body.as_ref()).unwrap()
}

pub(crate) fn try_post(
    agent: &Agent,
    url: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Result<Answer, ureq::Error> {
    let mut request = agent.post(url);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let mut response = request.send(body)?;
    Ok(Answer {
        status: response.status().as_u16(),
        headers: response.headers().clone(),
        body: response.body_mut().read_to_string()?,
    })
}

/// A lead was added, at a time that makes the event a different one.
pub(crate) fn lead_added(lead: u64, time: u64, message: &str) -> Hook {
    let mut data = EventData::new(ElementType::Lead, lead);
    data.status_id = Some(5);
    data.pipeline_id = Some(3);
    let event = Event::new(EventKind::LeadAdded, data, time);
    Hook::new(
        event,
        [("message", message)].into_iter().collect(),
        "example",
        123,
    )
}

pub(crate) fn post_hook(url: &str, hook: &Hook, encoding: Encoding) -> Answer {
    post(
        url,
        &[("Content-Type", encoding.content_type())],
        hook.body(encoding),
    )
}

pub(crate) fn seconds_from_now(seconds: i64) -> i64 {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap()
        .as_secs();
    i64::try_from(now).unwrap() + seconds
}

/// The claims of an `X-Auth-Token`, all in order.
pub(crate) fn user_claims() -> Json {
    json!({
        "iss": ACCOUNT, "aud": AUDIENCE, "jti": "1", "iat": seconds_from_now(0),
        "nbf": seconds_from_now(0), "exp": seconds_from_now(1_800), "account_id": 123,
        "user_id": 9, "subdomain": "example", "client_uuid": "our-integration", "is_admin": true,
    })
}

/// The claims of a Salesbot's token, all in order.
pub(crate) fn bot_claims() -> Json {
    json!({
        "iss": ACCOUNT, "client_uuid": "our-integration", "subdomain": "example",
        "account_id": 123, "entity_id": 7, "entity_type": 2, "bot_type": 1,
        "exp": seconds_from_now(600),
    })
}

/// Claims with one of them changed; `null` leaves it out.
pub(crate) fn with(mut claims: Json, name: &str, value: Json) -> Json {
    let fields = claims.as_object_mut().unwrap();
    if value.is_null() {
        fields.remove(name);
    } else {
        fields.insert(name.to_owned(), value);
    }
    claims
}

pub(crate) fn signed(claims: &Json, algorithm: Algorithm) -> String {
    signed_with(CLIENT_SECRET, claims, algorithm)
}

pub(crate) fn signed_with(secret: &str, claims: &Json, algorithm: Algorithm) -> String {
    let key = EncodingKey::from_secret(secret.as_bytes());
    encode(&Header::new(algorithm), claims, &key).unwrap()
}

/// A token that says it needs no signature.
pub(crate) fn unsigned(claims: &Json) -> String {
    let signed = signed(claims, Algorithm::HS256);
    let payload = signed.split('.').nth(1).unwrap();
    // {"alg":"none","typ":"JWT"}
    format!("eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.{payload}.")
}
