//! WebKitGTK's MiniBrowser, its driver, and the display that it cannot do without.
//!
//! The driver finds the MiniBrowser by itself: it lies in a folder that depends on the system.

use std::path::PathBuf;

use super::apt;
use super::engines::{Engine, InstalledEngine, named_by};
use crate::error::{Error, Result};
use crate::progress::Step;
use crate::versions::DEBIAN_WEBKIT;

/// Finds them, or installs them where this system can.
pub(super) fn ensure(step: &Step) -> Result<InstalledEngine> {
    if let Some(webkit) = find() {
        return Ok(webkit);
    }
    if apt::is_here() {
        apt::install(&DEBIAN_WEBKIT, step)?;
    }
    find().ok_or_else(|| Error::ToolMissing {
        tool: "WebKitGTK's WebKitWebDriver, or Xvfb,".to_owned(),
        way_out: "On Linux, install both with the packages of your system".to_owned(),
    })
}

fn find() -> Option<InstalledEngine> {
    Some(InstalledEngine {
        engine: Engine::Webkit,
        program: named_by("MINIBROWSER"),
        driver: program("WEBKIT_WEBDRIVER", "WebKitWebDriver")?,
        display_server: Some(program("XVFB", "Xvfb")?),
    })
}

fn program(variable: &str, name: &str) -> Option<PathBuf> {
    named_by(variable).or_else(|| which::which(name).ok())
}
