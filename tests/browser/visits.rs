//! amoCRM's visits: widget objects come and go, and call each other's callbacks from within.

use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{self, CODE, Host};

#[wasm_bindgen_test]
fn leaving_gives_amocrm_its_field_back() {
    page::fresh();
    let tile = page::tile("saved");
    let widget = Host::new().opened();
    page::type_text(&page::editor(&tile), " and typed");
    widget.destroy();
    let field = page::field(&tile);
    assert!(field.kind() == *"text");
    assert_eq!(field.value(), "saved and typed");
    assert_eq!(page::count(&tile, ".pipeline-message"), 0);
    let label = page::select(&tile, ".widget_settings_block__title_field");
    assert_eq!(label.style().display(), "");
    assert!(!page::document_has(
        "[data-pipeline-message-type], [data-pipeline-message-display]"
    ));
}

#[wasm_bindgen_test]
fn several_lines_are_given_back_in_a_textarea_of_the_same_name() {
    page::fresh();
    let tile = page::tile("");
    let widget = Host::new().opened();
    page::edit(&page::editor(&tile), &"two\nlines".into());
    widget.destroy();
    let field = page::field(&tile);
    assert!(field.kind() == *"textarea");
    assert_eq!(field.value(), "two\nlines");
    assert!(field.has_class("widget_settings_block__controls__text"));
    assert_eq!(
        String::from(page::sent(&page::form(&tile)).unwrap()),
        "two\r\nlines"
    );

    // The next visit takes it over again.
    let _next = Host::new().opened();
    assert_eq!(page::editor(&tile).value(), "two\nlines");
    assert!(page::field(&tile).kind() == *"hidden");
    assert_eq!(page::count(&tile, "[name=message]"), 1);
}

#[wasm_bindgen_test]
fn a_late_destroy_of_an_older_visit_leaves_the_new_one_alone() {
    page::fresh();
    let tile = page::tile("");
    let old = Host::new().opened();
    let _new = Host::new().opened();
    old.destroy();
    page::type_text(&page::editor(&tile), "still here");
    assert_eq!(page::field(&tile).value(), "still here");
}

#[wasm_bindgen_test]
fn callbacks_after_destroy_work_and_destroying_twice_is_harmless() {
    page::fresh();
    let widget = Host::new().widget();
    widget.destroy();
    widget.destroy();
    let tile = page::tile("");
    widget.dp_settings(&JsValue::UNDEFINED).unwrap();
    assert_eq!(page::count(&tile, "textarea"), 1);
}

#[wasm_bindgen_test]
fn two_widgets_of_this_kind_keep_to_their_own_forms() {
    page::fresh();
    let (one, two) = (page::tile("one"), page::tile_of("their_copy", "two"));
    let first = Host::new().opened();
    let _second = Host::of("their_copy").opened();
    page::type_text(&page::editor(&one), "!");
    page::type_text(&page::editor(&two), "?");
    first.destroy();
    assert_eq!(page::count(&one, "textarea"), 0);
    assert_eq!(page::field(&one).value(), "one!");
    assert_eq!(page::field(&two).value(), "two?");
    assert_eq!(page::count(&two, ".pipeline-message"), 1);
}

#[wasm_bindgen_test]
fn amocrm_may_call_back_from_inside_an_edit() {
    for callback in ["dpSettings", "destroy", "onSave", "settings", "input"] {
        page::fresh();
        let tile = page::tile("");
        let widget = Host::new().opened();
        // The widget's own object, as the shim holds it, and amoCRM's handler of `change`.
        let nest: js_sys::Function = page::evaluate(NEST).unchecked_into();
        let nested = js_sys::Array::of3(&page::form(&tile), &widget.into(), &callback.into());
        let counted = nest.apply(&JsValue::NULL, &nested).unwrap();
        page::edit(&page::editor(&tile), &"typed".into());
        assert_eq!(page::field(&tile).value(), "typed", "{callback}");
        let times = js_sys::Reflect::get(&counted, &"times".into()).unwrap();
        assert!(times.as_f64().unwrap() >= 1.0, "{callback} was called");
    }
}

/// On the first `change`, calls a callback of the widget, or fires `input` at the editor again.
const NEST: &str = "(form, widget, callback) => {
  const counted = { times: 0 }
  form.addEventListener('change', () => {
    counted.times += 1
    if (counted.times > 1) return
    if (callback === 'input') form.querySelector('textarea').dispatchEvent(new Event('input'))
    else widget[callback]({ active: 'Y', fields: {} })
  })
  return counted
}";

#[wasm_bindgen_test]
fn an_editor_that_nothing_listens_to_is_taken_over_with_what_was_typed() {
    page::fresh();
    let tile = page::tile("saved");
    let widget = Host::new().opened();
    let editor = page::editor(&tile);
    // As an instance leaves it that has failed: the elements without their listeners.
    let copy = tile.select(".digital-pipeline__item-inner").unwrap();
    let clone: js_sys::Function =
        page::evaluate("(element) => element.cloneNode(true)").unchecked_into();
    let orphan: pipeline_message::browser::dom::Element =
        clone.call1(&JsValue::NULL, &copy).unwrap().unchecked_into();
    widget.destroy();
    copy.replace_with(&orphan);
    let left = page::editor(&tile);
    assert_ne!(left, editor);
    page::edit(&left, &"typed while nobody listened".into());
    assert_eq!(page::field(&tile).value(), "saved");

    let host = Host::new();
    host.widget().resume();
    assert_eq!(page::editor(&tile), left);
    assert_eq!(page::field(&tile).value(), "typed while nobody listened");
    page::edit(&left, &"and goes on".into());
    assert_eq!(page::field(&tile).value(), "and goes on");
    Host::of("their_copy").widget().resume();
    assert_eq!(page::count(&tile, "textarea"), 1);
    let _ = CODE;
}
