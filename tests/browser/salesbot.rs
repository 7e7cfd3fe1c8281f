//! The widget's block in the Salesbot designer: its editor, its exits and its steps.

use super::dom::{Control, Element};
use js_sys::{JSON, JsString, Reflect};
use pipeline_message::salesbot::block;
use pipeline_message::server;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{self, Heard, Host, Told};
use super::texts::hostile_texts;
use super::widget::Widget;

const ENGLISH_EXITS: &str =
    r#"{"exits":[{"code":"sent","title":"Sent"},{"code":"not_sent","title":"Not sent"}]}"#;
const TOO_LONG: &str = "error: Pipeline Message: The message is too long for a Salesbot \
                        and will not be sent. Shorten it and save again.";

/// The block's message as amoCRM has it.
fn message_field(body: &Element) -> Control {
    page::select(body, "[data-field-name=message] [name=value_manual]").unchecked_into()
}

fn json(value: &JsValue) -> String {
    JSON::stringify(value).unwrap().into()
}

/// What the bot gets for the block whose settings the expression gives, called with `message`.
fn steps(widget: &Widget, params: &str, message: &JsValue) -> String {
    let params: js_sys::Function =
        page::evaluate(&format!("(message) => ({params})")).unchecked_into();
    let params = params.call1(&JsValue::NULL, message).unwrap();
    widget
        .on_salesbot_designer_save(&"send_message".into(), &params)
        .into()
}

/// The message that the server gets by these steps.
fn message_in(steps: &str) -> JsString {
    let steps = JSON::parse(steps).unwrap();
    let message: js_sys::Function =
        page::evaluate("(steps) => steps[0].question[0].params.data.message").unchecked_into();
    let message = message.call1(&JsValue::NULL, &steps).unwrap();
    message.dyn_into().unwrap()
}

#[wasm_bindgen_test]
fn the_block_has_the_same_editor_as_the_trigger() {
    page::fresh();
    let body = page::salesbot_block(&[("message", "saved\nlines"), ("other", "theirs")]);
    let host = Host::new()
        .text("settings", "message", "Текст сообщения")
        .setting("default_message", "for triggers alone");
    let widget = host.widget();
    let jquery: js_sys::Function = page::evaluate("(body) => jQuery(body)").unchecked_into();
    let wrapped = jquery.call1(&JsValue::NULL, &body).unwrap();
    for _ in 0..2 {
        widget.salesbot_designer_settings(&wrapped);
    }
    assert_eq!(page::count(&body, "textarea"), 1);
    let editor = page::editor(&body);
    assert_eq!(editor.value(), "saved\nlines");
    let label = page::select(&body, ".pipeline-message label");
    assert_eq!(page::text_of(&label), "Текст сообщения");
    assert!(editor.attribute("aria-required").unwrap() == *"true");

    let heard = Heard::at(&body);
    page::type_text(&editor, "!");
    assert_eq!(message_field(&body).value(), "saved\nlines!");
    assert!(heard.take().contains(&"change".into()));
    let other: Control = page::select(&body, "[data-field-name=other] input").unchecked_into();
    assert!(other.kind() == *"text");
    assert_eq!(other.value(), "theirs");

    widget.destroy();
    assert_eq!(message_field(&body).value(), "saved\nlines!");
    assert_eq!(page::count(&body, ".pipeline-message"), 0);
}

#[wasm_bindgen_test]
fn an_editor_shows_its_label_where_amocrm_drew_none() {
    page::fresh();
    let body = page::salesbot_block(&[("message", "saved")]);
    let widget = Host::new().widget();
    widget.salesbot_designer_settings(&body);
    let label = page::select(&body, ".pipeline-message label");
    assert!(label.style().display() == *"");
}

#[wasm_bindgen_test]
fn an_empty_block_stays_empty_and_each_has_its_own_editor() {
    page::fresh();
    let form = page::element_in("form", "", &page::body());
    let blocks = ["", "two"].map(|saved| page::salesbot_block(&[("message", saved)]));
    let widget = Host::new().setting("default_message", "Hello").widget();
    for body in &blocks {
        form.append(body);
        widget.salesbot_designer_settings(body);
    }
    assert_eq!(page::editor(&blocks[0]).value(), "");
    page::type_text(&page::editor(&blocks[1]), "!");
    let texts = [&blocks[0], &blocks[1]].map(|body| String::from(message_field(body).value()));
    assert_eq!(texts, ["", "two!"]);
}

#[wasm_bindgen_test]
fn the_exits_are_named_wherever_the_block_is_drawn() {
    page::fresh();
    let empty = page::element_in("div", "", &page::body());
    let widget = Host::new().widget();
    for body in [
        JsValue::UNDEFINED,
        JsValue::NULL,
        5.into(),
        empty.into(),
        page::evaluate("jQuery('#nowhere')"),
        page::salesbot_block(&[("other", "")]).into(),
        page::salesbot_block(&[("message", "")]).into(),
    ] {
        let exits = widget.salesbot_designer_settings(&body);
        assert_eq!(json(&exits), ENGLISH_EXITS);
    }
}

#[wasm_bindgen_test]
fn the_exits_have_titles_in_the_language_of_amocrm() {
    page::fresh();
    let host = Host::new().text("salesbot", "sent", "Отправлено").text(
        "salesbot",
        "not_sent",
        "Не \"отправлено\"",
    );
    let exits = host
        .widget()
        .salesbot_designer_settings(&JsValue::UNDEFINED);
    assert_eq!(
        json(&exits),
        r#"{"exits":[{"code":"sent","title":"Отправлено"},{"code":"not_sent","title":"Не \"отправлено\""}]}"#
    );
    for i18n in [
        "undefined",
        "() => { throw new Error('amoCRM') }",
        "() => 5",
    ] {
        let widget = Host::new().member("i18n", i18n).widget();
        let exits = widget.salesbot_designer_settings(&JsValue::UNDEFINED);
        assert_eq!(json(&exits), ENGLISH_EXITS, "{i18n}");
    }
}

