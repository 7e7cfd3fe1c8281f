//! Adding a widget to a pipeline's sources of leads.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};

use crate::routes::refusal::Refusal;
use crate::routes::{Application, on_disk};

/// The widget, and the pipeline it is now a source for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct LeadSource {
    widget: String,
    /// None removes it.
    pipeline_id: Option<u64>,
}

/// `POST /local/lead-sources`.
pub(super) async fn save(
    State(application): State<Arc<Application>>,
    Json(source): Json<LeadSource>,
) -> Result<Json<LeadSource>, Refusal> {
    let mut widgets = application.widgets.iter();
    if !widgets.any(|widget| widget.code == source.widget) {
        return Err(Refusal::unknown_widget(&source.widget));
    }
    let saved = source.clone();
    on_disk(application, move |application| {
        application
            .state
            .change(|account| account.save_lead_source(&source.widget, source.pipeline_id))
    })
    .await?;
    Ok(Json(saved))
}
