//! The widget's settings window, and what of it reaches a trigger's form.

use serde_json::json;

use crate::amocrm::{Amocrm, SAVE, TEXTAREA, count, property};
use crate::keyboard::{BACKSPACE, SHIFT, TAB};
use crate::scenario::{Widget, run};

const MAX_LENGTH: &str = "dialog.modal input[name=max_length]";
const WINDOW_SAVE: &str = "dialog.modal .js-widget-save";
const WINDOW: &str = "dialog.modal";

/// Saves, and waits until the window is closed and the list behind it drawn anew: a click on a tile
/// that goes meanwhile would be lost.
pub(crate) async fn save_window(amocrm: &Amocrm) {
    let mark = "document.querySelector('.integration').classList.add('before-saving')";
    amocrm.evaluate(mark).await;
    amocrm.click(WINDOW_SAVE).await;
    amocrm.eventually(&count(WINDOW), json!(0)).await;
    amocrm.eventually(&count(".before-saving"), json!(0)).await;
}

/// Types a limit in place of what is there, and leaves the field as a person does.
pub(crate) async fn type_limit(amocrm: &Amocrm, limit: &str) {
    amocrm.element(MAX_LENGTH).await;
    let length = amocrm.evaluate(&property(MAX_LENGTH, "value.length")).await;
    let length = usize::try_from(length.as_u64().expect("a length")).expect("a short text");
    let erased = BACKSPACE.repeat(length);
    // Backwards: the field can be the last one, and from there Tab leads out of the page, from
    // where Firefox's driver does not come back by a click.
    amocrm
        .type_keys(MAX_LENGTH, &format!("{erased}{limit}{SHIFT}{TAB}"))
        .await;
}

#[test]
fn the_default_message_is_kept_and_starts_a_new_trigger() {
    run(
        "the_default_message_is_kept_and_starts_a_new_trigger",
        Widget::Packed,
        async |amocrm| {
            let text = "Good day,\n</textarea>{{lead.name}} 🙂 %41\n ";
            for theme in ["light", "dark"] {
                amocrm
                    .open_settings(&format!("locale=en&theme={theme}"))
                    .await;
                amocrm.paste(&format!("{WINDOW} {TEXTAREA}"), text).await;
                amocrm.screenshot(theme).await;
                save_window(&amocrm).await;
                amocrm.open_settings_window().await;
                assert_eq!(amocrm.editor_text().await, text);
            }
            amocrm.open_pipeline("").await;
            amocrm.add_trigger("101").await;
            assert_eq!(amocrm.editor_text().await, text);
            amocrm
                .eventually(&property(SAVE, "disabled"), json!(false))
                .await;
            amocrm.save().await;
            assert_eq!(amocrm.saved_message("1"), text);
        },
    );
}

#[test]
fn the_default_message_does_not_touch_a_saved_trigger() {
    run(
        "the_default_message_does_not_touch_a_saved_trigger",
        Widget::Packed,
        async |amocrm| {
            amocrm.open_pipeline("").await;
            amocrm.add_trigger("101").await;
            amocrm.paste(TEXTAREA, "its own").await;
            amocrm.save().await;
            amocrm.open_settings("").await;
            amocrm
                .paste(&format!("{WINDOW} {TEXTAREA}"), "the default")
                .await;
            save_window(&amocrm).await;
            amocrm.go_to("pipeline").await;
            amocrm.toggle_trigger("1").await;
            assert_eq!(amocrm.editor_text().await, "its own");
            amocrm
                .eventually(&property(SAVE, "disabled"), json!(true))
                .await;
        },
    );
}

