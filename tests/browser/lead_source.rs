//! The widget becomes a source of leads: what its server and the person are told.

use js_sys::{Array, JSON, Reflect};
use pipeline_message::server;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{self, Host, Told};

const CONNECTING: &str = "fine: Pipeline Message: The lead source is still being connected.";
const CONNECTED: &str = "fine: Pipeline Message: The lead source is connected.";
const NOT_CONNECTED: &str = "error: Pipeline Message: The lead source is not connected: \
                             the server did not confirm it. Try again later.";

/// amoCRM's `$authorizedAjax`, by jQuery's own Deferreds; the test answers.
const AJAX: &str = "function (request) {
  this.requests = [...this.requests ?? [], JSON.stringify(request)]
  this.deferred = jQuery.Deferred()
  return this.deferred.promise()
}";

struct Server {
    host: Host,
}

impl Server {
    fn new() -> Self {
        Server {
            host: Host::new().member("$authorizedAjax", AJAX),
        }
    }

    fn requests(&self) -> Vec<String> {
        let requests = Reflect::get(&self.host.0, &"requests".into()).unwrap();
        let texts = Array::from(&requests);
        texts.iter().map(|text| text.as_string().unwrap()).collect()
    }

    /// Answers the last request: `resolve` or `reject`.
    fn answer(&self, how: &str) {
        answer(&self.host, how);
    }
}

fn answer(host: &Host, how: &str) {
    let function = format!("(host) => host.deferred.{how}()");
    let function: js_sys::Function = page::evaluate(&function).unchecked_into();
    function.call1(&JsValue::NULL, &host.0).unwrap();
}

#[wasm_bindgen_test]
fn the_server_is_told_once_and_the_person_how_it_went() {
    page::fresh();
    let told = Told::by("APP");
    let server = Server::new();
    let widget = server.host.widget();
    widget.on_add_as_source(&5.into());
    let sent = format!(
        r#"{{"url":"{}","method":"POST","timeout":20000,"data":{{"pipeline_id":"5"}}}}"#,
        server::LEAD_SOURCE
    );
    assert_eq!(server.requests(), [sent.as_str()]);
    assert!(told.take().is_empty(), "nothing is known yet");

    widget.on_add_as_source(&5.into());
    assert_eq!(told.take(), [CONNECTING]);
    server.answer("resolve");
    assert_eq!(told.take(), [CONNECTED]);
    for pipeline_id in [5.into(), "5".into()] {
        widget.on_add_as_source(&pipeline_id);
        assert_eq!(told.take(), [CONNECTED]);
    }
    assert_eq!(server.requests(), [sent]);
}

#[wasm_bindgen_test]
fn each_pipeline_is_connected_by_itself() {
    page::fresh();
    let told = Told::by("APP");
    let server = Server::new();
    let widget = server.host.widget();
    widget.on_add_as_source(&5.into());
    server.answer("resolve");
    widget.on_add_as_source(&6.into());
    assert_eq!(server.requests().len(), 2);
    server.answer("reject");
    assert_eq!(told.take(), [CONNECTED, NOT_CONNECTED]);
}

#[wasm_bindgen_test]
fn a_call_that_failed_can_be_repeated() {
    page::fresh();
    let told = Told::by("APP");
    let server = Server::new();
    let widget = server.host.widget();
    for attempt in 1..=3 {
        widget.on_add_as_source(&5.into());
        assert_eq!(server.requests().len(), attempt);
        server.answer("reject");
        assert_eq!(told.take(), [NOT_CONNECTED]);
    }
    widget.on_add_as_source(&5.into());
    server.answer("resolve");
    assert_eq!(told.take(), [CONNECTED]);
}

#[wasm_bindgen_test]
fn after_a_failure_of_rust_the_server_is_asked_again() {
    page::fresh();
    let told = Told::by("APP");
    let server = Server::new();
    let widget = server.host.widget();
    widget.on_add_as_source(&5.into());
    widget.resume(false);
    widget.on_add_as_source(&5.into());
    assert_eq!(server.requests().len(), 2);
    server.answer("resolve");
    assert_eq!(told.take(), [CONNECTED]);
}

#[wasm_bindgen_test]
fn a_host_that_cannot_call_the_server_has_failed() {
    for ajax in [
        "undefined",
        "null",
        "42",
        "() => { throw new Error('amoCRM') }",
        "() => undefined",
        "() => null",
        "() => 42",
        "() => ({})",
        "() => ({ then: 5 })",
        "() => ({ then () { throw new Error('amoCRM') } })",
        "() => ({ get then () { throw new Error('amoCRM') } })",
        "() => jQuery.Deferred().reject().promise()",
    ] {
        page::fresh();
        let told = Told::by("APP");
        let widget = Host::new().member("$authorizedAjax", ajax).widget();
        for _ in 0..2 {
            widget.on_add_as_source(&5.into());
            assert_eq!(told.take(), [NOT_CONNECTED], "{ajax}");
        }
    }
}

#[wasm_bindgen_test]
fn an_answer_that_is_there_at_once_counts() {
    page::fresh();
    let told = Told::by("APP");
    let ajax = "() => jQuery.Deferred().resolve({ status: 'ok' }, 'success', {}).promise()";
    let widget = Host::new().member("$authorizedAjax", ajax).widget();
    for _ in 0..2 {
        widget.on_add_as_source(&5.into());
        assert_eq!(told.take(), [CONNECTED]);
    }
}

