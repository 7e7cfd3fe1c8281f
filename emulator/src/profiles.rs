//! The account that the pages pretend to belong to, and the leads and customers in it: data files
//! that the page reads too.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::error::Error;

/// `profiles/account.json`.
#[derive(Debug, Deserialize)]
pub(crate) struct AccountProfile {
    pub(crate) id: u64,
    pub(crate) subdomain: String,
    pub(crate) user: User,
}

#[derive(Debug, Deserialize)]
pub(crate) struct User {
    pub(crate) id: u64,
}

/// `profiles/elements.json`; the customers in it are the page's affair.
#[derive(Debug, Deserialize)]
pub(crate) struct Elements {
    lead: Vec<Lead>,
}

/// A lead, and what a bot fills its markers with.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Lead {
    pub(crate) id: u64,
    pub(crate) values: BTreeMap<String, String>,
}

impl AccountProfile {
    pub(crate) fn read(emulator: &Path) -> Result<Self, Error> {
        read(emulator, "account.json")
    }
}

impl Elements {
    pub(crate) fn read(emulator: &Path) -> Result<Self, Error> {
        read(emulator, "elements.json")
    }

    pub(crate) fn lead(&self, id: u64) -> Option<&Lead> {
        self.lead.iter().find(|lead| lead.id == id)
    }
}

fn read<T: DeserializeOwned>(emulator: &Path, file: &str) -> Result<T, Error> {
    let path = emulator.join("profiles").join(file);
    let text = std::fs::read(&path).map_err(|cause| Error::ProfileFile {
        path: path.clone(),
        cause,
    })?;
    serde_json::from_slice(&text).map_err(|cause| Error::Profile { path, cause })
}
