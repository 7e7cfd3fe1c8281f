//! The Salesbot designer: the block is filled in, saved, opened again, and run to its exits.

use serde_json::{Value, json};

use crate::amocrm::{Amocrm, TEXTAREA, count, property};
use crate::running_receiver::RunningReceiver;
use crate::scenario::{Widget, run, run_beside_receiver};

pub(crate) const FIELD: &str = "[data-field-name=message] [name=value_manual]";
const SAVE: &str = ".salesbot-block__save";

/// Its second line holds markers: the bot fills them, whatever is in a value.
const MESSAGE: &str =
    "Good day \"you\" </textarea> 🙂\n{{contact.name}}: {{lead.name}}, {{lead.none}}";
const FILLED: &str =
    "Good day \"you\" </textarea> 🙂\n{{lead.price}}: Website \"relaunch\" & co, {{lead.none}}";

/// amoCRM's own field has one line.
fn for_editor(editor: &str, text: &str) -> String {
    if editor == FIELD {
        text.replace('\n', " ")
    } else {
        text.to_owned()
    }
}

pub(crate) async fn add_block(amocrm: &Amocrm) {
    amocrm.click(".bots__add").await;
    amocrm
        .click(&format!(
            "dialog.add-trigger [data-widget={}][data-handler=send_message]",
            amocrm.code
        ))
        .await;
    amocrm.element(SAVE).await;
    // Attached: the field need not be visible, the widget may have drawn its editor over it.
    amocrm.eventually(&count(FIELD), json!(1)).await;
}

pub(crate) async fn save_block(amocrm: &Amocrm) {
    amocrm.click(SAVE).await;
    amocrm.eventually(&count(SAVE), json!(0)).await;
}

/// Runs the bot for the second lead, whose contact is called like a marker.
async fn run_bot(amocrm: &Amocrm, exit: &str) {
    amocrm.choose(".bot-run__tools select", "7002").await;
    amocrm.click(".bot-run__start").await;
    amocrm
        .eventually(&property(".bot-run__exit", "dataset.exit"), json!(exit))
        .await;
}

fn saved_bot(amocrm: &Amocrm) -> Value {
    amocrm.saved_state()["bots"][0].clone()
}

async fn runs_to_both_exits(amocrm: &Amocrm, editor: &str) {
    let mut receiver = RunningReceiver::start(amocrm).await;
    amocrm.open_salesbot("locale=en").await;
    add_block(amocrm).await;
    let written = for_editor(editor, MESSAGE);
    amocrm.paste(editor, &written).await;
    let exits = "[...document.querySelectorAll('.salesbot-block__exits li')] \
        .map((exit) => [exit.dataset.exit, exit.textContent.length > 0])";
    amocrm
        .eventually(exits, json!([["sent", true], ["not_sent", true]]))
        .await;
    amocrm.screenshot("block").await;
    save_block(amocrm).await;
    assert_eq!(saved_bot(amocrm)["params"]["message"], written);

    run_bot(amocrm, "sent").await;
    let message = receiver.line(1).await;
    assert_eq!(message["text"], for_editor(editor, FILLED), "{message}");
    assert_eq!(message["to"], json!({"element": "lead", "id": 7002}));
    assert_eq!(message["cause"]["from"], "salesbot");
    amocrm.screenshot("sent").await;

    receiver.stop().await;
    amocrm.open_salesbot("locale=ru&theme=dark").await;
    run_bot(amocrm, "not_sent").await;
    amocrm.screenshot("not_sent").await;
}

/// Whatever the way in which the values reach the widget.
async fn keeps_its_message(amocrm: &Amocrm, editor: &str) {
    for (number, shape) in ["flat", "nested", "manual", "nested-manual"]
        .into_iter()
        .enumerate()
    {
        let text = for_editor(editor, &format!("{MESSAGE}\n{shape}"));
        amocrm
            .open_salesbot(&format!("locale=en&params={shape}"))
            .await;
        if number == 0 {
            add_block(amocrm).await;
        } else {
            amocrm.click(".bot__open").await;
        }
        amocrm.paste(editor, &text).await;
        save_block(amocrm).await;
        assert_eq!(saved_bot(amocrm)["params"]["message"], text);
        let steps = saved_bot(amocrm)["steps"].as_str().map(str::to_owned);
        let steps: Value = serde_json::from_str(&steps.expect("saved steps")).expect("JSON");
        let asked = &steps[0]["question"][0]["params"]["data"]["message"];
        assert_eq!(asked, &json!(text), "{steps}");
        amocrm.click(".bot__open").await;
        let value = property(editor, "value");
        amocrm.eventually(&value, json!(text)).await;
    }
}

#[test]
fn the_control_widgets_block_is_run_to_both_exits() {
    let name = "the_control_widgets_block_is_run_to_both_exits";
    run_beside_receiver(name, Widget::Places, async |amocrm| {
        runs_to_both_exits(&amocrm, FIELD).await;
    });
}

#[test]
fn the_control_widgets_block_keeps_its_message() {
    let name = "the_control_widgets_block_keeps_its_message";
    run(name, Widget::Places, async |amocrm| {
        keeps_its_message(&amocrm, FIELD).await;
    });
}

#[test]
fn a_block_is_run_to_both_exits() {
    run_beside_receiver(
        "a_block_is_run_to_both_exits",
        Widget::Packed,
        async |amocrm| {
            runs_to_both_exits(&amocrm, TEXTAREA).await;
        },
    );
}

#[test]
fn a_block_keeps_its_message() {
    run(
        "a_block_keeps_its_message",
        Widget::Packed,
        async |amocrm| {
            keeps_its_message(&amocrm, TEXTAREA).await;
        },
    );
}
