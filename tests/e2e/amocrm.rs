//! The local amoCRM as a person uses it: pages, tiles, forms, the settings window.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::{Client, Locator};
use local_amocrm::LocalAmocrm;
use serde_json::{Value, json};
use tokio::time::sleep;

use crate::browser::in_time;
use crate::engine::Engine;
use crate::keyboard;

/// How long a condition may take to come true.
pub(crate) const PATIENCE: Duration = Duration::from_secs(15);

/// How often it is looked at.
pub(crate) const LOOK_AGAIN: Duration = Duration::from_millis(40);

/// How long a click waits for the page to be drawn: so short that a test of sixty clicks ends in time
/// where it never is.
const FRAMES_LIMIT: Duration = Duration::from_secs(2);

/// The editor's textarea.
pub(crate) const TEXTAREA: &str = ".pipeline-message textarea.pipeline-message__text";

/// amoCRM's field of the trigger's form.
pub(crate) const FIELD: &str = "[name=message]";

pub(crate) const SAVE: &str = ".js-trigger-save";

/// A page of a running local amoCRM in a browser.
#[derive(Clone)]
pub(crate) struct Amocrm {
    test: &'static str,
    engine: Engine,
    pub(crate) client: Client,
    server: Arc<LocalAmocrm>,
    state: PathBuf,
    /// The code of the widget that the test is about.
    pub(crate) code: &'static str,
}

impl Amocrm {
    pub(crate) fn new(
        test: &'static str,
        engine: Engine,
        client: Client,
        server: LocalAmocrm,
        state: PathBuf,
        code: &'static str,
    ) -> Self {
        Self {
            test,
            engine,
            client,
            server: Arc::new(server),
            state,
            code,
        }
    }

    /// Opens the Digital Pipeline; `profile` as in the address, `locale=en&theme=dark`.
    pub(crate) async fn open_pipeline(&self, profile: &str) {
        self.open(&format!("/settings/pipeline/leads/1?{profile}"))
            .await;
        self.element(".board").await;
    }

    /// Opens the list of integrations, and the widget's settings window in it.
    pub(crate) async fn open_settings(&self, profile: &str) {
        self.open(&format!("/settings/widgets?{profile}")).await;
        self.open_settings_window().await;
    }

    pub(crate) async fn open_settings_window(&self) {
        self.click(&format!(".integration[data-widget={}]", self.code))
            .await;
        self.element("dialog.modal[open]").await;
    }

    /// Opens the Salesbot designer.
    pub(crate) async fn open_salesbot(&self, profile: &str) {
        self.open(&format!("/settings/salesbot?{profile}")).await;
        self.element(".bots").await;
    }

    /// Opens a page on which no widget runs.
    pub(crate) async fn open_leads(&self) {
        self.open("/leads").await;
        self.element("#page_holder h1").await;
    }

    async fn open(&self, path: &str) {
        let address = format!("{}{path}", self.server.url());
        let opened = in_time(&format!("open {address}"), self.client.goto(&address)).await;
        opened.expect("the page opens");
    }

    pub(crate) async fn reload_page(&self) {
        let reloaded = in_time("reload", self.client.refresh()).await;
        reloaded.expect("the page reloads");
    }

    /// What `cargo xtask preview` calls after a rebuild.
    pub(crate) fn announce_rebuild(&self) {
        self.server.reload();
    }

    /// The local amoCRM itself.
    pub(crate) fn server(&self) -> Arc<LocalAmocrm> {
        Arc::clone(&self.server)
    }

    /// Adds a trigger of the test's widget to the stage; its form opens.
    pub(crate) async fn add_trigger(&self, stage: &str) {
        self.add_trigger_of(self.code, stage).await;
    }

    pub(crate) async fn add_trigger_of(&self, code: &str, stage: &str) {
        self.click(&format!(".stage[data-stage='{stage}'] .stage__add"))
            .await;
        self.click(&format!("dialog.add-trigger [data-widget={code}]"))
            .await;
        self.element(&format!(".stage[data-stage='{stage}'] {SAVE}"))
            .await;
    }

    /// Opens (or closes) the form of a saved trigger.
    pub(crate) async fn toggle_trigger(&self, id: &str) {
        self.click(&format!("[data-process-id='{id}'] .trigger-tile__open"))
            .await;
    }

    /// Presses Save in the form and waits until it is closed.
    pub(crate) async fn save(&self) {
        self.click(SAVE).await;
        self.eventually(&count(SAVE), json!(0)).await;
    }

    pub(crate) async fn go_to(&self, page: &str) {
        self.click(&format!("#page_navigation a[data-page={page}]"))
            .await;
    }

