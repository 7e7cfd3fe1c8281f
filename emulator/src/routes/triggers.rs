//! Letting a trigger's event happen: its webhook goes out.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;

use crate::happening::{Happening, hook};
use crate::receiver::{Exchange, post};
use crate::routes::refusal::Refusal;
use crate::routes::widget_server::served_widget;
use crate::routes::{Application, on_disk};

/// amoCRM's own limit for a widget's hook is not documented; a server that takes longer than this
/// is broken.
const HOOK_LIMIT: Duration = Duration::from_secs(10);

/// `POST /local/triggers/{id}/happen`: answers with the request and what came of it.
pub(super) async fn happen(
    State(application): State<Arc<Application>>,
    Path(id): Path<String>,
    Json(happening): Json<Happening>,
) -> Result<Json<Exchange>, Refusal> {
    let saved = application
        .state
        .read(|account| account.trigger(&happening.pipeline, &id).cloned());
    let trigger = saved.ok_or_else(|| {
        let message = format!("the trigger {id} is not saved (any more)");
        Refusal::new(StatusCode::NOT_FOUND, "unknown_trigger", message)
    })?;
    let widget = served_widget(&application, &trigger.widget.code).await?;
    let hook = hook(&trigger, &happening, &widget.account).ok_or_else(|| {
        let message = format!("{} is no event of amoCRM's list", trigger.event);
        Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "unknown_event", message)
    })?;
    let destination = widget.server()?.hook()?;
    let encoding = happening.encoding.encoding();
    let exchange = on_disk(application, move |_| {
        let body = hook.body(encoding);
        Ok(post(
            &destination,
            encoding.content_type(),
            &body,
            HOOK_LIMIT,
        ))
    });
    Ok(Json(exchange.await?))
}
