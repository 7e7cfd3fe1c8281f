//! The addresses of the local amoCRM: amoCRM's own where they are known, `/local/` for the rest.

mod account;
mod assets;
mod lead_sources;
mod php_form;
mod refusal;
mod salesbot;
mod triggers;
mod widget_server;
mod widgets;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, RwLock};

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, HeaderValue, X_CONTENT_TYPE_OPTIONS};
use axum::middleware::{from_fn_with_state, map_response};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};

use crate::error::Error;
use crate::guard;
use crate::page_events::PageEvents;
use crate::receiver::Receiver;
use crate::salesbot::Continuations;
use crate::state::StateFile;
use crate::widget::InstalledWidget;

pub(crate) use assets::VENDOR_FILES;

/// A set of triggers with texts of 64 KiB, percent-encoded, still goes through.
const BODY_LIMIT: usize = 16 * 1024 * 1024;

/// What all requests share.
#[derive(Debug)]
pub(crate) struct Application {
    pub(crate) address: SocketAddr,
    pub(crate) widgets: Vec<InstalledWidget>,
    pub(crate) node_modules: PathBuf,
    pub(crate) emulator: PathBuf,
    pub(crate) state: StateFile,
    pub(crate) page_events: PageEvents,
    pub(crate) receiver: Arc<RwLock<Option<Receiver>>>,
    pub(crate) continuations: Continuations,
}

pub(crate) fn router(application: Arc<Application>) -> Router {
    let guard = from_fn_with_state(application.clone(), guard::only_own_pages);
    Router::new()
        .route("/", get(assets::page))
        .route("/settings/pipeline/leads/{id}", get(assets::page))
        .route("/settings/widgets", get(assets::page))
        .route("/settings/salesbot", get(assets::page))
        .route("/leads", get(assets::page))
        .route("/page/{*file}", get(assets::page_file))
        .route("/profiles/{*file}", get(assets::profile_file))
        .route("/tmpl/controls/{file}", get(assets::control_template))
        .route("/vendor/{file}", get(assets::vendor_file))
        .route("/upl/{code}/widget/{*file}", get(widgets::file))
        .route("/ajax/widgets/list", post(widgets::list))
        .route("/ajax/widgets/edit", post(account::save_widget_settings))
        .route(
            "/ajax/settings/pipeline/leads/{id}/save",
            post(account::save_triggers),
        )
        .route(
            "/api/v4/salesbot/{bot}/continue/{number}",
            post(salesbot::go_on),
        )
        .route("/local/pipelines/{id}", get(account::triggers))
        .route("/local/triggers/{id}/happen", post(triggers::happen))
        .route("/local/lead-sources", post(lead_sources::save))
        .route("/local/authorized-calls", post(widget_server::authorize))
        .route("/local/bots", get(salesbot::bots).post(salesbot::save))
        .route("/local/bots/{id}", delete(salesbot::remove))
        .route("/local/bots/{id}/run", post(salesbot::run))
        .route("/local/events", get(events))
        .layer(guard)
        .layer(map_response(never_cached))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .with_state(application)
}

async fn events(State(application): State<Arc<Application>>) -> impl IntoResponse {
    application.page_events.events()
}

/// A development server: what is on the disk now is what is asked for.
async fn never_cached(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        (StatusCode::INTERNAL_SERVER_ERROR, self.to_string()).into_response()
    }
}

/// Runs what reads or writes files where it does not hold up other requests.
async fn on_disk<T: Send + 'static>(
    application: Arc<Application>,
    work: impl FnOnce(&Application) -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    tokio::task::spawn_blocking(move || work(&application))
        .await
        .map_err(|stopped| Error::Serve {
            cause: std::io::Error::other(stopped),
        })?
}

#[cfg(test)]
mod tests;
