//! What the numbers were measured on.

use std::fmt;
use std::fs;
use std::thread;

use serde::{Deserialize, Serialize};

use crate::process::Tool;

/// Enough to know how far two runs can be compared.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Machine {
    pub(super) processor: String,
    pub(super) cores: usize,
    pub(super) system: String,
    pub(super) browser: String,
    /// What built the widget.
    pub(super) rust: String,
}

impl Machine {
    pub(super) fn this(browser: String, rust: String) -> Self {
        Self {
            processor: processor().unwrap_or_else(|| std::env::consts::ARCH.to_owned()),
            cores: thread::available_parallelism().map_or(1, usize::from),
            system: std::env::consts::OS.to_owned(),
            browser,
            rust,
        }
    }
}

impl fmt::Display for Machine {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            processor,
            cores,
            system,
            browser,
            rust,
        } = self;
        write!(
            out,
            "{browser} on {system}, {processor}, {cores} cores; built with {rust}"
        )
    }
}

/// As Linux and macOS tell it; no other system runs these commands.
fn processor() -> Option<String> {
    if cfg!(target_os = "macos") {
        let sysctl = Tool::new("sysctl", "ask for the processor");
        return sysctl.args(["-n", "machdep.cpu.brand_string"]).read().ok();
    }
    let description = fs::read_to_string("/proc/cpuinfo").ok()?;
    let mut lines = description.lines();
    let model = lines.find_map(|line| line.strip_prefix("model name"))?;
    Some(model.trim_start_matches([' ', '\t', ':']).to_owned())
}
