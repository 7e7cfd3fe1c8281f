//! A browser of the test's own: a driver on a free port, and an engine with an empty profile.

use std::future::Future;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, ChildStdout, Command};
use tokio::sync::Mutex;
use tokio::time::{sleep, timeout};

use crate::engine::Engine;

/// How long a driver may take until it listens.
const DRIVER_LIMIT: Duration = Duration::from_secs(20);

/// How long one command of the driver may take: more than the 30 s after which it gives a script up
/// by itself, so that its own word comes first, and less than a test may take.
const COMMAND_LIMIT: Duration = Duration::from_secs(50);

/// As large as the pages are made for.
const WINDOW: (u32, u32) = (1400, 900);

/// What the driver answers. A command that it never answers is named, not only the test.
pub(crate) async fn in_time<Answer>(command: &str, answer: impl Future<Output = Answer>) -> Answer {
    let answer = timeout(COMMAND_LIMIT, answer).await;
    // Some scripts are long, and so are some texts that are typed.
    answer.unwrap_or_else(|_| panic!("no answer within {COMMAND_LIMIT:?} to: {command:.400}"))
}

/// The driver and its browser; both end with it.
pub(crate) struct Browser {
    pub(crate) client: Client,
    _driver: Child,
    _profile: TempDir,
}

impl Browser {
    pub(crate) async fn start(engine: Engine) -> Self {
        let profile = tempfile::tempdir().expect("a folder for the browser's profile");
        let (driver, port) = start_driver(engine, profile.path()).await;
        let address = format!("http://127.0.0.1:{port}");
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(engine.capabilities(profile.path()));
        let client = in_time("start the browser", builder.connect(&address)).await;
        let client =
            client.unwrap_or_else(|error| panic!("the driver starts no {}: {error}", engine.id()));
        let (width, height) = WINDOW;
        let resized = in_time("resize the window", client.set_window_size(width, height)).await;
        resized.expect("the window takes its size");
        Self {
            client,
            _driver: driver,
            _profile: profile,
        }
    }

    /// Ends the browser in order: killing the driver alone would leave it running.
    pub(crate) async fn stop(self) {
        let closing = timeout(Duration::from_secs(20), self.client.close());
        if !matches!(closing.await, Ok(Ok(()))) {
            eprintln!("the browser did not close in order");
        }
    }
}

async fn start_driver(engine: Engine, folder: &Path) -> (Child, u16) {
    match engine {
        Engine::Chromium => {
            let driver = spawn(engine, &["--port=0"]);
            read_port(driver, "started successfully on port ").await
        }
        Engine::Firefox => {
            let folder = folder.display().to_string();
            let driver = spawn(engine, &["--port", "0", "--profile-root", &folder]);
            read_port(driver, "Listening on 127.0.0.1:").await
        }
        Engine::Webkit => start_on_free_port(engine).await,
    }
}

fn spawn(engine: Engine, arguments: &[&str]) -> Child {
    let (variable, program) = engine.driver();
    Command::new(&program)
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap_or_else(|error| panic!("cannot start {program} ({variable} names it): {error}"))
}

/// The port that the driver has chosen, from the line that says so.
async fn read_port(mut driver: Child, before: &str) -> (Child, u16) {
    let stdout = driver.stdout.take().expect("the driver's output is piped");
    let mut lines = BufReader::new(stdout).lines();
    let port = timeout(DRIVER_LIMIT, find_port(&mut lines, before))
        .await
        .expect("the driver says in time on which port it listens");
    // Its output must go on being read, or it would wait for a reader one day.
    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    (driver, port)
}

async fn find_port(lines: &mut Lines<BufReader<ChildStdout>>, before: &str) -> u16 {
    while let Some(line) = lines.next_line().await.expect("the output is text") {
        if let Some((_, port)) = line.split_once(before) {
            return port.trim_end_matches('.').parse().expect("a port");
        }
    }
    panic!("the driver ended before it listened");
}

/// For a driver that takes only a port that it is told: another program may be quicker, and then
/// the driver ends at once.
async fn start_on_free_port(engine: Engine) -> (Child, u16) {
    // Two tests would be given the same port while neither driver listens.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::const_new(());
    let _turn = ONE_AT_A_TIME.lock().await;
    let started = Instant::now();
    while started.elapsed() < DRIVER_LIMIT {
        let port = free_port().await;
        let mut driver = spawn(engine, &[&format!("--port={port}")]);
        while driver.try_wait().expect("the driver's state").is_none() {
            if TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
                return (driver, port);
            }
            assert!(started.elapsed() < DRIVER_LIMIT, "the driver listens");
            sleep(Duration::from_millis(20)).await;
        }
    }
    panic!("the driver ends before it listens");
}

async fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await;
    let address = listener.and_then(|listener| listener.local_addr());
    address.expect("a free port").port()
}
