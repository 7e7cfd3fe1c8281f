//! From the trigger's form to what the receiver would send: the whole way of a message.

use serde_json::json;

use crate::amocrm::{Amocrm, TEXTAREA, count, property};
use crate::running_receiver::RunningReceiver;
use crate::scenario::{Widget, run, run_beside_receiver};

const SEND: &str = "dialog.happening .happening__send";
const EXCHANGE: &str = "dialog.happening .exchange";

const HOSTILE: &str = " Good day,\n\n\"quotes\" </textarea><script>alert(1)</script>\n\
    {% if x %} 100% %41 a+b&c=d 🙂👩‍👩‍👧\n\u{5e9}\u{5dc}\u{5d5}\u{5dd} ";

/// Opens "Let it happen" of a saved trigger.
async fn open_happening(amocrm: &Amocrm, trigger: &str) {
    amocrm
        .click(&format!(
            "[data-process-id='{trigger}'] .trigger-tile__happen"
        ))
        .await;
    amocrm.element("dialog.happening[open]").await;
}

/// Sends the event and waits until the receiver has taken it.
async fn deliver(amocrm: &Amocrm, encoding: &str) {
    amocrm
        .click(&format!(
            "dialog.happening input[name=encoding][value={encoding}]"
        ))
        .await;
    amocrm
        .evaluate(&format!("jQuery('{EXCHANGE}').remove().length"))
        .await;
    amocrm.click(SEND).await;
    amocrm
        .eventually(&property(EXCHANGE, "dataset.status"), json!("200"))
        .await;
}

#[test]
fn a_message_comes_out_of_the_receiver_as_it_was_written() {
    let name = "a_message_comes_out_of_the_receiver_as_it_was_written";
    run_beside_receiver(name, Widget::Packed, async |amocrm| {
        let receiver = RunningReceiver::start(&amocrm).await;
        amocrm.open_pipeline("locale=en").await;
        amocrm.add_trigger("101").await;
        amocrm.paste(TEXTAREA, HOSTILE).await;
        amocrm.save().await;
        open_happening(&amocrm, "1").await;
        for (number, encoding) in (1..).zip(["form", "json"]) {
            deliver(&amocrm, encoding).await;
            let message = receiver.line(number).await;
            assert_eq!(message["type"], "message", "{message}");
            assert_eq!(
                message["text"]
                    .as_str()
                    .map(|text| text.replace("\r\n", "\n")),
                Some(HOSTILE.to_owned()),
                "{encoding}"
            );
            assert_eq!(message["to"], json!({"element": "lead", "id": 7001}));
            assert_eq!(message["cause"]["event"], "lead_added");
        }
        assert_eq!(receiver.printed().len(), 3, "ready and two messages");
        amocrm.screenshot("delivered").await;
        the_page_shows_no_secret(&amocrm).await;
        the_panel_shows_the_message(&amocrm).await;
    });
}

async fn the_page_shows_no_secret(amocrm: &Amocrm) {
    let shown = amocrm
        .evaluate("document.documentElement.outerHTML.includes(\"the-secret-in-the\")")
        .await;
    assert_eq!(shown, json!(false));
    let address = property(".exchange__address", "textContent");
    let address = amocrm.evaluate(&address).await.to_string();
    assert!(address.contains("/hook?secret=hidden"), "{address}");
}

/// Also in a page that is opened later, and in the dark.
async fn the_panel_shows_the_message(amocrm: &Amocrm) {
    let panel = "document.getElementById('log_panel').shadowRoot";
    let texts = format!(
        "[...{panel}.querySelectorAll('[data-type=message] .receiver-line__text')] \
         .map((line) => line.textContent.replaceAll('\\r\\n', '\\n'))"
    );
    amocrm.eventually(&texts, json!([HOSTILE, HOSTILE])).await;
    amocrm.open_pipeline("locale=ru&theme=dark").await;
    amocrm.eventually(&texts, json!([HOSTILE, HOSTILE])).await;
    open_happening(amocrm, "1").await;
    deliver(amocrm, "json").await;
    amocrm.screenshot("dark").await;
}

