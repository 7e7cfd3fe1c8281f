//! Running other programs: what they say is shown while they work, kept, and printed in full
//! where they fail; none of them may run for ever.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::error::{Error, Result};
use crate::progress::Step;

/// Enough for a cold build on a slow machine, and an end to what hangs.
const DEFAULT_LIMIT: Duration = Duration::from_secs(30 * 60);

/// How often a silent program's time is looked at.
const POLL: Duration = Duration::from_millis(100);

/// A program about to be run for a task.
#[derive(Debug)]
pub(crate) struct Tool {
    name: String,
    task: String,
    way_out: String,
    limit: Duration,
    command: Command,
}

/// What a program said, and how it ended.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) status: ExitStatus,
    /// Standard output and errors, in the order in which they came.
    pub(crate) output: String,
}

impl Outcome {
    /// Prints what it said, but for what was progress only.
    pub(crate) fn print(&self, step: &Step) {
        print(&self.output, step);
    }
}

impl Tool {
    /// `program` run in order to `task` ("install wasm-pack 0.15.1").
    pub(crate) fn new(program: impl AsRef<OsStr>, task: impl Into<String>) -> Self {
        let program = program.as_ref();
        let name = Path::new(program).file_name().unwrap_or(program);
        let mut command = Command::new(program);
        leave_cargo_run(&mut command);
        command.stdin(Stdio::null());
        Self {
            name: name.to_string_lossy().into_owned(),
            task: task.into(),
            way_out: "What it said is printed above".to_owned(),
            limit: DEFAULT_LIMIT,
            command,
        }
    }

