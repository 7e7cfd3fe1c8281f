//! What the driver can do beyond fantoccini: ask the browser how a screen reader would call an
//! element, and speak Chromium's own protocol.

use fantoccini::Client;
use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

use crate::amocrm::Amocrm;
use crate::browser::in_time;

#[derive(Debug)]
struct Command {
    method: Method,
    /// Below the session's address.
    path: String,
    body: Option<Value>,
}

impl WebDriverCompatibleCommand for Command {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!(
            "session/{}/{}",
            session.unwrap_or_default(),
            self.path
        ))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (
            self.method.clone(),
            self.body.as_ref().map(Value::to_string),
        )
    }
}

impl Amocrm {
    /// The element's name, as the browser computes it for a screen reader.
    pub(crate) async fn accessible_name(&self, css: &str) -> String {
        self.computed(css, "computedlabel").await
    }

    /// The element's role, as the browser computes it for a screen reader.
    pub(crate) async fn accessible_role(&self, css: &str) -> String {
        self.computed(css, "computedrole").await
    }

    async fn computed(&self, css: &str, what: &str) -> String {
        let element = self.element(css).await;
        let path = format!("element/{}/{what}", &*element.element_id());
        let answer = issue(&self.client, Method::GET, path, None).await;
        answer.as_str().unwrap_or_default().to_owned()
    }

    /// A command of the Chrome `DevTools` Protocol; only Chromium has it.
    pub(crate) async fn devtools(&self, command: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        let path = "goog/cdp/execute".to_owned();
        issue(&self.client, Method::POST, path, Some(body)).await
    }

    /// The element's node in Chromium's accessibility tree: what a screen reader gets.
    pub(crate) async fn accessible_node(&self, css: &str) -> Value {
        self.element(css).await;
        let object = json!({ "expression": format!("document.querySelector({})", json!(css)) });
        let found = self.devtools("Runtime.evaluate", object).await;
        let object = &found["result"]["objectId"];
        let asked = json!({ "objectId": object, "fetchRelatives": false });
        let tree = self.devtools("Accessibility.getPartialAXTree", asked).await;
        tree["nodes"][0].clone()
    }
}

async fn issue(client: &Client, method: Method, path: String, body: Option<Value>) -> Value {
    let command = Command { method, path, body };
    let shown = format!("{command:?}");
    let answer = in_time(&shown, client.issue_cmd(command)).await;
    answer.unwrap_or_else(|error| panic!("{shown}: {error}"))
}