#[wasm_bindgen_test]
fn every_text_reaches_the_server_by_the_steps() {
    page::fresh();
    let told = Told::by("APP");
    let widget = Host::new().widget();
    let (_too_long, texts) = hostile_texts()
        .split_last()
        .map(|(a, b)| (a.clone(), b.to_vec()))
        .unwrap();
    for params in [
        "{ message }",
        "{ message: { value_manual: message } }",
        "{ params: { message } }",
        "{ params: { message: { value_manual: message } } }",
        "{ message: 'of an outer object', params: { message } }",
    ] {
        for text in &texts {
            let steps = steps(&widget, params, &text.as_str().into());
            page::assert_same(&message_in(&steps), &text.as_str().into());
            let around = steps.replace(&json(&text.as_str().into()), "\"\"");
            assert_eq!(around, around_nothing(), "{params}");
        }
    }
    assert!(told.take().is_empty());
    assert!(around_nothing().contains(server::SALESBOT));
}

#[wasm_bindgen_test]
fn the_message_is_well_formed_with_plain_line_breaks() {
    let widget = Host::new().widget();
    for (message, wanted) in [
        (r"'a\ud83d b\ude00 c'", r"'a\ufffd b\ufffd c'"),
        (r"'one\r\ntwo\rthree\nfour'", r"'one\ntwo\nthree\nfour'"),
        (r"'\ud83d\ude00'", r"'\ud83d\ude00'"),
        ("12345", "'12345'"),
        ("0", "'0'"),
    ] {
        let steps = steps(&widget, "{ message }", &page::evaluate(message));
        let wanted: JsString = page::evaluate(wanted).unchecked_into();
        page::assert_same(&message_in(&steps), &wanted);
    }
}

#[wasm_bindgen_test]
fn a_block_without_a_message_has_its_steps() {
    let widget = Host::new().widget();
    for params in [
        "undefined",
        "null",
        "'text'",
        "5",
        "{}",
        "[]",
        "{ message: null }",
        "{ message: {} }",
        "{ message: { value_manual: null } }",
        "{ message: { value_manual: {} } }",
        "{ params: {} }",
        "{ params: { message: undefined } }",
        "{ get message () { throw new Error('amoCRM') } }",
        "new Proxy({}, { get () { throw new Error('amoCRM') } })",
    ] {
        let steps = steps(&widget, params, &JsValue::UNDEFINED);
        assert_eq!(steps, around_nothing(), "{params}");
    }
}

/// The steps without a message.
fn around_nothing() -> String {
    [block::BEFORE, "\"\"", block::AFTER].concat()
}

#[wasm_bindgen_test]
fn a_message_that_amocrm_would_refuse_the_bot_for_is_told_and_left_out() {
    page::fresh();
    let told = Told::by("APP");
    let widget = Host::new().widget();
    let room = (block::LONGEST as usize) - around_nothing().len();
    let longest = "m".repeat(room);
    let sent = steps(&widget, "{ message }", &longest.as_str().into());
    assert_eq!(sent.len(), (block::LONGEST as usize));
    assert!(told.take().is_empty());

    // Bytes count, and those of the JSON: a quote is two of them.
    for message in [
        "m".repeat(room + 1),
        "я".repeat(room / 2 + 1),
        "\"".repeat(room / 2 + 1),
        hostile_texts().pop().unwrap(),
    ] {
        let steps = steps(&widget, "{ message }", &message.as_str().into());
        assert_eq!(steps, block::WITHOUT_SENDING);
        assert_eq!(told.take(), [TOO_LONG]);
    }
    page::fresh();
    let without_notifications = steps(&widget, "{ message }", &"m".repeat(room + 1).into());
    assert_eq!(without_notifications, block::WITHOUT_SENDING);
}

#[wasm_bindgen_test]
fn an_editor_that_nothing_listens_to_is_taken_over() {
    page::fresh();
    let body = page::salesbot_block(&[("message", "saved")]);
    let widget = Host::new().widget();
    widget.salesbot_designer_settings(&body);
    let clone: js_sys::Function =
        page::evaluate("(element) => element.cloneNode(true)").unchecked_into();
    let orphan: Element = clone.call1(&JsValue::NULL, &body).unwrap().unchecked_into();
    widget.destroy();
    body.replace_with(&orphan);
    page::edit(
        &page::editor(&orphan),
        &"typed while nobody listened".into(),
    );
    assert_eq!(message_field(&orphan).value(), "saved");

    let next = Host::new().widget();
    next.resume(false);
    assert_eq!(
        message_field(&orphan).value(),
        "typed while nobody listened"
    );
    page::edit(&page::editor(&orphan), &"".into());
    assert_ne!(page::problem(&orphan), "", "it is required");
}

#[wasm_bindgen_test]
fn the_steps_are_a_string_for_javascript_too() {
    let widget: JsValue = Host::new().widget().into();
    let call = "(widget) => typeof widget.onSalesbotDesignerSave('send_message', { message: 'x' })";
    let call: js_sys::Function = page::evaluate(call).unchecked_into();
    assert_eq!(call.call1(&JsValue::NULL, &widget).unwrap(), "string");
    let prototype = Reflect::get_prototype_of(&widget).unwrap();
    for name in [
        "salesbotDesignerSettings",
        "onSalesbotDesignerSave",
        "onAddAsSource",
    ] {
        assert!(Reflect::has(&prototype, &name.into()).unwrap(), "{name}");
    }
}
