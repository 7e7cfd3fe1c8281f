//! What the commands need on this machine, brought in where it is missing.
//!
//! Each part first looks whether it has anything to do, which is quick: a second run changes
//! nothing. Tools go to a folder in the user's cache, keyed by their version, so that a second
//! clone finds them there.

mod apt;
mod cargo_tools;
mod chromium;
mod debian_rust;
mod engines;
mod firefox;
mod lints;
mod npm;
mod wasm_target;
mod webkit;

use std::ffi::OsString;
use std::fs::{self, File};
use std::path::PathBuf;

pub(crate) use cargo_tools::{CargoTools, cargo_deny};
pub(crate) use engines::{Engine, Engines, InstalledEngine};
pub(crate) use npm::{Node, package_version};
pub(crate) use wasm_target::WasmToolchain;

use crate::error::{Error, Result};
use crate::process::Tool;
use crate::progress::Step;
use crate::project::{self, Project};

/// All that building the widget needs.
#[derive(Debug)]
pub(crate) struct BuildTools {
    pub(crate) toolchain: WasmToolchain,
    pub(crate) cargo_tools: CargoTools,
    pub(crate) node: Node,
}

/// Brings in everything, for every command.
pub(crate) fn everything(project: &Project) -> Result<()> {
    for_building(project)?;
    for_checking(project, Engine::all())?;
    let step = Step::start("cargo-deny");
    cargo_deny(&step)?;
    step.done("");
    Ok(())
}

/// Brings in what building the widget needs.
pub(crate) fn for_building(project: &Project) -> Result<BuildTools> {
    Ok(BuildTools {
        node: npm::ensure(project)?,
        toolchain: wasm_target::ensure(project)?,
        cargo_tools: cargo_tools::ensure(project)?,
    })
}

/// Brings in what serving the local amoCRM's pages needs.
pub(crate) fn for_pages(project: &Project) -> Result<()> {
    npm::ensure(project)?;
    Ok(())
}

/// Brings in what checking needs beside building: lints, and the engines that the tests drive.
pub(crate) fn for_checking(project: &Project, wanted: &[Engine]) -> Result<Engines> {
    lints::ensure(project)?;
    engines::ensure(wanted)
}

/// Brings in the browser that the speed is measured in.
pub(crate) fn for_measuring() -> Result<InstalledEngine> {
    engines::ensure_chromium()
}

impl BuildTools {
    /// `program` in an environment that builds for wasm and finds the pinned tools first.
    pub(crate) fn wasm_tool(
        &self,
        project: &Project,
        program: impl AsRef<std::ffi::OsStr>,
        task: &str,
    ) -> Tool {
        let mut tool = Tool::new(program, task)
            .folder(project.root())
            .env("PATH", self.path())
            .env("CARGO_TARGET_DIR", project.wasm_target_folder())
            .env("CARGO_ENCODED_RUSTFLAGS", self.toolchain.flags(project));
        for name in ["RUSTC", "RUSTDOC", "RUSTFLAGS", "RUSTC_WRAPPER"] {
            tool = tool.env_remove(name);
        }
        if let Some(sysroot) = self.toolchain.own_sysroot() {
            // clippy asks no `rustc` where to look, but this variable.
            tool = tool.env("SYSROOT", sysroot);
            // Both belong to the toolchain that runs this command, not to the one used here.
            tool = tool
                .env_remove("RUSTUP_TOOLCHAIN")
                .env_remove("LD_LIBRARY_PATH");
        }
        tool
    }

    fn path(&self) -> OsString {
        let mut folders: Vec<PathBuf> = Vec::new();
        folders.extend(self.toolchain.programs());
        folders.extend(self.cargo_tools.folders());
        if let Some(path) = std::env::var_os("PATH") {
            folders.extend(std::env::split_paths(&path));
        }
        // Only a folder with a colon in its name cannot be joined; PATH had none to begin with.
        std::env::join_paths(folders).unwrap_or_default()
    }
}

/// Held while something is installed, so that two commands never install the same at once.
fn installing() -> Result<File> {
    let folder = project::cache()?;
    fs::create_dir_all(&folder).map_err(Error::file("create", &folder))?;
    let path = folder.join("installing.lock");
    let lock = File::create(&path).map_err(Error::file("create", &path))?;
    lock.lock().map_err(Error::file("lock", &path))?;
    Ok(lock)
}