    /// The element, as soon as it is there.
    pub(crate) async fn element(&self, css: &str) -> Element {
        let started = Instant::now();
        loop {
            let found = self.client.find(Locator::Css(css));
            let error = match in_time(&format!("find {css}"), found).await {
                Ok(element) => return element,
                Err(error) => error,
            };
            // WebKit's driver calls stale what goes away while it looks for it.
            let is_not_there = error.is_no_such_element() || error.is_stale_element_reference();
            assert!(
                is_not_there && started.elapsed() < PATIENCE,
                "no {css} in the page: {error}"
            );
            sleep(LOOK_AGAIN).await;
        }
    }

    /// Clicks as soon as it can be clicked: the page may be drawing it anew just now, or the
    /// element lies below a scrollbar, where WebKit draws these over the page.
    pub(crate) async fn click(&self, css: &str) {
        let started = Instant::now();
        loop {
            let element = self.element(css).await;
            self.bring_into_view(css).await;
            let Err(error) = in_time(&format!("click {css}"), element.click()).await else {
                return;
            };
            assert!(
                started.elapsed() < PATIENCE,
                "cannot click {css}: {error:?}"
            );
            let to_the_middle = "scrollIntoView({block: 'center', inline: 'center'})";
            self.evaluate(&property(css, to_the_middle)).await;
            sleep(LOOK_AGAIN).await;
        }
    }

    /// Scrolls to the element and waits until the page is drawn. WebKit's driver clicks where it
    /// has found the element, though it has scrolled since, or a text that has just come has grown
    /// its editor.
    ///
    /// Rarely a browser of WebKit's calls back for no frame at all, though everything else works in
    /// it. The driver would wait for 30 s, at each click.
    async fn bring_into_view(&self, css: &str) {
        let script = "const [css, limit, done] = arguments;
            document.querySelector(css)?.scrollIntoView({block: 'nearest', inline: 'nearest'});
            requestAnimationFrame(() => requestAnimationFrame(() => done()));
            setTimeout(done, limit);";
        let arguments = vec![json!(css), json!(FRAMES_LIMIT.as_millis())];
        // Fails only where the page is being left, and then there is another one to wait for.
        let _ = self.execute_async(script, arguments).await;
    }

    /// Types by real keys, at the end of what is there; a line break is the key Enter. What is
    /// not ASCII not every driver types: that is pasted.
    pub(crate) async fn type_keys(&self, css: &str, keys: &str) {
        let element = self.element(css).await;
        let as_keys = keys.replace('\n', keyboard::ENTER);
        let typed = element.send_keys(&as_keys);
        in_time(&format!("type into {css}: {keys:?}"), typed)
            .await
            .unwrap_or_else(|error| panic!("cannot type: {error}"));
    }

    /// Puts text into a control as pasting would: the whole of it, and one `input` event. Drivers
    /// change some texts when they come as keys.
    pub(crate) async fn paste(&self, css: &str, text: &str) {
        self.element(css).await;
        let script = "const control = document.querySelector(arguments[0]);
            control.focus();
            control.select();
            control.value = arguments[1];
            control.dispatchEvent(new InputEvent('input', {bubbles: true, inputType: 'insertFromPaste'}));";
        self.execute(script, vec![json!(css), json!(text)]).await;
    }

