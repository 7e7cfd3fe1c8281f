//! The project's own receiver while it runs: its output is handed on, and it is started again
//! where it dies, though not for ever.

use std::collections::VecDeque;
use std::process::ExitStatus;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use local_amocrm::Receiver as Destination;
use serde::Deserialize;
use url::Url;

use super::child::{Child, Order};
use super::program::Program;
use crate::error::{Error, Result};
use crate::process;
use crate::progress::{self, Step};
use crate::project::Project;

/// How long it may take to open its database and listen.
const READY: Duration = Duration::from_secs(30);

/// So often within [`WHILE`] it is started again; one that dies more often has a fault.
const RESTARTS: usize = 3;
const WHILE: Duration = Duration::from_secs(60);

/// A receiver that is kept running until this is dropped.
#[derive(Debug)]
#[must_use = "the receiver ends when this is dropped"]
pub(in crate::preview) struct Supervised {
    address: String,
    program: Arc<Mutex<Program>>,
    child: Child,
    supervisor: Option<JoinHandle<()>>,
}

/// What the supervising thread works with.
struct Supervisor {
    program: Arc<Mutex<Program>>,
    child: Child,
    /// The local amoCRM knows the receiver by it, so a later one takes it too.
    port: u16,
    account: u16,
    printed: Sender<String>,
}

/// One process, from its start to its end.
struct Life {
    number: u32,
    address: String,
    said: Receiver<Said>,
    last_note: String,
}

enum Said {
    Printed(String),
    Noted(String),
}

/// The first line of its output.
#[derive(Deserialize)]
struct Ready {
    #[serde(rename = "type")]
    kind: String,
    address: String,
}

/// When it was started again lately.
#[derive(Debug, Default)]
struct Restarts(VecDeque<Instant>);

impl Supervised {
    /// Starts the receiver and waits until it is ready.
    pub(super) fn start(
        program: Program,
        account: u16,
        child: Child,
        printed: Sender<String>,
    ) -> Result<Self> {
        let step = Step::start("Receiver");
        let mut supervisor = Supervisor {
            program: Arc::new(Mutex::new(program)),
            child: child.clone(),
            port: 0,
            account,
            printed,
        };
        let program = Arc::clone(&supervisor.program);
        let life = supervisor.launch()?;
        let address = life.address.clone();
        supervisor.port = port_of(&address).ok_or_else(|| not_ready(&address))?;
        step.done(&address);
        Ok(Self {
            address,
            program,
            child,
            supervisor: Some(thread::spawn(move || supervisor.supervise(life))),
        })
    }

    pub(super) fn destination(&self) -> Destination {
        let program = lock(&self.program);
        let secrets = program.secrets();
        Destination {
            url: self.address.clone(),
            hook_secret: Some(secrets.hook.clone()),
            client_secret: Some(secrets.client.clone()),
        }
    }

    pub(super) fn audience(&self) -> String {
        lock(&self.program).audience().to_owned()
    }

    /// Builds it anew and puts it in the running one's place.
    pub(super) fn replace(&self, project: &Project, audience: String) -> Result<()> {
        let rebuilt = lock(&self.program).rebuilt(project, audience)?;
        *lock(&self.program) = rebuilt;
        if let Some(number) = self.child.ask_to_end(Order::Replace) {
            self.child.ending(number);
        }
        Ok(())
    }

    fn end(&mut self) {
        if let Some(number) = self.child.ask_to_end(Order::End) {
            self.child.ending(number);
        }
        if let Some(supervisor) = self.supervisor.take() {
            // Fails only where it has panicked, and then it has said so.
            let _ = supervisor.join();
        }
    }
}

impl Drop for Supervised {
    fn drop(&mut self) {
        self.end();
    }
}

impl Supervisor {
    fn supervise(self, first: Life) {
        let mut life = Some(first);
        let mut restarts = Restarts::default();
        loop {
            let how = life.take().map(|life| self.follow(life));
            match self.child.take_order() {
                Order::End => return,
                Order::Replace => {}
                Order::GoOn if restarts.may_have_another(Instant::now()) => {
                    if let Some(how) = how {
                        progress::warn(format!("the receiver {how}; it is started again"));
                    }
                }
                Order::GoOn => {
                    progress::error(format!(
                        "error[receiver]: the receiver ended {} times within a minute and is left \
                         so. What it said is above; change its sources, or start the preview again",
                        RESTARTS + 1
                    ));
                    if self.child.wait_for_order() == Order::End {
                        return;
                    }
                }
            }
            match self.launch() {
                Ok(next) => {
                    progress::say("The receiver runs again");
                    life = Some(next);
                }
                Err(_) if self.child.is_to_end() => return,
                Err(error) => progress::error(error.line()),
            }
        }
    }

    /// Starts a process and waits until it is ready.
    fn launch(&self) -> Result<Life> {
        let command = lock(&self.program).command(self.port, self.account);
        let (number, output, errors) =
            self.child
                .spawn(command)
                .map_err(|cause| Error::ToolNotStarted {
                    tool: "the receiver".to_owned(),
                    cause,
                })?;
        let (sender, said) = channel();
        let noted = sender.clone();
        process::read_lines(output, move |line| sender.send(Said::Printed(line)).is_ok());
        process::read_lines(errors, move |line| noted.send(Said::Noted(line)).is_ok());
        self.wait_until_ready(number, said)
            .inspect_err(|_| self.child.discard())
    }

