//! `dist/widget.build.json`: what was packed, and with what.
//!
//! The bytes are the same for the same toolchain only, so the toolchain is written down; and the
//! next `pack` sees by it whether the contents changed while the version stayed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::manifest::WebhookSecret;
use super::{Sizes, staging};
use crate::error::{Error, Result};
use crate::project::Project;
use crate::setup::{BuildTools, package_version};

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Record {
    version: String,
    /// SHA-256 of `widget.zip`.
    sha256: String,
    script_bytes: u64,
    script_gzip_bytes: u64,
    webhook_secret: bool,
    built_with: BTreeMap<String, String>,
}

impl Record {
    pub(super) fn of(
        project: &Project,
        tools: &BuildTools,
        archive: &[u8],
        sizes: Sizes,
        secret: &WebhookSecret,
    ) -> Result<Self> {
        let mut built_with = BTreeMap::from([("rust".to_owned(), tools.toolchain.description())]);
        for (name, version) in tools.cargo_tools.versions() {
            built_with.insert(name.to_owned(), version.to_owned());
        }
        for package in ["binaryen", "rollup"] {
            built_with.insert(package.to_owned(), package_version(project, package)?);
        }
        Ok(Self {
            version: project.version().to_owned(),
            sha256: hexadecimal(&Sha256::digest(archive)),
            script_bytes: sizes.script.raw,
            script_gzip_bytes: sizes.script.gzip,
            webhook_secret: secret.is_set(),
            built_with,
        })
    }

    /// Whether the widget in `dist/` has this version, but other contents.
    pub(super) fn differs_from_last(&self, project: &Project) -> bool {
        let path = project.path("dist").join(staging::RECORD);
        let last = fs::read(path).ok();
        // One that cannot be read says nothing about the version.
        let last: Option<Self> = last.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        last.is_some_and(|last| self.changes_contents_of(&last))
    }

    fn changes_contents_of(&self, last: &Self) -> bool {
        self.version == last.version && self.sha256 != last.sha256
    }

    pub(super) fn write(&self, path: &Path) -> Result<()> {
        let mut text = serde_json::to_string_pretty(self)
            .map_err(|cause| Error::file("write", path)(cause.into()))?;
        text.push('\n');
        fs::write(path, text).map_err(Error::file("write", path))
    }
}

/// Bytes as people write a digest.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(version: &str, sha256: &str) -> Record {
        Record {
            version: version.to_owned(),
            sha256: sha256.to_owned(),
            script_bytes: 0,
            script_gzip_bytes: 0,
            webhook_secret: false,
            built_with: BTreeMap::new(),
        }
    }

    #[test]
    fn only_new_contents_under_an_old_version_count() {
        let last = record("1.0.0", "aa");
        assert!(record("1.0.0", "bb").changes_contents_of(&last));
        assert!(!record("1.0.0", "aa").changes_contents_of(&last));
        assert!(!record("1.0.1", "bb").changes_contents_of(&last));
    }

    #[test]
    fn digests_are_written_in_two_digits_a_byte() {
        assert_eq!(hexadecimal(&[0, 15, 255]), "000fff");
    }
}
