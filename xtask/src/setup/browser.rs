//! The browser that the tests run in, and the driver that steers it.

use std::path::{Path, PathBuf};

use super::apt;
use crate::error::{Error, Result};
use crate::progress::Step;
use crate::versions::DEBIAN_BROWSER;

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

/// A Chromium or Chrome, and the driver made for it.
#[derive(Debug)]
pub(crate) struct Browser {
    pub(crate) program: PathBuf,
    pub(crate) driver: PathBuf,
}

/// Finds both, or installs them where this system can.
pub(super) fn ensure() -> Result<Browser> {
    let step = Step::start("Chromium and its driver");
    let browser = match find() {
        Some(browser) => browser,
        None => install(&step)?,
    };
    step.done(format!(
        "{}, {}",
        browser.program.display(),
        browser.driver.display()
    ));
    Ok(browser)
}

fn install(step: &Step) -> Result<Browser> {
    if apt::is_here() {
        apt::install(&DEBIAN_BROWSER, step)?;
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
        format!("Run `{}`", apt::command(&DEBIAN_BROWSER))
    } else {
        "Install Chromium and chromedriver with the packages of your system".to_owned()
    };
    format!("{by_package}, or set CHROME and CHROMEDRIVER to their programs")
}

fn find() -> Option<Browser> {
    Some(Browser {
        program: find_browser()?,
        driver: named_by("CHROMEDRIVER").or_else(|| which::which("chromedriver").ok())?,
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

fn named_by(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable)
        .map(PathBuf::from)
        .filter(|program| program.is_file())
}
