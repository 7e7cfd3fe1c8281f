//! Chromium or Chrome, and chromedriver.

use std::path::{Path, PathBuf};

use super::apt;
use super::engines::{Engine, InstalledEngine, named_by};
use crate::error::{Error, Result};
use crate::progress::Step;
use crate::versions::DEBIAN_CHROMIUM;

/// Names on PATH, most wanted first.
const BROWSERS: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// Where macOS keeps applications.
const APPLICATIONS: [&str; 2] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/// Finds both, or installs them where this system can.
pub(super) fn ensure(step: &Step) -> Result<InstalledEngine> {
    if let Some(browser) = find() {
        return Ok(browser);
    }
    if apt::is_here() {
        apt::install(&DEBIAN_CHROMIUM, step)?;
    }
    find().ok_or_else(|| Error::ToolMissing {
        tool: "a browser for the tests (Chromium or Chrome, with its chromedriver)".to_owned(),
        way_out: way_out(),
    })
}

fn way_out() -> String {
    let by_package = if cfg!(target_os = "macos") {
        "Run `brew install --cask google-chrome chromedriver`".to_owned()
    } else if apt::is_here() {
        format!("Run `{}`", apt::command(&DEBIAN_CHROMIUM))
    } else {
        "Install Chromium and chromedriver with the packages of your system".to_owned()
    };
    format!("{by_package}, or set CHROME and CHROMEDRIVER to their programs")
}

fn find() -> Option<InstalledEngine> {
    Some(InstalledEngine {
        engine: Engine::Chromium,
        program: Some(find_browser()?),
        driver: named_by("CHROMEDRIVER").or_else(|| which::which("chromedriver").ok())?,
        display_server: None,
    })
}

fn find_browser() -> Option<PathBuf> {
    named_by("CHROME")
        .or_else(|| BROWSERS.iter().find_map(|name| which::which(name).ok()))
        .or_else(|| {
            let application = APPLICATIONS.iter().find(|path| Path::new(path).is_file())?;
            Some(PathBuf::from(application))
        })
}
