//! Reads a widget's files from its folder or its zip, at each request: a rebuild shows at once.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::error::Error;

/// Larger files are refused: no widget has one, and a small zip can unpack to anything.
const FILE_LIMIT: u64 = 16 * 1024 * 1024;

/// A zip with more entries is refused.
const ENTRY_LIMIT: usize = 10_000;

/// Where a widget's files are.
#[derive(Debug, Clone)]
pub(crate) enum WidgetFiles {
    Folder(PathBuf),
    Zip(PathBuf),
}

/// One file of a widget.
#[derive(Debug)]
pub(crate) struct WidgetFile {
    pub(crate) contents: Vec<u8>,
    pub(crate) media_type: String,
}

impl WidgetFiles {
    /// Looks at what stands at `path`, and that there is a manifest in it.
    pub(crate) fn open(path: &Path) -> Result<Self, Error> {
        let files = if path.is_dir() {
            Self::Folder(path.to_owned())
        } else if path.is_file() {
            Self::Zip(path.to_owned())
        } else {
            return Err(Error::WidgetMissing {
                path: path.to_owned(),
            });
        };
        match files.read("manifest.json")? {
            Some(_) => Ok(files),
            None => Err(Error::WidgetMissing {
                path: path.to_owned(),
            }),
        }
    }

    pub(crate) fn path(&self) -> &Path {
        match self {
            Self::Folder(path) | Self::Zip(path) => path,
        }
    }

    /// The file at `name`, below the widget's root; `None` where there is none.
    pub(crate) fn read(&self, name: &str) -> Result<Option<WidgetFile>, Error> {
        if !stays_inside(name) {
            return Ok(None);
        }
        let contents = match self {
            Self::Folder(folder) => self.read_from_folder(&folder.join(name), name)?,
            Self::Zip(archive) => self.read_from_zip(archive, name)?,
        };
        let media_type = mime_guess::from_path(name)
            .first_or_octet_stream()
            .to_string();
        Ok(contents.map(|contents| WidgetFile {
            contents,
            media_type,
        }))
    }

    fn read_from_folder(&self, path: &Path, name: &str) -> Result<Option<Vec<u8>>, Error> {
        match File::open(path) {
            Ok(file) if path.is_file() => self.read_bounded(file, name).map(Some),
            Ok(_) => Ok(None),
            Err(cause) if is_absent(&cause) => Ok(None),
            Err(cause) => Err(self.file_error(name, cause)),
        }
    }

    fn read_from_zip(&self, archive: &Path, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let broken = |cause| Error::WidgetArchive {
            path: archive.to_owned(),
            cause,
        };
        let file = File::open(archive).map_err(|cause| self.file_error(name, cause))?;
        let mut zip = ZipArchive::new(io::BufReader::new(file)).map_err(broken)?;
        if zip.len() > ENTRY_LIMIT {
            return Err(broken(ZipError::InvalidArchive("too many entries".into())));
        }
        match zip.by_name(name) {
            Ok(entry) if entry.is_file() => self.read_bounded(entry, name).map(Some),
            Ok(_) | Err(ZipError::FileNotFound) => Ok(None),
            Err(cause) => Err(broken(cause)),
        }
    }

    fn read_bounded(&self, file: impl Read, name: &str) -> Result<Vec<u8>, Error> {
        let mut contents = Vec::new();
        file.take(FILE_LIMIT + 1)
            .read_to_end(&mut contents)
            .map_err(|cause| self.file_error(name, cause))?;
        if contents.len() as u64 > FILE_LIMIT {
            return Err(Error::WidgetFileTooLarge {
                path: self.path().to_owned(),
                file: name.to_owned(),
                limit: FILE_LIMIT,
            });
        }
        Ok(contents)
    }

    fn file_error(&self, name: &str, cause: io::Error) -> Error {
        Error::WidgetFile {
            path: self.path().to_owned(),
            file: name.to_owned(),
            cause,
        }
    }
}

/// While a rebuild swaps the folder, a file may be gone for a moment.
fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// Whether the name leads to something below the root, by plain names only.
pub(crate) fn stays_inside(name: &str) -> bool {
    !name.is_empty()
        && !name.contains('\\')
        && !name.contains('\0')
        && Path::new(name)
            .components()
            .all(|part| matches!(part, Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::SimpleFileOptions;

    use super::*;

    fn zip_with(entries: &[(&str, &[u8])]) -> tempfile::NamedTempFile {
        let mut zip = zip::ZipWriter::new(tempfile::NamedTempFile::new().unwrap());
        for (name, contents) in entries {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(contents).unwrap();
        }
        zip.finish().unwrap()
    }

    #[test]
    fn a_zip_is_read_like_a_folder() {
        let zip = zip_with(&[("manifest.json", b"{}"), ("i18n/ru.json", b"[1]")]);
        let files = WidgetFiles::open(zip.path()).unwrap();
        let file = files.read("i18n/ru.json").unwrap().unwrap();
        assert_eq!(file.contents, b"[1]");
        assert_eq!(file.media_type, "application/json");
        assert!(files.read("i18n/en.json").unwrap().is_none());
        assert!(files.read("i18n").unwrap().is_none());
    }

    #[test]
    fn nothing_outside_the_widget_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let widget = folder.path().join("widget");
        std::fs::create_dir(&widget).unwrap();
        std::fs::write(widget.join("manifest.json"), "{}").unwrap();
        std::fs::write(folder.path().join("secret"), "x").unwrap();
        let files = WidgetFiles::open(&widget).unwrap();
        for name in [
            "../secret",
            "/etc/passwd",
            "a/../../secret",
            "..\\secret",
            "",
            ".",
        ] {
            assert!(files.read(name).unwrap().is_none(), "{name}");
        }
    }

    #[test]
    fn a_file_that_unpacks_to_too_much_is_refused() {
        let bomb = vec![0; usize::try_from(FILE_LIMIT).unwrap() + 1];
        let zip = zip_with(&[("manifest.json", b"{}"), ("script.js", &bomb)]);
        let files = WidgetFiles::open(zip.path()).unwrap();
        let refused = files.read("script.js").unwrap_err();
        assert!(
            matches!(refused, Error::WidgetFileTooLarge { .. }),
            "{refused}"
        );
    }

    #[test]
    fn what_is_no_widget_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let missing = WidgetFiles::open(&folder.path().join("none")).unwrap_err();
        assert!(matches!(missing, Error::WidgetMissing { .. }));
        let empty = WidgetFiles::open(folder.path()).unwrap_err();
        assert!(matches!(empty, Error::WidgetMissing { .. }));
        let no_zip = folder.path().join("text.zip");
        std::fs::write(&no_zip, "no zip").unwrap();
        let broken = WidgetFiles::open(&no_zip).unwrap_err();
        assert!(matches!(broken, Error::WidgetArchive { .. }), "{broken}");
    }
}
