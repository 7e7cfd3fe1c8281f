//! A display for the engine that has no headless mode: an X server without a screen.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::error::{Error, Result};

/// Its pointer stands in the middle, beside the tests' windows of 1400 by 900 in the corner. Over one
/// it would move whenever another comes or goes, and WebKit answers that by the next frame: where
/// there is none, no click of the driver ends.
const SCREEN: &str = "2880x1880x24";

/// An X server on a display that was free; it ends with the value.
#[derive(Debug)]
pub(super) struct Display {
    server: Child,
    name: String,
}

impl Display {
    /// Starts the X server and waits until it serves.
    pub(super) fn start(program: &Path) -> Result<Self> {
        let not_started = |cause| Error::ToolNotStarted {
            tool: program.display().to_string(),
            cause,
        };
        let mut server = Command::new(program)
            // It looks for a free display and writes the number when it is ready.
            .args(["-displayfd", "1", "-screen", "0", SCREEN])
            // It would start anew after its last client, and refuse a browser that comes just then.
            // WebKit's driver waits for that one for ever.
            .args(["-nolisten", "tcp", "-noreset"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(not_started)?;
        let mut number = String::new();
        if let Some(output) = server.stdout.take() {
            BufReader::new(output)
                .read_line(&mut number)
                .map_err(not_started)?;
        }
        let display = Self {
            server,
            name: format!(":{}", number.trim()),
        };
        if number.trim().is_empty() {
            return Err(Error::NoDisplay {
                server: program.to_owned(),
            });
        }
        Ok(display)
    }

    /// As the environment variable `DISPLAY` has it.
    pub(super) fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        // Both fail only where it has ended by itself.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
