//! What is typed is what amoCRM saves, to the code unit.

use js_sys::JsString;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{self, Heard, Host};
use super::widget;

/// Texts that break a widget which parses, renders, decodes or trims them; the last is the longest.
pub fn hostile_texts() -> Vec<String> {
    let texts = [
        "one line",
        "several\nlines\n\nwith an empty one\n",
        "\n\n leading line breaks",
        "\"double\" 'single' `back` \\ \\n",
        "</textarea><script>window.broken = true</script><img src=x onerror=alert(1)>",
        "{{ lead.name }} {% if true %} {# note #} {{ '{{' }}",
        "%41 %0A %E2%82 100% %",
        "&amp; &lt; &#39; &nbsp;",
        "👩‍👩‍👧‍👦 🇺🇦 é ﷽ \u{10ffff}",
        "مرحبا بالعالم — שלום",
        "  leading and trailing  ",
        "   ",
        "\t\u{a0}\u{feff}\u{2028}\u{2029}\0",
        "__proto__",
    ];
    let mut texts: Vec<String> = texts.map(String::from).into();
    texts.push("0123456789абвгд\n".repeat(4096));
    texts
}

#[wasm_bindgen_test]
fn every_text_is_shown_as_it_was_saved() {
    for text in hostile_texts() {
        page::fresh();
        let tile = page::tile(&text);
        let _widget = Host::new().opened();
        page::assert_same(&page::editor(&tile).value(), &text.as_str().into());
        page::assert_same(&page::field(&tile).value(), &text.as_str().into());
    }
    assert!(page::evaluate("window.broken").is_undefined());
}

#[wasm_bindgen_test]
fn every_text_reaches_amocrm_as_it_was_typed() {
    for text in hostile_texts() {
        page::fresh();
        let tile = page::tile("before");
        let widget = Host::new().opened();
        let heard = Heard::at(&page::form(&tile));
        page::edit(&page::editor(&tile), &text.as_str().into());
        // The editor's own event, and the two by which amoCRM learns of it.
        assert_eq!(
            heard
                .take()
                .iter()
                .filter(|event| *event == "change")
                .count(),
            1
        );
        let sent = String::from(page::sent(&page::form(&tile)).unwrap());
        assert_eq!(sent.replace("\r\n", "\n"), text);

        // amoCRM draws the form again with what it has saved.
        widget.destroy();
        page::fresh();
        let tile = page::tile(&sent);
        let _widget = Host::new().opened();
        page::assert_same(&page::editor(&tile).value(), &text.as_str().into());
    }
}

#[wasm_bindgen_test]
fn line_breaks_come_from_the_attribute_unless_the_value_says_otherwise() {
    page::fresh();
    let tile = page::tile("saved\r\nin two lines");
    page::field(&tile).set_value(&"amoCRM has changed it".into());
    let _widget = Host::new().opened();
    assert_eq!(page::editor(&tile).value(), "amoCRM has changed it");
}

#[wasm_bindgen_test]
fn an_unpaired_surrogate_is_kept_while_typing_and_well_formed_when_saved() {
    let broken: JsString = page::evaluate(r"'a\ud83d b\ude00 c'").unchecked_into();
    let whole: JsString = page::evaluate(r"'a\ufffd b\ufffd c'").unchecked_into();
    page::fresh();
    let tile = page::tile("");
    let _widget = Host::new().opened();
    let editor = page::editor(&tile);
    page::edit(&editor, &broken);
    page::assert_same(&editor.value(), &broken);
    page::assert_same(&page::field(&tile).value(), &whole);
    page::assert_same(&page::sent(&page::form(&tile)).unwrap(), &whole);

    // The other half arrives: the pair is one character again.
    let pair: JsString = page::evaluate(r"'\ud83d\ude00'").unchecked_into();
    page::edit(&editor, &pair);
    page::assert_same(&page::field(&tile).value(), &pair);
}

#[wasm_bindgen_test]
async fn an_unpaired_surrogate_is_not_written_over_by_the_fields_own_change() {
    let broken: JsString = page::evaluate(r"'\ud83d'").unchecked_into();
    page::fresh();
    let tile = page::tile("");
    let _widget = Host::new().opened();
    page::edit(&page::editor(&tile), &broken);
    page::a_moment().await;
    page::assert_same(&page::editor(&tile).value(), &broken);
}

#[wasm_bindgen_test]
fn a_saved_unpaired_surrogate_opens() {
    let broken: JsString = page::evaluate(r"'x\udc00'").unchecked_into();
    page::fresh();
    let tile = page::tile_saved_as(&broken);
    let _widget = Host::new().opened();
    page::type_text(&page::editor(&tile), "!");
    assert_eq!(page::field(&tile).value(), "x\u{fffd}!");
}

#[wasm_bindgen_test]
async fn what_amocrm_writes_into_the_field_shows() {
    page::fresh();
    let tile = page::tile("");
    let _widget = Host::new().opened();
    page::write_by_jquery(&tile, "from\r\namoCRM");
    page::a_moment().await;
    assert_eq!(page::editor(&tile).value(), "from\namoCRM");
    assert_eq!(
        page::field(&tile).value(),
        "from\r\namoCRM",
        "as amoCRM wrote it"
    );
}

