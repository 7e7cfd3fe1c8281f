//! A saved bot: one block of a widget.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// What the person filled in, and what the widget made of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Bot {
    /// 0 until it was saved.
    #[serde(default)]
    pub(crate) id: u64,
    /// The widget's code.
    pub(crate) widget: String,
    /// Which of the widget's blocks it is.
    pub(crate) handler: String,
    #[serde(default)]
    pub(crate) params: BTreeMap<String, String>,
    /// As `salesbotDesignerSettings` declared them.
    #[serde(default)]
    pub(crate) exits: Vec<Exit>,
    /// The JSON text that `onSalesbotDesignerSave` answered.
    pub(crate) steps: String,
}

/// Where a block may be left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Exit {
    pub(crate) code: String,
    #[serde(default)]
    pub(crate) title: String,
}

impl Bot {
    pub(crate) fn exit_codes(&self) -> BTreeSet<String> {
        self.exits.iter().map(|exit| exit.code.clone()).collect()
    }
}
