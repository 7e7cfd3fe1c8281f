//! Rust fails in the page, as it would by a panic: what the person types is there all the same.
//!
//! The failures are planted where Rust calls the browser: an exception that comes through Rust
//! leaves it as broken as a panic does.

use serde_json::json;

use crate::amocrm::{Amocrm, FIELD, SAVE, TEXTAREA, count, property};
use crate::scenario::{Widget, run};

/// Makes the widget fail in the next `times` edits, after it has written the field and before it
/// has told amoCRM.
async fn fail_in_edits(amocrm: &Amocrm, times: u32) {
    let plant = format!(
        "(() => {{
            const control = HTMLTextAreaElement.prototype;
            const whole = Object.getOwnPropertyDescriptor(control, 'textLength');
            window.failures = 0;
            Object.defineProperty(control, 'textLength', {{
                configurable: true,
                get () {{
                    if (window.failures >= {times}) return whole.get.call(this);
                    window.failures += 1;
                    throw new Error('planted');
                }}
            }});
        }})()"
    );
    amocrm.evaluate(&plant).await;
}

#[test]
fn a_failure_while_typing_loses_nothing() {
    run(
        "a_failure_while_typing_loses_nothing",
        Widget::Packed,
        async |amocrm| {
            amocrm.open_pipeline("").await;
            amocrm.add_trigger("101").await;
            amocrm.type_keys(TEXTAREA, "before").await;
            let textarea =
                format!("(window.before = document.querySelector('{TEXTAREA}')) && true");
            amocrm.evaluate(&textarea).await;
            fail_in_edits(&amocrm, 1).await;
            amocrm.type_keys(TEXTAREA, ", during\nand after").await;
            assert_eq!(amocrm.evaluate("window.failures").await, json!(1));
            assert_eq!(amocrm.field_text().await, "before, during\nand after");
            let same = format!("window.before === document.querySelector('{TEXTAREA}')");
            assert_eq!(
                amocrm.evaluate(&same).await,
                json!(true),
                "caret and undo are kept"
            );
            assert_eq!(amocrm.evaluate(&count(TEXTAREA)).await, json!(1));
            amocrm.save().await;
            assert_eq!(amocrm.saved_message("1"), "before, during\nand after");
            amocrm.expect_traces(1).await;

            // The fresh instance serves the next form as well, and gives the field back.
            amocrm.toggle_trigger("1").await;
            assert_eq!(amocrm.editor_text().await, "before, during\nand after");
        },
    );
}

#[test]
fn a_failure_in_the_only_edit_still_enables_save() {
    run(
        "a_failure_in_the_only_edit_still_enables_save",
        Widget::Packed,
        async |amocrm| {
            amocrm.open_pipeline("").await;
            amocrm.add_trigger("101").await;
            amocrm.element(TEXTAREA).await;
            fail_in_edits(&amocrm, 1).await;
            amocrm.paste(TEXTAREA, "all at once").await;
            assert_eq!(
                amocrm.evaluate(&property(SAVE, "disabled")).await,
                json!(false)
            );
            amocrm.save().await;
            assert_eq!(amocrm.saved_message("1"), "all at once");
            amocrm.expect_traces(1).await;
        },
    );
}

#[test]
fn after_failing_again_and_again_what_is_typed_is_still_saved() {
    let name = "after_failing_again_and_again_what_is_typed_is_still_saved";
    run(name, Widget::Packed, async |amocrm| {
        amocrm.open_pipeline("").await;
        amocrm.add_trigger("101").await;
        amocrm.element(TEXTAREA).await;
        fail_in_edits(&amocrm, u32::MAX).await;
        amocrm.type_keys(TEXTAREA, "typed by hand\nin lines").await;
        assert_eq!(amocrm.field_text().await, "typed by hand\nin lines");
        amocrm.save().await;
        assert_eq!(amocrm.saved_message("1"), "typed by hand\nin lines");
        // Three restarts in ten seconds, and no more.
        amocrm.expect_traces(4).await;

        // The next form is amoCRM's own.
        amocrm.add_trigger("102").await;
        amocrm.type_keys(FIELD, "amoCRM's field").await;
        amocrm.save().await;
        assert_eq!(amocrm.saved_message("2"), "amoCRM's field");
    });
}

#[test]
fn every_open_form_is_taken_over() {
    run(
        "every_open_form_is_taken_over",
        Widget::Packed,
        async |amocrm| {
            amocrm.open_pipeline("open=several").await;
            amocrm.add_trigger("101").await;
            amocrm.paste("[data-stage='101'] textarea", "first").await;
            amocrm.add_trigger("102").await;
            fail_in_edits(&amocrm, 1).await;
            amocrm.paste("[data-stage='102'] textarea", "second").await;
            amocrm
                .paste("[data-stage='101'] textarea", "first, edited")
                .await;
            for (stage, text) in [("101", "first, edited"), ("102", "second")] {
                let field = property(&format!("[data-stage='{stage}'] {FIELD}"), "value");
                assert_eq!(amocrm.evaluate(&field).await, json!(text));
            }
            amocrm.expect_traces(1).await;
        },
    );
}

/// The outer call of the failed instance runs still, so that no fresh one is there yet.
#[test]
fn amocrm_may_end_a_visit_from_inside_a_call_after_a_failure() {
    let name = "amocrm_may_end_a_visit_from_inside_a_call_after_a_failure";
    run(name, Widget::PlantedTraps, async |amocrm| {
        amocrm.open_pipeline("").await;
        amocrm.add_trigger("101").await;
        amocrm.type_keys(TEXTAREA, "before").await;
        let arm = format!(
            "const {{ callbacks }} = require('host/widget-loader').list.local_widget;
             let isArmed = true;
             window.plantedTrap = (place) => {{
                 if (place !== 'onSave' || !isArmed) return false;
                 isArmed = false;
                 return true;
             }};
             document.querySelector('{FIELD}').addEventListener('change', () => {{
                 callbacks.onSave({{ active: 'Y', fields: {{}} }});
                 callbacks.destroy();
             }}, {{ once: true }});"
        );
        amocrm.run_script(&arm).await;
        amocrm.paste(TEXTAREA, "and after").await;
        let editors = count(".pipeline-message");
        amocrm.eventually(&editors, json!(0)).await;
        assert_eq!(amocrm.field_text().await, "and after");
        amocrm.save().await;
        assert_eq!(amocrm.saved_message("1"), "and after");
        amocrm.expect_traces(1).await;
    });
}
