//! The project's own folders, and what its files say about versions.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::error::{Error, Result};

/// Where the project lies, and its version.
#[derive(Debug, Clone)]
pub(crate) struct Project {
    root: PathBuf,
    version: String,
    rust_version: String,
    widget_package: String,
}

#[derive(Deserialize)]
struct RootManifest {
    workspace: Option<Workspace>,
    package: Option<RootPackage>,
}

#[derive(Deserialize)]
struct RootPackage {
    name: String,
}

#[derive(Deserialize)]
struct Workspace {
    package: WorkspacePackage,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct WorkspacePackage {
    version: String,
    rust_version: String,
}

#[derive(Deserialize)]
struct Lock {
    package: Vec<LockedPackage>,
}

#[derive(Deserialize)]
struct LockedPackage {
    name: String,
    version: String,
}

impl Project {
    /// The project around the running command.
    pub(crate) fn locate() -> Result<Self> {
        // Set by `cargo run`, so it is right in a copy of the project too.
        let start = match std::env::var_os("CARGO_MANIFEST_DIR") {
            Some(folder) => PathBuf::from(folder),
            None => std::env::current_dir().map_err(Error::file("find", Path::new(".")))?,
        };
        for folder in start.ancestors() {
            let path = folder.join("Cargo.toml");
            if !path.is_file() {
                continue;
            }
            let manifest: RootManifest = read_toml(&path)?;
            if let (Some(workspace), Some(widget)) = (manifest.workspace, manifest.package) {
                return Ok(Self {
                    root: folder.to_owned(),
                    version: workspace.package.version,
                    rust_version: workspace.package.rust_version,
                    widget_package: widget.name,
                });
            }
        }
        Err(Error::NotAProject { start })
    }

    /// The folder that holds the workspace's `Cargo.toml`.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The widget's version.
    pub(crate) fn version(&self) -> &str {
        &self.version
    }

    /// The oldest Rust that builds the project.
    pub(crate) fn rust_version(&self) -> &str {
        &self.rust_version
    }

    /// The name of the widget's package, which is the workspace's root package.
    pub(crate) fn widget_package(&self) -> &str {
        &self.widget_package
    }

    /// A path below the root.
    pub(crate) fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }

    /// `path` as a person names it: from the root on, where it lies there.
    pub(crate) fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.root)
            .unwrap_or(path)
            .display()
            .to_string()
    }

    /// Builds for wasm have a target folder of their own: their toolchain can be another one.
    pub(crate) fn wasm_target_folder(&self) -> PathBuf {
        self.path("target/wasm")
    }

    /// What the tests of panics are built in.
    pub(crate) fn planted_traps_folder(&self) -> PathBuf {
        self.path("target/planted-traps")
    }

    /// The exact version of a crate in `Cargo.lock`.
    pub(crate) fn locked_version(&self, crate_name: &str) -> Result<String> {
        let path = self.path("Cargo.lock");
        let lock: Lock = read_toml(&path)?;
        lock.package
            .into_iter()
            .find(|package| package.name == crate_name)
            .map(|package| package.version)
            .ok_or_else(|| {
                Error::invalid(
                    &path,
                    format!("names no version of {crate_name}"),
                    format!(
                        "Put `{crate_name} = \"…\"` below [dependencies] in {}",
                        self.path("Cargo.toml").display()
                    ),
                )
            })
    }
}

/// The per-user folder that keeps tools between clones.
pub(crate) fn cache() -> Result<PathBuf> {
    if let Some(folder) = std::env::var_os("PIPELINE_MESSAGE_CACHE") {
        return Ok(PathBuf::from(folder));
    }
    match directories::BaseDirs::new() {
        Some(folders) => Ok(folders.cache_dir().join("pipeline-message")),
        None => Err(Error::ToolMissing {
            tool: "a home folder".to_owned(),
            way_out: "Set HOME, or PIPELINE_MESSAGE_CACHE to a folder for the tools".to_owned(),
        }),
    }
}

fn read_toml<T: DeserializeOwned>(path: &Path) -> Result<T> {
    let text = fs::read_to_string(path).map_err(Error::file("read", path))?;
    toml::from_str(&text)
        .map_err(|cause| Error::invalid(path, cause.message(), "Mend the file; cargo reads it too"))
}
