//! Markers in the message: by the button, and by a bracket.

use super::dom::{Control, Element};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{self, Host};

fn list(tile: &Element) -> Element {
    page::select(tile, ".pipeline-message__markers")
}

fn is_open(tile: &Element) -> bool {
    list(tile).attribute("hidden").is_none()
}

fn offered(tile: &Element) -> Vec<String> {
    let items = list(tile).select_all_in("[data-marker]").into_iter();
    items.map(|item| page::text_of(&item)).collect()
}

fn button(tile: &Element) -> Element {
    page::select(tile, ".pipeline-message__insert")
}

/// Presses a key where the focus is. Whether the page heard of it too.
fn press(key: &str) -> bool {
    let press: js_sys::Function = page::evaluate(
        "(key) => {
           let heard = false
           const hear = () => { heard = true }
           document.addEventListener('keydown', hear)
           const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
           document.activeElement.dispatchEvent(event)
           document.removeEventListener('keydown', hear)
           return heard && !event.defaultPrevented
         }",
    )
    .unchecked_into();
    press.call1(&JsValue::NULL, &key.into()).unwrap() == JsValue::TRUE
}

fn focused() -> Element {
    page::evaluate("document.activeElement").unchecked_into()
}

fn active(editor: &Control) -> Option<String> {
    let id = editor.attribute("aria-activedescendant")?;
    let item = super::dom::document().element_by_id(&String::from(id))?;
    (item.attribute("aria-selected")? == *"true").then(|| page::text_of(&item))
}

#[wasm_bindgen_test]
fn the_button_opens_a_menu_of_all_markers_in_amocrms_language() {
    page::fresh();
    let tile = page::tile("");
    let host = Host::new().text("markers", "insert", "Вставить поле").text(
        "markers",
        "lead_name",
        "Название сделки",
    );
    let _widget = host.opened();
    let button = button(&tile);
    assert_eq!(page::text_of(&button), "Вставить поле");
    assert!(button.attribute("aria-haspopup").unwrap() == *"menu");
    assert!(button.attribute("aria-expanded").unwrap() == *"false");
    assert_eq!(
        button.attribute("aria-controls"),
        list(&tile).attribute("id")
    );
    assert!(!is_open(&tile));

    button.fire("click");
    assert!(is_open(&tile));
    assert!(button.attribute("aria-expanded").unwrap() == *"true");
    assert!(list(&tile).attribute("role").unwrap() == *"menu");
    let names = offered(&tile);
    assert_eq!(names.len(), 7);
    assert_eq!(names[..2], ["Название сделки", "Lead price"]);
    assert_eq!(page::text_of(&focused()), "Название сделки");
    assert!(focused().attribute("role").unwrap() == *"menuitem");
}

#[wasm_bindgen_test]
fn the_menu_is_walked_by_keys_and_puts_the_marker_at_the_caret() {
    page::fresh();
    let tile = page::tile("");
    let _widget = Host::new().opened();
    let editor = page::editor(&tile);
    page::type_text(&editor, "Hello, !");
    let place_caret: js_sys::Function =
        page::evaluate("(editor) => editor.setSelectionRange(7, 7)").unchecked_into();
    place_caret.call1(&JsValue::NULL, &editor).unwrap();

    button(&tile).focus();
    assert!(!press("ArrowDown"));
    for (key, wanted) in [
        ("ArrowUp", "Responsible user"),
        ("ArrowDown", "Lead name"),
        ("End", "Responsible user"),
        ("Home", "Lead name"),
        ("ArrowDown", "Lead price"),
        ("ArrowDown", "Lead ID"),
        ("ArrowDown", "Contact name"),
    ] {
        assert!(!press(key), "amoCRM does not hear of {key}");
        assert_eq!(page::text_of(&focused()), wanted, "{key}");
    }
    press("Enter");
    assert_eq!(editor.value(), "Hello, {{contact.name}}!");
    assert_eq!(page::field(&tile).value(), "Hello, {{contact.name}}!");
    assert!(!is_open(&tile));
    assert_eq!(focused(), *editor);
}

#[wasm_bindgen_test]
fn escape_closes_the_menu_and_nothing_else() {
    page::fresh();
    let tile = page::tile("");
    let _widget = Host::new().opened();
    button(&tile).fire("click");
    assert!(!press("Escape"), "amoCRM would close its form");
    assert!(!is_open(&tile));
    assert_eq!(page::field(&tile).value(), "");
    page::editor(&tile).focus();
    assert!(press("Escape"), "the next one is amoCRM's");
}

#[wasm_bindgen_test]
fn a_click_puts_the_marker_into_the_message() {
    page::fresh();
    let tile = page::tile("");
    let _widget = Host::new().opened();
    button(&tile).fire("click");
    page::select(&tile, "[data-marker='{{contact.phone}}']").fire("click");
    assert_eq!(page::field(&tile).value(), "{{contact.phone}}");
    button(&tile).fire("click");
    button(&tile).fire("click");
    assert!(!is_open(&tile), "the button closes it too");
}

