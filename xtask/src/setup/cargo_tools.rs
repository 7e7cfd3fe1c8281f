//! Tools from crates.io, at exactly the versions the project names: wasm-bindgen's command line,
//! wasm-pack, geckodriver, cargo-deny.
//!
//! wasm-bindgen's two halves speak a format that changes from version to version, so the command
//! line must be exactly the library's version in `Cargo.lock`.

use std::path::{Path, PathBuf};

use super::installing;
use crate::error::{Error, Result};
use crate::process::{self, Tool};
use crate::progress::Step;
use crate::project::{self, Project};
use crate::versions::{CARGO_DENY, GECKODRIVER, WASM_PACK};

/// The two tools that building needs, each in its own folder.
#[derive(Debug)]
pub(crate) struct CargoTools {
    wasm_bindgen: CargoTool,
    wasm_pack: CargoTool,
}

#[derive(Debug)]
struct CargoTool {
    crate_name: &'static str,
    version: String,
    programs: &'static [&'static str],
    folder: PathBuf,
}

/// Finds both tools, or installs them.
pub(super) fn ensure(project: &Project) -> Result<CargoTools> {
    let tools = CargoTools {
        wasm_bindgen: CargoTool::new(
            "wasm-bindgen-cli",
            project.locked_version("wasm-bindgen")?,
            &["wasm-bindgen", "wasm-bindgen-test-runner"],
        )?,
        wasm_pack: CargoTool::new("wasm-pack", WASM_PACK.to_owned(), &["wasm-pack"])?,
    };
    for tool in [&tools.wasm_bindgen, &tools.wasm_pack] {
        tool.ensure()?;
    }
    Ok(tools)
}

/// Finds geckodriver, or installs it as part of `step`.
pub(super) fn geckodriver(step: &Step) -> Result<PathBuf> {
    let tool = CargoTool::new("geckodriver", GECKODRIVER.to_owned(), &["geckodriver"])?;
    tool.install_if_missing(step)?;
    Ok(tool.bin().join("geckodriver"))
}

/// Finds cargo-deny, or installs it as part of `step`.
pub(crate) fn cargo_deny(step: &Step) -> Result<PathBuf> {
    let tool = CargoTool::new("cargo-deny", CARGO_DENY.to_owned(), &["cargo-deny"])?;
    tool.install_if_missing(step)?;
    Ok(tool.bin().join("cargo-deny"))
}

impl CargoTools {
    /// The folders to put on PATH.
    pub(super) fn folders(&self) -> [PathBuf; 2] {
        [self.wasm_bindgen.bin(), self.wasm_pack.bin()]
    }

    /// wasm-pack itself.
    pub(crate) fn wasm_pack(&self) -> PathBuf {
        self.wasm_pack.bin().join("wasm-pack")
    }

    /// Names and versions, for the record.
    pub(crate) fn versions(&self) -> [(&'static str, &str); 2] {
        [
            ("wasm-bindgen", &self.wasm_bindgen.version),
            ("wasm-pack", &self.wasm_pack.version),
        ]
    }
}

impl CargoTool {
    fn new(
        crate_name: &'static str,
        version: String,
        programs: &'static [&'static str],
    ) -> Result<Self> {
        let folder = project::cache()?.join(format!("{crate_name}-{version}"));
        Ok(Self {
            crate_name,
            version,
            programs,
            folder,
        })
    }

    fn bin(&self) -> PathBuf {
        self.folder.join("bin")
    }

    fn is_here(&self) -> bool {
        self.programs
            .iter()
            .all(|program| self.bin().join(program).is_file())
    }

    fn ensure(&self) -> Result<()> {
        let step = Step::start(format!("{} {}", self.crate_name, self.version));
        if self.is_here() {
            step.done("");
            return Ok(());
        }
        self.install_if_missing(&step)?;
        step.done(format!("installed in {}", self.folder.display()));
        Ok(())
    }

    fn install_if_missing(&self, step: &Step) -> Result<()> {
        if self.is_here() {
            return Ok(());
        }
        let _lock = installing()?;
        if !self.is_here() {
            self.install(step)?;
        }
        Ok(())
    }

    /// First with the versions the tool's authors tested it with; some of these get withdrawn
    /// from crates.io later, and then the newest ones do.
    fn install(&self, step: &Step) -> Result<()> {
        let tested = self.cargo_install(&["--locked"]).outcome(step)?;
        if tested.status.success() {
            return Ok(());
        }
        let said = tested.output.lines().find(|line| line.starts_with("error"));
        step.note(format!(
            "its own lock file did not work ({}); trying without",
            said.unwrap_or("no reason given")
                .trim_start_matches("error: ")
        ));
        self.cargo_install(&[]).run(step)?;
        if self.is_here() {
            return Ok(());
        }
        Err(Error::invalid(
            &self.folder,
            format!("cargo installed no {}", self.programs.join(" and ")),
            "Remove that folder and run `cargo xtask setup` again",
        ))
    }

    fn cargo_install(&self, further: &[&str]) -> Tool {
        let package = format!("{}@{}", self.crate_name, self.version);
        Tool::new(process::cargo(), format!("install {package}"))
            // Not the project's folder: its settings are not meant for other people's tools.
            .folder(Path::new("/"))
            .args(["install", "--force", &package, "--root"])
            .arg(&self.folder)
            // Built in a quarter of the time, and fast enough; without what a debugger wants.
            .arg("--debug")
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .args(further)
            .env_remove("CARGO_TARGET_DIR")
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .way_out(format!(
                "Check that the network reaches crates.io, or run `cargo install --debug \
                 {package} --root {}` by hand",
                self.folder.display()
            ))
    }
}
