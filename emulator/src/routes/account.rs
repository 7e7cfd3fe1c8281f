//! Saving triggers and widgets' settings, and reading the triggers again.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::routes::{Application, assets, on_disk, php_form};
use crate::state::{Trigger, WidgetSettings};

/// The whole set of a pipeline's triggers.
#[derive(Debug, Serialize, Deserialize)]
struct Triggers {
    /// jQuery leaves an empty list out of the body.
    #[serde(default)]
    actions: Vec<Trigger>,
}

/// `GET /local/pipelines/{id}`: what the page draws. amoCRM has it in the page itself.
pub(super) async fn triggers(
    State(application): State<Arc<Application>>,
    Path(pipeline): Path<String>,
) -> Response {
    let actions = application
        .state
        .read(|account| account.triggers(&pipeline).to_vec());
    Json(Triggers { actions }).into_response()
}

/// `POST /ajax/settings/pipeline/leads/{id}/save`: takes the whole set, answers with it.
pub(super) async fn save_triggers(
    State(application): State<Arc<Application>>,
    Path(pipeline): Path<String>,
    body: String,
) -> Result<Response, Response> {
    let Triggers { actions } = php_form::read(&body)?;
    let saved = on_disk(application, move |application| {
        application.state.change(|account| {
            account.save_triggers(&pipeline, actions);
            account.triggers(&pipeline).to_vec()
        })
    });
    let actions = saved.await.map_err(IntoResponse::into_response)?;
    Ok(Json(Triggers { actions }).into_response())
}

/// What the settings window sends.
#[derive(Debug, Deserialize)]
struct WidgetEdit {
    code: String,
    /// `Y` or `N`.
    widget_active: String,
    #[serde(default)]
    settings: BTreeMap<String, String>,
}

/// `POST /ajax/widgets/edit`: keeps a widget's settings.
pub(super) async fn save_widget_settings(
    State(application): State<Arc<Application>>,
    body: String,
) -> Result<Response, Response> {
    let edit: WidgetEdit = php_form::read(&body)?;
    if !application
        .widgets
        .iter()
        .any(|widget| widget.code == edit.code)
    {
        return Err(assets::not_found());
    }
    let fields = edit
        .settings
        .into_iter()
        .map(|(name, text)| (name, Value::String(text)));
    let settings = WidgetSettings {
        active: edit.widget_active == "Y",
        fields: fields.collect(),
    };
    let answer = Json(serde_json::json!({ "active": edit.widget_active }));
    on_disk(application, move |application| {
        application
            .state
            .change(|account| account.save_widget_settings(&edit.code, settings))
    })
    .await
    .map_err(IntoResponse::into_response)?;
    Ok(answer.into_response())
}
