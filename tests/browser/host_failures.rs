//! amoCRM's object answers badly or not at all: the person can edit all the same.

use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{self, CODE, Host};

/// Values that amoCRM may give in the place of any member.
const BAD_MEMBERS: [&str; 8] = [
    "undefined",
    "null",
    "42",
    "() => { throw new Error('amoCRM') }",
    "() => undefined",
    "() => null",
    "() => 42",
    "() => Promise.resolve({})",
];

#[wasm_bindgen_test]
fn without_a_template_the_editor_is_a_plain_textarea() {
    let bad_markup = [
        "() => ''",
        "() => '<p>no control</p>'",
        "() => '<textarea'",
        "() => ({})",
    ];
    for render in BAD_MEMBERS.into_iter().chain(bad_markup) {
        page::fresh();
        let tile = page::tile("saved\nlines");
        let _widget = Host::new().member("render", render).opened();
        let editor = page::editor(&tile);
        assert_eq!(editor.value(), "saved\nlines", "{render}");
        assert!(editor.has_class("text-input-textarea"), "{render}");
        page::type_text(&editor, "!");
        assert_eq!(page::field(&tile).value(), "saved\nlines!", "{render}");
    }
}

#[wasm_bindgen_test]
async fn nothing_but_the_control_is_taken_out_of_amocrms_markup() {
    page::fresh();
    let tile = page::tile("saved");
    let markup = r#"() => '<img src=x onerror="window.broken = 1"><scr' + 'ipt>window.broken = 1</scr' +
        'ipt><textarea name="message" id="dp_message" class="text-input theirs">template</textarea>' +
        '<textarea>second</textarea>'"#;
    let _widget = Host::new().member("render", markup).opened();
    page::a_moment().await;
    assert_eq!(page::count(&tile, "img, script"), 0);
    assert_eq!(page::count(&tile, "textarea"), 1);
    assert!(page::editor(&tile).has_class("theirs"));
    assert_eq!(page::editor(&tile).value(), "saved");
    assert_eq!(page::count(&tile, "[name=message]"), 1);
    assert!(page::evaluate("window.broken").is_undefined());
}

#[wasm_bindgen_test]
fn without_texts_the_editor_speaks_english() {
    let of_wrong_kind = [
        "() => ({ message: 7, empty: {} })",
        "() => 'text'",
        "() => []",
    ];
    for i18n in BAD_MEMBERS.into_iter().chain(of_wrong_kind) {
        page::fresh();
        let tile = page::tile("");
        let _widget = Host::new().member("i18n", i18n).opened();
        let label = page::select(&tile, ".pipeline-message label");
        assert_eq!(page::text_of(&label), "Message text", "{i18n}");
    }
}

#[wasm_bindgen_test]
fn the_settings_may_stand_in_params_alone() {
    for get_settings in BAD_MEMBERS {
        // A promise is an object, so that nothing tells it from settings.
        if get_settings.contains("Promise") {
            continue;
        }
        page::fresh();
        let tile = page::tile("saved");
        let _widget = Host::new().member("get_settings", get_settings).opened();
        assert_eq!(page::editor(&tile).value(), "saved", "{get_settings}");
    }
}

#[wasm_bindgen_test]
fn without_a_code_the_form_stays_amocrms_and_the_reason_is_told() {
    for (get_settings, code) in [
        ("() => ({})", "no_widget_code"),
        ("() => ({ widget_code: '' })", "no_widget_code"),
        ("() => ({ widget_code: 5 })", "no_widget_code"),
        (
            "() => ({ get widget_code () { throw new Error('amoCRM') } })",
            "no_widget_code",
        ),
        (
            "() => { throw new TypeError('amoCRM is away') }",
            "no_settings",
        ),
    ] {
        page::fresh();
        let tile = page::tile("saved");
        let host = Host::new()
            .member("params", "undefined")
            .member("get_settings", get_settings);
        let error = host.widget().dp_settings(&JsValue::UNDEFINED).unwrap_err();
        let error: js_sys::Error = error.unchecked_into();
        assert_eq!(String::from(error.name()), code, "{get_settings}");
        if code == "no_settings" {
            let cause: js_sys::Error = error.cause().unchecked_into();
            assert_eq!(String::from(cause.message()), "amoCRM is away");
        }
        assert!(page::field(&tile).kind() == *"text");
        assert_eq!(page::count(&tile, "textarea"), 0);
    }
}

#[wasm_bindgen_test]
fn a_code_of_any_characters_finds_its_form() {
    for code in ["a.b", "a:b", "a'b\"c", "a]b[", "виджет", "#1"] {
        page::fresh();
        let tile = page::tile_of(code, "saved");
        let other = page::tile_of(CODE, "theirs");
        let _widget = Host::of(code).opened();
        assert_eq!(page::count(&tile, "textarea"), 1, "{code}");
        assert_eq!(page::count(&other, "textarea"), 0, "{code}");
    }
}

#[wasm_bindgen_test]
fn what_lets_nobody_ask_what_it_is_is_taken_for_nothing() {
    let revoked =
        "(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy })()";
    for passed in [
        revoked,
        "new Proxy({}, { getPrototypeOf () { throw new Error('amoCRM') } })",
        "[new Proxy({}, { getPrototypeOf () { throw new Error('amoCRM') } })]",
    ] {
        page::fresh();
        let tile = page::tile("saved");
        let widget = Host::new().widget();
        widget.dp_settings(&page::evaluate(passed)).unwrap();
        assert_eq!(page::count(&tile, "textarea"), 1, "{passed}");
    }
}

#[wasm_bindgen_test]
fn without_a_path_there_is_no_style_sheet() {
    page::fresh();
    let tile = page::tile("");
    let _widget = Host::new().setting("path", JsValue::UNDEFINED).opened();
    assert_eq!(page::count(&tile, "textarea"), 1);
    assert!(!page::document_has("link"));
}

#[wasm_bindgen_test]
fn a_form_without_row_or_label_gets_its_editor() {
    page::fresh();
    let tile = page::tile("saved");
    let field = page::field(&tile);
    let form = page::form(&tile);
    page::select(&tile, ".widget_settings_block__item_field").remove();
    form.append(&field);
    let widget = Host::new().opened();
    page::type_text(&page::editor(&tile), "!");
    assert_eq!(page::field(&tile).value(), "saved!");
    widget.destroy();
    assert_eq!(page::field(&tile).value(), "saved!");
}

#[wasm_bindgen_test]
fn a_label_that_is_only_titled_is_found_whatever_its_text() {
    for label in ["Quote \" and ] bracket", "'single'", "Message text"] {
        page::fresh();
        let tile = page::tile("");
        let native = page::select(&tile, ".widget_settings_block__title_field");
        native.set_attribute("class", "of-another-version");
        native.set_attribute("title", label);
        let widget = Host::new().text("settings", "message", label).opened();
        assert_eq!(native.style().display(), "none", "{label}");
        widget.destroy();
        assert_eq!(native.style().display(), "", "{label}");
    }
}
