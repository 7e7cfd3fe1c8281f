//! The folder in which a widget is made before it takes the place of the last one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::error::{Error, Result};
use crate::project::Project;

const PREFIX: &str = ".unfinished-";
const WIDGET: &str = "widget";
const ARCHIVE: &str = "widget.zip";
pub(super) const RECORD: &str = "widget.build.json";

/// A folder beside the finished widget, on the same disk, so that moving is one step.
#[derive(Debug)]
pub(super) struct Staging {
    folder: TempDir,
}

impl Staging {
    pub(super) fn create(project: &Project) -> Result<Self> {
        let dist = project.path("dist");
        fs::create_dir_all(&dist).map_err(Error::file("create", &dist))?;
        remove_leftovers(&dist)?;
        let folder = tempfile::Builder::new()
            .prefix(PREFIX)
            .tempdir_in(&dist)
            .map_err(Error::file("create a folder in", &dist))?;
        let staging = Self { folder };
        let widget = staging.widget();
        fs::create_dir(&widget).map_err(Error::file("create", &widget))?;
        Ok(staging)
    }

    pub(super) fn widget(&self) -> PathBuf {
        self.folder.path().join(WIDGET)
    }

    pub(super) fn archive(&self) -> PathBuf {
        self.folder.path().join(ARCHIVE)
    }

    pub(super) fn record(&self) -> PathBuf {
        self.folder.path().join(RECORD)
    }

    /// Puts all in place and gives the paths of folder and archive.
    pub(super) fn install(self, project: &Project) -> Result<(PathBuf, PathBuf)> {
        let dist = project.path("dist");
        let folder = dist.join(WIDGET);
        // A folder cannot be renamed over another one: the old one makes room first.
        let old = self.folder.path().join("old");
        match fs::rename(&folder, &old) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => {
                return Err(Error::file("replace", &folder)(cause));
            }
            _ => {}
        }
        for name in [WIDGET, ARCHIVE, RECORD] {
            let place = dist.join(name);
            fs::rename(self.folder.path().join(name), &place)
                .map_err(Error::file("replace", &place))?;
        }
        Ok((folder, dist.join(ARCHIVE)))
    }
}

/// What a killed run left behind.
fn remove_leftovers(dist: &Path) -> Result<()> {
    for entry in fs::read_dir(dist).map_err(Error::file("read", dist))? {
        let path = entry.map_err(Error::file("read", dist))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with(PREFIX) {
            fs::remove_dir_all(&path).map_err(Error::file("remove", &path))?;
        }
    }
    Ok(())
}
