//! The window of the widget's own settings.

use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{self, Heard, Host};

#[wasm_bindgen_test]
fn the_default_message_is_written_in_the_same_editor() {
    page::fresh();
    let window = page::settings_window("Hello,\nworld", "");
    let host = Host::new().text("settings", "default_message", "Сообщение нового триггера");
    let widget = host.widget();
    let jquery: js_sys::Function = page::evaluate("(body) => jQuery(body)").unchecked_into();
    widget.settings(&jquery.call1(&JsValue::NULL, &window).unwrap());
    let editor = page::editor(&window);
    assert_eq!(editor.value(), "Hello,\nworld");
    assert!(editor.attribute("aria-required").is_none());
    let label = page::select(&window, ".pipeline-message label");
    assert_eq!(page::text_of(&label), "Сообщение нового триггера");

    let heard = Heard::at(&window);
    page::type_text(&editor, "!\n");
    assert_eq!(page::field(&window).value(), "Hello,\nworld!\n");
    assert!(heard.take().contains(&"change".into()));
    page::edit(&editor, &"".into());
    assert_eq!(page::problem(&window), "", "it may be empty");
}

#[wasm_bindgen_test]
fn the_window_is_found_where_amocrm_passes_nothing() {
    page::fresh();
    let window = page::settings_window("", "");
    let widget = Host::new().widget();
    widget.settings(&JsValue::UNDEFINED);
    widget.settings(&JsValue::UNDEFINED);
    assert_eq!(page::count(&window, "textarea"), 1);
}

#[wasm_bindgen_test]
fn a_field_that_is_drawn_anew_has_an_editor_when_the_window_is_asked_for_again() {
    page::fresh();
    let window = page::settings_window("saved", "");
    let widget = Host::new().widget();
    widget.settings(&window);
    let draw_anew: js_sys::Function = page::evaluate(
        "(field) => {
           const anew = document.createElement('input')
           anew.name = field.name
           anew.setAttribute('value', 'drawn anew')
           field.replaceWith(anew)
         }",
    )
    .unchecked_into();
    draw_anew
        .call1(&JsValue::NULL, &page::field(&window))
        .unwrap();
    widget.settings(&window);
    assert_eq!(page::count(&window, ".pipeline-message"), 1);
    assert_eq!(page::editor(&window).value(), "drawn anew");
    page::type_text(&page::editor(&window), "!");
    assert_eq!(page::field(&window).value(), "drawn anew!");
}

#[wasm_bindgen_test]
async fn an_editor_that_was_taken_away_comes_back_for_good() {
    page::fresh();
    let window = page::settings_window("saved", "");
    let widget = Host::new().widget();
    widget.settings(&window);
    page::select(&window, ".pipeline-message").remove();
    widget.settings(&window);
    page::edit(&page::editor(&window), &"two\nlines".into());
    page::a_moment().await;
    assert_eq!(page::count(&window, ".pipeline-message"), 1);
    page::type_text(&page::editor(&window), "!");
    assert_eq!(page::field(&window).value(), "two\nlines!");
    assert!(page::field(&window).kind() == *"hidden");
}

#[wasm_bindgen_test]
fn a_window_without_the_fields_is_left_alone() {
    page::fresh();
    let window = page::element_in("div", "modal", &page::body());
    Host::new().widget().settings(&window);
    assert_eq!(page::count(&window, "*"), 0);
}

#[wasm_bindgen_test]
async fn what_is_valid_is_saved() {
    page::fresh();
    let _window = page::settings_window("", "");
    let widget = Host::new().widget();
    for details in [
        "({ active: 'Y', fields: { max_length: '500', default_message: 'x' } })",
        "({ active: 'Y', fields: { max_length: 500 } })",
        "({ active: 'Y', fields: { max_length: '' } })",
        "({ active: 'Y', fields: { max_length: null } })",
        "({ active: 'Y', fields: {} })",
        "({ active: 'Y' })",
        "({ active: 'Y', fields: null })",
        "({})",
        "undefined",
        "null",
        "'text'",
        "({ active: 'N', fields: { max_length: 'many' } })",
    ] {
        assert_eq!(
            widget.on_save(&page::evaluate(details)),
            JsValue::TRUE,
            "{details}"
        );
    }
}

#[wasm_bindgen_test]
async fn what_is_not_valid_is_refused_with_the_reason_beside_the_field() {
    page::fresh();
    let window = page::settings_window("Hello", "");
    let widget = Host::new()
        .text("editor", "bad_max_length", "Введите целое число")
        .widget();
    widget.settings(&window);
    for value in [
        "'many'", "'0'", "'-5'", "'1.5'", "1.5", "-1", "0", "NaN", "Infinity",
    ] {
        let details = format!("({{ active: 'Y', fields: {{ max_length: {value} }} }})");
        let answer = widget.on_save(&page::evaluate(&details));
        assert!(!page::allows_saving(&answer).await, "{value}");
        let reason = page::select(&window, "[role=alert]");
        assert_eq!(page::text_of(&reason), "Введите целое число", "{value}");
        let field = page::select(&window, "[name=max_length]");
        assert!(field.attribute("aria-invalid").unwrap() == *"true");
        assert_eq!(field.attribute("aria-describedby"), reason.attribute("id"));
        assert_eq!(page::count(&window, "[role=alert]"), 1);
    }
    let fields = page::evaluate("({ active: 'Y', fields: { max_length: '5' } })");
    assert!(page::allows_saving(&widget.on_save(&fields)).await);
    assert_eq!(page::count(&window, "[role=alert], [aria-invalid]"), 0);
}

#[wasm_bindgen_test]
async fn what_is_not_valid_is_refused_also_where_no_window_is_open() {
    page::fresh();
    let widget = Host::new().widget();
    let details = page::evaluate("({ active: 'Y', fields: { max_length: 'many' } })");
    assert!(!page::allows_saving(&widget.on_save(&details)).await);
}

#[wasm_bindgen_test]
fn the_reason_stands_in_the_window_that_amocrm_passed_whatever_its_class() {
    page::fresh();
    let window = page::settings_window("", "");
    page::select(&page::body(), ".widget-settings__modal").set_attribute("class", "another");
    let widget = Host::new().widget();
    widget.settings(&window);
    widget.on_save(&page::evaluate(
        "({ active: 'Y', fields: { max_length: 'many' } })",
    ));
    assert_eq!(page::count(&window, "[role=alert]"), 1);
}

#[wasm_bindgen_test]
fn no_limit_is_held_against_the_default_message_beside_which_it_is_edited() {
    page::fresh();
    let window = page::settings_window("Hello", "3");
    let widget = Host::new().setting("max_length", "3").widget();
    widget.settings(&window);
    page::type_text(&page::editor(&window), "!");
    assert_eq!(page::counter(&window), "");
    assert_eq!(page::problem(&window), "");
}

#[wasm_bindgen_test]
fn leaving_gives_the_settings_their_field_back() {
    page::fresh();
    let window = page::settings_window("", "");
    let widget = Host::new().widget();
    widget.settings(&window);
    page::type_text(&page::editor(&window), "Hello");
    widget.destroy();
    let field = page::field(&window);
    assert!(field.kind() == *"text");
    assert_eq!(field.value(), "Hello");
}
