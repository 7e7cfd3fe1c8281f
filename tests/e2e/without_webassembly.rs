//! Where WebAssembly starts late or cannot run: nothing a person types may get lost.

use serde_json::json;

use crate::amocrm::{Amocrm, FIELD, TEXTAREA, count, property};
use crate::engine::Engine;
use crate::salesbot;
use crate::scenario::{Widget, run, run_only_in};
use crate::settings::save_window;

/// What the policy forbids is played by taking `WebAssembly` away, see the test of its absence.
const NOT_FORBIDDEN: &str = "WebKit starts WebAssembly whatever the page's policy says of it";

const TWO_LINES: &str = "late,\nbut whole";
const DEFAULT_MESSAGE: &str = "dialog.modal input[name=default_message]";

/// What the page says to the smallest module there is, and to one above 4 KB. Firefox's driver
/// runs scripts beside the page, with a `WebAssembly` of their own: the page's is `window`'s.
async fn refusals(amocrm: &Amocrm) -> serde_json::Value {
    let compile = "(() => {
        const smallest = [0, 97, 115, 109, 1, 0, 0, 0];
        const custom = [0, 0x81, 0x40, 1, 120, ...new Array(8191).fill(0)];
        const outcome = (bytes) => {
            try { new window.WebAssembly.Module(new Uint8Array(bytes)); return 'compiled' }
            catch (error) { return error.name }
        };
        return [outcome(smallest), outcome([...smallest, ...custom])];
    })()";
    amocrm.evaluate(compile).await
}

#[test]
fn a_widget_that_starts_late_edits_and_saves() {
    let name = "a_widget_that_starts_late_edits_and_saves";
    run(name, Widget::Packed, async |amocrm| {
        amocrm.open_pipeline("wasm=asynchronous").await;
        assert_eq!(refusals(&amocrm).await, json!(["compiled", "RangeError"]));
        amocrm.add_trigger("101").await;
        amocrm.element(TEXTAREA).await;
        amocrm.paste(TEXTAREA, TWO_LINES).await;
        amocrm.save().await;
        assert_eq!(amocrm.saved_message("1"), TWO_LINES);
        amocrm.reload_page().await;
        amocrm.toggle_trigger("1").await;
        assert_eq!(amocrm.editor_text().await, TWO_LINES);
    });
}

#[test]
fn a_widget_that_starts_late_keeps_its_settings() {
    let name = "a_widget_that_starts_late_keeps_its_settings";
    run(name, Widget::Packed, async |amocrm| {
        amocrm.open_settings("wasm=asynchronous").await;
        amocrm
            .paste(&format!("dialog.modal {TEXTAREA}"), TWO_LINES)
            .await;
        save_window(&amocrm).await;
        amocrm.open_settings_window().await;
        assert_eq!(amocrm.editor_text().await, TWO_LINES);
    });
}

#[test]
fn where_webassembly_is_forbidden_the_field_of_amocrm_works() {
    let name = "where_webassembly_is_forbidden_the_field_of_amocrm_works";
    let engines = [Engine::Chromium, Engine::Firefox];
    run_only_in(
        &engines,
        NOT_FORBIDDEN,
        name,
        Widget::Packed,
        async |amocrm| {
            amocrm.open_pipeline("wasm=forbidden").await;
            let refused = json!(["CompileError", "CompileError"]);
            assert_eq!(refusals(&amocrm).await, refused);
            save_by_the_field_of_amocrm(&amocrm, "forbidden").await;
        },
    );
}

#[test]
fn where_webassembly_is_absent_the_field_of_amocrm_works() {
    let name = "where_webassembly_is_absent_the_field_of_amocrm_works";
    run(name, Widget::Packed, async |amocrm| {
        amocrm.open_pipeline("wasm=absent").await;
        assert_eq!(
            amocrm.evaluate("typeof window.WebAssembly").await,
            json!("undefined")
        );
        save_by_the_field_of_amocrm(&amocrm, "absent").await;
    });
}

/// The designer breaks where a block has no exits, so they are there whatever the browser can do.
#[test]
fn without_webassembly_a_block_has_its_exits_and_is_saved() {
    let name = "without_webassembly_a_block_has_its_exits_and_is_saved";
    run(name, Widget::Packed, async |amocrm| {
        let profiles: &[&str] = match Engine::of_this_run() {
            Engine::Webkit => &["absent"],
            Engine::Chromium | Engine::Firefox => &["absent", "forbidden"],
        };
        for profile in profiles {
            amocrm.open_salesbot(&format!("wasm={profile}")).await;
            salesbot::add_block(&amocrm).await;
            let exits = "[...document.querySelectorAll('.salesbot-block__exits li')] \
                .map((exit) => exit.dataset.exit)";
            amocrm.eventually(exits, json!(["sent", "not_sent"])).await;
            amocrm.type_keys(salesbot::FIELD, profile).await;
            salesbot::save_block(&amocrm).await;
        }
        let bots = amocrm.saved_state()["bots"].clone();
        let bots = bots.as_array().expect("saved bots");
        let kept: Vec<_> = bots.iter().map(|bot| &bot["params"]["message"]).collect();
        assert_eq!(kept, profiles);
    });
}

/// As a source of leads the widget has nothing to fall back to, but it may not throw.
#[test]
fn without_webassembly_a_source_is_added_in_silence() {
    let name = "without_webassembly_a_source_is_added_in_silence";
    run(name, Widget::Packed, async |amocrm| {
        amocrm.open_pipeline("wasm=absent").await;
        amocrm.click(".lead-source__connect").await;
        amocrm
            .eventually(&amocrm.calls_of("onAddAsSource"), json!(1))
            .await;
    });
}

/// A trigger and the widget's settings, both by what amoCRM itself draws.
async fn save_by_the_field_of_amocrm(amocrm: &Amocrm, profile: &str) {
    amocrm.add_trigger("101").await;
    amocrm
        .eventually(&amocrm.calls_of("dpSettings"), json!(1))
        .await;
    amocrm.type_keys(FIELD, "typed into amoCRM's field").await;
    amocrm.save().await;
    assert_eq!(amocrm.saved_message("1"), "typed into amoCRM's field");
    amocrm.reload_page().await;
    amocrm.toggle_trigger("1").await;
    amocrm.element(FIELD).await;
    assert_eq!(amocrm.field_text().await, "typed into amoCRM's field");
    assert_eq!(
        amocrm.evaluate(&property(FIELD, "type")).await,
        json!("text")
    );
    assert_eq!(amocrm.evaluate(&count(".pipeline-message")).await, json!(0));
    assert_eq!(amocrm.problems().await, "[]");

    amocrm.open_settings(&format!("wasm={profile}")).await;
    amocrm.type_keys(DEFAULT_MESSAGE, "a default\u{e004}").await;
    save_window(amocrm).await;
    let saved = amocrm.saved_settings();
    assert_eq!(saved["fields"]["default_message"], "a default");
}
