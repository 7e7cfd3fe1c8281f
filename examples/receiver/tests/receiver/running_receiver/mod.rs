//! The real receiver as a process of its own, its output as it comes, and requests to it.

#![allow(
    dead_code,
    reason = "each test file is a program of its own and uses a part of this"
)]

pub(crate) mod requests;

use std::{
    ffi::OsStr,
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::{Arc, Condvar, Mutex},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use serde_json::Value as Json;
use tempfile::TempDir;

pub(crate) const HOOK_SECRET: &str = "a-secret-in-the-address";
pub(crate) const CLIENT_SECRET: &str = "the-integration's-secret-key";
pub(crate) const ACCOUNT: &str = "https://example.amocrm.ru";
pub(crate) const AUDIENCE: &str = "https://widget.example.com";

/// How long anything may take before a test gives up.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// What a pipe has brought so far, in whole lines.
#[derive(Clone, Default)]
pub(crate) struct Lines(Arc<(Mutex<Vec<String>>, Condvar)>);

impl Lines {
    /// Reads to the end, or so many lines, and closes the pipe.
    fn read(pipe: impl Read + Send + 'static, most: usize) -> (Self, JoinHandle<()>) {
        let lines = Self::default();
        let filled = lines.clone();
        let reader = thread::spawn(move || {
            let mut pipe = BufReader::new(pipe);
            let mut line = Vec::new();
            for _ in 0..most {
                // A line that a kill has cut off was not printed.
                if pipe.read_until(b'\n', &mut line).unwrap_or(0) == 0 || !line.ends_with(b"\n") {
                    return;
                }
                line.pop();
                let text = String::from_utf8(std::mem::take(&mut line)).unwrap();
                filled.0.0.lock().unwrap().push(text);
                filled.0.1.notify_all();
            }
        });
        (lines, reader)
    }

    pub(crate) fn now(&self) -> Vec<String> {
        self.0.0.lock().unwrap().clone()
    }

    /// Waits until the lines are as they should be.
    pub(crate) fn wait_until(&self, what: &str, ready: impl Fn(&[String]) -> bool) -> Vec<String> {
        let end = Instant::now() + PATIENCE;
        let (lines, changed) = &*self.0;
        let mut lines = lines.lock().unwrap();
        while !ready(&lines) {
            let left = end.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero(),
                "waited in vain for {what}; there is: {lines:#?}"
            );
            lines = changed.wait_timeout(lines, left).unwrap().0;
        }
        lines.clone()
    }
}

pub(crate) struct Receiver {
    child: Child,
    readers: Vec<JoinHandle<()>>,
    pub(crate) output: Lines,
    pub(crate) errors: Lines,
    pub(crate) address: String,
}

/// How to start one.
pub(crate) struct Start {
    pub(crate) command: Command,
    folder: TempDir,
}

impl Start {
    /// With all secrets, for one account, printing JSON lines.
    pub(crate) fn usual() -> Self {
        let mut start = Self::bare();
        start.command.env("RECEIVER_HOOK_SECRET", HOOK_SECRET);
        start.command.env("AMOCRM_CLIENT_SECRET", CLIENT_SECRET);
        start
            .option("--account", ACCOUNT)
            .option("--audience", AUDIENCE);
        start.option("--format", "json");
        start
    }

    /// With a database and a free port, and nothing else.
    pub(crate) fn bare() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_pipeline-message-receiver"));
        for secret in [
            "RECEIVER_HOOK_SECRET",
            "AMOCRM_CLIENT_SECRET",
            "AMOCRM_ACCESS_TOKEN",
        ] {
            command
                .env_remove(secret)
                .env_remove(format!("{secret}_FILE"));
        }
        let mut start = Self { command, folder };
        let database = start.database();
        start.option("--database", database).option("--port", "0");
        start
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.file("receiver.db")
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn option(&mut self, name: &str, value: impl AsRef<OsStr>) -> &mut Self {
        self.command.arg(name).arg(value);
        self
    }

    pub(crate) fn flag(&mut self, name: &str) -> &mut Self {
        self.command.arg(name);
        self
    }

    /// Starts it and waits until it says that it is ready.
    pub(crate) fn run(&mut self) -> Receiver {
        self.run_and_read(usize::MAX)
    }

    /// Starts it, and closes its output when it has said that it is ready.
    pub(crate) fn run_and_close_its_output(&mut self) -> Receiver {
        self.run_and_read(1)
    }

    fn run_and_read(&mut self, lines: usize) -> Receiver {
        self.command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = self.command.spawn().unwrap();
        let (output, output_reader) = Lines::read(child.stdout.take().unwrap(), lines);
        let (errors, errors_reader) = Lines::read(child.stderr.take().unwrap(), usize::MAX);
        let ready = output.wait_until("the first line", |lines| !lines.is_empty());
        let address = address_in(&ready[0]);
        let mut readers = vec![errors_reader];
        if lines == 1 {
            output_reader.join().unwrap();
        } else {
            readers.push(output_reader);
        }
        Receiver {
            child,
            readers,
            output,
            errors,
            address,
        }
    }

    /// Starts it when it will not start, and gives what it says.
    pub(crate) fn fail(&mut self) -> String {
        let output = self.command.output().unwrap();
        assert!(!output.status.success());
        assert!(output.stdout.is_empty(), "nothing is printed: {output:?}");
        String::from_utf8(output.stderr).unwrap()
    }
}

fn address_in(ready: &str) -> String {
    match serde_json::from_str::<Json>(ready) {
        Ok(line) => line["address"].as_str().unwrap().to_owned(),
        Err(_) => ready.rsplit(' ').next().unwrap().to_owned(),
    }
}

impl Receiver {
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    pub(crate) fn hook_url(&self) -> String {
        self.url(&format!("/hook?secret={HOOK_SECRET}"))
    }

    /// What was printed after the line that it is ready.
    pub(crate) fn printed(&self) -> Vec<Json> {
        self.output.now()[1..]
            .iter()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    /// Waits for so many lines after the first.
    pub(crate) fn wait_for_printed(&self, count: usize) -> Vec<Json> {
        self.output
            .wait_until(&format!("{count} printed lines"), |lines| {
                lines.len() > count
            });
        self.printed()
    }

    /// Kills it as the machine would: nothing of it runs on.
    pub(crate) fn kill(mut self) -> Vec<Json> {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.finish_reading();
        self.printed()
    }

    /// Asks it to stop, and waits until it has.
    pub(crate) fn stop(mut self) -> (ExitStatus, Vec<Json>) {
        let process = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .arg(process)
                .status()
                .unwrap()
                .success()
        );
        let status = self.child.wait().unwrap();
        self.finish_reading();
        let printed = self.printed();
        (status, printed)
    }

    /// Waits until it ends by itself.
    pub(crate) fn ended(mut self) -> (ExitStatus, Vec<String>) {
        let end = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(Instant::now() < end, "it does not end");
            thread::sleep(Duration::from_millis(10));
        };
        self.finish_reading();
        (status, self.errors.now())
    }

    fn finish_reading(&mut self) {
        for reader in self.readers.drain(..) {
            reader.join().unwrap();
        }
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        // A failed test leaves no process behind; one that has ended already cannot be killed.
        let _ended = self.child.kill();
        let _waited = self.child.wait();
    }
}

/// Writes a file and gives its path back.
pub(crate) fn written(file: &Path, contents: &str) -> PathBuf {
    std::fs::write(file, contents).unwrap();
    file.to_owned()
}
