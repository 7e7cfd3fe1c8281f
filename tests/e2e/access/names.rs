//! What a screen reader says of each part: the browser's own names, roles and descriptions, in
//! the words of the languages' files.

use std::path::Path;
use std::time::Instant;

use serde_json::{Value, json};
use tokio::time::sleep;

use super::states::{LANGUAGES, LIMIT};
use crate::amocrm::{Amocrm, LOOK_AGAIN, PATIENCE, TEXTAREA, count, property};
use crate::engine::Engine;
use crate::salesbot::add_block;
use crate::scenario::{Widget, run, run_only_in};
use crate::settings::{save_window, type_limit};

const INSERT: &str = ".pipeline-message__insert";
const LIST: &str = ".pipeline-message__markers";
const FIRST: &str = ".pipeline-message__markers [data-marker]";
const STATUS: &str = ".pipeline-message__status";

/// The widget's text in this language.
fn text(language: &str, path: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("widget/i18n");
    let file = std::fs::read_to_string(folder.join(format!("{language}.json")));
    let texts: Value = serde_json::from_str(&file.expect("the language's file")).expect("JSON");
    let text = texts.pointer(path).and_then(Value::as_str);
    text.unwrap_or_else(|| panic!("{language} has no {path}"))
        .to_owned()
}

/// As soon as the browser has told: WebKit does so a little after the page has changed.
async fn assert_is(amocrm: &Amocrm, css: &str, role: &str, name: &str) {
    let started = Instant::now();
    loop {
        let found = (
            amocrm.accessible_role(css).await,
            amocrm.accessible_name(css).await,
        );
        if found == (role.to_owned(), name.to_owned()) {
            return;
        }
        let is_late = started.elapsed() > PATIENCE;
        assert!(!is_late, "{css} is {found:?}, not {role} {name:?}");
        sleep(LOOK_AGAIN).await;
    }
}

async fn set_limit(amocrm: &Amocrm, language: &str) {
    amocrm.open_settings(&format!("locale={language}")).await;
    let label = text(language, "/settings/default_message");
    assert_is(amocrm, TEXTAREA, "textbox", &label).await;
    type_limit(amocrm, "many").await;
    amocrm.click(".js-widget-save").await;
    let problem = ".pipeline-message-settings__problem";
    let said = text(language, "/editor/bad_max_length");
    amocrm
        .eventually(&property(problem, "textContent"), json!(said))
        .await;
    assert_eq!(amocrm.accessible_role(problem).await, "alert");
    type_limit(amocrm, &LIMIT.to_string()).await;
    save_window(amocrm).await;
}

#[test]
fn each_part_has_its_role_and_a_name_in_amocrms_language() {
    let name = "each_part_has_its_role_and_a_name_in_amocrms_language";
    run(name, Widget::Packed, async |amocrm| {
        for language in LANGUAGES {
            set_limit(&amocrm, language).await;
            amocrm.open_pipeline(&format!("locale={language}")).await;
            amocrm.add_trigger("101").await;
            let (message, insert) = (
                text(language, "/settings/message"),
                text(language, "/markers/insert"),
            );
            assert_is(&amocrm, TEXTAREA, "textbox", &message).await;
            assert_is(&amocrm, INSERT, "button", &insert).await;
            assert_is(&amocrm, STATUS, "status", "").await;
            let first = text(language, "/markers/lead_name");
            amocrm.click(INSERT).await;
            assert_is(&amocrm, LIST, "menu", &insert).await;
            assert_is(&amocrm, FIRST, "menuitem", &first).await;
            if Engine::of_this_run() == Engine::Webkit {
                // It goes on calling them items where the list has been a menu before.
                amocrm.open_pipeline(&format!("locale={language}")).await;
                amocrm.add_trigger("102").await;
            }
            amocrm.paste(TEXTAREA, "[").await;
            assert_is(&amocrm, LIST, "listbox", &insert).await;
            assert_is(&amocrm, FIRST, "option", &first).await;

            amocrm.open_salesbot(&format!("locale={language}")).await;
            add_block(&amocrm).await;
            assert_is(&amocrm, TEXTAREA, "textbox", &message).await;
            assert_is(&amocrm, INSERT, "button", &insert).await;
        }
    });
}

/// The counter's text after so many characters.
fn counted(count: usize) -> String {
    let text = text("en", "/editor/count").replace("{count}", &count.to_string());
    text.replace("{limit}", &LIMIT.to_string())
}

fn too_long(excess: usize) -> String {
    text("en", "/editor/too_long").replace("{excess}", &excess.to_string())
}

