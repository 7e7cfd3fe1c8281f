//! By keyboard alone: the order in which Tab leads through each place, and the list of fields.

use serde_json::json;

use crate::amocrm::{Amocrm, SAVE, TEXTAREA, count, property};
use crate::keyboard::{ENTER, ESCAPE, TAB};
use crate::salesbot::add_block;
use crate::scenario::{Widget, run};

const SHIFT_TAB: &str = "\u{e008}\u{e004}\u{e000}";
const DOWN: &str = "\u{e015}";
const UP: &str = "\u{e013}";
const HOME: &str = "\u{e011}";
const END: &str = "\u{e010}";

const INSERT: &str = ".pipeline-message__insert";
const OPEN_LIST: &str = ".pipeline-message__markers:not([hidden])";

fn nth_field(number: usize) -> String {
    format!(".pipeline-message__markers [data-marker]:nth-child({number})")
}

async fn has_focus(amocrm: &Amocrm, css: &str) {
    let is_there = format!("document.activeElement.matches({})", json!(css));
    let found = "document.activeElement.outerHTML.slice(0, 200)";
    let found = amocrm.evaluate(found).await;
    assert_eq!(
        amocrm.evaluate(&is_there).await,
        json!(true),
        "{css} has not the focus but {found}"
    );
}

/// Tab leads from the first to the last, one after the other, and Shift+Tab back.
async fn leads_through(amocrm: &Amocrm, order: &[&str]) {
    let Some((first, others)) = order.split_first() else {
        return;
    };
    amocrm.tab_to(first).await;
    for next in others {
        amocrm.press(TAB).await;
        has_focus(amocrm, next).await;
    }
    for previous in order.iter().rev().skip(1) {
        amocrm.press(SHIFT_TAB).await;
        has_focus(amocrm, previous).await;
    }
}

#[test]
fn tab_leads_through_every_place_in_the_order_it_is_read() {
    let name = "tab_leads_through_every_place_in_the_order_it_is_read";
    run(name, Widget::Packed, async |amocrm| {
        let default_message = "dialog.modal .pipeline-message__text";
        amocrm.open_settings("locale=en").await;
        amocrm.element(default_message).await;
        leads_through(&amocrm, &[default_message, INSERT, "[name=max_length]"]).await;

        amocrm.open_pipeline("locale=en").await;
        amocrm.add_trigger("101").await;
        amocrm.element(TEXTAREA).await;
        let condition = ".digital-pipeline__edit-bubble select";
        leads_through(&amocrm, &[condition, TEXTAREA, INSERT]).await;
        // Save is in the order once there is something to save.
        amocrm.tab_to(TEXTAREA).await;
        amocrm.press("text").await;
        let cancel = ".js-trigger-cancel";
        leads_through(&amocrm, &[TEXTAREA, INSERT, SAVE, cancel]).await;

        amocrm.open_pipeline("locale=en").await;
        let source = format!(".lead-source[data-widget={}] button", amocrm.code);
        amocrm.tab_to(&source).await;
        amocrm.tab_to(".whatsapp-open").await;
        amocrm.press(ENTER).await;
        amocrm
            .tab_to(&format!(
                "dialog.whatsapp-window [data-widget={}]",
                amocrm.code
            ))
            .await;

        amocrm.open_salesbot("locale=en").await;
        add_block(&amocrm).await;
        amocrm.element(TEXTAREA).await;
        leads_through(&amocrm, &[TEXTAREA, INSERT, ".salesbot-block__save"]).await;
    });
}

#[test]
fn the_menu_of_fields_is_used_by_keys() {
    let name = "the_menu_of_fields_is_used_by_keys";
    run(name, Widget::Packed, async |amocrm| {
        amocrm.open_pipeline("locale=en").await;
        amocrm.add_trigger("101").await;
        amocrm.tab_to(INSERT).await;
        for opening in [ENTER, " ", DOWN] {
            amocrm.press(opening).await;
            amocrm.element(OPEN_LIST).await;
            has_focus(&amocrm, &nth_field(1)).await;
            // And back to where it was opened from.
            amocrm.press(ESCAPE).await;
            amocrm.eventually(&count(OPEN_LIST), json!(0)).await;
            has_focus(&amocrm, INSERT).await;
        }
        amocrm.press(ENTER).await;
        for (key, number) in [
            (DOWN, 2),
            (DOWN, 3),
            (UP, 2),
            (HOME, 1),
            (UP, 7),
            (DOWN, 1),
            (END, 7),
        ] {
            amocrm.press(key).await;
            has_focus(&amocrm, &nth_field(number)).await;
        }
        amocrm.press(HOME).await;
        amocrm.press(ENTER).await;
        amocrm.eventually(&count(OPEN_LIST), json!(0)).await;
        has_focus(&amocrm, TEXTAREA).await;
        assert_eq!(amocrm.editor_text().await, "{{lead.name}}");

        // Tab leaves an open menu: it closes, and the focus goes on.
        amocrm.tab_to(INSERT).await;
        amocrm.press(ENTER).await;
        amocrm.element(OPEN_LIST).await;
        amocrm.press(TAB).await;
        amocrm.eventually(&count(OPEN_LIST), json!(0)).await;
        has_focus(&amocrm, SAVE).await;
    });
}

#[test]
fn suggested_fields_are_used_by_keys() {
    let name = "suggested_fields_are_used_by_keys";
    run(name, Widget::Packed, async |amocrm| {
        amocrm.open_pipeline("locale=en").await;
        amocrm.add_trigger("101").await;
        amocrm.tab_to(TEXTAREA).await;
        amocrm.press("Dear [contact").await;
        let selected = format!("{OPEN_LIST} [aria-selected=true]");
        let marker = property(&selected, "dataset.marker");
        for (key, expected) in [
            (DOWN, "{{contact.phone}}"),
            (DOWN, "{{contact.email}}"),
            (DOWN, "{{contact.name}}"),
            (UP, "{{contact.email}}"),
        ] {
            amocrm.press(key).await;
            amocrm.eventually(&marker, json!(expected)).await;
            has_focus(&amocrm, TEXTAREA).await;
        }
        amocrm.press(ENTER).await;
        assert_eq!(amocrm.editor_text().await, "Dear {{contact.email}}");
        amocrm.press(" [lead").await;
        amocrm.element(OPEN_LIST).await;
        amocrm.press(ESCAPE).await;
        amocrm.eventually(&count(OPEN_LIST), json!(0)).await;
        has_focus(&amocrm, TEXTAREA).await;
        assert_eq!(amocrm.editor_text().await, "Dear {{contact.email}} [lead");
    });
}

/// Where the page does not scroll under the mouse meanwhile.
#[test]
fn a_second_click_closes_the_menu_of_fields() {
    let name = "a_second_click_closes_the_menu_of_fields";
    run(name, Widget::Packed, async |amocrm| {
        amocrm.open_salesbot("locale=en").await;
        add_block(&amocrm).await;
        for _ in 0..2 {
            amocrm.click(INSERT).await;
            amocrm.element(OPEN_LIST).await;
            has_focus(&amocrm, &nth_field(1)).await;
            amocrm.click(INSERT).await;
            amocrm.eventually(&count(OPEN_LIST), json!(0)).await;
            has_focus(&amocrm, INSERT).await;
        }
    });
}
