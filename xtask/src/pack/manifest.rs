//! `manifest.json`: checked, and filled with what stands elsewhere.

use std::fmt;
use std::fs;
use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use crate::error::{Error, Result};
use crate::project::Project;

/// Where the webhook's secret comes from: never from git.
const SECRET_VARIABLE: &str = "PIPELINE_MESSAGE_HOOK_SECRET";

/// What stays as it is in a query (RFC 3986, unreserved).
const QUERY: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A secret that the webhook's address carries. It is shown nowhere.
pub(super) struct WebhookSecret(Option<String>);

/// The manifest as it ships.
#[derive(Debug)]
pub(super) struct Manifest {
    text: String,
    languages: Vec<String>,
}

impl WebhookSecret {
    pub(super) fn from_environment() -> Self {
        Self(
            std::env::var(SECRET_VARIABLE)
                .ok()
                .filter(|secret| !secret.is_empty()),
        )
    }

    pub(super) fn is_set(&self) -> bool {
        self.0.is_some()
    }
}

impl fmt::Display for WebhookSecret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_set() {
            write!(out, "webhook with the secret of ${SECRET_VARIABLE}")
        } else {
            write!(
                out,
                "webhook without a secret (${SECRET_VARIABLE} is not set)"
            )
        }
    }
}

impl Manifest {
    /// Reads `widget/manifest.json` and the languages beside it.
    pub(super) fn read(project: &Project, secret: &WebhookSecret) -> Result<Self> {
        let path = project.path("widget/manifest.json");
        let mut manifest = read_json(&path)?;
        let languages = languages(&manifest)
            .ok_or_else(|| invalid(&path, "has no list of texts at widget.locale"))?;
        check_languages(project, &path, &languages)?;
        fill_version(&mut manifest, project.version())
            .ok_or_else(|| invalid(&path, "has no object at widget"))?;
        if let Some(secret) = &secret.0 {
            add_secret(&mut manifest, secret)
                .ok_or_else(|| invalid(&path, "has no text at dp.webhook_url"))?;
        }
        Ok(Self {
            text: format!("{manifest:#}\n"),
            languages,
        })
    }

    pub(super) fn languages(&self) -> &[String] {
        &self.languages
    }

    pub(super) fn write(&self, widget: &Path) -> Result<()> {
        let path = widget.join("manifest.json");
        fs::write(&path, &self.text).map_err(Error::file("write", &path))
    }
}

fn languages(manifest: &Value) -> Option<Vec<String>> {
    let list = manifest.pointer("/widget/locale")?.as_array()?;
    list.iter()
        .map(|language| language.as_str().map(str::to_owned))
        .collect()
}

/// amoCRM refuses a widget whose list of languages is not that of its files.
fn check_languages(project: &Project, manifest: &Path, languages: &[String]) -> Result<()> {
    let folder = project.path("widget/i18n");
    let mut files = Vec::new();
    for entry in fs::read_dir(&folder).map_err(Error::file("read", &folder))? {
        let path = entry.map_err(Error::file("read", &folder))?.path();
        if path.extension().is_some_and(|end| end == "json") {
            read_json(&path)?;
            files.extend(
                path.file_stem()
                    .map(|name| name.to_string_lossy().into_owned()),
            );
        }
    }
    if let Some(language) = languages.iter().find(|name| !files.contains(name)) {
        return Err(Error::invalid(
            manifest,
            format!("lists the language {language}, but there is no widget/i18n/{language}.json"),
            "Add the file, or take the language out of widget.locale",
        ));
    }
    if let Some(file) = files.iter().find(|name| !languages.contains(name)) {
        return Err(Error::invalid(
            &folder.join(format!("{file}.json")),
            "is a language that widget.locale of manifest.json does not list",
            "List it there, or remove the file",
        ));
    }
    Ok(())
}

fn fill_version(manifest: &mut Value, version: &str) -> Option<()> {
    let widget = manifest.get_mut("widget")?.as_object_mut()?;
    widget.insert("version".to_owned(), version.into());
    Some(())
}

fn add_secret(manifest: &mut Value, secret: &str) -> Option<()> {
    let address = manifest.pointer_mut("/dp/webhook_url")?;
    let plain = address.as_str()?;
    let separator = if plain.contains('?') { '&' } else { '?' };
    let secret = utf8_percent_encode(secret, QUERY);
    *address = format!("{plain}{separator}secret={secret}").into();
    Some(())
}

fn read_json(path: &Path) -> Result<Value> {
    let text = fs::read_to_string(path).map_err(Error::file("read", path))?;
    serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|cause| invalid(path, cause.to_string()))
}

fn invalid(path: &Path, problem: impl Into<String>) -> Error {
    Error::invalid(path, problem, "Mend the file: amoCRM would refuse it")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_version_takes_its_place_or_is_added() {
        let mut manifest = json!({"widget": {"version": "", "name": "widget.name"}});
        fill_version(&mut manifest, "1.2.3").unwrap();
        assert_eq!(
            manifest.to_string(),
            r#"{"widget":{"version":"1.2.3","name":"widget.name"}}"#
        );
        let mut manifest = json!({"widget": {}});
        fill_version(&mut manifest, "1.2.3").unwrap();
        assert_eq!(manifest, json!({"widget": {"version": "1.2.3"}}));
    }

    #[test]
    fn a_manifest_without_widget_is_refused() {
        assert_eq!(fill_version(&mut json!({"widget": 1}), "1.0.0"), None);
    }

    #[test]
    fn a_secret_is_percent_encoded() {
        let mut manifest = json!({"dp": {"webhook_url": "https://example.com/hook"}});
        add_secret(&mut manifest, "a b&c=ü~").unwrap();
        assert_eq!(
            manifest["dp"]["webhook_url"],
            "https://example.com/hook?secret=a%20b%26c%3D%C3%BC~"
        );
    }

    #[test]
    fn a_secret_goes_behind_other_parameters() {
        let mut manifest = json!({"dp": {"webhook_url": "https://example.com/hook?a=1"}});
        add_secret(&mut manifest, "s").unwrap();
        assert_eq!(
            manifest["dp"]["webhook_url"],
            "https://example.com/hook?a=1&secret=s"
        );
    }

    #[test]
    fn languages_must_all_be_texts() {
        assert_eq!(languages(&json!({"widget": {"locale": ["ru", 1]}})), None);
        assert_eq!(
            languages(&json!({"widget": {"locale": ["ru"]}})),
            Some(vec!["ru".to_owned()])
        );
    }
}