#[test]
fn a_limit_that_is_no_number_is_refused_beside_its_field() {
    run(
        "a_limit_that_is_no_number_is_refused_beside_its_field",
        Widget::Packed,
        async |amocrm| {
            amocrm.open_settings("locale=en").await;
            for bad in ["0", "-1", "1.5", "many"] {
                type_limit(&amocrm, bad).await;
                amocrm.click(WINDOW_SAVE).await;
                amocrm
                    .eventually(
                        &property(MAX_LENGTH, "getAttribute('aria-invalid')"),
                        json!("true"),
                    )
                    .await;
                let described = "document.getElementById(document.querySelector('dialog.modal \
                input[name=max_length]').getAttribute('aria-describedby')).textContent.length > 0";
                amocrm.eventually(described, json!(true)).await;
                amocrm.eventually(&count(WINDOW), json!(1)).await;
                assert!(amocrm.saved_settings().is_null(), "{bad} was saved");
            }
            amocrm.screenshot("refused").await;
            type_limit(&amocrm, "20").await;
            save_window(&amocrm).await;
            assert_eq!(amocrm.saved_settings()["fields"]["max_length"], "20");
            amocrm.open_settings_window().await;
            type_limit(&amocrm, "").await;
            save_window(&amocrm).await;
            assert_eq!(amocrm.saved_settings()["fields"]["max_length"], "");
        },
    );
}

#[test]
fn a_message_over_the_limit_is_counted_and_still_saved() {
    run(
        "a_message_over_the_limit_is_counted_and_still_saved",
        Widget::Packed,
        async |amocrm| {
            amocrm.open_settings("locale=en").await;
            type_limit(&amocrm, "10").await;
            save_window(&amocrm).await;
            amocrm.go_to("pipeline").await;
            amocrm.add_trigger("101").await;
            let problem = property(".pipeline-message__problem", "textContent.length > 0");
            amocrm.paste(TEXTAREA, "five\nfive").await;
            amocrm
                .eventually(
                    &property(".pipeline-message__counter", "textContent.includes('9')"),
                    json!(true),
                )
                .await;
            // An emoji is two UTF-16 units: eleven in all, a line break as one.
            amocrm.paste(TEXTAREA, "five\nfive🙂").await;
            amocrm
                .eventually(
                    &property(".pipeline-message__counter", "textContent.includes('11')"),
                    json!(true),
                )
                .await;
            amocrm.eventually(&problem, json!(true)).await;
            amocrm.screenshot("over").await;
            amocrm.save().await;
            assert_eq!(amocrm.saved_message("1"), "five\nfive🙂");
        },
    );
}

#[test]
fn without_a_limit_nothing_is_counted() {
    run(
        "without_a_limit_nothing_is_counted",
        Widget::Packed,
        async |amocrm| {
            amocrm.open_pipeline("").await;
            amocrm.add_trigger("101").await;
            amocrm.paste(TEXTAREA, "text").await;
            let shown = "jQuery('.pipeline-message__counter').is(':visible')";
            amocrm.eventually(shown, json!(false)).await;
        },
    );
}

#[test]
fn the_widget_can_be_switched_off_whatever_its_fields_hold() {
    run(
        "the_widget_can_be_switched_off_whatever_its_fields_hold",
        Widget::Packed,
        async |amocrm| {
            amocrm.open_settings("").await;
            type_limit(&amocrm, "many").await;
            amocrm.click("#widget_active__sw").await;
            save_window(&amocrm).await;
            assert_eq!(amocrm.saved_settings()["active"], json!(false));
            amocrm
                .eventually(&amocrm.calls_of("destroy"), json!(1))
                .await;
            amocrm
                .eventually(&count(".pipeline-message"), json!(0))
                .await;
        },
    );
}

/// Only the settings' empty field: the form says that a message is required, and in words.
#[test]
fn an_empty_message_is_named_after_the_person_was_there() {
    run(
        "an_empty_message_is_named_after_the_person_was_there",
        Widget::Packed,
        async |amocrm| {
            amocrm.open_pipeline("locale=en").await;
            amocrm.add_trigger("101").await;
            let said = property(
                ".pipeline-message__problem",
                "textContent.trim().length > 0",
            );
            amocrm.element(TEXTAREA).await;
            amocrm.eventually(&said, json!(false)).await;
            amocrm
                .type_keys(TEXTAREA, &format!("a{BACKSPACE}{TAB}"))
                .await;
            amocrm.eventually(&said, json!(true)).await;
            amocrm.screenshot("empty").await;
        },
    );
}
