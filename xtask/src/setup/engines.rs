//! The browser engines that the tests run in, each with the driver that steers it.
//!
//! Chromium must be there. Firefox and WebKit are installed on Debian and found elsewhere; one
//! that is missing is skipped, by name and with what to do.

use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;

use clap::ValueEnum;

use super::{chromium, firefox, webkit};
use crate::error::{Error, Result};
use crate::progress::Step;

/// A browser engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Engine {
    /// Chromium or Chrome
    Chromium,
    /// Firefox
    Firefox,
    /// WebKitGTK's MiniBrowser
    Webkit,
}

/// An engine on this machine.
#[derive(Debug)]
pub(crate) struct InstalledEngine {
    pub(crate) engine: Engine,
    /// Named where the driver would not find it, or another one.
    pub(crate) program: Option<PathBuf>,
    pub(crate) driver: PathBuf,
    /// Gives a display to the engine that has no headless mode.
    pub(crate) display_server: Option<PathBuf>,
}

/// An engine that is not on this machine.
#[derive(Debug)]
pub(crate) struct MissingEngine {
    pub(crate) engine: Engine,
    /// What is missing and how it is had, in one line.
    pub(crate) reason: String,
}

/// The engines that were asked for.
#[derive(Debug, Default)]
pub(crate) struct Engines {
    pub(crate) installed: Vec<InstalledEngine>,
    pub(crate) missing: Vec<MissingEngine>,
}

impl Engine {
    /// All of them, in the order in which the tests run.
    pub(crate) fn all() -> &'static [Self] {
        Self::value_variants()
    }

    /// As on the command line, and in the environment of the end-to-end tests.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::Webkit => "WebKit",
        })
    }
}

impl Engines {
    /// The engine, where it is installed.
    pub(crate) fn get(&self, engine: Engine) -> Option<&InstalledEngine> {
        self.installed.iter().find(|one| one.engine == engine)
    }
}

impl InstalledEngine {
    /// Its programs, as a person is shown them.
    fn shown(&self) -> String {
        let programs = self.program.iter().chain([&self.driver]);
        let programs: Vec<String> = programs.map(|path| path.display().to_string()).collect();
        programs.join(", ")
    }

    /// The variables by which the tests find the engine and its driver, and by which it runs.
    pub(crate) fn environment(&self) -> Vec<(&'static str, OsString)> {
        let (program_variable, driver_variable) = match self.engine {
            Engine::Chromium => ("CHROME", "CHROMEDRIVER"),
            Engine::Firefox => ("FIREFOX", "GECKODRIVER"),
            Engine::Webkit => ("MINIBROWSER", "WEBKIT_WEBDRIVER"),
        };
        let driver = (driver_variable, self.driver.clone().into_os_string());
        let program = self.program.clone();
        let program = program.map(|program| (program_variable, program.into_os_string()));
        // The concurrent collector stops threads by signals. Where one falls into GLib's question
        // whether it runs as another user, WebKit's process ends: `getauxval () failed`.
        let collector =
            (self.engine == Engine::Webkit).then(|| ("JSC_useConcurrentGC", OsString::from("0")));
        std::iter::once(driver)
            .chain(program)
            .chain(collector)
            .collect()
    }
}

/// Finds the wanted engines, or installs them where this system can.
pub(super) fn ensure(wanted: &[Engine]) -> Result<Engines> {
    let mut engines = Engines::default();
    for &engine in wanted {
        let step = Step::start(format!("{engine} and its driver"));
        let found = match engine {
            Engine::Chromium => chromium::ensure(&step),
            Engine::Firefox => firefox::ensure(&step),
            Engine::Webkit => webkit::ensure(&step),
        };
        match found {
            Ok(installed) => {
                step.done(installed.shown());
                engines.installed.push(installed);
            }
            Err(error) if engine == Engine::Chromium => return Err(error),
            Err(error) => {
                let reason = reason(&error);
                step.skipped(&reason);
                engines.missing.push(MissingEngine { engine, reason });
            }
        }
    }
    Ok(engines)
}

/// Finds Chromium alone, or installs it.
pub(super) fn ensure_chromium() -> Result<InstalledEngine> {
    let step = Step::start("Chromium and its driver");
    let installed = chromium::ensure(&step)?;
    step.done(installed.shown());
    Ok(installed)
}

/// What a person reads of an engine that is left out: no error, but what is missing.
fn reason(error: &Error) -> String {
    let line = error.line();
    let without_code = line.split_once("]: ").map(|(_, text)| text.to_owned());
    without_code.unwrap_or(line)
}

/// A program that the person names in the environment.
pub(super) fn named_by(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable)
        .map(PathBuf::from)
        .filter(|program| program.is_file())
}
