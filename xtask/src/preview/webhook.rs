//! The address of the widget's server, as the packed manifest names it.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use serde_json::Value;
use url::Url;
use zip::ZipArchive;

use crate::error::{Error, Result};

const MANIFEST: &str = "manifest.json";
const WAY_OUT: &str = "Mend the file: amoCRM would refuse it";

/// `dp.webhook_url` of the widget in a folder or a zip, where it has one.
pub(super) fn address(widget: &Path) -> Result<Option<Url>> {
    let (text, shown) = if widget.is_dir() {
        let path = widget.join(MANIFEST);
        let text = fs::read_to_string(&path).map_err(Error::file("read", &path))?;
        (text, path)
    } else {
        let text = manifest_in(widget).map_err(Error::file("read the manifest of", widget))?;
        (text, widget.to_owned())
    };
    let manifest: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|cause| Error::invalid(&shown, cause.to_string(), WAY_OUT))?;
    let Some(written) = webhook_in(&manifest) else {
        return Ok(None);
    };
    match Url::parse(written) {
        Ok(url) if matches!(url.scheme(), "https" | "http") => Ok(Some(url)),
        _ => Err(Error::invalid(
            &shown,
            "dp.webhook_url is not an address such as https://example.com/hook",
            WAY_OUT,
        )),
    }
}

/// Scheme and host: whom amoCRM's tokens are for.
pub(super) fn origin(webhook: &Url) -> String {
    webhook.origin().ascii_serialization()
}

fn webhook_in(manifest: &Value) -> Option<&str> {
    let written = manifest.pointer("/dp/webhook_url")?.as_str()?;
    (!written.trim().is_empty()).then_some(written)
}

fn manifest_in(archive: &Path) -> io::Result<String> {
    let mut zip = ZipArchive::new(File::open(archive)?)?;
    let mut text = String::new();
    zip.by_name(MANIFEST)?.read_to_string(&mut text)?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn address_of(manifest: &str) -> Result<Option<Url>> {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(MANIFEST), manifest).unwrap();
        let from_folder = address(folder.path());
        let archive = folder.path().join("widget.zip");
        let mut zip = ZipWriter::new(File::create(&archive).unwrap());
        zip.start_file(MANIFEST, SimpleFileOptions::default())
            .unwrap();
        zip.write_all(manifest.as_bytes()).unwrap();
        zip.finish().unwrap();
        let from_zip = address(&archive);
        assert_eq!(from_folder.as_ref().ok(), from_zip.as_ref().ok());
        from_folder
    }

    #[test]
    fn a_folder_and_a_zip_say_the_same() {
        let url = address_of(r#"{"dp": {"webhook_url": "https://Example.com:8443/a/hook?b=c"}}"#)
            .unwrap()
            .unwrap();
        assert_eq!(origin(&url), "https://example.com:8443");
    }

    #[test]
    fn a_widget_may_have_none() {
        for manifest in [
            "{}",
            r#"{"dp": {}}"#,
            r#"{"dp": {"webhook_url": ""}}"#,
            r#"{"dp": {"webhook_url": null}}"#,
        ] {
            assert_eq!(address_of(manifest).unwrap(), None, "{manifest}");
        }
    }

    #[test]
    fn what_is_no_address_is_said_with_the_file() {
        for written in ["example.com/hook", "ftp://example.com/hook"] {
            let manifest = format!(r#"{{"dp": {{"webhook_url": "{written}"}}}}"#);
            let line = address_of(&manifest).unwrap_err().line();
            assert!(line.contains("manifest.json: dp.webhook_url"), "{line}");
        }
    }

    #[test]
    fn a_path_without_widget_is_named() {
        let line = address(Path::new("no-such-widget.zip")).unwrap_err().line();
        assert!(line.contains("no-such-widget.zip"), "{line}");
    }
}