    pub(crate) async fn execute(&self, script: &str, arguments: Vec<Value>) -> Value {
        let command = format!("run {script} {}", json!(arguments));
        let answer = in_time(&command, self.client.execute(script, arguments)).await;
        answer.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Runs a script that answers by its last argument, a function.
    pub(crate) async fn execute_async(
        &self,
        script: &str,
        arguments: Vec<Value>,
    ) -> Result<Value, CmdError> {
        let command = format!("run {script} {}", json!(arguments));
        in_time(&command, self.client.execute_async(script, arguments)).await
    }

    /// Runs a script in the page, as one of its own. What Firefox's driver runs has `JSON`, `Array`
    /// and all the language's other globals of its own.
    pub(crate) async fn run_script(&self, script: &str) {
        let insert = "const element = document.createElement('script');
            element.textContent = arguments[0];
            document.head.append(element);
            element.remove();";
        self.execute(insert, vec![json!(script)]).await;
        assert_eq!(self.problems().await, "[]", "the script has failed");
    }

    /// Chooses an option of a select, as a person does.
    pub(crate) async fn choose(&self, css: &str, value: &str) {
        let element = self.element(css).await;
        let chosen = element.select_by_value(value);
        let chosen = in_time(&format!("choose {value} in {css}"), chosen).await;
        chosen.unwrap_or_else(|error| panic!("cannot choose {value} in {css}: {error}"));
    }

    /// The value of a JavaScript expression in the page.
    pub(crate) async fn evaluate(&self, expression: &str) -> Value {
        self.execute(&format!("return ({expression});"), Vec::new())
            .await
    }

    /// Waits until the expression has the value.
    pub(crate) async fn eventually(&self, expression: &str, expected: Value) {
        self.within(PATIENCE, expression, expected).await;
    }

    /// Waits so long until the expression has the value.
    pub(crate) async fn within(&self, patience: Duration, expression: &str, expected: Value) {
        let started = Instant::now();
        loop {
            let found = self.evaluate(expression).await;
            if found == expected {
                return;
            }
            assert!(
                started.elapsed() < patience,
                "{expression} is {found} after {patience:?}, not {expected}"
            );
            sleep(LOOK_AGAIN).await;
        }
    }

    /// The text in the editor, as soon as there is one.
    pub(crate) async fn editor_text(&self) -> String {
        self.element(TEXTAREA).await;
        self.text_of(&format!("document.querySelector('{TEXTAREA}').value"))
            .await
    }

    /// The text in amoCRM's field: what Save takes.
    pub(crate) async fn field_text(&self) -> String {
        self.text_of(&format!("document.querySelector('{FIELD}').value"))
            .await
    }

    async fn text_of(&self, expression: &str) -> String {
        let value = self.evaluate(expression).await;
        let text = value
            .as_str()
            .unwrap_or_else(|| panic!("{expression} is {value}"));
        with_line_feeds(text)
    }

    /// The message of a saved trigger, as the server keeps it on disk.
    pub(crate) fn saved_message(&self, trigger: &str) -> String {
        let state = self.saved_state();
        let triggers = state["pipelines"]["1"]
            .as_array()
            .expect("saved triggers")
            .clone();
        let saved = triggers.iter().find(|one| one["id"] == trigger);
        let message = &saved.expect("the trigger is saved")["widget"]["settings"]["message"];
        with_line_feeds(message.as_str().expect("the trigger has a message"))
    }

    /// The widget's settings, as the server keeps them on disk; null where nothing was saved.
    pub(crate) fn saved_settings(&self) -> Value {
        self.saved_state()["widgets"][self.code].clone()
    }

    pub(crate) fn saved_state(&self) -> Value {
        let Ok(text) = std::fs::read_to_string(&self.state) else {
            return Value::Null;
        };
        serde_json::from_str(&text).expect("the state file is JSON")
    }

    /// What went wrong in the page, as JSON text: `[]` where nothing did.
    pub(crate) async fn problems(&self) -> String {
        self.evaluate("window.localAmocrm.problems")
            .await
            .to_string()
    }

    /// The page has printed this many traces of caught failures, and nothing else has gone wrong.
    /// They are no problem of the test any more.
    pub(crate) async fn expect_traces(&self, times: usize) {
        let kinds = "window.localAmocrm.problems.splice(0).map((problem) => problem.kind)";
        let kinds = self.evaluate(kinds).await;
        assert_eq!(kinds, json!(vec!["console.trace"; times]));
    }

    /// The page's log in lines.
    pub(crate) async fn log(&self) -> String {
        let lines = "window.localAmocrm.log.map((entry) => [entry.kind, entry.widget, entry.name,
            entry.values.join(', '), '->', entry.failed ?? entry.result].join(' ')).join('\\n')";
        self.evaluate(lines)
            .await
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// How often the widget's callback was called since the page was loaded.
    pub(crate) fn calls_of(&self, callback: &str) -> String {
        format!(
            "window.localAmocrm.log.filter((entry) => entry.kind === 'callback' \
             && entry.widget === '{}' && entry.name === '{callback}').length",
            self.code
        )
    }

    /// Keeps a picture of the page in the engine's folder of `target/screenshots/`.
    pub(crate) async fn screenshot(&self, what: &str) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("target/screenshots")
            .join(self.engine.id());
        std::fs::create_dir_all(&folder).expect("the folder for screenshots");
        let picture = in_time("take a screenshot", self.client.screenshot()).await;
        let picture = picture.expect("a screenshot");
        let file = folder.join(format!("{}.{what}.png", self.test));
        std::fs::write(file, picture).expect("the screenshot is written");
    }
}

/// The number of elements, as an expression.
pub(crate) fn count(css: &str) -> String {
    format!("document.querySelectorAll({}).length", json!(css))
}

/// A property of the first such element, as an expression.
pub(crate) fn property(css: &str, name: &str) -> String {
    format!("document.querySelector({})?.{name}", json!(css))
}

/// jQuery's `serializeArray` makes CRLF of line breaks: after a save the two are equal.
fn with_line_feeds(text: &str) -> String {
    text.replace("\r\n", "\n")
}