/// amoCRM's page lists ten.
#[test]
fn every_event_can_be_chosen_and_delivered() {
    let name = "every_event_can_be_chosen_and_delivered";
    run_beside_receiver(name, Widget::Packed, async |amocrm| {
        let receiver = RunningReceiver::start(&amocrm).await;
        amocrm.open_pipeline("locale=en").await;
        let events = [
            ("1", "lead", "lead_added", None),
            ("14", "lead", "lead_status_changed", Some("went_to_trigger")),
            (
                "15",
                "lead",
                "lead_appeared_in_status",
                Some("went_in_trigger"),
            ),
            ("16", "lead", "mail_in", None),
            ("17", "lead", "call_in", None),
            ("18", "lead", "site_visit", None),
            ("19", "lead", "chat", None),
            ("20", "customer", "customer_added", None),
            (
                "21",
                "customer",
                "customer_period_changed",
                Some("went_from_trigger"),
            ),
            (
                "22",
                "customer",
                "customer_appeared_in_period",
                Some("went_in_trigger"),
            ),
        ];
        let listed = "[...document.querySelectorAll('.trigger-condition option')] \
            .map((option) => option.value)";
        amocrm.add_trigger("101").await;
        amocrm.paste(TEXTAREA, "to all").await;
        let codes: Vec<&str> = events.iter().map(|event| event.0).collect();
        amocrm.eventually(listed, json!(codes)).await;
        amocrm.save().await;
        for (number, (code, element, event, movement)) in (1..).zip(events) {
            choose_event(&amocrm, code).await;
            open_happening(&amocrm, "1").await;
            let movable = property("#happening_direction", "disabled === false");
            assert_eq!(amocrm.evaluate(&movable).await, json!(movement.is_some()));
            if let Some(movement) = movement {
                amocrm.choose("#happening_direction", movement).await;
            }
            deliver(&amocrm, if number % 2 == 0 { "json" } else { "form" }).await;
            let message = receiver.line(number).await;
            assert_eq!(message["cause"]["event"], event, "{message}");
            assert_eq!(message["to"]["element"], element, "{message}");
            assert_eq!(
                message["cause"]["direction_of_movement"],
                json!(movement),
                "{message}"
            );
            amocrm.click(".happening__close").await;
            amocrm.eventually(&count("dialog"), json!(0)).await;
        }
    });
}

/// Saves the trigger with another condition.
async fn choose_event(amocrm: &Amocrm, code: &str) {
    amocrm.toggle_trigger("1").await;
    let select = ".trigger-condition select";
    amocrm.element(select).await;
    if amocrm.evaluate(&property(select, "value")).await == code {
        amocrm.click(".js-trigger-cancel").await;
        return;
    }
    amocrm.choose(select, code).await;
    amocrm.save().await;
    let saved = amocrm.saved_state();
    assert_eq!(saved["pipelines"]["1"][0]["event"], code);
}

#[test]
fn a_receiver_that_is_missing_or_stopped_is_said() {
    let name = "a_receiver_that_is_missing_or_stopped_is_said";
    run_beside_receiver(name, Widget::Packed, async |amocrm| {
        amocrm.open_pipeline("locale=en").await;
        amocrm.add_trigger("101").await;
        amocrm.paste(TEXTAREA, "to nobody").await;
        amocrm.save().await;
        open_happening(&amocrm, "1").await;
        amocrm.click(SEND).await;
        let said = property("dialog.happening [role=alert]", "textContent");
        amocrm
            .eventually(&said, json!("No receiver: start the preview with one."))
            .await;

        let mut receiver = RunningReceiver::start(&amocrm).await;
        receiver.stop().await;
        amocrm.click(SEND).await;
        let nobody = property(EXCHANGE, "dataset.status");
        amocrm.eventually(&nobody, json!("nobody_there")).await;
        let said = amocrm.evaluate(&said).await.to_string();
        assert!(
            said.contains("Nobody answers at http://127.0.0.1:"),
            "{said}"
        );
        amocrm.screenshot("nobody").await;

        receiver.start_again().await;
        // The page hears where it is now.
        let ready = receiver.line(1).await;
        let panel = "document.getElementById('log_panel').shadowRoot\
            .querySelector('.receiver-panel__where').textContent";
        let named = format!(
            "Answers at {}",
            ready["address"].as_str().unwrap_or_default()
        );
        amocrm.eventually(panel, json!(named)).await;
        deliver(&amocrm, "form").await;
        let message = receiver.line(2).await;
        assert_eq!(message["text"], "to nobody", "{message}");
    });
}

/// A widget whose action cannot be stretched has no movement to choose.
#[test]
fn movement_is_for_actions_that_can_be_stretched() {
    let name = "movement_is_for_actions_that_can_be_stretched";
    run(name, Widget::Recipe, async |amocrm| {
        amocrm.open_pipeline("locale=en").await;
        amocrm.add_trigger("101").await;
        amocrm.choose(".trigger-condition select", "15").await;
        amocrm.save().await;
        open_happening(&amocrm, "1").await;
        let direction = property("#happening_direction", "disabled");
        assert_eq!(amocrm.evaluate(&direction).await, json!(true));
    });
}
