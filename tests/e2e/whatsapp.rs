//! The window of integrations that send messages by `WhatsApp`.

use serde_json::json;

use crate::amocrm::{Amocrm, count, property};
use crate::scenario::{Widget, run};

async fn leads_to_settings(amocrm: &Amocrm) {
    for theme in ["light", "dark"] {
        amocrm
            .open_pipeline(&format!("locale=en&theme={theme}"))
            .await;
        amocrm.click(".whatsapp-open").await;
        let choice = format!("dialog.whatsapp-window [data-widget={}]", amocrm.code);
        amocrm.element(&choice).await;
        let named = property(&choice, "textContent.trim().length > 0");
        assert_eq!(amocrm.evaluate(&named).await, json!(true));
        let logo = property(&format!("{choice} img"), "naturalWidth");
        amocrm.eventually(&logo, json!(240)).await;
        amocrm.screenshot(theme).await;
        amocrm.click(&choice).await;
        amocrm
            .element(&format!("dialog.modal.{}[open]", amocrm.code))
            .await;
        amocrm
            .eventually(&count("dialog.whatsapp-window"), json!(0))
            .await;
        let called = amocrm.calls_of("settings");
        amocrm.eventually(&called, json!(1)).await;
    }
    // Only what asks for the place is in it.
    amocrm.open_pipeline("").await;
    amocrm.click(".whatsapp-open").await;
    amocrm
        .eventually(
            &count("dialog.whatsapp-window .whatsapp-window__choice"),
            json!(1),
        )
        .await;
}

#[test]
fn the_whatsapp_window_leads_to_the_control_widgets_settings() {
    let name = "the_whatsapp_window_leads_to_the_control_widgets_settings";
    run(name, Widget::Places, async |amocrm| {
        leads_to_settings(&amocrm).await;
    });
}

#[test]
fn the_whatsapp_window_leads_to_the_settings() {
    let name = "the_whatsapp_window_leads_to_the_settings";
    run(name, Widget::Packed, async |amocrm| {
        leads_to_settings(&amocrm).await;
    });
}
