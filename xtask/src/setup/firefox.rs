//! Firefox and geckodriver. No distribution packages that one: cargo builds it from crates.io.

use std::path::{Path, PathBuf};

use super::apt;
use super::cargo_tools;
use super::engines::{Engine, InstalledEngine, named_by};
use crate::error::{Error, Result};
use crate::progress::Step;
use crate::versions::DEBIAN_FIREFOX;

/// Names on PATH, most wanted first.
const BROWSERS: [&str; 2] = ["firefox-esr", "firefox"];

/// Where macOS keeps it.
const APPLICATION: &str = "/Applications/Firefox.app/Contents/MacOS/firefox";

/// Finds both, or installs them where this system can.
pub(super) fn ensure(step: &Step) -> Result<InstalledEngine> {
    let program = match find() {
        Some(program) => program,
        None => install(step)?,
    };
    let driver = named_by("GECKODRIVER").or_else(|| which::which("geckodriver").ok());
    Ok(InstalledEngine {
        engine: Engine::Firefox,
        program: Some(program),
        driver: match driver {
            Some(driver) => driver,
            None => cargo_tools::geckodriver(step)?,
        },
        display_server: None,
    })
}

fn install(step: &Step) -> Result<PathBuf> {
    if apt::is_here() {
        apt::install(&DEBIAN_FIREFOX, step)?;
    }
    find().ok_or_else(|| Error::ToolMissing {
        tool: "Firefox".to_owned(),
        way_out: "Install it with the packages of your system, or set FIREFOX to its program"
            .to_owned(),
    })
}

fn find() -> Option<PathBuf> {
    named_by("FIREFOX")
        .or_else(|| BROWSERS.iter().find_map(|name| which::which(name).ok()))
        .or_else(|| {
            let application = Path::new(APPLICATION);
            application.is_file().then(|| application.to_owned())
        })
}