#[wasm_bindgen_test]
async fn what_amocrm_writes_into_a_field_shows_also_where_another_is_typed_in_meanwhile() {
    page::fresh();
    let [written, typed] = [page::tile("one"), page::tile("two")];
    let _widget = Host::new().opened();
    page::write_by_jquery(&written, "from amoCRM");
    page::type_text(&page::editor(&typed), "!");
    page::a_moment().await;
    assert_eq!(page::editor(&written).value(), "from amoCRM");
    assert_eq!(page::field(&typed).value(), "two!");
}

#[wasm_bindgen_test]
async fn what_amocrm_writes_shows_after_a_failure_though_the_page_had_spoilt_the_observer() {
    page::fresh();
    let tile = page::tile("saved");
    let host = Host::new();
    let whole = page::evaluate("MutationObserver");
    let spoilt =
        "function () { return { observe () {}, disconnect () {}, takeRecords: () => [] } }";
    let set = |observer: &JsValue| {
        js_sys::Reflect::set(&js_sys::global(), &"MutationObserver".into(), observer).unwrap();
    };
    set(&page::evaluate(&format!("({spoilt})")));
    let _failed = host.opened();
    set(&whole);
    widget::restart();
    host.widget().resume(false);
    page::write_by_jquery(&tile, "from amoCRM");
    page::a_moment().await;
    assert_eq!(page::editor(&tile).value(), "from amoCRM");
}

#[wasm_bindgen_test]
async fn typing_can_be_undone() {
    page::fresh();
    let tile = page::tile("");
    let _widget = Host::new().opened();
    let editor = page::editor(&tile);
    page::type_text(&editor, "first");
    page::a_moment().await;
    page::type_text(&editor, " second");
    page::a_moment().await;
    assert_eq!(page::field(&tile).value(), "first second");
    page::evaluate("document.execCommand('undo')");
    page::a_moment().await;
    let undone = editor.value();
    assert!(undone.length() < 12, "{}", String::from(undone));
    page::assert_same(&page::field(&tile).value(), &editor.value());
}

#[wasm_bindgen_test]
async fn a_reset_of_the_form_loses_nothing() {
    page::fresh();
    let tile = page::tile("saved");
    let _widget = Host::new().opened();
    page::type_text(&page::editor(&tile), " and typed\nin lines");
    page::reset(&tile);
    assert_eq!(page::editor(&tile).value(), "saved and typed\nin lines");
    page::a_moment().await;
    assert_eq!(page::editor(&tile).value(), "saved and typed\nin lines");
    assert_eq!(page::field(&tile).value(), "saved and typed\nin lines");
}

#[wasm_bindgen_test]
async fn a_reset_after_which_amocrm_writes_the_field_shows_what_it_wrote() {
    page::fresh();
    let tile = page::tile("saved");
    let _widget = Host::new().opened();
    page::type_text(&page::editor(&tile), " and typed");
    let listen: js_sys::Function = page::evaluate(
        "(form) => form.addEventListener('reset', () => { form.elements.message.value = 'reset' })",
    )
    .unchecked_into();
    listen.call1(&JsValue::NULL, &page::form(&tile)).unwrap();
    page::reset(&tile);
    page::a_moment().await;
    assert_eq!(page::editor(&tile).value(), "reset");
    assert_eq!(page::field(&tile).value(), "reset");
}

#[wasm_bindgen_test]
fn a_new_trigger_starts_with_the_default_message_and_amocrm_hears_of_it() {
    page::fresh();
    let tile = page::tile("");
    let heard = Heard::at(&page::form(&tile));
    let _widget = Host::new()
        .setting("default_message", "Hello,\r\nworld")
        .opened();
    assert_eq!(page::editor(&tile).value(), "Hello,\nworld");
    assert_eq!(page::field(&tile).value(), "Hello,\nworld");
    assert_eq!(heard.take(), ["input", "change"]);
}

#[wasm_bindgen_test]
fn a_saved_message_is_not_replaced_by_the_default() {
    page::fresh();
    let tile = page::tile(" ");
    let heard = Heard::at(&page::form(&tile));
    let _widget = Host::new().setting("default_message", "Hello").opened();
    assert_eq!(page::editor(&tile).value(), " ");
    assert!(heard.take().is_empty(), "nothing was edited");
}

#[wasm_bindgen_test]
fn the_default_message_is_offered_once_a_form() {
    page::fresh();
    let tile = page::tile("");
    let host = Host::new().setting("default_message", "Hello");
    let widget = host.opened();
    page::edit(&page::editor(&tile), &"".into());
    widget.dp_settings(&JsValue::UNDEFINED).unwrap();
    assert_eq!(page::editor(&tile).value(), "");
    widget.destroy();
    let _next = host.opened();
    assert_eq!(page::editor(&tile).value(), "", "the person has cleared it");
}

#[wasm_bindgen_test]
fn the_default_message_needs_an_empty_value_and_an_empty_attribute() {
    page::fresh();
    let tile = page::tile("saved");
    page::field(&tile).set_value(&"".into());
    let host = Host::new().setting("default_message", "Hello");
    let widget = host.opened();
    assert_eq!(
        page::editor(&tile).value(),
        "",
        "cleared before the widget came"
    );
    widget.destroy();
    let _next = host.opened();
    assert_eq!(page::editor(&tile).value(), "");
}

#[wasm_bindgen_test]
fn a_saved_message_that_is_cleared_stays_cleared_in_the_next_visit() {
    page::fresh();
    let tile = page::tile("saved");
    let host = Host::new().setting("default_message", "Hello");
    let widget = host.opened();
    page::edit(&page::editor(&tile), &"".into());
    widget.destroy();
    let _next = host.opened();
    assert_eq!(page::editor(&tile).value(), "");
}
