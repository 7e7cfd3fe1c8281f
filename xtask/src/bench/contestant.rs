//! What is measured side by side.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::project::Project;

/// One way of giving a trigger's form a message of several lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Contestant {
    /// This widget, as packed.
    Widget,
    /// The jQuery recipe of amoCRM's page: it shows the text and never writes it back.
    Recipe,
    /// The recipe made to work: each form its own text, and the field is kept equal to it.
    RecipeWithMirroring,
    /// Plain JavaScript that does the whole job of this widget's editor.
    HandWritten,
}

impl Contestant {
    pub(super) const ALL: [Self; 4] = [
        Self::Widget,
        Self::Recipe,
        Self::RecipeWithMirroring,
        Self::HandWritten,
    ];

    /// All but this widget.
    pub(super) const RIVALS: [Self; 3] =
        [Self::Recipe, Self::RecipeWithMirroring, Self::HandWritten];

    /// Its name in addresses.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Widget => "widget",
            Self::Recipe => "recipe",
            Self::RecipeWithMirroring => "recipe-with-mirroring",
            Self::HandWritten => "hand-written",
        }
    }

    /// Its name in tables.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Widget => "this widget",
            Self::Recipe => "jQuery recipe",
            Self::RecipeWithMirroring => "recipe with mirroring",
            Self::HandWritten => "hand-written",
        }
    }

    /// The folder that holds its `script.js`.
    pub(super) fn folder(self, project: &Project) -> PathBuf {
        project.path(match self {
            Self::Widget => Path::new("dist/widget"),
            Self::Recipe => Path::new("emulator/recipe"),
            Self::RecipeWithMirroring => Path::new("bench/recipe-with-mirroring"),
            Self::HandWritten => Path::new("target/bench/hand-written"),
        })
    }

    /// Whether it keeps amoCRM's field equal to what is typed.
    pub(super) fn mirrors(self) -> bool {
        self != Self::Recipe
    }

    /// Whether it does something in the window of the widget's settings.
    pub(super) fn has_settings(self) -> bool {
        matches!(self, Self::Widget | Self::HandWritten)
    }
}
