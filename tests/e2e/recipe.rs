//! The documented jQuery recipe: the control that the local amoCRM is true to the documentation.

use serde_json::json;

use crate::amocrm::{count, property};
use crate::scenario::{Widget, run};

#[test]
fn the_documented_recipe_draws_its_textarea() {
    run(
        "the_documented_recipe_draws_its_textarea",
        Widget::Recipe,
        async |amocrm| {
            for theme in ["light", "dark"] {
                amocrm
                    .open_pipeline(&format!("locale=en&theme={theme}"))
                    .await;
                amocrm.add_trigger("101").await;
                amocrm
                    .eventually(
                        &count("[data-action=send_widget_hook] textarea#dp_message"),
                        json!(1),
                    )
                    .await;
                let placeholder = property("#dp_message", "placeholder");
                amocrm
                    .eventually(&placeholder, json!("Text of the message"))
                    .await;
                amocrm
                    .eventually("jQuery('input[name=message]').is(':visible')", json!(false))
                    .await;
                amocrm.screenshot(theme).await;
            }
        },
    );
}

/// As documented the recipe never writes its text back; nothing enables Save either.
#[test]
fn what_is_typed_into_the_recipe_does_not_reach_the_field() {
    run(
        "what_is_typed_into_the_recipe_does_not_reach_the_field",
        Widget::Recipe,
        async |amocrm| {
            amocrm.open_pipeline("").await;
            amocrm.add_trigger("101").await;
            amocrm.type_keys("#dp_message", "typed").await;
            amocrm
                .eventually(&property("#dp_message", "value"), json!("typed"))
                .await;
            assert_eq!(amocrm.field_text().await, "");
        },
    );
}
