//! What can stop a command.
//!
//! A person sees exactly one line: what happened, where, why, and the way out. The code in front
//! of it is stable, so that it can be searched for.

use std::error::Error as _;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The result of everything that can stop a command.
pub(crate) type Result<T, E = Error> = std::result::Result<T, E>;

/// What stopped a command.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("these commands run on Linux and macOS, not on {system}")]
    UnsupportedSystem { system: &'static str },

    #[error("no project was found in {} or above it", start.display())]
    NotAProject { start: PathBuf },

    #[error("could not {action} {}", path.display())]
    File {
        action: &'static str,
        path: PathBuf,
        #[source]
        cause: io::Error,
    },

    #[error("{}: {problem}", path.display())]
    Invalid {
        path: PathBuf,
        problem: String,
        way_out: String,
    },

    #[error("{tool} is missing")]
    ToolMissing { tool: String, way_out: String },

    #[error("{tool} is version {found}, but {needed} or newer is needed")]
    ToolTooOld {
        tool: String,
        found: String,
        needed: String,
        way_out: String,
    },

    #[error("could not start {tool}")]
    ToolNotStarted {
        tool: String,
        #[source]
        cause: io::Error,
    },

    #[error("could not {task}: {tool} ended with {status}{}", said(last_line))]
    ToolFailed {
        task: String,
        tool: String,
        status: String,
        last_line: String,
        way_out: String,
    },

    #[error("could not {task}: {tool} was stopped after {} seconds", after.as_secs())]
    ToolTooSlow {
        task: String,
        tool: String,
        after: Duration,
        way_out: String,
    },

    #[error("script.js is {size} bytes after gzip -9, the limit is {limit}")]
    ScriptTooBig { size: u64, limit: u64 },

    #[error(
        "script.js is {size} bytes after gzip -9, more than 2 % above the {baseline} of \
         size-baseline.json ({parts})"
    )]
    ScriptGrew {
        size: u64,
        baseline: u64,
        parts: String,
    },

    #[error("could not draw {} from {}", image, svg.display())]
    Image {
        image: &'static str,
        svg: PathBuf,
        #[source]
        cause: Box<dyn std::error::Error + Send + Sync>,
    },

    #[error("could not write {}", path.display())]
    Archive {
        path: PathBuf,
        #[source]
        cause: zip::result::ZipError,
    },

    #[error("could not read the packages of the project")]
    Metadata {
        #[source]
        cause: cargo_metadata::Error,
    },

    #[error("could not watch {}", path.display())]
    Watch {
        path: PathBuf,
        #[source]
        cause: notify_debouncer_mini::notify::Error,
    },

    #[error("could not listen for Ctrl-C")]
    Interrupt {
        #[source]
        cause: ctrlc::Error,
    },

    #[error("could not serve the local amoCRM")]
    LocalAmocrm {
        #[source]
        cause: local_amocrm::Error,
    },

    #[error("the receiver did not become ready: {said}")]
    ReceiverNotReady { said: String },

    #[error("the system gave no random numbers for the receiver's secrets")]
    Random {
        #[source]
        cause: getrandom::Error,
    },

    #[error("could not start the local amoCRM's runtime")]
    Runtime {
        #[source]
        cause: io::Error,
    },

    #[error("could not serve the pages of the measurements")]
    Serve {
        #[source]
        cause: io::Error,
    },

    #[error("could not {task}")]
    Browser {
        task: &'static str,
        #[source]
        cause: Box<dyn std::error::Error + Send + Sync>,
    },

    #[error("{broken} of the budgets are not held")]
    BudgetsBroken { broken: usize },

    #[error("{engine} is not here: {reason}")]
    EngineMissing {
        engine: crate::setup::Engine,
        reason: String,
    },

    #[error("{} found no display that is free", server.display())]
    NoDisplay { server: PathBuf },

    #[error("{}", failures(*failed))]
    ChecksFailed { failed: u64 },

    #[error("no test has {filter:?} in its name")]
    NoSuchTest { filter: String },
}

impl Error {
    /// For `map_err` on everything that reads or writes `path`.
    pub(crate) fn file(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |cause| Self::File {
            action,
            path,
            cause,
        }
    }

    /// A file of the project or of a tool that does not hold what it should.
    pub(crate) fn invalid(
        path: &Path,
        problem: impl Into<String>,
        way_out: impl Into<String>,
    ) -> Self {
        Self::Invalid {
            path: path.to_owned(),
            problem: problem.into(),
            way_out: way_out.into(),
        }
    }

