//! What Save depends on, and what the host itself does with the field.

use serde_json::json;

use crate::amocrm::{SAVE, TEXTAREA, count, property};
use crate::scenario::{Widget, run};

#[test]
fn only_an_edit_enables_save() {
    run(
        "only_an_edit_enables_save",
        Widget::Packed,
        async |amocrm| {
            amocrm.open_pipeline("").await;
            amocrm.add_trigger("101").await;
            let disabled = property(SAVE, "disabled");
            amocrm.element(TEXTAREA).await;
            amocrm.eventually(&disabled, json!(true)).await;
            // Looking is not editing.
            amocrm.click(TEXTAREA).await;
            amocrm.click(".pipeline-message__label").await;
            amocrm.eventually(&disabled, json!(true)).await;
            amocrm.type_keys(TEXTAREA, "a").await;
            amocrm.eventually(&disabled, json!(false)).await;
        },
    );
}

#[test]
fn cancel_discards_and_the_saved_text_comes_back() {
    run(
        "cancel_discards_and_the_saved_text_comes_back",
        Widget::Packed,
        async |amocrm| {
            amocrm.open_pipeline("").await;
            amocrm.add_trigger("101").await;
            amocrm.paste(TEXTAREA, "kept\ntext").await;
            amocrm.save().await;
            amocrm.toggle_trigger("1").await;
            amocrm.paste(TEXTAREA, "discarded").await;
            amocrm.click(".js-trigger-cancel").await;
            amocrm
                .eventually(&count(".pipeline-message"), json!(0))
                .await;
            amocrm.toggle_trigger("1").await;
            assert_eq!(amocrm.editor_text().await, "kept\ntext");
        },
    );
}

/// amoCRM sets the field by jQuery's `.val()`, which fires nothing.
#[test]
fn what_amocrm_writes_into_the_field_shows_in_the_editor() {
    run(
        "what_amocrm_writes_into_the_field_shows_in_the_editor",
        Widget::Packed,
        async |amocrm| {
            amocrm.open_pipeline("").await;
            amocrm.add_trigger("101").await;
            amocrm.paste(TEXTAREA, "by the person").await;
            amocrm
                .evaluate("jQuery('input[name=message]').val('by\\nthe host').length")
                .await;
            amocrm
                .eventually(&property(TEXTAREA, "value"), json!("by\nthe host"))
                .await;
            amocrm.save().await;
            assert_eq!(amocrm.saved_message("1"), "by\nthe host");
        },
    );
}

#[test]
fn the_label_is_whole_and_tied_to_the_textarea() {
    run(
        "the_label_is_whole_and_tied_to_the_textarea",
        Widget::Packed,
        async |amocrm| {
            amocrm.open_pipeline("locale=ru").await;
            amocrm.add_trigger("101").await;
            amocrm.element(TEXTAREA).await;
            let tied = "document.querySelector('.pipeline-message__label').control \
            === document.querySelector('.pipeline-message__text')";
            amocrm.eventually(tied, json!(true)).await;
            let native = "jQuery('.widget_settings_block__title_field').is(':visible')";
            amocrm.eventually(native, json!(false)).await;
            let cut_off = "(() => { const label = document.querySelector('.pipeline-message__label'); \
            return label.scrollWidth > label.clientWidth && getComputedStyle(label).overflow !== 'visible' })()";
            amocrm.eventually(cut_off, json!(false)).await;
        },
    );
}

#[test]
fn every_language_has_its_texts() {
    run(
        "every_language_has_its_texts",
        Widget::Packed,
        async |amocrm| {
            let mut labels = Vec::new();
            for locale in ["ru", "en", "es", "pt", "tr"] {
                amocrm.open_pipeline(&format!("locale={locale}")).await;
                amocrm.add_trigger("101").await;
                amocrm.element(TEXTAREA).await;
                let label = property(".pipeline-message__label", "textContent");
                labels.push(amocrm.evaluate(&label).await);
            }
            let [ru, en, es, pt, tr] = <[_; 5]>::try_from(labels).expect("five labels");
            assert!(ru != en && en != es && es != pt, "{ru} {en} {es} {pt}");
            assert_eq!(tr, en, "a language that the widget lacks is English");
            assert!(
                [&ru, &en, &es, &pt]
                    .iter()
                    .all(|label| label.as_str() != Some(""))
            );
        },
    );
}
