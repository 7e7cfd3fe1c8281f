//! The list of installed widgets, and their files.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use crate::routes::{Application, assets, on_disk, php_form};
use crate::widget::{ListedWidget, list_widget};

#[derive(Debug, Deserialize)]
struct ListQuestion {
    /// The account's language. amoCRM knows it from the session.
    #[serde(default)]
    locale: String,
}

#[derive(Debug, Serialize)]
struct WidgetList {
    widgets: Vec<ListedWidget>,
    /// Why a widget is missing from the list.
    problems: Vec<String>,
}

/// `POST /ajax/widgets/list`. All widgets are listed whatever the area: which of them an area
/// runs, the loader tells from the manifest's locations.
pub(super) async fn list(
    State(application): State<Arc<Application>>,
    body: String,
) -> Result<Response, Response> {
    let question: ListQuestion = php_form::read(&body)?;
    let list = on_disk(application, move |application| {
        Ok(list_all(application, &question.locale))
    })
    .await
    .map_err(IntoResponse::into_response)?;
    Ok(Json(list).into_response())
}

fn list_all(application: &Application, locale: &str) -> WidgetList {
    let mut list = WidgetList {
        widgets: Vec::new(),
        problems: Vec::new(),
    };
    for (number, widget) in (1..).zip(&application.widgets) {
        let (saved, source) = application.state.read(|account| {
            let saved = account.widget_settings(&widget.code).cloned();
            (saved, account.lead_source(&widget.code))
        });
        match list_widget(widget, number, locale, saved.as_ref(), source) {
            Ok(listed) => list.widgets.push(listed),
            Err(error) => list.problems.push(error.to_string()),
        }
    }
    list
}

/// `GET /upl/{code}/widget/…`: a widget's file, as it is on the disk now.
pub(super) async fn file(
    State(application): State<Arc<Application>>,
    Path((code, file)): Path<(String, String)>,
) -> Response {
    let Some(widget) = application
        .widgets
        .iter()
        .find(|widget| widget.code == code)
    else {
        return assets::not_found();
    };
    let files = widget.files.clone();
    assets::answer(on_disk(application, move |_| files.read(&file)).await)
}
