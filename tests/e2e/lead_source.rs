//! The pipeline's sources of leads: the widget tells its server, and the person how it went.

use serde_json::{Value, json};

use crate::amocrm::{Amocrm, count, property};
use crate::running_receiver::RunningReceiver;
use crate::scenario::{Widget, run_beside_receiver};

async fn connect(amocrm: &Amocrm) {
    amocrm
        .click(&format!(
            ".lead-source[data-widget={}] .lead-source__connect",
            amocrm.code
        ))
        .await;
}

/// Waits for so many notices, then closes them.
async fn expect_notice(amocrm: &Amocrm, role: &str) {
    let notices = "[...document.querySelectorAll('.notification')] \
        .map((notice) => notice.getAttribute('role'))";
    amocrm.eventually(notices, json!([role])).await;
    let said = property(".notification__text", "textContent.trim().length > 0");
    assert_eq!(amocrm.evaluate(&said).await, json!(true));
    amocrm.screenshot(role).await;
    amocrm.click(".notification__close").await;
    amocrm.eventually(&count(".notification"), json!(0)).await;
}

async fn pipeline_id(amocrm: &Amocrm) -> Value {
    let ask = format!(
        "(() => {{ let answer; APP.widgets.list.{}.get_pipeline_id().then((id) => {{ answer = id }}); \
         return answer }})()",
        amocrm.code
    );
    amocrm.evaluate(&ask).await
}

async fn connects_once(amocrm: &Amocrm) {
    let receiver = RunningReceiver::start(amocrm).await;
    amocrm.open_pipeline("locale=en").await;
    assert_eq!(pipeline_id(amocrm).await, Value::Null);
    connect(amocrm).await;
    expect_notice(amocrm, "status").await;
    let source = receiver.line(1).await;
    assert_eq!(source["type"], "lead_source", "{source}");
    assert_eq!(source["pipeline_id"], 1, "{source}");
    assert_eq!(pipeline_id(amocrm).await, json!(1));

    // A second time, and again after a reload: the person is told, and nothing is done twice.
    connect(amocrm).await;
    expect_notice(amocrm, "status").await;
    amocrm.open_pipeline("locale=ru&theme=dark").await;
    assert_eq!(pipeline_id(amocrm).await, json!(1));
    connect(amocrm).await;
    expect_notice(amocrm, "status").await;
    assert_eq!(receiver.printed_of_type("lead_source").len(), 1);
}

async fn can_be_repeated(amocrm: &Amocrm) {
    let mut receiver = RunningReceiver::start(amocrm).await;
    receiver.stop().await;
    amocrm.open_pipeline("locale=en").await;
    connect(amocrm).await;
    expect_notice(amocrm, "alert").await;
    receiver.start_again().await;
    connect(amocrm).await;
    expect_notice(amocrm, "status").await;
    let source = receiver.line(2).await;
    assert_eq!(source["type"], "lead_source", "{source}");
}

#[test]
fn the_control_widget_becomes_a_source() {
    let name = "the_control_widget_becomes_a_source";
    run_beside_receiver(name, Widget::Places, async |amocrm| {
        connects_once(&amocrm).await;
    });
}

#[test]
fn the_control_widget_can_repeat_a_connection() {
    let name = "the_control_widget_can_repeat_a_connection";
    run_beside_receiver(name, Widget::Places, async |amocrm| {
        can_be_repeated(&amocrm).await;
    });
}

/// Another host than the manifest's is not called, and neither is one without a receiver.
#[test]
fn only_the_widgets_own_server_is_called() {
    let name = "only_the_widgets_own_server_is_called";
    run_beside_receiver(name, Widget::Places, async |amocrm| {
        amocrm.open_pipeline("").await;
        let call = |address: &str| {
            format!(
                "(window.answered = undefined, APP.widgets.list.{}.$authorizedAjax({{url: '{address}', \
                 method: 'POST'}}).fail((request) => {{ window.answered = request.responseJSON.code }}), 1)",
                amocrm.code
            )
        };
        amocrm
            .evaluate(&call("https://example.com/places/lead-source"))
            .await;
        amocrm
            .eventually("window.answered", json!("no_receiver"))
            .await;
        let _receiver = RunningReceiver::start(&amocrm).await;
        amocrm.evaluate(&call("https://example.com/other")).await;
        amocrm
            .eventually("window.answered", json!("elsewhere"))
            .await;
    });
}

#[test]
fn a_source_is_connected_once() {
    run_beside_receiver(
        "a_source_is_connected_once",
        Widget::Packed,
        async |amocrm| {
            connects_once(&amocrm).await;
        },
    );
}

#[test]
fn a_connection_that_failed_can_be_repeated() {
    let name = "a_connection_that_failed_can_be_repeated";
    run_beside_receiver(name, Widget::Packed, async |amocrm| {
        can_be_repeated(&amocrm).await;
    });
}
