//! Leaving the page: amoCRM gets its own field back, and the next visit starts afresh.

use serde_json::{Value, json};

use crate::amocrm::{Amocrm, FIELD, TEXTAREA, count};
use crate::scenario::{Widget, run};

/// Notes what the form is after `destroy`, before amoCRM takes it away.
async fn watch_leaving(amocrm: &Amocrm) {
    let watch = format!(
        "jQuery(document).one('page:changed', () => {{ \
            const field = document.querySelector('{FIELD}'); \
            window.leftBehind = {{ \
                tag: field.localName, \
                type: field.type, \
                value: field.value, \
                isVisible: jQuery(field).is(':visible'), \
                editors: document.querySelectorAll('.pipeline-message').length, \
                label: jQuery('.widget_settings_block__title_field').is(':visible') \
            }}; \
        }}).length"
    );
    amocrm.evaluate(&watch).await;
}

async fn left_behind(amocrm: &Amocrm, text: &str) -> Value {
    amocrm.open_pipeline("").await;
    amocrm.add_trigger("101").await;
    amocrm.paste(TEXTAREA, text).await;
    watch_leaving(amocrm).await;
    amocrm.go_to("leads").await;
    amocrm
        .eventually(&amocrm.calls_of("destroy"), json!(1))
        .await;
    amocrm.evaluate("window.leftBehind").await
}

#[test]
fn leaving_the_page_gives_the_field_back() {
    run(
        "leaving_the_page_gives_the_field_back",
        Widget::Packed,
        async |amocrm| {
            let left = left_behind(&amocrm, "one line").await;
            assert_eq!(
                left,
                json!({"tag": "input", "type": "text", "value": "one line",
                   "isVisible": true, "editors": 0, "label": true})
            );
        },
    );
}

/// A text field cannot hold several lines.
#[test]
fn leaving_with_several_lines_leaves_a_plain_textarea() {
    run(
        "leaving_with_several_lines_leaves_a_plain_textarea",
        Widget::Packed,
        async |amocrm| {
            let left = left_behind(&amocrm, "\ntwo\nlines").await;
            assert_eq!(
                left,
                json!({"tag": "textarea", "type": "textarea", "value": "\ntwo\nlines",
                   "isVisible": true, "editors": 0, "label": true})
            );
        },
    );
}

#[test]
fn every_visit_has_a_widget_of_its_own() {
    run(
        "every_visit_has_a_widget_of_its_own",
        Widget::Packed,
        async |amocrm| {
            amocrm.open_pipeline("").await;
            amocrm.add_trigger("101").await;
            amocrm.paste(TEXTAREA, "kept").await;
            amocrm.save().await;
            for visit in 1..=3 {
                amocrm
                    .eventually(&amocrm.calls_of("new Widget"), json!(visit))
                    .await;
                amocrm.toggle_trigger("1").await;
                assert_eq!(amocrm.editor_text().await, "kept", "visit {visit}");
                amocrm.go_to("leads").await;
                amocrm
                    .eventually(&amocrm.calls_of("destroy"), json!(visit))
                    .await;
                amocrm
                    .eventually(&count(".pipeline-message"), json!(0))
                    .await;
                amocrm.go_to("pipeline").await;
                amocrm.element(".board").await;
            }
        },
    );
}