    fn wait_until_ready(&self, number: u32, said: Receiver<Said>) -> Result<Life> {
        let end = Instant::now() + READY;
        let mut last_note = String::new();
        loop {
            match said.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(Said::Noted(line)) => {
                    note(&line);
                    last_note = line;
                }
                Ok(Said::Printed(line)) => {
                    let address = address_in(&line).ok_or_else(|| not_ready(&line))?;
                    self.hand_on(line);
                    return Ok(Life {
                        number,
                        address,
                        said,
                        last_note,
                    });
                }
                Err(RecvTimeoutError::Timeout) => {
                    return Err(not_ready(&format!("no word for {} s", READY.as_secs())));
                }
                Err(RecvTimeoutError::Disconnected) => {
                    let status = self.child.ending(number);
                    return Err(not_ready(&ended(status, &last_note)));
                }
            }
        }
    }

    /// Hands its output on until it ends, and gives how it ended.
    fn follow(&self, mut life: Life) -> String {
        for said in &life.said {
            match said {
                Said::Printed(line) => self.hand_on(line),
                Said::Noted(line) => {
                    note(&line);
                    life.last_note = line;
                }
            }
        }
        ended(self.child.ending(life.number), &life.last_note)
    }

    fn hand_on(&self, line: String) {
        // The preview is ending where nobody takes it.
        let _ = self.printed.send(line);
    }
}

impl Restarts {
    /// Whether it may be started once more; if so, this counts as done.
    fn may_have_another(&mut self, now: Instant) -> bool {
        self.0
            .retain(|time| now.saturating_duration_since(*time) < WHILE);
        let may = self.0.len() < RESTARTS;
        if may {
            self.0.push_back(now);
        }
        may
    }
}

fn lock(program: &Mutex<Program>) -> MutexGuard<'_, Program> {
    program.lock().unwrap_or_else(PoisonError::into_inner)
}

fn note(line: &str) {
    progress::say(format_args!("    receiver: {line}"));
}

fn address_in(line: &str) -> Option<String> {
    let ready: Ready = serde_json::from_str(line).ok()?;
    (ready.kind == "ready").then_some(ready.address)
}

fn port_of(address: &str) -> Option<u16> {
    Url::parse(address).ok()?.port()
}

fn not_ready(said: &str) -> Error {
    Error::ReceiverNotReady {
        said: said.to_owned(),
    }
}

fn ended(status: Option<ExitStatus>, last_note: &str) -> String {
    let status = status.map_or_else(|| "no exit status".to_owned(), process::ending);
    if last_note.is_empty() {
        format!("ended with {status}")
    } else {
        format!("ended with {status} ({last_note})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ready_line_gives_the_address() {
        let line = r#"{"type":"ready","address":"http://127.0.0.1:40123","hook":"/hook"}"#;
        let address = address_in(line).unwrap();
        assert_eq!(address, "http://127.0.0.1:40123");
        assert_eq!(port_of(&address), Some(40123));
    }

    #[test]
    fn no_other_line_is_taken_for_it() {
        assert_eq!(address_in("listening on http://127.0.0.1:1"), None);
        assert_eq!(address_in(r#"{"type":"message","address":"x"}"#), None);
    }

    /// A script in the receiver's place.
    #[cfg(unix)]
    fn program(folder: &tempfile::TempDir, script: &str) -> Program {
        let [text, path] = ["text", "receiver"].map(|name| folder.path().join(name));
        std::fs::write(&text, format!("#!/bin/sh\n{script}\n")).unwrap();
        // Another test may start a process just now; a program that is still open for writing
        // there could not be run ("text file busy"). So it is written by a process of its own.
        let installed = std::process::Command::new("install")
            .args(["-m", "755"])
            .args([&text, &path])
            .status()
            .unwrap();
        assert!(installed.success());
        Program::at(path)
    }

    #[cfg(unix)]
    const READY_LINE: &str = r#"{"type":"ready","address":"http://127.0.0.1:9"}"#;

    #[cfg(unix)]
    #[test]
    fn one_that_dies_is_followed_by_another_until_the_end() {
        const PATIENCE: Duration = Duration::from_secs(20);
        let folder = tempfile::tempdir().unwrap();
        let script = format!("echo '{READY_LINE}'; echo $$; exec sleep 60");
        let program = program(&folder, &script);
        let child = Child::default();
        let (printed, lines) = channel();
        let next = || lines.recv_timeout(PATIENCE).unwrap();
        let receiver = Supervised::start(program, 8120, child.clone(), printed).unwrap();
        assert_eq!(receiver.destination().url, "http://127.0.0.1:9");
        assert_eq!(next(), READY_LINE);
        let first = next();
        child.discard();
        assert_eq!(next(), READY_LINE);
        let second = next();
        assert_ne!(first, second);
        drop(receiver);
        assert_eq!(
            lines.recv_timeout(PATIENCE),
            Err(RecvTimeoutError::Disconnected)
        );
        assert!(child.is_to_end());
    }

    #[cfg(unix)]
    #[test]
    fn one_that_does_not_start_says_why() {
        let folder = tempfile::tempdir().unwrap();
        let script = "echo 'error: the database is in use' >&2; exit 3";
        let program = program(&folder, script);
        let (printed, _lines) = channel();
        let error = Supervised::start(program, 8120, Child::default(), printed)
            .unwrap_err()
            .to_string();
        assert_eq!(
            error,
            "the receiver did not become ready: ended with exit status 3 (error: the database is in \
             use)"
        );
    }

    #[test]
    fn restarts_are_bounded_within_a_minute_but_not_for_ever() {
        let mut restarts = Restarts::default();
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        for seconds in 0..3 {
            assert!(restarts.may_have_another(at(seconds)));
        }
        assert!(!restarts.may_have_another(at(59)));
        assert!(restarts.may_have_another(at(61)));
    }
}
