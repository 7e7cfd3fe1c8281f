//! What the local amoCRM needs of a widget's manifest; the page gets the whole of it too.

use serde::Deserialize;
use serde_json::Value;

use crate::error::Error;
use crate::widget::WidgetFiles;

/// The manifest, its known part typed. Anything else in it is nobody's business here.
#[derive(Debug)]
pub(crate) struct Manifest {
    pub(crate) widget: WidgetBlock,
    /// `dp.webhook_url`.
    pub(crate) webhook: Option<String>,
    /// All of it, fields in the order of the file: forms are drawn in that order.
    pub(crate) whole: Value,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct WidgetBlock {
    pub(crate) version: Option<Value>,
    pub(crate) locale: Vec<String>,
    pub(crate) init_once: bool,
    pub(crate) support: Value,
}

#[derive(Deserialize)]
struct Known {
    #[serde(default)]
    widget: WidgetBlock,
    #[serde(default)]
    dp: DigitalPipelineBlock,
}

#[derive(Default, Deserialize)]
struct DigitalPipelineBlock {
    webhook_url: Option<String>,
}

impl Manifest {
    pub(crate) fn read(files: &WidgetFiles) -> Result<Self, Error> {
        let invalid = |cause| Error::Manifest {
            path: files.path().to_owned(),
            cause,
        };
        let file = files
            .read("manifest.json")?
            .ok_or_else(|| Error::WidgetMissing {
                path: files.path().to_owned(),
            })?;
        let whole: Value = serde_json::from_slice(&file.contents).map_err(invalid)?;
        let known = Known::deserialize(&whole).map_err(invalid)?;
        Ok(Self {
            widget: known.widget,
            webhook: known.dp.webhook_url,
            whole,
        })
    }

    /// amoCRM appends it to the address of what it loads, and caches by it.
    pub(crate) fn version(&self) -> String {
        match &self.widget.version {
            Some(Value::String(version)) => version.clone(),
            Some(other) => other.to_string(),
            None => "1.0.0".to_owned(),
        }
    }

    /// The language file for an account in `locale`. What amoCRM takes where the widget lacks
    /// the account's language is not documented; here it is English, else the first one shipped.
    pub(crate) fn language(&self, locale: &str) -> Option<&str> {
        let shipped = |wanted: &str| self.widget.locale.iter().find(|one| *one == wanted);
        shipped(locale)
            .or_else(|| shipped("en"))
            .or_else(|| self.widget.locale.first())
            .map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(text: &str) -> Result<Manifest, Error> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("manifest.json"), text).unwrap();
        Manifest::read(&WidgetFiles::open(folder.path()).unwrap())
    }

    #[test]
    fn the_language_falls_back_to_english_then_to_the_first() {
        let three = manifest(r#"{"widget": {"locale": ["ru", "en", "es"]}}"#).unwrap();
        assert_eq!(three.language("es"), Some("es"));
        assert_eq!(three.language("tr"), Some("en"));
        let one = manifest(r#"{"widget": {"locale": ["ru"]}}"#).unwrap();
        assert_eq!(one.language("tr"), Some("ru"));
        assert_eq!(manifest("{}").unwrap().language("tr"), None);
    }

    #[test]
    fn a_manifest_that_does_not_parse_is_named_with_its_line() {
        let refused = manifest("{\n\"widget\": }").unwrap_err().to_string();
        assert!(refused.contains("line 2"), "{refused}");
    }
}