/// It counts for the eye at once. A screen reader is told when the person pauses, and only where
/// there is something to tell.
#[test]
fn the_counter_is_told_when_it_matters() {
    let name = "the_counter_is_told_when_it_matters";
    run(name, Widget::Packed, async |amocrm| {
        set_limit(&amocrm, "en").await;
        amocrm.open_pipeline("locale=en").await;
        amocrm.add_trigger("101").await;
        let counter = property(".pipeline-message__counter", "textContent");
        let told = property(STATUS, "textContent");
        amocrm.element(TEXTAREA).await;
        assert_eq!(amocrm.evaluate(&counter).await, counted(0));
        for (length, said) in [
            (1, String::new()),
            (LIMIT - 1, counted(LIMIT - 1)),
            (LIMIT, counted(LIMIT)),
            (LIMIT + 1, too_long(1)),
            (LIMIT + 7, too_long(7)),
            (0, text("en", "/editor/empty")),
            (2, String::new()),
        ] {
            amocrm.paste(TEXTAREA, &"a".repeat(length)).await;
            assert_eq!(amocrm.evaluate(&counter).await, counted(length));
            amocrm.eventually(&told, json!(said)).await;
        }
        // The same text is not told again and again while the person goes on.
        let live = format!("document.querySelector('{STATUS}').getAttribute('aria-live')");
        assert_eq!(
            amocrm.evaluate(&live).await,
            Value::Null,
            "role=status alone"
        );
        amocrm
            .eventually(&count(".pipeline-message [aria-live]"), json!(0))
            .await;
    });
}

/// A property of a node in Chromium's accessibility tree.
fn of_node(node: &Value, name: &str) -> Value {
    let properties = node["properties"].as_array().cloned().unwrap_or_default();
    let found = properties.iter().find(|one| one["name"] == name);
    found.map_or(Value::Null, |one| one["value"].clone())
}

#[test]
fn state_and_description_of_the_message_are_told() {
    let name = "state_and_description_of_the_message_are_told";
    let why = "only Chromium's driver gives the accessibility tree";
    run_only_in(
        &[Engine::Chromium],
        why,
        name,
        Widget::Packed,
        async |amocrm| {
            set_limit(&amocrm, "en").await;
            amocrm.open_pipeline("locale=en").await;
            amocrm.add_trigger("101").await;
            for (length, problem) in [
                (1, String::new()),
                (LIMIT + 1, too_long(1)),
                (0, text("en", "/editor/empty")),
                (2, String::new()),
            ] {
                amocrm.paste(TEXTAREA, &"a".repeat(length)).await;
                let node = amocrm.accessible_node(TEXTAREA).await;
                let description = format!("{problem} {}", counted(length));
                assert_eq!(node["description"]["value"], description.trim(), "{node}");
                assert_eq!(of_node(&node, "required")["value"], true, "{node}");
                assert_eq!(of_node(&node, "multiline")["value"], true, "{node}");
                let invalid = if problem.is_empty() { "false" } else { "true" };
                assert_eq!(of_node(&node, "invalid")["value"], invalid, "{node}");
            }
            let button = amocrm.accessible_node(INSERT).await;
            assert_eq!(of_node(&button, "hasPopup")["value"], "menu", "{button}");
            assert_eq!(of_node(&button, "expanded")["value"], false, "{button}");
            amocrm.click(INSERT).await;
            let button = amocrm.accessible_node(INSERT).await;
            assert_eq!(of_node(&button, "expanded")["value"], true, "{button}");

            amocrm.paste(TEXTAREA, "[").await;
            for key in ["", "\u{e015}", "\u{e015}", "\u{e013}"] {
                if !key.is_empty() {
                    amocrm.press(key).await;
                }
                let selected = "[role=option][aria-selected=true]";
                amocrm.eventually(&count(selected), json!(1)).await;
                let id = amocrm.evaluate(&property(selected, "id")).await;
                let node = amocrm.accessible_node(TEXTAREA).await;
                let active = of_node(&node, "activedescendant");
                assert_eq!(active["relatedNodes"][0]["idref"], id, "{node}");
            }

            amocrm.open_settings("locale=en").await;
            amocrm.element(TEXTAREA).await;
            let node = amocrm.accessible_node(TEXTAREA).await;
            assert_eq!(of_node(&node, "required")["value"], false, "{node}");
            type_limit(&amocrm, "many").await;
            amocrm.click(".js-widget-save").await;
            amocrm.element(".pipeline-message-settings__problem").await;
            let limit = amocrm.accessible_node("[name=max_length]").await;
            assert_eq!(of_node(&limit, "invalid")["value"], "true", "{limit}");
            let said = text("en", "/editor/bad_max_length");
            assert_eq!(limit["description"]["value"], said, "{limit}");
        },
    );
}
