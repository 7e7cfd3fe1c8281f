//! The widget finds its form however amoCRM builds it, and only its own.

use serde_json::json;

use crate::amocrm::{FIELD, SAVE, TEXTAREA, count, property};
use crate::scenario::{Widget, run};

const EDITOR: &str = ".pipeline-message";

#[test]
fn the_form_is_found_in_every_markup() {
    run(
        "the_form_is_found_in_every_markup",
        Widget::Packed,
        async |amocrm| {
            let mut id = 0;
            for form in [
                "documented",
                "inside-marker",
                "wrapper-only",
                "argument",
                "flat",
            ] {
                for account in ["5", "4"] {
                    id += 1;
                    let text = format!("{form}\nof account {account}");
                    let profile = format!("form={form}&account={account}");
                    amocrm.open_pipeline(&profile).await;
                    amocrm.add_trigger("101").await;
                    amocrm.paste(TEXTAREA, &text).await;
                    amocrm.eventually(&count(EDITOR), json!(1)).await;
                    amocrm.save().await;
                    assert_eq!(amocrm.saved_message(&id.to_string()), text);
                    amocrm.toggle_trigger(&id.to_string()).await;
                    assert_eq!(amocrm.editor_text().await, text, "{profile}");
                }
            }
        },
    );
}

#[test]
fn a_form_that_is_drawn_late_gets_its_editor() {
    run(
        "a_form_that_is_drawn_late_gets_its_editor",
        Widget::Packed,
        async |amocrm| {
            let mut id = 0;
            for form in [
                "documented",
                "inside-marker",
                "wrapper-only",
                "argument",
                "flat",
            ] {
                id += 1;
                amocrm.open_pipeline(&format!("form={form}&late=400")).await;
                amocrm.add_trigger("101").await;
                // The callback has come and gone before there is a form.
                assert_eq!(
                    amocrm.evaluate(&amocrm.calls_of("dpSettings")).await,
                    json!(1),
                    "{form}"
                );
                amocrm.paste(TEXTAREA, "late\ntext").await;
                amocrm.save().await;
                assert_eq!(
                    amocrm.saved_message(&id.to_string()),
                    "late\ntext",
                    "{form}"
                );
            }
        },
    );
}

#[test]
fn a_slow_host_changes_nothing() {
    run(
        "a_slow_host_changes_nothing",
        Widget::Packed,
        async |amocrm| {
            amocrm.open_pipeline("delay=700&late=300").await;
            amocrm.add_trigger("101").await;
            amocrm.paste(TEXTAREA, "slow\nhost").await;
            amocrm.save().await;
            assert_eq!(amocrm.saved_message("1"), "slow\nhost");
        },
    );
}

#[test]
fn two_open_forms_have_an_editor_each() {
    for form in ["documented", "wrapper-only", "argument", "flat"] {
        run(
            "two_open_forms_have_an_editor_each",
            Widget::Packed,
            async move |amocrm| {
                amocrm
                    .open_pipeline(&format!("open=several&form={form}"))
                    .await;
                amocrm.add_trigger("101").await;
                amocrm.add_trigger("102").await;
                amocrm.eventually(&count(EDITOR), json!(2)).await;
                let ids = "new Set([...document.querySelectorAll('.pipeline-message__text')]\
                .map((textarea) => textarea.id)).size";
                amocrm.eventually(ids, json!(2)).await;
                for stage in ["101", "102"] {
                    let textarea = format!("[data-stage='{stage}'] .pipeline-message__text");
                    amocrm.paste(&textarea, &format!("in stage\n{stage}")).await;
                }
                for stage in ["101", "102"] {
                    let field = format!(".stage[data-stage='{stage}'] {FIELD}");
                    let expected = json!(format!("in stage\n{stage}"));
                    amocrm
                        .eventually(&property(&field, "value"), expected)
                        .await;
                }
                for stage in ["101", "102"] {
                    amocrm
                        .click(&format!(".stage[data-stage='{stage}'] {SAVE}"))
                        .await;
                    amocrm
                        .eventually(
                            &count(&format!(".stage[data-stage='{stage}'] {SAVE}")),
                            json!(0),
                        )
                        .await;
                }
                assert_eq!(amocrm.saved_message("1"), "in stage\n101");
                assert_eq!(amocrm.saved_message("2"), "in stage\n102");
            },
        );
    }
}

/// The recipe's form has a field of the same name.
#[test]
fn another_widgets_form_is_left_alone() {
    for form in ["documented", "wrapper-only", "flat"] {
        run(
            "another_widgets_form_is_left_alone",
            Widget::Packed,
            async move |amocrm| {
                amocrm
                    .open_pipeline(&format!("open=several&form={form}"))
                    .await;
                amocrm.add_trigger_of("jquery_recipe", "101").await;
                amocrm.add_trigger("101").await;
                amocrm.add_trigger_of("jquery_recipe", "102").await;
                amocrm.eventually(&count(EDITOR), json!(1)).await;
                let foreign = ".digital-pipeline__item:has(.digital-pipeline__short-task_widget-style_jquery_recipe)";
                amocrm
                    .eventually(&count(&format!("{foreign} {EDITOR}")), json!(0))
                    .await;
                let untouched = count(&format!("{foreign} input[type=text][name=message]"));
                amocrm.eventually(&untouched, json!(2)).await;
            },
        );
    }
}

#[test]
fn opening_and_closing_leaves_nothing_behind() {
    run(
        "opening_and_closing_leaves_nothing_behind",
        Widget::Packed,
        async |amocrm| {
            amocrm.open_pipeline("").await;
            amocrm.add_trigger("101").await;
            amocrm.paste(TEXTAREA, "text").await;
            amocrm.save().await;
            for _ in 0..5 {
                amocrm.toggle_trigger("1").await;
                assert_eq!(amocrm.editor_text().await, "text");
                amocrm.eventually(&count(EDITOR), json!(1)).await;
                amocrm.toggle_trigger("1").await;
                amocrm.eventually(&count(EDITOR), json!(0)).await;
            }
            amocrm.toggle_trigger("1").await;
            amocrm.element(TEXTAREA).await;
            amocrm
                .eventually(&count("link[href*='/style.css']"), json!(1))
                .await;
        },
    );
}
