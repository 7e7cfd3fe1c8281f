//! What can go wrong in a local amoCRM.

use std::io;
use std::path::PathBuf;

/// A failure of the local amoCRM; each message says what, where and what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The path given for a widget is neither a folder nor a zip.
    #[error("no widget at {}: name a folder or a zip with manifest.json at its root", path.display())]
    WidgetMissing {
        /// The path that was given.
        path: PathBuf,
    },
    /// A zip could not be read as a widget.
    #[error("cannot read the widget {}: {cause}", path.display())]
    WidgetArchive {
        /// The zip's path.
        path: PathBuf,
        /// What the zip library found.
        #[source]
        cause: zip::result::ZipError,
    },
    /// A file of a widget could not be read.
    #[error("cannot read {file} of the widget {}: {cause}", path.display())]
    WidgetFile {
        /// The widget's path.
        path: PathBuf,
        /// The file inside it.
        file: String,
        /// The system's error.
        #[source]
        cause: io::Error,
    },
    /// A file of a widget is larger than the local amoCRM takes.
    #[error("{file} of the widget {} is larger than {limit} bytes", path.display())]
    WidgetFileTooLarge {
        /// The widget's path.
        path: PathBuf,
        /// The file inside it.
        file: String,
        /// The limit in bytes.
        limit: u64,
    },
    /// A widget's manifest is not what a manifest must be.
    #[error("manifest.json of the widget {} is not valid: {cause}", path.display())]
    Manifest {
        /// The widget's path.
        path: PathBuf,
        /// What the JSON library found, with line and column.
        #[source]
        cause: serde_json::Error,
    },
    /// A library of the host page is not installed.
    #[error("{} is missing: install the libraries of package-lock.json with `npm ci`", path.display())]
    LibraryMissing {
        /// The file that was looked for.
        path: PathBuf,
    },
    /// The file of saved triggers and settings could not be read or written.
    #[error("cannot use the state file {}: {cause}", path.display())]
    StateFile {
        /// The file's path.
        path: PathBuf,
        /// The system's error.
        #[source]
        cause: io::Error,
    },
    /// The file of saved triggers and settings holds something else.
    #[error("the state file {} is damaged ({cause}): repair it, or delete it to start afresh", path.display())]
    StateDamaged {
        /// The file's path.
        path: PathBuf,
        /// What the JSON library found, with line and column.
        #[source]
        cause: serde_json::Error,
    },
    /// A data file of the local amoCRM could not be read.
    #[error("cannot read {}: {cause}", path.display())]
    ProfileFile {
        /// The file's path.
        path: PathBuf,
        /// The system's error.
        #[source]
        cause: io::Error,
    },
    /// A data file of the local amoCRM holds something else.
    #[error("{} is not valid: {cause}", path.display())]
    Profile {
        /// The file's path.
        path: PathBuf,
        /// What the JSON library found, with line and column.
        #[source]
        cause: serde_json::Error,
    },
    /// The port could not be had.
    #[error("cannot listen on 127.0.0.1:{port}: {cause}; choose another port")]
    Listen {
        /// The port that was asked for.
        port: u16,
        /// The system's error.
        #[source]
        cause: io::Error,
    },
    /// The server failed while it ran.
    #[error("the local amoCRM stopped: {cause}")]
    Serve {
        /// The system's error.
        #[source]
        cause: io::Error,
    },
}
