//! One Chromium with an empty profile, steered over `WebDriver` and the browser's own protocol.

use std::process::Stdio;
use std::time::Duration;

use fantoccini::wd::{Capabilities, TimeoutConfiguration, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::timeout;
use url::{ParseError, Url};

use crate::error::{Error, Result};
use crate::setup;

const FLAGS: [&str; 10] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1400,900",
    "--js-flags=--expose-gc",
];

const START_LIMIT: Duration = Duration::from_secs(30);
/// For one call into the page.
const SCRIPT_LIMIT: Duration = Duration::from_secs(300);

/// The driver and its browser; both end with it.
#[derive(Debug)]
pub(super) struct Browser {
    client: Client,
    _driver: Child,
    _profile: TempDir,
}

impl Browser {
    pub(super) async fn start(programs: &setup::InstalledEngine) -> Result<Self> {
        let (driver, port) = start_driver(programs).await?;
        let profile = TempDir::new().map_err(failed("make a profile for the browser"))?;
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities(programs, &profile))
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .map_err(failed("start the browser"))?;
        let limits = TimeoutConfiguration::new(Some(SCRIPT_LIMIT), Some(START_LIMIT), None);
        client
            .update_timeouts(limits)
            .await
            .map_err(failed("set the browser's time limits"))?;
        Ok(Self {
            client,
            _driver: driver,
            _profile: profile,
        })
    }

    /// Its name and version.
    pub(super) async fn version(&self) -> Result<String> {
        let version = self.protocol("Browser.getVersion", json!({})).await?;
        Ok(version["product"].as_str().unwrap_or_default().to_owned())
    }

    pub(super) async fn open(&self, address: &str) -> Result<()> {
        let opened = self.client.goto(address).await;
        opened.map_err(failed("open a page"))?;
        // An isolated page comes in another process than the tab before it, and the driver has been
        // seen to go on while its scripts were still to run.
        let is_loading = "if (document.readyState === 'loading') \
             await new Promise((loaded) => addEventListener('DOMContentLoaded', loaded))";
        self.run(is_loading, vec![]).await.map(drop)
    }

    /// Does `work` on the page at `address` in a tab of its own, which is closed afterwards.
    pub(super) async fn in_new_tab<T>(
        &self,
        address: &str,
        work: impl AsyncFnOnce(&Self) -> Result<T>,
    ) -> Result<T> {
        let main = self.client.window().await.map_err(failed("open a tab"))?;
        let tab = self.client.new_window(true).await;
        let tab = tab.map_err(failed("open a tab"))?.handle;
        self.switch_to(tab).await?;
        self.open(address).await?;
        let result = work(self).await;
        self.client
            .close_window()
            .await
            .map_err(failed("close a tab"))?;
        self.switch_to(main).await?;
        result
    }

    async fn switch_to(&self, tab: fantoccini::wd::WindowHandle) -> Result<()> {
        let switched = self.client.switch_to_window(tab).await;
        switched.map_err(failed("change the tab"))
    }

    /// What the asynchronous JavaScript `body` returns, called with `arguments`.
    pub(super) async fn run(&self, body: &str, arguments: Vec<Value>) -> Result<Value> {
        let script = format!(
            "const answer = arguments[arguments.length - 1];
             (async () => {{ {body} }})().then(
               (value) => answer({{ value: value === undefined ? null : value }}),
               (error) => answer({{ error: String(error && error.stack || error) }}));"
        );
        let answer = self.client.execute_async(&script, arguments).await;
        let mut answer = answer.map_err(failed("measure"))?;
        match answer["error"].as_str() {
            Some(error) => Err(Error::Browser {
                task: "measure",
                cause: error.into(),
            }),
            None => Ok(answer["value"].take()),
        }
    }

    /// A command of the Chrome `DevTools` Protocol, to the current tab.
    pub(super) async fn protocol(&self, command: &'static str, parameters: Value) -> Result<Value> {
        let command = Protocol {
            command,
            parameters,
        };
        let answer = self.client.issue_cmd(command).await;
        answer.map_err(failed("ask the browser"))
    }

    /// Ends the browser in order: killing the driver alone would leave it running.
    pub(super) async fn stop(self) -> Result<()> {
        let closed = timeout(START_LIMIT, self.client.close()).await;
        match closed {
            Ok(closed) => closed.map_err(failed("close the browser")),
            Err(late) => Err(failed("close the browser")(late)),
        }
    }
}

/// chromedriver's way to the Chrome `DevTools` Protocol.
#[derive(Debug)]
struct Protocol {
    command: &'static str,
    parameters: Value,
}

impl WebDriverCompatibleCommand for Protocol {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        let session = session.unwrap_or_default();
        base.join(&format!("session/{session}/goog/cdp/execute"))
    }

    fn method_and_body(&self, _: &Url) -> (http::Method, Option<String>) {
        let body = json!({ "cmd": self.command, "params": self.parameters });
        (http::Method::POST, Some(body.to_string()))
    }
}

fn capabilities(programs: &setup::InstalledEngine, profile: &TempDir) -> Capabilities {
    let mut arguments: Vec<String> = FLAGS.map(str::to_owned).to_vec();
    arguments.push(format!("--user-data-dir={}", profile.path().display()));
    let options = json!({ "args": arguments, "binary": programs.program });
    Capabilities::from_iter([
        ("browserName".to_owned(), json!("chrome")),
        ("goog:chromeOptions".to_owned(), options),
    ])
}

async fn start_driver(programs: &setup::InstalledEngine) -> Result<(Child, u16)> {
    let task = "start chromedriver";
    let mut driver = Command::new(&programs.driver)
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .map_err(failed(task))?;
    let ended = || failed(task)("it ended before it listened");
    let mut lines = BufReader::new(driver.stdout.take().ok_or_else(ended)?).lines();
    let port = match timeout(START_LIMIT, read_port(&mut lines)).await {
        Ok(port) => port.ok_or_else(ended)?,
        Err(late) => return Err(failed(task)(late)),
    };
    // Its output must go on being read, or it would wait for a reader one day.
    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    Ok((driver, port))
}

async fn read_port(lines: &mut Lines<BufReader<ChildStdout>>) -> Option<u16> {
    while let Ok(Some(line)) = lines.next_line().await {
        if let Some((_, port)) = line.split_once("started successfully on port ") {
            return port.trim_end_matches('.').parse().ok();
        }
    }
    None
}

fn failed<E: Into<Box<dyn std::error::Error + Send + Sync>>>(
    task: &'static str,
) -> impl FnOnce(E) -> Error {
    move |cause| Error::Browser {
        task,
        cause: cause.into(),
    }
}
