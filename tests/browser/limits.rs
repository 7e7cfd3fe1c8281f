//! What is said of a message: how long it is, and that it is missing.

use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{self, Host};

#[wasm_bindgen_test]
fn without_a_limit_nothing_is_counted() {
    for limit in [
        JsValue::UNDEFINED,
        JsValue::NULL,
        "".into(),
        "many".into(),
        0.into(),
        "-1".into(),
    ] {
        page::fresh();
        let tile = page::tile("some text");
        let _widget = Host::new().setting("max_length", limit).opened();
        page::type_text(&page::editor(&tile), "!");
        assert_eq!(page::counter(&tile), "");
        assert_eq!(page::problem(&tile), "");
    }
}

#[wasm_bindgen_test]
fn the_length_counts_a_line_break_as_one_and_an_emoji_as_two() {
    for limit in [JsValue::from("100"), 100.into(), " 100 ".into()] {
        page::fresh();
        let tile = page::tile("a\r\nb");
        let _widget = Host::new().setting("max_length", limit).opened();
        assert_eq!(page::counter(&tile), "Characters: 3 of 100");
        page::type_text(&page::editor(&tile), "😀");
        assert_eq!(page::counter(&tile), "Characters: 5 of 100");
    }
}

#[wasm_bindgen_test]
fn a_message_that_is_too_long_is_said_so_and_not_cut() {
    page::fresh();
    let tile = page::tile("");
    let host =
        Host::new()
            .setting("max_length", "5")
            .text("editor", "too_long", "Лишних: {excess}");
    let _widget = host.opened();
    let editor = page::editor(&tile);
    page::type_text(&editor, "12345");
    assert_eq!(page::problem(&tile), "");
    page::type_text(&editor, "678");
    assert_eq!(page::problem(&tile), "Лишних: 3");
    assert!(editor.attribute("aria-invalid").unwrap() == *"true");
    assert_eq!(page::field(&tile).value(), "12345678");
    assert!(editor.attribute("maxlength").is_none());

    page::edit(&editor, &"1234".into());
    assert_eq!(page::problem(&tile), "");
    assert!(editor.attribute("aria-invalid").is_none());
}

#[wasm_bindgen_test]
fn counter_and_problem_describe_the_editor() {
    page::fresh();
    let tile = page::tile("");
    let _widget = Host::new().setting("max_length", "5").opened();
    let described_by = String::from(page::editor(&tile).attribute("aria-describedby").unwrap());
    let mut described_by: Vec<&str> = described_by.split(' ').collect();
    let ids = [".pipeline-message__problem", ".pipeline-message__counter"];
    let mut ids = ids.map(|part| String::from(page::select(&tile, part).attribute("id").unwrap()));
    described_by.sort_unstable();
    ids.sort_unstable();
    assert_eq!(described_by, ids);
}

#[wasm_bindgen_test]
async fn a_screen_reader_hears_of_the_limit_when_the_person_pauses() {
    page::fresh();
    let tile = page::tile("");
    let _widget = Host::new().setting("max_length", "10").opened();
    let status = page::select(&tile, ".pipeline-message [role=status]");
    page::type_text(&page::editor(&tile), "1234567890");
    assert_eq!(page::text_of(&status), "", "not while typing");
    assert!(page::until(|| page::text_of(&status) == "Characters: 10 of 10").await);
    page::type_text(&page::editor(&tile), "1");
    let wanted = "Longer than the limit. Characters too many: 1";
    assert!(page::until(|| page::text_of(&status) == wanted).await);
}

#[wasm_bindgen_test]
fn a_required_message_is_missed_only_after_the_person_has_been_there() {
    page::fresh();
    let tile = page::tile("");
    let _widget = Host::new().opened();
    let editor = page::editor(&tile);
    assert_eq!(page::problem(&tile), "");
    page::type_text(&editor, "x");
    assert_eq!(page::problem(&tile), "");
    for blank in ["", "  \n\t"] {
        page::edit(&editor, &blank.into());
        assert_eq!(
            page::problem(&tile),
            "Write a message: it cannot be empty.",
            "{blank:?}"
        );
        assert!(editor.attribute("aria-invalid").unwrap() == *"true");
    }
    page::type_text(&editor, "y");
    assert_eq!(page::problem(&tile), "");
}

#[wasm_bindgen_test]
fn leaving_an_empty_editor_says_that_the_message_is_missing() {
    page::fresh();
    let tile = page::tile("");
    let _widget = Host::new().opened();
    let editor = page::editor(&tile);
    editor.focus();
    editor.fire("focusout");
    assert_eq!(page::problem(&tile), "Write a message: it cannot be empty.");
}

#[wasm_bindgen_test]
fn a_text_of_amocrm_is_never_markup() {
    page::fresh();
    let tile = page::tile("");
    let markup = "<img src=x onerror='window.broken = 1'>{count}";
    let host = Host::new()
        .setting("max_length", "5")
        .text("settings", "message", markup)
        .text("editor", "count", markup)
        .text("editor", "too_long", markup);
    let _widget = host.opened();
    page::type_text(&page::editor(&tile), "1234567");
    assert_eq!(page::count(&tile, "img"), 0);
    assert_eq!(page::text_of(&page::select(&tile, "label")), markup);
    assert!(page::counter(&tile).starts_with("<img"));
}
