//! A browser of the test's own: chromedriver on a free port, Chromium with an empty profile.

use std::env;
use std::process::Stdio;
use std::time::Duration;

use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::timeout;

/// Without the background services a closed network has nothing to refuse.
const FLAGS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1400,900",
];

/// The driver and its browser; both end with it.
pub(crate) struct Browser {
    pub(crate) client: Client,
    _driver: Child,
    _profile: TempDir,
}

impl Browser {
    pub(crate) async fn start() -> Self {
        let (driver, port) = start_driver().await;
        let profile = tempfile::tempdir().expect("a folder for the browser's profile");
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities(&profile))
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("chromedriver starts Chromium (CHROME names another browser)");
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

fn capabilities(profile: &TempDir) -> Capabilities {
    let mut arguments: Vec<String> = FLAGS.map(str::to_owned).to_vec();
    arguments.push(format!("--user-data-dir={}", profile.path().display()));
    let mut options = json!({ "args": arguments });
    if let Ok(program) = env::var("CHROME") {
        options["binary"] = json!(program);
    }
    let mut capabilities = Capabilities::new();
    capabilities.insert("browserName".to_owned(), json!("chrome"));
    capabilities.insert("goog:chromeOptions".to_owned(), options);
    capabilities
}

async fn start_driver() -> (Child, u16) {
    let program = env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
    let mut driver = Command::new(&program)
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap_or_else(|error| panic!("cannot start {program} (CHROMEDRIVER names it): {error}"));
    let stdout = driver.stdout.take().expect("the driver's output is piped");
    let mut lines = BufReader::new(stdout).lines();
    let port = timeout(Duration::from_secs(20), read_port(&mut lines))
        .await
        .expect("chromedriver says within 20 s on which port it listens");
    // Its output must go on being read, or it would wait for a reader one day.
    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    (driver, port)
}

async fn read_port(lines: &mut Lines<BufReader<ChildStdout>>) -> u16 {
    while let Some(line) = lines
        .next_line()
        .await
        .expect("chromedriver's output is text")
    {
        if let Some((_, port)) = line.split_once("started successfully on port ") {
            return port.trim_end_matches('.').parse().expect("a port");
        }
    }
    panic!("chromedriver ended before it listened");
}
