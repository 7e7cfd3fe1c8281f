//! A widget as amoCRM's page gets it listed from `/ajax/widgets/list`.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::error::Error;
use crate::state::WidgetSettings;
use crate::widget::InstalledWidget;
use crate::widget::manifest::Manifest;

/// The entry of one widget; the loader in the page reads it.
#[derive(Debug, Serialize)]
pub(crate) struct ListedWidget {
    id: u32,
    code: String,
    active: &'static str,
    status: &'static str,
    version: String,
    path: String,
    src: String,
    /// The address of the language file; none where the widget ships none.
    i18n: Option<String>,
    /// The address of compiled templates, where the widget has them.
    templates: Option<String>,
    oauth_client_uuid: String,
    support: Value,
    init_once: &'static str,
    /// JSON text, as in amoCRM, which evaluates it.
    settings: String,
    /// The pipeline that the widget is a source of leads for.
    pipeline_id: Option<u64>,
    manifest: Value,
}

/// Reads the manifest anew: it may have changed since the last page.
pub(crate) fn list_widget(
    widget: &InstalledWidget,
    number: u32,
    locale: &str,
    saved: Option<&WidgetSettings>,
    pipeline_id: Option<u64>,
) -> Result<ListedWidget, Error> {
    let manifest = Manifest::read(&widget.files)?;
    let path = format!("/upl/{}/widget", widget.code);
    let has_templates = widget.files.read("templates.js")?.is_some();
    let active = saved.is_none_or(|settings| settings.active);
    Ok(ListedWidget {
        id: number,
        code: widget.code.clone(),
        active: if active { "Y" } else { "N" },
        status: if active { "installed" } else { "install" },
        version: manifest.version(),
        src: format!("{path}/script.js"),
        i18n: manifest
            .language(locale)
            .map(|language| format!("{path}/i18n/{language}.json")),
        templates: has_templates.then(|| format!("{path}/templates.js")),
        path,
        oauth_client_uuid: client_uuid(number),
        support: manifest.widget.support.clone(),
        init_once: if manifest.widget.init_once { "Y" } else { "N" },
        settings: user_fields(saved).to_string(),
        pipeline_id,
        manifest: manifest.whole,
    })
}

/// The integration's id of the widget with this number in the list.
pub(crate) fn client_uuid(number: u32) -> String {
    format!("00000000-0000-4000-8000-{number:012}")
}

fn user_fields(saved: Option<&WidgetSettings>) -> Value {
    saved.map_or_else(
        || Value::Object(Map::new()),
        |settings| json!(settings.fields),
    )
}
