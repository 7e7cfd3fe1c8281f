//! `widget.zip`: files at its root, the same bytes from the same files.
//!
//! Order, time and modes are fixed; a zip made by hand differs in all three from day to day and
//! from machine to machine.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use walkdir::WalkDir;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::error::{Error, Result};

const READABLE: u32 = 0o644;

/// Writes the files of `folder` to the zip at `path` and gives its bytes.
pub(super) fn write(folder: &Path, path: &Path) -> Result<Vec<u8>> {
    let bytes = compress(&files(folder)?).map_err(|cause| Error::Archive {
        path: path.to_owned(),
        cause,
    })?;
    fs::write(path, &bytes).map_err(Error::file("write", path))?;
    Ok(bytes)
}

/// All files below `folder`, by the names they have in the zip, sorted.
fn files(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder) {
        let entry = entry.map_err(|cause| Error::file("read", folder)(cause.into()))?;
        let path = entry.path();
        if !entry.file_type().is_file() {
            continue;
        }
        let relative = path.strip_prefix(folder).unwrap_or(path);
        let parts: Vec<_> = relative
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        let bytes = fs::read(path).map_err(Error::file("read", path))?;
        files.push((parts.join("/"), bytes));
    }
    files.sort();
    Ok(files)
}

fn compress(files: &[(String, Vec<u8>)]) -> ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(READABLE);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name.as_str(), options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::time::{Duration, SystemTime};

    use super::*;
    use zip::ZipArchive;

    fn widget(names: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("i18n")).unwrap();
        for name in names {
            fs::write(folder.path().join(name), name.repeat(100)).unwrap();
        }
        folder
    }

    #[test]
    fn neither_time_nor_order_of_writing_changes_a_byte() {
        let names = ["script.js", "i18n/ru.json", "manifest.json"];
        let first = widget(&names);
        let second = widget(&["manifest.json", "script.js", "i18n/ru.json"]);
        let file = fs::File::options()
            .append(true)
            .open(second.path().join("script.js"))
            .unwrap();
        let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        file.set_modified(long_ago).unwrap();
        let place = tempfile::tempdir().unwrap();
        let zips = [first, second]
            .map(|folder| write(folder.path(), &place.path().join("widget.zip")).unwrap());
        assert_eq!(zips[0], zips[1]);
    }

    #[test]
    fn files_lie_at_the_root_sorted_and_readable() {
        let folder = widget(&["script.js", "i18n/ru.json", "manifest.json"]);
        let bytes = compress(&files(folder.path()).unwrap()).unwrap();
        let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let names: Vec<_> = zip
            .file_names()
            .map(|name| name.unwrap().into_owned())
            .collect();
        assert_eq!(names, ["i18n/ru.json", "manifest.json", "script.js"]);
        let mut file = zip.by_name("script.js").unwrap();
        assert_eq!(file.unix_mode(), Some(0o100_644));
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        assert_eq!(text, "script.js".repeat(100));
    }
}
