//! What a person sees while a command works: one line a step, with its time.
//!
//! In a terminal the running step shows a spinner and what its tool says last. Elsewhere (in a
//! log, on a CI server) a long step says every 15 seconds that it still runs.

use std::cell::Cell;
use std::fmt::Display;
use std::io::{self, Write};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use console::style;
use indicatif::{MultiProgress, ProgressBar, ProgressStyle};

const SIGN_OF_LIFE: Duration = Duration::from_secs(15);

/// All spinners: they step aside for a line, whichever thread it comes from.
static SPINNERS: LazyLock<MultiProgress> = LazyLock::new(MultiProgress::new);

/// One running step of a command.
#[derive(Debug)]
#[must_use = "a step that is dropped is shown as failed"]
pub(crate) struct Step {
    label: String,
    started: Instant,
    spinner: Option<ProgressBar>,
    last_sign: Cell<Instant>,
    ended: bool,
}

impl Step {
    /// Starts a step: `label` says what is being done.
    pub(crate) fn start(label: impl Into<String>) -> Self {
        let label = label.into();
        let spinner = console::user_attended_stderr().then(|| spinner(&label));
        Self {
            label,
            started: Instant::now(),
            spinner,
            last_sign: Cell::new(Instant::now()),
            ended: false,
        }
    }

    /// Shows what the tool at work says now.
    pub(crate) fn detail(&self, line: &str) {
        if let Some(spinner) = &self.spinner {
            spinner.set_message(line.trim().to_owned());
        } else if self.last_sign.get().elapsed() >= SIGN_OF_LIFE {
            self.last_sign.set(Instant::now());
            let seconds = self.started.elapsed().as_secs();
            say(format_args!(
                "  … {} ({seconds} s) {}",
                self.label,
                line.trim()
            ));
        }
    }

    /// Prints a line of its own, above the running step.
    pub(crate) fn note(&self, line: impl Display) {
        say(format_args!("    {line}"));
    }

    /// Ends the step well; `result` says what came of it and may be empty.
    pub(crate) fn done(mut self, result: impl Display) {
        self.end(&style("✓").green().to_string(), &result.to_string());
    }

    /// Ends the step badly.
    pub(crate) fn failed(mut self, result: impl Display) {
        self.end(&style("✗").red().to_string(), &result.to_string());
    }

    /// Ends a step that could not be done and need not be.
    pub(crate) fn skipped(mut self, reason: impl Display) {
        self.end(
            &style("-").yellow().to_string(),
            &format!("skipped: {reason}"),
        );
    }

    fn end(&mut self, sign: &str, result: &str) {
        self.ended = true;
        if let Some(spinner) = self.spinner.take() {
            spinner.finish_and_clear();
            SPINNERS.remove(&spinner);
        }
        let label = &self.label;
        let time = style(seconds(self.started.elapsed())).dim();
        if result.is_empty() {
            say(format_args!("{sign} {label} {time}"));
        } else {
            say(format_args!("{sign} {label}: {result} {time}"));
        }
    }
}

impl Drop for Step {
    fn drop(&mut self) {
        if !self.ended {
            self.end(&style("✗").red().to_string(), "");
        }
    }
}

/// Prints a line. That nobody reads on (`cargo xtask test | head`) is no reason to stop the work.
pub(crate) fn say(line: impl Display) {
    SPINNERS.suspend(|| {
        let _ = writeln!(io::stdout(), "{line}");
    });
}

/// Prints a line that a person should not overlook.
pub(crate) fn warn(line: impl Display) {
    say(format_args!("{} {line}", style("warning:").yellow().bold()));
}

/// Prints the one line that says what stopped a command.
pub(crate) fn error(line: impl Display) {
    SPINNERS.suspend(|| {
        let _ = writeln!(io::stderr(), "{}", style(line).for_stderr().red());
    });
}

fn seconds(time: Duration) -> String {
    format!("({:.1} s)", time.as_secs_f64())
}

fn spinner(label: &str) -> ProgressBar {
    let spinner = SPINNERS.add(ProgressBar::new_spinner());
    if let Ok(style) = ProgressStyle::with_template("{spinner} {prefix} {elapsed} {wide_msg:.dim}")
    {
        spinner.set_style(style);
    }
    spinner.set_prefix(label.to_owned());
    spinner.enable_steady_tick(Duration::from_millis(100));
    spinner
}