#[wasm_bindgen_test]
fn a_bracket_opens_suggestions_that_typing_filters() {
    page::fresh();
    let tile = page::tile("");
    let _widget = Host::new().opened();
    let editor = page::editor(&tile);
    page::type_text(&editor, "Hello, [");
    assert_eq!(offered(&tile).len(), 7);
    assert_eq!(active(&editor).as_deref(), Some("Lead name"));
    assert!(list(&tile).attribute("role").unwrap() == *"listbox");
    assert_eq!(
        editor.attribute("aria-controls"),
        list(&tile).attribute("id")
    );
    assert_eq!(focused(), *editor);

    page::type_text(&editor, "CONTACT");
    assert_eq!(
        offered(&tile),
        ["Contact name", "Contact phone", "Contact e-mail"]
    );
    assert!(!press("ArrowDown"));
    assert_eq!(active(&editor).as_deref(), Some("Contact phone"));
    assert!(!press("Enter"), "no line break, no submit");
    assert_eq!(editor.value(), "Hello, {{contact.phone}}");
    assert_eq!(page::field(&tile).value(), "Hello, {{contact.phone}}");
    assert!(!is_open(&tile));
    assert!(editor.attribute("aria-activedescendant").is_none());
}

#[wasm_bindgen_test]
fn what_stands_behind_the_last_bracket_of_a_line_is_asked_for() {
    page::fresh();
    let tile = page::tile("");
    let _widget = Host::new().opened();
    let editor = page::editor(&tile);
    let is_asked_for = |message: &str| {
        page::edit(&editor, &"".into());
        page::type_text(&editor, message);
        is_open(&tile)
    };
    let long = ["x".repeat(100), "[contact na".into()].concat();
    for asked in [
        "[",
        "Hello, [lead",
        "[[lead",
        "[done] and [lead",
        "[lead na",
        "line\n[lead",
        &long,
    ] {
        assert!(is_asked_for(asked), "{asked:?}");
    }
    for not_asked in [
        "",
        "no bracket",
        "[lead]",
        "[lead] na",
        "[lead\nna",
        "lead]na",
        "[😀",
    ] {
        assert!(!is_asked_for(not_asked), "{not_asked:?}");
    }
}

#[wasm_bindgen_test]
fn escape_leaves_the_bracket_and_asks_no_more() {
    page::fresh();
    let tile = page::tile("");
    let _widget = Host::new().opened();
    let editor = page::editor(&tile);
    page::type_text(&editor, "[");
    assert!(!press("Escape"));
    assert!(!is_open(&tile));
    page::type_text(&editor, "lead");
    assert!(!is_open(&tile), "this bracket is a bracket");
    page::type_text(&editor, "] and [");
    assert!(is_open(&tile), "another one may be a marker");
    press("Escape");
    assert_eq!(page::field(&tile).value(), "[lead] and [");
}

#[wasm_bindgen_test]
fn suggestions_close_where_nothing_fits_or_the_focus_leaves() {
    page::fresh();
    let tile = page::tile("");
    let _widget = Host::new().opened();
    let editor = page::editor(&tile);
    for end in ["xyz", "]", "\n"] {
        page::edit(&editor, &"".into());
        page::type_text(&editor, "[");
        assert!(is_open(&tile));
        page::type_text(&editor, end);
        assert!(!is_open(&tile), "{end:?}");
    }
    page::type_text(&editor, "[");
    button(&tile).focus();
    assert!(!is_open(&tile));
    assert!(press("Enter"), "keys are amoCRM's again");
}

#[wasm_bindgen_test]
fn keys_while_composing_are_the_input_methods() {
    page::fresh();
    let tile = page::tile("");
    let _widget = Host::new().opened();
    page::type_text(&page::editor(&tile), "[");
    let compose = "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', \
                   { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }))";
    assert_eq!(
        page::evaluate(compose),
        JsValue::TRUE,
        "nobody has taken it"
    );
    assert!(is_open(&tile));
    assert_eq!(page::field(&tile).value(), "[");
}

#[wasm_bindgen_test]
async fn a_marker_can_be_undone() {
    page::fresh();
    let tile = page::tile("");
    let _widget = Host::new().opened();
    let editor = page::editor(&tile);
    page::type_text(&editor, "[na");
    press("Tab");
    assert_eq!(editor.value(), "{{lead.name}}");
    page::evaluate("document.execCommand('undo')");
    page::a_moment().await;
    assert_eq!(editor.value(), "[na");
    assert_eq!(page::field(&tile).value(), "[na");
}

#[wasm_bindgen_test]
fn markers_come_where_the_browser_has_dropped_the_old_command() {
    page::fresh();
    let tile = page::tile("");
    let _widget = Host::new().opened();
    let editor = page::editor(&tile);
    page::type_text(&editor, "To [");
    page::evaluate("document.execCommand = undefined");
    press("Enter");
    page::evaluate("delete document.execCommand");
    assert_eq!(page::field(&tile).value(), "To {{lead.name}}");
}
