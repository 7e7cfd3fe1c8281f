//! The project's receiver, really running beside the local amoCRM.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};

use local_amocrm::{LocalAmocrm, Receiver};
use serde_json::Value;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader};
use tokio::process::{Child, Command};
use tokio::time::sleep;

use crate::amocrm::Amocrm;

const HOOK_SECRET: &str = "the-secret-in-the-hook's-address";
const CLIENT_SECRET: &str = "the-integration's-secret-key";

/// Scheme and host of `dp.webhook_url` in the manifests.
const AUDIENCE: &str = "https://example.com";

const PATIENCE: Duration = Duration::from_secs(20);
const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// The receiver as a process, with a database that outlives it.
pub(crate) struct RunningReceiver {
    amocrm: Arc<LocalAmocrm>,
    process: Option<Child>,
    printed: Arc<Mutex<Vec<Value>>>,
    folder: TempDir,
}

impl RunningReceiver {
    /// Starts the receiver and names it to the local amoCRM.
    pub(crate) async fn start(amocrm: &Amocrm) -> Self {
        let mut receiver = Self {
            amocrm: amocrm.server(),
            process: None,
            printed: Arc::default(),
            folder: tempfile::tempdir().expect("a folder for the receiver"),
        };
        receiver.start_again().await;
        receiver
    }

    /// Starts it where it was stopped: another process on another port, the same database.
    pub(crate) async fn start_again(&mut self) {
        let mut process = self.command().spawn().expect("the receiver starts");
        let output = process.stdout.take().expect("its output is piped");
        let errors = process.stderr.take().expect("its errors are piped");
        let before = self.printed().len();
        tokio::spawn(pass_on(
            output,
            Arc::clone(&self.printed),
            Arc::clone(&self.amocrm),
        ));
        tokio::spawn(pass_to_screen(errors));
        self.process = Some(process);
        let ready = self.line(before).await;
        assert_eq!(ready["type"], "ready", "{ready}");
        let url = ready["address"].as_str().expect("an address").to_owned();
        self.amocrm.use_receiver(Some(Receiver {
            url,
            hook_secret: Some(HOOK_SECRET.to_owned()),
            client_secret: Some(CLIENT_SECRET.to_owned()),
        }));
    }

    fn command(&self) -> Command {
        let mut command = Command::new(program());
        command
            .env("RECEIVER_HOOK_SECRET", HOOK_SECRET)
            .env("AMOCRM_CLIENT_SECRET", CLIENT_SECRET)
            .arg("--database")
            .arg(self.folder.path().join("receiver.db"))
            .args(["--port", "0", "--format", "json", "--development"])
            .args(["--account", &self.amocrm.url(), "--audience", AUDIENCE])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true);
        command
    }

    /// Kills it; the local amoCRM goes on sending to where it was.
    pub(crate) async fn stop(&mut self) {
        if let Some(mut process) = self.process.take() {
            process.kill().await.expect("the receiver ends");
        }
    }

    /// All it has printed so far.
    pub(crate) fn printed(&self) -> Vec<Value> {
        self.printed.lock().expect("no thread has died").clone()
    }

    /// The printed lines of a type so far.
    pub(crate) fn printed_of_type(&self, kind: &str) -> Vec<Value> {
        let printed = self.printed().into_iter();
        printed.filter(|line| line["type"] == kind).collect()
    }

    /// The line with this number, as soon as it is printed.
    pub(crate) async fn line(&self, number: usize) -> Value {
        let started = Instant::now();
        loop {
            if let Some(line) = self.printed().get(number) {
                return line.clone();
            }
            assert!(
                started.elapsed() < PATIENCE,
                "the receiver has printed {:?} and nothing more",
                self.printed()
            );
            sleep(LOOK_AGAIN).await;
        }
    }
}

/// The receiver's program, built once for all tests, with the features that the whole workspace
/// is built with: what was built for other tests is not built anew.
pub(crate) fn program() -> PathBuf {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    let built = PROGRAM.get_or_init(|| {
        let project = Path::new(env!("CARGO_MANIFEST_DIR"));
        let run = escargot::CargoBuild::new()
            .manifest_path(project.join("Cargo.toml"))
            .arg("--workspace")
            .bin("pipeline-message-receiver")
            .run();
        run.unwrap_or_else(|error| panic!("{error}"))
            .path()
            .to_owned()
    });
    built.clone()
}

/// What the receiver prints, for the test and for the pages.
async fn pass_on(
    output: impl AsyncRead + Unpin,
    printed: Arc<Mutex<Vec<Value>>>,
    amocrm: Arc<LocalAmocrm>,
) {
    let mut lines = BufReader::new(output).lines();
    while let Ok(Some(line)) = lines.next_line().await {
        amocrm.receiver_printed(&line);
        let line = serde_json::from_str(&line).expect("the receiver prints JSON lines");
        printed.lock().expect("no thread has died").push(line);
    }
}

async fn pass_to_screen(errors: impl AsyncRead + Unpin) {
    let mut lines = BufReader::new(errors).lines();
    while let Ok(Some(line)) = lines.next_line().await {
        eprintln!("receiver: {line}");
    }
}
