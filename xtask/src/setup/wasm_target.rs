//! The Rust toolchain that builds for wasm.
//!
//! Mostly it is the one that runs this command, with the target that rustup adds. Where rustup
//! cannot download, or there is no rustup, it is Debian's Rust with a standard library built
//! here (`debian_rust.rs`).

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use semver::Version;

use super::{apt, debian_rust, installing};
use crate::error::{Error, Result};
use crate::process::Tool;
use crate::progress::Step;
use crate::project::Project;
use crate::versions::WASM_TARGET;

/// Long enough for a slow line, and an end to waiting on a closed one.
const DOWNLOAD_LIMIT: Duration = Duration::from_secs(5 * 60);

/// A Rust that can build for wasm.
#[derive(Debug)]
pub(crate) struct WasmToolchain {
    rustc: Rustc,
    sysroot: PathBuf,
    /// The folder of its programs, where it is not simply the Rust on PATH.
    programs: Option<PathBuf>,
}

/// What a compiler says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rustc {
    pub(super) release: String,
    pub(super) commit: String,
    pub(super) host: String,
}

/// Finds a Rust that builds for wasm, or makes one.
pub(super) fn ensure(project: &Project) -> Result<WasmToolchain> {
    let step = Step::start("Rust for wasm");
    if let Some(toolchain) = find(project)? {
        step.done(toolchain.description());
        return Ok(toolchain);
    }
    let _lock = installing()?;
    let toolchain = match find(project)? {
        Some(made_meanwhile) => made_meanwhile,
        None => make(project, &step)?,
    };
    toolchain.require_version(project)?;
    step.done(toolchain.description());
    Ok(toolchain)
}

fn find(project: &Project) -> Result<Option<WasmToolchain>> {
    if let Some(own) = default_toolchain(project) {
        own.require_version(project)?;
        if own.has_target() {
            return Ok(Some(own));
        }
    }
    debian_rust::find()
}

fn make(project: &Project, step: &Step) -> Result<WasmToolchain> {
    let refusal = match add_by_rustup(project, step) {
        Ok(()) => match default_toolchain(project) {
            Some(toolchain) if toolchain.has_target() => return Ok(toolchain),
            _ => "rustup added it to another toolchain".to_owned(),
        },
        Err(cause) => cause.to_string(),
    };
    if !apt::is_here() {
        return Err(Error::ToolMissing {
            tool: format!("Rust's target {WASM_TARGET}"),
            way_out: format!(
                "Run `rustup target add {WASM_TARGET}` where the network lets rustup download \
                 ({refusal}), or install it with the packages of your system"
            ),
        });
    }
    step.note(format!(
        "rustup did not help ({refusal}); Debian's packages do"
    ));
    debian_rust::make(step)
}

/// `None` where no Rust is on PATH.
fn default_toolchain(project: &Project) -> Option<WasmToolchain> {
    let rustc = Path::new("rustc");
    Some(WasmToolchain {
        rustc: Rustc::ask(rustc, project.root()).ok()?,
        sysroot: sysroot(rustc, project.root()).ok()?,
        programs: None,
    })
}

fn add_by_rustup(project: &Project, step: &Step) -> Result<()> {
    let outcome = Tool::new("rustup", "add Rust's target for wasm")
        .args(["target", "add", WASM_TARGET])
        .folder(project.root())
        .env("RUSTUP_MAX_RETRIES", "1")
        .limit(DOWNLOAD_LIMIT)
        .outcome(step)?;
    if outcome.status.success() {
        return Ok(());
    }
    // The rest is printed by rustup for its own debugging; the first error says what happened.
    let said = outcome
        .output
        .lines()
        .find(|line| line.starts_with("error"));
    Err(Error::ToolFailed {
        task: "add Rust's target for wasm".to_owned(),
        tool: "rustup".to_owned(),
        status: outcome.status.to_string(),
        last_line: said.unwrap_or_default().to_owned(),
        way_out: String::new(),
    })
}

fn sysroot(rustc: &Path, folder: &Path) -> Result<PathBuf> {
    let printed = Tool::new(rustc, "find Rust's folder")
        .args(["--print", "sysroot"])
        .folder(folder)
        .read()?;
    Ok(PathBuf::from(printed))
}

impl Rustc {
    pub(super) fn ask(rustc: &Path, folder: &Path) -> Result<Self> {
        let printed = Tool::new(rustc, "find Rust's version")
            .arg("-vV")
            .folder(folder)
            .read()?;
        Ok(Self::read(&printed))
    }

