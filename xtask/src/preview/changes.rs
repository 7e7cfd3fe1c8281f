//! Which of the watched files really changed.
//!
//! The system tells of every touch, the build's own reading among them. What counts is whether
//! a file's time or size is another one than before.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::{Duration, SystemTime};

use notify_debouncer_mini::notify::{RecommendedWatcher, RecursiveMode};
use notify_debouncer_mini::{Debouncer, new_debouncer};
use walkdir::WalkDir;

use super::Event;
use crate::error::{Error, Result};
use crate::project::Project;

/// Editors write a file in several steps.
const SETTLING: Duration = Duration::from_millis(150);

/// What the project's own widget is made of.
const SOURCES: [&str; 8] = [
    "src",
    "build.rs",
    "module",
    "js-shim",
    "widget",
    "logo",
    "Cargo.toml",
    "Cargo.lock",
];

/// The project's own receiver, and what it shares with the widget.
const RECEIVER: &str = "examples/receiver";
const SHARED: &str = "crates/webhook";

/// The pages around the widget.
const PAGES: [&str; 3] = ["emulator/page", "emulator/controls", "emulator/profiles"];

/// Watches files as long as it lives.
#[derive(Debug)]
pub(super) struct Changes {
    root: PathBuf,
    watched: Vec<PathBuf>,
    seen: State,
    _watcher: Debouncer<RecommendedWatcher>,
}

/// Files that changed, from the project's root on where they lie there.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Changed(Vec<PathBuf>);

type State = BTreeMap<PathBuf, (SystemTime, u64)>;

impl Changes {
    /// Sends [`Event::FilesTouched`] when something happens to the sources of the project's
    /// widget, or to the `given` one, or to the pages around it.
    pub(super) fn watch(
        project: &Project,
        given: Option<&Path>,
        events: Sender<Event>,
    ) -> Result<Self> {
        let mut watched: Vec<PathBuf> = match given {
            Some(widget) => vec![widget.to_owned()],
            None => SOURCES.map(|name| project.path(name)).to_vec(),
        };
        let further = PAGES.iter().chain([&RECEIVER, &SHARED]);
        watched.extend(further.map(|name| project.path(name)));
        watched.retain(|path| path.exists());
        let mut watcher = new_debouncer(SETTLING, move |_| {
            // The receiver is gone when the preview ends.
            let _ = events.send(Event::FilesTouched);
        })
        .map_err(|cause| Error::Watch {
            path: project.root().to_owned(),
            cause,
        })?;
        for path in &watched {
            watch(&mut watcher, path)?;
        }
        Ok(Self {
            root: project.root().to_owned(),
            seen: state(&watched),
            watched,
            _watcher: watcher,
        })
    }

    /// The files that changed since the last call.
    pub(super) fn since_last(&mut self) -> Changed {
        let now = state(&self.watched);
        let changed = differences(&self.seen, &now)
            .map(|path| path.strip_prefix(&self.root).unwrap_or(path).to_owned())
            .collect();
        self.seen = now;
        Changed(changed)
    }
}

impl Changed {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the receiver is another one now.
    pub(super) fn concerns_receiver(&self) -> bool {
        let mut paths = self.0.iter();
        paths.any(|path| path.starts_with(RECEIVER) || path.starts_with(SHARED))
    }

    /// Whether the widget or its pages are others now.
    pub(super) fn concerns_widget(&self) -> bool {
        self.0.iter().any(|path| !path.starts_with(RECEIVER))
    }
}

impl fmt::Display for Changed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.0.iter().map(|path| path.to_string_lossy()).collect();
        out.write_str(&names.join(", "))
    }
}

/// A single file is watched by its folder: editors put a new file in its place, and a watch on
/// the old one would hear no more.
fn watch(watcher: &mut Debouncer<RecommendedWatcher>, path: &Path) -> Result<()> {
    let (place, mode) = match path.parent() {
        Some(folder) if path.is_file() => (folder, RecursiveMode::NonRecursive),
        _ => (path, RecursiveMode::Recursive),
    };
    watcher
        .watcher()
        .watch(place, mode)
        .map_err(|cause| Error::Watch {
            path: place.to_owned(),
            cause,
        })
}

fn state(paths: &[PathBuf]) -> State {
    let entries = paths.iter().flat_map(|path| WalkDir::new(path).into_iter());
    entries
        // A file may go between being listed and being looked at: then it is gone.
        .filter_map(|entry| entry.ok()?.path().canonicalize().ok())
        .filter_map(|path| {
            let facts = fs::metadata(&path).ok().filter(fs::Metadata::is_file)?;
            Some((path, (facts.modified().ok()?, facts.len())))
        })
        .collect()
}

fn differences<'a>(before: &'a State, now: &'a State) -> impl Iterator<Item = &'a Path> {
    let new_or_changed = now
        .iter()
        .filter(|(path, facts)| before.get(*path) != Some(*facts));
    let gone = before.iter().filter(|(path, _)| !now.contains_key(*path));
    new_or_changed.chain(gone).map(|(path, _)| path.as_path())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_changed_and_removed_files_count_and_others_do_not() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let path = |name: &str| root.join(name);
        for name in ["same", "longer", "gone"] {
            fs::write(path(name), "text").unwrap();
        }
        let before = state(std::slice::from_ref(&root));
        fs::write(path("longer"), "longer text").unwrap();
        fs::write(path("new"), "").unwrap();
        fs::remove_file(path("gone")).unwrap();
        let now = state(std::slice::from_ref(&root));
        let changed: Vec<_> = differences(&before, &now).collect();
        assert_eq!(changed, [path("longer"), path("new"), path("gone")]);
        assert_eq!(differences(&now, &now).count(), 0);
    }

    #[test]
    fn the_receivers_sources_do_not_build_the_widget() {
        let changed = |names: &[&str]| Changed(names.iter().map(PathBuf::from).collect());
        let receiver = changed(&["examples/receiver/src/main.rs"]);
        assert!(receiver.concerns_receiver() && !receiver.concerns_widget());
        let widget = changed(&["src/lib.rs"]);
        assert!(!widget.concerns_receiver() && widget.concerns_widget());
        let shared = changed(&["crates/webhook/src/markers.rs"]);
        assert!(shared.concerns_receiver() && shared.concerns_widget());
        assert_eq!(shared.to_string(), "crates/webhook/src/markers.rs");
    }
}