    /// The stable name of this kind of error.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::UnsupportedSystem { .. } => "unsupported-system",
            Self::NotAProject { .. } => "not-a-project",
            Self::File { .. } => "file",
            Self::Invalid { .. } => "invalid-file",
            Self::ToolMissing { .. } => "tool-missing",
            Self::ToolTooOld { .. } => "tool-too-old",
            Self::ToolNotStarted { .. } => "tool-not-started",
            Self::ToolFailed { .. } => "tool-failed",
            Self::ToolTooSlow { .. } => "tool-too-slow",
            Self::ScriptTooBig { .. } => "script-too-big",
            Self::ScriptGrew { .. } => "script-grew",
            Self::Image { .. } => "image",
            Self::Archive { .. } => "archive",
            Self::Metadata { .. } => "metadata",
            Self::Watch { .. } => "watch",
            Self::Interrupt { .. } => "interrupt",
            Self::LocalAmocrm { .. } => "local-amocrm",
            Self::Runtime { .. } => "runtime",
            Self::ReceiverNotReady { .. } => "receiver",
            Self::Random { .. } => "random",
            Self::Serve { .. } => "serve",
            Self::Browser { .. } => "browser",
            Self::BudgetsBroken { .. } => "budgets",
            Self::EngineMissing { .. } => "engine-missing",
            Self::NoDisplay { .. } => "no-display",
            Self::ChecksFailed { .. } => "checks-failed",
            Self::NoSuchTest { .. } => "no-such-test",
        }
    }

    /// The one line that a person sees.
    pub(crate) fn line(&self) -> String {
        let mut line = format!("error[{}]: {self}", self.code());
        let mut cause = self.source();
        while let Some(reason) = cause {
            let text = reason.to_string();
            // Some libraries say their cause in their own text already.
            if !line.contains(&text) {
                line.push_str(": ");
                line.push_str(&text);
            }
            cause = reason.source();
        }
        if let Some(way_out) = self.way_out() {
            line.push_str(". ");
            line.push_str(way_out);
        }
        line.replace('\n', " ")
    }

    /// What the person can do about it, where the message itself does not say it.
    fn way_out(&self) -> Option<&str> {
        match self {
            Self::Invalid { way_out, .. }
            | Self::ToolMissing { way_out, .. }
            | Self::ToolTooOld { way_out, .. }
            | Self::ToolFailed { way_out, .. }
            | Self::ToolTooSlow { way_out, .. } => Some(way_out),
            Self::UnsupportedSystem { .. } => {
                Some("On Windows they run inside WSL (Ubuntu or Debian)")
            }
            Self::NotAProject { .. } => Some("Run `cargo xtask` inside the project's folder"),
            Self::File { .. } | Self::Archive { .. } => {
                Some("Check that the path is there, that it may be written, and the disk's space")
            }
            Self::ToolNotStarted { .. } => Some("Run `cargo xtask setup`"),
            Self::ScriptTooBig { .. } => Some(
                "Look at what the last change linked in (`cargo xtask bench --only size`) and take \
                 a smaller way",
            ),
            Self::ScriptGrew { .. } => Some(
                "`cargo xtask bench --only size` shows what fills it; where the change is worth \
                 it, run `cargo xtask pack --accept-size` and commit the baseline with it",
            ),
            Self::Image { .. } => Some("Open the SVG in a browser and mend it"),
            Self::Metadata { .. } => Some("Run `cargo metadata` to see more"),
            Self::Watch { .. } => Some("Run `cargo xtask pack` by hand after each change instead"),
            Self::ReceiverNotReady { .. } => {
                Some("`cargo xtask preview --receiver URL` goes on with one that you start")
            }
            Self::Browser { .. } => Some("Run `cargo xtask setup`, and try again"),
            Self::NoDisplay { .. } => Some("Run it by hand (`Xvfb :99`) to see why"),
            Self::EngineMissing { .. }
            | Self::Interrupt { .. }
            | Self::LocalAmocrm { .. }
            | Self::Random { .. }
            | Self::Runtime { .. }
            | Self::Serve { .. } => None,
            Self::NoSuchTest { .. } => {
                Some("Names are as the tests print them; a part of a name is enough")
            }
            Self::BudgetsBroken { .. } => {
                Some("Each is printed above; on a busy machine run it again before you believe it")
            }
            Self::ChecksFailed { .. } => Some(
                "What failed is printed above; `cargo xtask test --only STEP` repeats one step",
            ),
        }
    }
}

fn said(last_line: &str) -> String {
    if last_line.is_empty() {
        String::new()
    } else {
        format!(" ({last_line})")
    }
}

fn failures(count: u64) -> String {
    match count {
        1 => "1 check or test failed".to_owned(),
        count => format!("{count} checks or tests failed"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_what_where_why_and_the_way_out() {
        let error = Error::file("read", Path::new("widget/manifest.json"))(io::Error::new(
            io::ErrorKind::NotFound,
            "no such file",
        ));
        assert_eq!(
            error.line(),
            "error[file]: could not read widget/manifest.json: no such file. Check that the path \
             is there, that it may be written, and the disk's space"
        );
    }

    #[test]
    fn a_line_stays_one_line() {
        let error = Error::invalid(Path::new("a"), "first\nsecond", "third");
        assert!(!error.line().contains('\n'));
    }
}