    fn read(printed: &str) -> Self {
        let value = |name: &str| {
            printed
                .lines()
                .find_map(|line| line.strip_prefix(name))
                .unwrap_or_default()
                .trim()
                .to_owned()
        };
        Self {
            release: value("release:"),
            commit: value("commit-hash:"),
            host: value("host:"),
        }
    }
}

impl WasmToolchain {
    /// A toolchain in a folder of its own.
    pub(super) fn in_folder(folder: PathBuf, rustc: Rustc) -> Self {
        Self {
            rustc,
            programs: Some(folder.join("bin")),
            sysroot: folder,
        }
    }

    /// Where the standard library for wasm lies below a sysroot.
    pub(super) fn library_folder(sysroot: &Path) -> PathBuf {
        sysroot.join("lib/rustlib").join(WASM_TARGET).join("lib")
    }

    /// The folder to put first on PATH, if any.
    pub(super) fn programs(&self) -> Option<PathBuf> {
        self.programs.clone()
    }

    /// Its folder, where it is another Rust than the one that runs this command.
    pub(super) fn own_sysroot(&self) -> Option<&Path> {
        self.programs.is_some().then_some(&self.sysroot)
    }

    /// The compiler and whose standard library it links, for a person and for the record.
    pub(crate) fn description(&self) -> String {
        let library = if self.own_sysroot().is_some() {
            "standard library built here"
        } else {
            "standard library as released"
        };
        format!("rustc {}, {library}", self.rustc.release)
    }

    pub(super) fn has_target(&self) -> bool {
        // A folder alone is not enough: removing a target leaves it empty.
        fs::read_dir(Self::library_folder(&self.sysroot))
            .is_ok_and(|mut files| files.any(|file| file.is_ok()))
    }

    fn require_version(&self, project: &Project) -> Result<()> {
        let found = Version::parse(&self.rustc.release);
        let needed = Version::parse(&format!("{}.0", project.rust_version()));
        match (found, needed) {
            (Ok(found), Ok(needed)) if found < needed => Err(Error::ToolTooOld {
                tool: "Rust".to_owned(),
                found: found.to_string(),
                needed: needed.to_string(),
                way_out: "Run `rustup update stable`".to_owned(),
            }),
            _ => Ok(()),
        }
    }

    /// The compiler's flags for wasm, as cargo wants them encoded: no path of this machine gets
    /// into the widget by way of a panic's text, so the bytes are the same on every machine. And
    /// `opt-level = "z"` inlines too little: functions of a few calls are smaller without the frame
    /// by which they would be called. 12 to 18 are worth 200 bytes of `script.js` after gzip, and other
    /// numbers up to 50 less.
    pub(super) fn flags(&self, project: &Project) -> OsString {
        let library = self.sysroot.join("lib/rustlib/src/rust");
        let mut renamed = vec![
            (project.root().to_owned(), ".".to_owned()),
            (library, format!("/rustc/{}", self.rustc.commit)),
        ];
        for registry in registries() {
            renamed.push((registry, "/cargo".to_owned()));
        }
        let mut flags = OsString::from("-Cllvm-args=-inline-threshold=15");
        for (path, name) in renamed {
            flags.push("\u{1f}--remap-path-prefix=");
            flags.push(path);
            flags.push("=");
            flags.push(name);
        }
        flags
    }
}

/// The folders in which cargo unpacks crates, one a registry.
pub(super) fn registries() -> Vec<PathBuf> {
    let home = match std::env::var_os("CARGO_HOME") {
        Some(home) => Some(PathBuf::from(home)),
        None => directories::BaseDirs::new().map(|folders| folders.home_dir().join(".cargo")),
    };
    let Some(home) = home else { return Vec::new() };
    let sources = home.join("registry/src");
    let mut folders: Vec<PathBuf> = fs::read_dir(&sources)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .collect();
    folders.sort();
    // Covers a registry whose crates are unpacked only during the build. The compiler takes the
    // last that matches, so the general one comes first.
    folders.insert(0, sources);
    folders
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_a_compiler_says_of_itself() {
        let printed = "rustc 1.96.0 (ac68faa20 2026-05-25)\nbinary: rustc\n\
                       commit-hash: ac68faa20c58cbccd01ee7208bf3b6e93a7d7f96\n\
                       host: x86_64-unknown-linux-gnu\nrelease: 1.96.0\n";
        let rustc = Rustc::read(printed);
        assert_eq!(rustc.release, "1.96.0");
        assert_eq!(rustc.host, "x86_64-unknown-linux-gnu");
        assert!(rustc.commit.starts_with("ac68faa20"));
    }
}
