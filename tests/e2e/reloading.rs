//! After a rebuild the page reloads and keeps what stands on it.

use serde_json::json;

use crate::amocrm::{SAVE, TEXTAREA, property};
use crate::scenario::{Widget, run};

#[test]
fn a_rebuild_reloads_the_page_and_keeps_unsaved_text() {
    run(
        "a_rebuild_reloads_the_page_and_keeps_unsaved_text",
        Widget::Packed,
        async |amocrm| {
            amocrm.open_pipeline("locale=en&theme=dark").await;
            amocrm.add_trigger("102").await;
            amocrm.paste(TEXTAREA, "not yet\nsaved 🙂").await;
            amocrm
                .eventually("(window.isTheOldPage = true)", json!(true))
                .await;
            amocrm.announce_rebuild();
            amocrm
                .eventually(
                    "window.isTheOldPage === undefined && document.readyState",
                    json!("complete"),
                )
                .await;
            assert_eq!(amocrm.editor_text().await, "not yet\nsaved 🙂");
            amocrm
                .eventually(&property(SAVE, "disabled"), json!(false))
                .await;
            amocrm
                .eventually(
                    "document.documentElement.dataset.colorScheme",
                    json!("dark"),
                )
                .await;
            amocrm.save().await;
            assert_eq!(amocrm.saved_message("1"), "not yet\nsaved 🙂");
        },
    );
}

#[test]
fn a_rebuild_keeps_the_settings_window_open() {
    run(
        "a_rebuild_keeps_the_settings_window_open",
        Widget::Packed,
        async |amocrm| {
            amocrm.open_settings("").await;
            amocrm.paste(TEXTAREA, "a default\nto come").await;
            amocrm
                .eventually("(window.isTheOldPage = true)", json!(true))
                .await;
            amocrm.announce_rebuild();
            amocrm
                .eventually(
                    "window.isTheOldPage === undefined && document.readyState",
                    json!("complete"),
                )
                .await;
            amocrm.element("dialog.modal[open]").await;
            assert_eq!(amocrm.editor_text().await, "a default\nto come");
        },
    );
}
