//! From a checked request to the journal and the answer.

use std::sync::Arc;

use axum::{
    Json,
    http::{HeaderMap, header::CONTENT_TYPE},
};
use serde::Serialize;

use super::{State, refusal::Refusal};
use crate::{
    delivery::harmless,
    journal::{Accepted, Task},
};

/// The answer to a request that was taken.
#[derive(Debug, Serialize)]
pub(crate) struct Taken {
    status: &'static str,
    /// The same came before; nothing is done twice.
    again: bool,
}

/// Writes a task down and rings; when this returns, it is on disk.
pub(crate) async fn write_down(
    state: &Arc<State>,
    key: String,
    task: Task,
) -> Result<Json<Taken>, Refusal> {
    let journal = Arc::clone(&state.journal);
    let (key, accepted) = tokio::task::spawn_blocking(move || {
        let accepted = journal.accept(&key, &task);
        (key, accepted)
    })
    .await?;
    let accepted = accepted?;
    state.doorbell.ring();
    if accepted == Accepted::KnownWithOtherContents {
        eprintln!(
            "warning: not sent: the same event came before with other contents: {}",
            harmless(&key)
        );
    }
    Ok(Json(Taken {
        status: "taken",
        again: accepted != Accepted::New,
    }))
}

/// What the request says its body is.
pub(crate) fn content_type(headers: &HeaderMap) -> Option<&str> {
    headers.get(CONTENT_TYPE)?.to_str().ok()
}