#[wasm_bindgen_test]
async fn a_native_promise_does_too() {
    for (ajax, wanted) in [
        ("async () => ({})", CONNECTED),
        ("async () => { throw new Error('server') }", NOT_CONNECTED),
    ] {
        page::fresh();
        let told = Told::by("APP");
        let widget = Host::new().member("$authorizedAjax", ajax).widget();
        widget.on_add_as_source(&5.into());
        page::a_moment().await;
        assert_eq!(told.take(), [wanted]);
    }
}

#[wasm_bindgen_test]
fn the_first_of_several_answers_counts() {
    page::fresh();
    let told = Told::by("APP");
    let ajax =
        "() => ({ then (done, fail) { done(); fail(); done(); throw new Error('amoCRM') } })";
    let widget = Host::new().member("$authorizedAjax", ajax).widget();
    widget.on_add_as_source(&5.into());
    assert_eq!(told.take(), [CONNECTED]);
}

#[wasm_bindgen_test]
fn a_host_that_never_answers_is_waited_for() {
    page::fresh();
    let told = Told::by("APP");
    let never = "() => new Promise(() => {})";
    let widget = Host::new().member("$authorizedAjax", never).widget();
    widget.on_add_as_source(&5.into());
    assert!(told.take().is_empty());
    widget.on_add_as_source(&5.into());
    assert_eq!(told.take(), [CONNECTING]);
}

#[wasm_bindgen_test]
fn an_answer_after_the_visit_has_ended_is_told() {
    for how in ["resolve", "reject"] {
        page::fresh();
        let told = Told::by("APP");
        let server = Server::new();
        let widget = server.host.widget();
        widget.on_add_as_source(&5.into());
        widget.destroy();
        drop(widget);
        server.answer(how);
        let wanted = if how == "resolve" {
            CONNECTED
        } else {
            NOT_CONNECTED
        };
        assert_eq!(told.take(), [wanted]);
    }
}

#[wasm_bindgen_test]
fn the_next_visit_asks_the_server_again() {
    page::fresh();
    let _told = Told::by("APP");
    let server = Server::new();
    let visit = server.host.widget();
    visit.on_add_as_source(&5.into());
    server.answer("resolve");
    visit.destroy();
    server.host.widget().on_add_as_source(&5.into());
    assert_eq!(server.requests().len(), 2);
}

#[wasm_bindgen_test]
fn amocrm_may_call_back_from_inside() {
    page::fresh();
    let told = Told::by("APP");
    let ajax = "function (request) {
      this.calls = (this.calls ?? 0) + 1
      this.widget.onAddAsSource(5)
      return { then: (done) => { this.widget.onAddAsSource(5); done(); this.widget.onAddAsSource(5) } }
    }";
    let host = Host::new().member("$authorizedAjax", ajax);
    Reflect::set(&host.0, &"widget".into(), &host.widget().into()).unwrap();
    let add = page::evaluate("(host) => host.widget.onAddAsSource(5)");
    let add: js_sys::Function = add.unchecked_into();
    add.call1(&JsValue::NULL, &host.0).unwrap();
    assert_eq!(told.take(), [CONNECTING, CONNECTING, CONNECTED, CONNECTED]);
    let calls = Reflect::get(&host.0, &"calls".into()).unwrap();
    assert_eq!(calls, 1);
}

#[wasm_bindgen_test]
fn the_person_is_told_in_the_language_of_amocrm() {
    page::fresh();
    let told = Told::by("AMOCRM");
    let host = Host::new()
        .member("$authorizedAjax", AJAX)
        .text("widget", "name", "Сообщение")
        .text("lead_source", "connecting", "Подключается")
        .text("lead_source", "connected", "Подключён <b>")
        .text("lead_source", "not_connected", "Не подключён");
    let widget = host.widget();
    widget.on_add_as_source(&5.into());
    widget.on_add_as_source(&5.into());
    answer(&host, "reject");
    widget.on_add_as_source(&5.into());
    answer(&host, "resolve");
    assert_eq!(
        told.take(),
        [
            "fine: Сообщение: Подключается",
            "error: Сообщение: Не подключён",
            "fine: Сообщение: Подключён <b>",
        ]
    );
}

#[wasm_bindgen_test]
fn without_notifications_the_server_is_told_all_the_same() {
    for app in [
        "undefined",
        "null",
        "42",
        "{}",
        "{ notifications: null }",
        "{ notifications: {} }",
        "{ notifications: { show_message: 'x' } }",
        "{ notifications: { show_message () { throw new Error('amoCRM') } } }",
        "{ get notifications () { throw new Error('amoCRM') } }",
    ] {
        page::fresh();
        page::evaluate(&format!("window.APP = {app}"));
        let server = Server::new();
        let widget = server.host.widget();
        widget.on_add_as_source(&5.into());
        server.answer("resolve");
        widget.on_add_as_source(&5.into());
        assert_eq!(server.requests().len(), 1, "{app}");
    }
}

#[wasm_bindgen_test]
fn an_id_of_any_kind_does_no_harm() {
    for id in [
        "undefined",
        "null",
        "NaN",
        "'constructor'",
        "Symbol('x')",
        "({ toString () { throw new Error('amoCRM') } })",
        "Object.create(null)",
    ] {
        page::fresh();
        let told = Told::by("APP");
        let server = Server::new();
        let widget = server.host.widget();
        widget.on_add_as_source(&page::evaluate(id));
        assert_eq!(server.requests().len(), 1, "{id}");
        assert!(JSON::parse(&server.requests()[0]).is_ok(), "{id}");
        server.answer("reject");
        assert_eq!(told.take(), [NOT_CONNECTED], "{id}");
    }
}
