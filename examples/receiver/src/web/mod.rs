//! What is asked over HTTP. Every handler does the same: let in who belongs, read the body, write
//! to the journal, answer. Nothing is sent here: amoCRM waits for seconds only.

mod hook;
mod intake;
mod lead_source;
mod refusal;
mod salesbot;

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::{HeaderName, HeaderValue, Method, StatusCode, header::CONTENT_TYPE},
    routing::{get, post},
};
use pipeline_message_webhook::Limits;
use tower_http::{
    cors::{AllowOrigin, CorsLayer},
    timeout::TimeoutLayer,
};

use crate::{
    account::Accounts, configuration::Configuration, delivery::Doorbell, journal::Journal,
    secrets::Secret, tokens::TokenKeys,
};

/// The path of the trigger's webhook.
pub(crate) const HOOK: &str = "/hook";
/// The path that the widget calls when it becomes a lead source.
pub(crate) const LEAD_SOURCE: &str = "/lead-source";
/// The path of the Salesbot's `widget_request`.
pub(crate) const SALESBOT: &str = "/salesbot";

/// The token that `$authorizedAjax` adds.
const AUTH_TOKEN: HeaderName = HeaderName::from_static("x-auth-token");

/// A Salesbot wants its 200 within two seconds; the others wait a little longer.
const LONGEST_ANSWER: Duration = Duration::from_millis(1_800);

pub(crate) struct State {
    journal: Arc<Journal>,
    doorbell: Doorbell,
    hook_secret: Secret,
    tokens: Option<TokenKeys>,
    accounts: Accounts,
}

pub(crate) fn router(
    configuration: Configuration,
    journal: Arc<Journal>,
    doorbell: Doorbell,
) -> Router {
    let Configuration {
        hook_secret,
        tokens,
        accounts,
        ..
    } = configuration;
    let cross_origin = cross_origin(&accounts);
    let state = Arc::new(State {
        journal,
        doorbell,
        hook_secret,
        tokens,
        accounts,
    });
    let from_amocrm = Router::new()
        .route("/health", get(|| async { "ok\n" }))
        .route(HOOK, post(hook::take))
        .route(SALESBOT, post(salesbot::take));
    let from_pages = Router::new().route(LEAD_SOURCE, post(lead_source::take));
    // The permission to read an answer goes around everything: it holds for refusals too.
    bounded(from_amocrm)
        .merge(bounded(from_pages).layer(cross_origin))
        .with_state(state)
}

fn bounded(router: Router<Arc<State>>) -> Router<Arc<State>> {
    router
        .layer(DefaultBodyLimit::max(Limits::DEFAULT.body))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            LONGEST_ANSWER,
        ))
}

/// Lets pages of the accounts' own domains call, and no others.
fn cross_origin(accounts: &Accounts) -> CorsLayer {
    let origins = accounts
        .origins()
        .iter()
        .filter_map(|origin| HeaderValue::from_str(origin).ok());
    CorsLayer::new()
        .allow_origin(AllowOrigin::list(origins))
        .allow_methods([Method::POST])
        .allow_headers([AUTH_TOKEN, CONTENT_TYPE])
        .max_age(Duration::from_secs(600))
}
