//! One request to the widget's server and what came of it, as the page shows it.

use std::time::{Duration, Instant};

use serde::Serialize;
use ureq::Agent;
use ureq::http::Response;
use url::Url;

use crate::receiver::Destination;

/// How the local amoCRM calls itself.
const USER_AGENT: &str = concat!("local-amocrm/", env!("CARGO_PKG_VERSION"));

/// More of an answer is not read; amoCRM ignores it anyway.
const ANSWER_LIMIT: u64 = 64 * 1024;

type Headers = Vec<(String, String)>;

/// The request, its outcome and how long it took.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Exchange {
    pub(crate) request: Request,
    pub(crate) outcome: Outcome,
    pub(crate) milliseconds: f64,
}

#[derive(Debug, Clone, Serialize)]
pub(crate) struct Request {
    method: &'static str,
    address: String,
    headers: Headers,
    body: String,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Outcome {
    Answer {
        status: u16,
        reason: String,
        headers: Headers,
        body: String,
    },
    /// Nobody answered, or not in time.
    Failure {
        code: &'static str,
        address: String,
        message: String,
    },
}

impl Exchange {
    pub(crate) fn is_ok(&self) -> bool {
        matches!(self.outcome, Outcome::Answer { status: 200, .. })
    }
}

/// Posts `body`. Blocks until the answer is there or the time is over.
pub(crate) fn post(
    destination: &Destination,
    content_type: &str,
    body: &str,
    limit: Duration,
) -> Exchange {
    let request = describe(destination, content_type, body);
    let started = Instant::now();
    let sent = agent(limit)
        .post(&destination.url)
        .header("Content-Type", content_type)
        .send(body);
    let outcome = match sent {
        Ok(answer) => read(answer),
        Err(error) => failure(&error, destination, limit),
    };
    Exchange {
        request,
        outcome,
        milliseconds: started.elapsed().as_secs_f64() * 1000.0,
    }
}

/// amoCRM follows no redirect that we know of, and no proxy stands before this machine.
fn agent(limit: Duration) -> Agent {
    Agent::config_builder()
        .timeout_global(Some(limit))
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .proxy(None)
        .user_agent(USER_AGENT)
        .build()
        .new_agent()
}

fn describe(destination: &Destination, content_type: &str, body: &str) -> Request {
    let host = Url::parse(&destination.url).ok().map(|url| {
        let host = url.host_str().unwrap_or_default().to_owned();
        url.port()
            .map_or(host.clone(), |port| format!("{host}:{port}"))
    });
    let headers = [
        ("Host", host.unwrap_or_default()),
        ("User-Agent", USER_AGENT.to_owned()),
        ("Content-Type", content_type.to_owned()),
        ("Content-Length", body.len().to_string()),
    ];
    Request {
        method: "POST",
        address: destination.shown.clone(),
        headers: headers
            .map(|(name, value)| (name.to_owned(), value))
            .to_vec(),
        body: body.to_owned(),
    }
}

fn read(mut answer: Response<ureq::Body>) -> Outcome {
    let headers = answer.headers().iter().map(|(name, value)| {
        let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
        (name.as_str().to_owned(), value)
    });
    let headers = headers.collect();
    let status = answer.status();
    let body = answer
        .body_mut()
        .with_config()
        .limit(ANSWER_LIMIT)
        .read_to_vec();
    Outcome::Answer {
        status: status.as_u16(),
        reason: status.canonical_reason().unwrap_or_default().to_owned(),
        headers,
        body: body.map_or_else(
            |error| format!("[{error}]"),
            |bytes| String::from_utf8_lossy(&bytes).into_owned(),
        ),
    }
}

fn failure(error: &ureq::Error, destination: &Destination, limit: Duration) -> Outcome {
    let address = destination.shown.clone();
    if let ureq::Error::Timeout(_) = error {
        return Outcome::Failure {
            code: "too_late",
            message: format!("no answer within {} s", limit.as_secs_f32()),
            address,
        };
    }
    Outcome::Failure {
        code: "nobody_there",
        message: error.to_string(),
        address,
    }
}