    pub(crate) fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.command.arg(argument);
        self
    }

    pub(crate) fn args(mut self, arguments: impl IntoIterator<Item: AsRef<OsStr>>) -> Self {
        self.command.args(arguments);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn env_remove(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    pub(crate) fn folder(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// What a person can do when this fails.
    pub(crate) fn way_out(mut self, way_out: impl Into<String>) -> Self {
        self.way_out = way_out.into();
        self
    }

    /// How long it may take at most.
    pub(crate) fn limit(mut self, limit: Duration) -> Self {
        self.limit = limit;
        self
    }

    /// Runs it and gives what it said; a failure prints what it said and is an error.
    pub(crate) fn run(self, step: &Step) -> Result<String> {
        let (name, task, way_out) = (self.name.clone(), self.task.clone(), self.way_out.clone());
        let outcome = self.outcome(step)?;
        if outcome.status.success() {
            return Ok(outcome.output);
        }
        outcome.print(step);
        Err(Error::ToolFailed {
            task,
            tool: name,
            status: ending(outcome.status),
            last_line: String::new(),
            way_out,
        })
    }

    /// Runs it and gives what it said, however it ended.
    pub(crate) fn outcome(mut self, step: &Step) -> Result<Outcome> {
        let started = Instant::now();
        let mut child = self.start()?;
        let lines = lines_of(&mut child);
        let mut output = String::new();
        let mut last = String::new();
        loop {
            match lines.recv_timeout(POLL) {
                Ok(line) => {
                    output.push_str(&line);
                    output.push('\n');
                    if !line.trim().is_empty() && !is_for_programs(&line) {
                        last = line;
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            step.detail(&last);
            if started.elapsed() > self.limit {
                return Err(self.stop(&mut child, &output, step));
            }
        }
        let status = child.wait().map_err(|cause| self.not_started(cause))?;
        Ok(Outcome { status, output })
    }

    /// Runs something short and gives its standard output, trimmed.
    pub(crate) fn read(mut self) -> Result<String> {
        let output = self
            .command
            .output()
            .map_err(|cause| self.not_started(cause))?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
        if output.status.success() {
            return Ok(text(&output.stdout));
        }
        Err(Error::ToolFailed {
            last_line: text(&output.stderr)
                .lines()
                .last()
                .unwrap_or_default()
                .to_owned(),
            status: ending(output.status),
            task: self.task,
            tool: self.name,
            way_out: self.way_out,
        })
    }

    fn start(&mut self) -> Result<Child> {
        self.command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|cause| self.not_started(cause))
    }

    fn stop(&self, child: &mut Child, output: &str, step: &Step) -> Error {
        // Both fail only where it has ended by itself meanwhile.
        let _ = child.kill();
        let _ = child.wait();
        print(output, step);
        Error::ToolTooSlow {
            task: self.task.clone(),
            tool: self.name.clone(),
            after: self.limit,
            way_out: self.way_out.clone(),
        }
    }

    fn not_started(&self, cause: std::io::Error) -> Error {
        Error::ToolNotStarted {
            tool: self.name.clone(),
            cause,
        }
    }
}

fn print(output: &str, step: &Step) {
    let lines = output.lines();
    for line in lines.filter(|line| !is_progress(line) && !is_for_programs(line)) {
        step.note(line);
    }
}

/// What cargo says with `--message-format json`.
fn is_for_programs(line: &str) -> bool {
    line.starts_with(r#"{"reason":"#)
}

/// What cargo says of each crate, hundreds of lines that hide the one that counts.
fn is_progress(line: &str) -> bool {
    const VERBS: [&str; 6] = [
        "Blocking",
        "Checking",
        "Compiling",
        "Downloaded",
        "Downloading",
        "Locking",
    ];
    line.starts_with(' ') && VERBS.iter().any(|verb| line.trim_start().starts_with(verb))
}

/// The cargo that runs this command, for what is built natively.
pub(crate) fn cargo() -> std::ffi::OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// `cargo run` tells its program about the package; a cargo started from here would take some
/// of that for changed settings and build again what is built.
fn leave_cargo_run(command: &mut Command) {
    const OF_THE_PACKAGE: [&str; 4] = [
        "CARGO_PKG_",
        "CARGO_MANIFEST_",
        "CARGO_BIN_",
        "CARGO_CRATE_",
    ];
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        if OF_THE_PACKAGE.iter().any(|start| name.starts_with(start)) {
            command.env_remove(name);
        }
    }
    command.env_remove("CARGO");
    command.env_remove("CARGO_PRIMARY_PACKAGE");
}

fn lines_of(child: &mut Child) -> Receiver<String> {
    let (sender, receiver) = channel();
    if let Some(stdout) = child.stdout.take() {
        let sender = sender.clone();
        read_lines(stdout, move |line| sender.send(line).is_ok());
    }
    if let Some(stderr) = child.stderr.take() {
        read_lines(stderr, move |line| sender.send(line).is_ok());
    }
    receiver
}

/// Reads an output to its end, or until a line is not wanted any more.
pub(crate) fn read_lines(
    source: impl Read + Send + 'static,
    take: impl Fn(String) -> bool + Send + 'static,
) {
    thread::spawn(move || {
        let mut source = BufReader::new(source);
        let mut bytes = Vec::new();
        while let Ok(1..) = source.read_until(b'\n', &mut bytes) {
            let line = String::from_utf8_lossy(&bytes).trim_end().to_owned();
            bytes.clear();
            if !take(line) {
                break;
            }
        }
    });
}

/// How a program ended, in words.
pub(crate) fn ending(status: ExitStatus) -> String {
    match status.code() {
        Some(code) => format!("exit status {code}"),
        None => status.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Tool {
        Tool::new("sh", "try a script").args(["-c", script])
    }

    #[test]
    fn keeps_both_streams() {
        let step = Step::start("test");
        let outcome = shell("echo out; echo err >&2; exit 3")
            .outcome(&step)
            .unwrap();
        assert_eq!(outcome.status.code(), Some(3));
        assert!(outcome.output.contains("out\n") && outcome.output.contains("err\n"));
        step.done("");
    }

    #[test]
    fn a_crate_being_compiled_is_progress_and_an_error_is_not() {
        assert!(is_progress("   Compiling serde v1.0.229"));
        assert!(!is_progress("error: could not compile `serde`"));
        assert!(!is_progress("Compiling is what failed"));
    }

    #[test]
    fn stops_what_takes_too_long() {
        let step = Step::start("test");
        let slow = shell("exec sleep 60").limit(Duration::from_millis(200));
        assert!(matches!(
            slow.outcome(&step),
            Err(Error::ToolTooSlow { .. })
        ));
        step.done("");
    }

    #[test]
    fn a_failing_read_names_the_last_line_of_errors() {
        let error = shell("echo first >&2; echo last >&2; exit 1")
            .read()
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "could not try a script: sh ended with exit status 1 (last)"
        );
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = Tool::new("no-such-program-here", "x").read().unwrap_err();
        assert_eq!(error.to_string(), "could not start no-such-program-here");
    }
}
