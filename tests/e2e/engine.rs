//! The browser engine that the suite runs in: named by an environment variable, Chromium without.

use std::env;
use std::path::Path;

use fantoccini::wd::Capabilities;
use serde_json::{Value, json};

/// Names the engine, as `cargo xtask test` does.
const VARIABLE: &str = "PIPELINE_MESSAGE_ENGINE";

/// Without the background services a closed network has nothing to refuse.
const CHROMIUM_FLAGS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // The faults take more of WebAssembly's memory than Chromium lets go of by itself.
    "--js-flags=--expose-gc",
];

/// A browser engine with its driver.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    Webkit,
}

impl Engine {
    /// The engine of this run.
    pub(crate) fn of_this_run() -> Self {
        match env::var(VARIABLE).as_deref() {
            Err(_) | Ok("chromium") => Self::Chromium,
            Ok("firefox") => Self::Firefox,
            Ok("webkit") => Self::Webkit,
            Ok(other) => panic!("{VARIABLE} is {other}, not chromium, firefox or webkit"),
        }
    }

    /// As the variable names it.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }

    /// The driver's program, and the variable that names another one.
    pub(crate) fn driver(self) -> (&'static str, String) {
        let (variable, usual) = match self {
            Self::Chromium => ("CHROMEDRIVER", "chromedriver"),
            Self::Firefox => ("GECKODRIVER", "geckodriver"),
            Self::Webkit => ("WEBKIT_WEBDRIVER", "WebKitWebDriver"),
        };
        (
            variable,
            env::var(variable).unwrap_or_else(|_| usual.to_owned()),
        )
    }

    /// What the driver is asked for: no window, an empty profile in `folder`.
    pub(crate) fn capabilities(self, folder: &Path) -> Capabilities {
        let (name, options, program) = match self {
            Self::Chromium => ("goog:chromeOptions", chromium(folder), "CHROME"),
            Self::Firefox => ("moz:firefoxOptions", firefox(), "FIREFOX"),
            Self::Webkit => ("webkitgtk:browserOptions", webkit(), "MINIBROWSER"),
        };
        let mut capabilities = Capabilities::new();
        let mut options = options;
        if let Ok(program) = env::var(program) {
            options["binary"] = json!(program);
        }
        // WebKit's driver takes options only together with a program; without, it has its own.
        if self != Self::Webkit || options.get("binary").is_some() {
            capabilities.insert(name.to_owned(), options);
        }
        capabilities
    }
}

fn chromium(folder: &Path) -> Value {
    let mut arguments: Vec<String> = CHROMIUM_FLAGS.map(str::to_owned).to_vec();
    arguments.push(format!("--user-data-dir={}", folder.display()));
    json!({ "args": arguments })
}

/// The driver makes the profile.
fn firefox() -> Value {
    json!({
        "args": ["-headless"],
        "prefs": {
            "datareporting.policy.dataSubmissionEnabled": false,
            "network.captive-portal-service.enabled": false,
            "network.connectivity-service.enabled": false
        }
    })
}

/// Keeps nothing between sessions when it is driven.
fn webkit() -> Value {
    json!({ "args": ["--automation"] })
}
