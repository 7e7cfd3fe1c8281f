//! amoCRM calls back while the widget puts a form right or goes on after a failure, from inside a text
//! that the widget asks it for.

use js_sys::Function;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::dom::Element;
use super::page::{self, Host};
use super::visits::deafen;
use super::widget::{self, Widget};

/// A host that does what `call_back_once` has armed, when it is next asked for a text: by the limit an
/// editor asks for its counter's.
fn host() -> Host {
    let i18n = "function (key) { this.nested?.(); return this.langs[key] }";
    Host::new()
        .member("i18n", i18n)
        .setting("max_length", "1000")
}

fn call_back_once(host: &Host, work: impl FnOnce() + 'static) {
    let work = Closure::once_into_js(work);
    let arm: Function =
        page::evaluate("(host, work) => { host.nested = () => { host.nested = null; work() } }")
            .unchecked_into();
    arm.call2(&JsValue::NULL, &host.0, &work).unwrap();
}

/// amoCRM draws the field of a form anew, and nothing else of it.
fn draw_field_anew(tile: &Element) {
    let draw: Function = page::evaluate(
        "(field) => {
           const drawn = document.createElement('input')
           drawn.name = 'message'
           drawn.setAttribute('value', 'drawn anew')
           field.replaceWith(drawn)
         }",
    )
    .unchecked_into();
    draw.call1(&JsValue::NULL, &page::field(tile)).unwrap();
}

fn opened(host: &Host) -> &'static Widget {
    Box::leak(Box::new(host.opened()))
}

#[track_caller]
fn assert_is_edited_and_given_back(tile: &Element, widget: &Widget) {
    assert_eq!(page::count(tile, "textarea"), 1);
    page::edit(&page::editor(tile), &"two\nlines".into());
    assert_eq!(page::field(tile).value(), "two\nlines");
    widget.destroy();
    assert_eq!(page::count(tile, ".pipeline-message"), 0);
    assert!(page::field(tile).kind() == *"textarea");
    assert_eq!(page::field(tile).value(), "two\nlines");
}

#[wasm_bindgen_test]
async fn another_visit_that_begins_while_a_form_is_put_right_keeps_its_editors() {
    for edited in [0, 1] {
        page::fresh();
        let tiles = [page::tile("one"), page::tile("two")];
        let host = host();
        let old = opened(&host);
        draw_field_anew(&tiles[0]);
        let new: &'static Widget = Box::leak(Box::new(Host::new().widget()));
        call_back_once(&host, move || {
            old.destroy();
            new.dp_settings(&JsValue::UNDEFINED).unwrap();
        });
        page::a_moment().await;
        assert_is_edited_and_given_back(&tiles[edited], new);
    }
}

#[wasm_bindgen_test]
async fn a_visit_that_ends_while_it_is_taken_over_leaves_nothing_behind() {
    page::fresh();
    let tiles = [page::tile("one"), page::tile("two")];
    let host = host();
    for tile in &tiles {
        let widget = host.opened();
        deafen(tile, &widget);
    }
    let widget: &'static Widget = Box::leak(Box::new(host.widget()));
    call_back_once(&host, || widget.destroy());
    widget.resume(true);
    for (tile, saved) in tiles.iter().zip(["one", "two"]) {
        assert_eq!(page::count(tile, ".pipeline-message"), 0);
        assert!(page::field(tile).kind() == *"text");
        assert_eq!(page::field(tile).value(), saved);
    }
    let late = page::tile("late");
    page::a_moment().await;
    assert_eq!(page::count(&late, ".pipeline-message"), 0);
}

#[wasm_bindgen_test]
fn an_editor_that_is_taken_over_from_within_is_taken_over_once() {
    page::fresh();
    let tile = page::tile("saved");
    let host = host();
    deafen(&tile, &host.opened());
    let widget: &'static Widget = Box::leak(Box::new(host.widget()));
    call_back_once(&host, || {
        widget.dp_settings(&JsValue::UNDEFINED).unwrap();
    });
    widget.resume(false);
    assert_is_edited_and_given_back(&tile, widget);
}

#[wasm_bindgen_test]
async fn an_editor_that_opens_within_another_after_a_failure_has_an_id_of_its_own() {
    page::fresh();
    page::tile("taken over");
    let host = host();
    let widget = opened(&host);
    page::a_moment().await;
    widget::restart();
    widget.resume(true);
    let window = page::settings_window("default", "");
    let tile = page::tile("one");
    let place = JsValue::from(window.clone());
    call_back_once(&host, move || widget.settings(&place));
    widget.dp_settings(&JsValue::UNDEFINED).unwrap();
    let ids = [&tile, &window].map(|place| page::editor(place).attribute("id").unwrap());
    assert_ne!(ids[0], ids[1]);
}

#[wasm_bindgen_test]
fn an_editor_is_left_to_its_owner_that_asks_for_it_while_another_visit_does() {
    page::fresh();
    let tile = page::tile("one");
    let owner = opened(&Host::new());
    page::tile("two");
    let host = host();
    let other = host.widget();
    call_back_once(&host, || {
        owner.dp_settings(&JsValue::UNDEFINED).unwrap();
    });
    other.dp_settings(&JsValue::UNDEFINED).unwrap();
    other.destroy();
    assert_eq!(page::count(&tile, ".pipeline-message"), 1);
    assert_is_edited_and_given_back(&tile, owner);
}
