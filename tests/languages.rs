//! The widget's texts in each of its languages.

#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;
use std::{fs, path};

use pipeline_message::phrases::{self, MarkerText};
use pipeline_message_webhook::markers::Marker;
use serde_json::Value;

/// The texts of a language by their path, such as `editor.count`.
fn language(name: &str) -> BTreeMap<String, String> {
    let folder = path::Path::new(env!("CARGO_MANIFEST_DIR")).join("widget/i18n");
    let json = fs::read_to_string(folder.join(name).with_extension("json")).unwrap();
    let mut texts = BTreeMap::new();
    collect("", &serde_json::from_str(&json).unwrap(), &mut texts);
    texts
}

fn collect(path: &str, value: &Value, texts: &mut BTreeMap<String, String>) {
    match value {
        Value::String(text) => drop(texts.insert(path.to_owned(), text.clone())),
        Value::Object(entries) => {
            for (key, value) in entries {
                let dot = if path.is_empty() { "" } else { "." };
                collect(&format!("{path}{dot}{key}"), value, texts);
            }
        }
        other => panic!("{path} is {other}"),
    }
}

fn placeholders(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> = text
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split('}').next())
        .collect();
    found.sort_unstable();
    found
}

#[test]
fn every_language_has_every_text_with_its_placeholders() {
    let english = language("en");
    for name in ["ru", "es", "pt"] {
        let texts = language(name);
        assert_eq!(
            texts.keys().collect::<Vec<_>>(),
            english.keys().collect::<Vec<_>>(),
            "{name}"
        );
        for (path, text) in &texts {
            assert!(!text.trim().is_empty(), "{name}: {path}");
            assert_eq!(
                placeholders(text),
                placeholders(&english[path]),
                "{name}: {path}"
            );
        }
    }
}

#[test]
fn the_english_that_stands_in_is_that_of_the_file() {
    let english = language("en");
    for text in phrases::ALL {
        let path = text.path();
        assert_eq!(english[path], text.english(), "{path}");
    }
    let codes = phrases::MARKERS.each_ref().map(MarkerText::code);
    assert_eq!(codes, Marker::ALL.map(Marker::code), "the server's list");
    for marker in &phrases::MARKERS {
        assert_eq!(english[marker.name.path()], marker.name.english());
    }
    let manifest = include_str!("../widget/manifest.json");
    let said = english.keys().filter(|path| {
        ["editor.", "lead_source.", "salesbot."]
            .iter()
            .any(|section| path.starts_with(section))
    });
    for path in said {
        let is_said = phrases::ALL.iter().any(|text| text.path() == *path);
        let is_used = is_said || manifest.contains(&format!("\"{path}\""));
        assert!(
            is_used,
            "{path} is in the files, but the widget never says it"
        );
    }
}

#[test]
fn the_marketplaces_lengths_are_kept() {
    for name in ["ru", "en", "es", "pt"] {
        let texts = language(name);
        assert!(texts["widget.name"].chars().count() <= 30, "{name}");
        assert!(
            texts["widget.short_description"].chars().count() <= 50,
            "{name}"
        );
        assert!(texts["widget.description"].chars().count() <= 400, "{name}");
    }
}
