//! The server as the page meets it.

use axum::body::{Body, to_bytes};
use axum::http::Request;
use axum::http::header::{CONTENT_TYPE, HOST};
use tempfile::TempDir;
use tower::ServiceExt;

use super::*;
use crate::widget::{WidgetFiles, install};

struct Server {
    router: Router,
    _folder: TempDir,
}

impl Server {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let emulator = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let recipe = || WidgetFiles::open(&emulator.join("recipe")).unwrap();
        let application = Application {
            address: SocketAddr::from(([127, 0, 0, 1], 8120)),
            widgets: install(vec![recipe()], recipe()),
            node_modules: emulator.join("../node_modules"),
            emulator: emulator.clone(),
            state: StateFile::open(&folder.path().join("state.json")).unwrap(),
            page_events: PageEvents::new(),
            receiver: Arc::default(),
            continuations: Continuations::default(),
        };
        Self {
            router: router(Arc::new(application)),
            _folder: folder,
        }
    }

    async fn ask(&self, request: axum::http::request::Builder, body: &str) -> (StatusCode, String) {
        let request = request
            .header(HOST, "127.0.0.1:8120")
            .body(Body::from(body.to_owned()));
        let answer = self.router.clone().oneshot(request.unwrap()).await.unwrap();
        let status = answer.status();
        let body = to_bytes(answer.into_body(), BODY_LIMIT).await.unwrap();
        (status, String::from_utf8(body.to_vec()).unwrap())
    }

    async fn get(&self, path: &str) -> (StatusCode, String) {
        self.ask(Request::get(path), "").await
    }

    async fn post(&self, path: &str, body: &str) -> (StatusCode, String) {
        let form = "application/x-www-form-urlencoded; charset=UTF-8";
        self.ask(Request::post(path).header(CONTENT_TYPE, form), body)
            .await
    }
}

#[tokio::test]
async fn a_form_in_php_brackets_is_saved_and_read_again() {
    let server = Server::start();
    let body = "actions%5B0%5D%5Bstage_id%5D=101&actions%5B0%5D%5Bevent%5D=1\
        &actions%5B0%5D%5Bwidget%5D%5Bcode%5D=local_recipe\
        &actions%5B0%5D%5Bwidget%5D%5Bsettings%5D%5Bmessage%5D=a%0D%0Ab+%26+%2541%25+%F0%9F%99%82+";
    let (status, answer) = server
        .post("/ajax/settings/pipeline/leads/1/save", body)
        .await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    let (_, again) = server.get("/local/pipelines/1").await;
    assert_eq!(again, answer);
    let saved: serde_json::Value = serde_json::from_str(&again).unwrap();
    let message = &saved["actions"][0]["widget"]["settings"]["message"];
    assert_eq!(message, "a\r\nb & %41% 🙂 ");
}

#[tokio::test]
async fn an_empty_body_is_an_empty_set() {
    let server = Server::start();
    let (status, answer) = server
        .post("/ajax/settings/pipeline/leads/1/save", "")
        .await;
    assert_eq!(
        (status, answer.as_str()),
        (StatusCode::OK, r#"{"actions":[]}"#)
    );
}

#[tokio::test]
async fn a_broken_body_is_refused_in_words() {
    let server = Server::start();
    let broken = "actions%5B0%5D%5Bevent%5D=1";
    let (status, answer) = server
        .post("/ajax/settings/pipeline/leads/1/save", broken)
        .await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(!answer.is_empty());
}

#[tokio::test]
async fn saved_settings_come_back_in_the_list() {
    let server = Server::start();
    let edit = "action=edit&code=local_recipe&widget_active=N&settings%5Bnote%5D=%22%3C";
    assert_eq!(
        server.post("/ajax/widgets/edit", edit).await.0,
        StatusCode::OK
    );
    let (_, list) = server
        .post("/ajax/widgets/list", "area=widgetsSettings&locale=tr")
        .await;
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    let widget = &list["widgets"][0];
    assert_eq!(widget["active"], "N");
    assert_eq!(widget["settings"], r#"{"note":"\"<"}"#);
    assert_eq!(widget["i18n"], "/upl/local_recipe/widget/i18n/en.json");
    let unknown = server
        .post("/ajax/widgets/edit", "code=none&widget_active=Y")
        .await;
    assert_eq!(unknown.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn files_are_served_with_their_types_and_nothing_else_is() {
    let server = Server::start();
    let (status, script) = server
        .get("/upl/jquery_recipe/widget/script.js?v=1.0.0")
        .await;
    assert!(status == StatusCode::OK && script.contains("define("));
    for library in ["require.js", "jquery.js", "underscore.js", "twig.js"] {
        assert_eq!(
            server.get(&format!("/vendor/{library}")).await.0,
            StatusCode::OK,
            "{library}"
        );
    }
    for outside in [
        "/upl/jquery_recipe/widget/%2e%2e/Cargo.toml",
        "/upl/jquery_recipe/widget/..%2FCargo.toml",
        "/upl/unknown/widget/script.js",
        "/vendor/package.json",
        "/page/%2e%2e%2FCargo.toml",
    ] {
        assert_eq!(
            server.get(outside).await.0,
            StatusCode::NOT_FOUND,
            "{outside}"
        );
    }
}

#[tokio::test]
async fn another_host_gets_nothing() {
    let server = Server::start();
    let request = Request::get("/")
        .header(HOST, "evil.example")
        .body(Body::empty())
        .unwrap();
    let answer = server.router.clone().oneshot(request).await.unwrap();
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn only_the_page_that_asks_for_it_forbids_webassembly() {
    let server = Server::start();
    for (address, policy) in [
        (
            "/settings/widgets?wasm=forbidden",
            Some("script-src 'self'"),
        ),
        ("/settings/widgets?locale=en", None),
    ] {
        let request = Request::get(address)
            .header(HOST, "127.0.0.1:8120")
            .body(Body::empty())
            .unwrap();
        let answer = server.router.clone().oneshot(request).await.unwrap();
        let sent = answer.headers().get("content-security-policy");
        assert_eq!(sent.map(|policy| policy.to_str().unwrap()), policy);
    }
}

#[tokio::test]
async fn a_page_has_one_origin() {
    let server = Server::start();
    let request = Request::get("/settings/widgets?locale=en")
        .header(HOST, "localhost:8120")
        .body(Body::empty())
        .unwrap();
    let answer = server.router.clone().oneshot(request).await.unwrap();
    let to = answer.headers().get("location").unwrap();
    assert_eq!(to, "http://127.0.0.1:8120/settings/widgets?locale=en");
}
