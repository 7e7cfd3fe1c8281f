//! The files of `widget/`, copied as amoCRM wants them: text in UTF-8 without a byte order mark
//! and with Unix line ends; nothing that an editor or a system leaves beside its files.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use crate::error::{Error, Result};
use crate::project::Project;

const TEXT: [&str; 7] = ["css", "html", "js", "json", "svg", "twig", "txt"];

/// Copies everything that ships and is not made by the build.
pub(super) fn copy(project: &Project, widget: &Path) -> Result<()> {
    let source = project.path("widget");
    let entries = WalkDir::new(&source).min_depth(1).into_iter();
    for entry in entries.filter_entry(|entry| !is_junk(entry)) {
        let entry = entry.map_err(|cause| Error::file("read", &source)(cause.into()))?;
        let Ok(relative) = entry.path().strip_prefix(&source) else {
            continue;
        };
        let place = widget.join(relative);
        if entry.file_type().is_dir() {
            fs::create_dir_all(&place).map_err(Error::file("create", &place))?;
        } else {
            copy_file(entry.path(), &place)?;
        }
    }
    Ok(())
}

fn copy_file(from: &Path, to: &Path) -> Result<()> {
    let bytes = fs::read(from).map_err(Error::file("read", from))?;
    let is_text = from
        .extension()
        .and_then(OsStr::to_str)
        .is_some_and(|extension| TEXT.contains(&extension));
    let bytes = if is_text {
        let text = String::from_utf8(bytes).map_err(|_| {
            Error::invalid(
                from,
                "is not UTF-8",
                "amoCRM takes nothing else: save it as UTF-8",
            )
        })?;
        clean_text(&text).into_bytes()
    } else {
        bytes
    };
    fs::write(to, bytes).map_err(Error::file("write", to))
}

fn clean_text(text: &str) -> String {
    text.trim_start_matches('\u{feff}').replace("\r\n", "\n")
}

fn is_junk(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    name.starts_with('.')
        || name.ends_with('~')
        || matches!(
            name.as_ref(),
            "__MACOSX" | "Thumbs.db" | "desktop.ini" | "node_modules"
        )
        || [".orig", ".rej", ".bak", ".swp", ".map"]
            .iter()
            .any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_loses_byte_order_mark_and_carriage_returns() {
        assert_eq!(clean_text("\u{feff}a\r\nb\n"), "a\nb\n");
    }

    #[test]
    fn junk_is_left_out() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["keep.css", ".DS_Store", "a.json~", "x.map"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let kept: Vec<_> = WalkDir::new(folder.path())
            .min_depth(1)
            .into_iter()
            .filter_entry(|entry| !is_junk(entry))
            .map(|entry| entry.unwrap().file_name().to_owned())
            .collect();
        assert_eq!(kept, ["keep.css"]);
    }
}
