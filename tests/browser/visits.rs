//! amoCRM's visits: widget objects come and go, and call each other's callbacks from within.

use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::dom::Element;
use super::page::{self, Heard, Host};
use super::widget::{self, Widget};

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
        let end: js_sys::Function = page::evaluate("({ end }) => end()").unchecked_into();
        end.call1(&JsValue::NULL, &counted).unwrap();
    }
}

/// On the first `change`, calls a callback of the widget, or fires `input` at the editor again.
const NEST: &str = "(form, widget, callback) => {
  const counted = { times: 0, end: () => widget.free() }
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
    let orphan: Element = clone.call1(&JsValue::NULL, &copy).unwrap().unchecked_into();
    widget.destroy();
    copy.replace_with(&orphan);
    let left = page::editor(&tile);
    assert_ne!(left, editor);
    page::edit(&left, &"typed while nobody listened".into());
    assert_eq!(page::field(&tile).value(), "saved");

    let host = Host::new();
    host.widget().resume(false);
    assert_eq!(page::editor(&tile), left);
    assert_eq!(page::field(&tile).value(), "typed while nobody listened");
    page::edit(&left, &"and goes on".into());
    assert_eq!(page::field(&tile).value(), "and goes on");
    Host::of("their_copy").widget().resume(false);
    assert_eq!(page::count(&tile, "textarea"), 1);
}

/// Leaves the tile as an instance does that has failed: the elements without their listeners.
pub fn deafen(tile: &Element, widget: &Widget) {
    let inner = page::select(tile, ".digital-pipeline__item-inner");
    let copy: js_sys::Function =
        page::evaluate("(element) => element.cloneNode(true)").unchecked_into();
    let copy: Element = copy.call1(&JsValue::NULL, &inner).unwrap().unchecked_into();
    widget.destroy();
    inner.replace_with(&copy);
}

#[wasm_bindgen_test]
fn taking_over_an_untouched_form_says_and_tells_nothing() {
    page::fresh();
    let tile = page::tile("");
    let widget = Host::new().opened();
    deafen(&tile, &widget);
    let heard = Heard::at(&page::form(&tile));
    Host::new().widget().resume(false);
    assert!(heard.take().is_empty(), "Save stays disabled");
    assert_eq!(page::problem(&tile), "");
    page::type_text(&page::editor(&tile), "x");
    assert_eq!(page::field(&tile).value(), "x");
}

#[wasm_bindgen_test]
fn an_editor_is_taken_over_once_and_by_the_newest_visit() {
    page::fresh();
    let tile = page::tile("");
    let widget = Host::new().opened();
    deafen(&tile, &widget);
    let (old, new) = (Host::new().widget(), Host::new().widget());
    new.resume(false);
    old.resume(false);
    let heard = Heard::at(&page::form(&tile));
    page::edit(&page::editor(&tile), &"typed".into());
    let changes = heard.take().into_iter().filter(|event| event == "change");
    assert_eq!(changes.count(), 1);
    old.destroy();
    assert_eq!(page::count(&tile, "textarea"), 1);
}

#[wasm_bindgen_test]
fn an_editor_that_lacks_its_textarea_is_replaced_by_amocrms_field() {
    page::fresh();
    let tile = page::tile("saved");
    let widget = Host::new().opened();
    deafen(&tile, &widget);
    page::editor(&tile).remove();
    Host::new().widget().resume(false);
    assert_eq!(page::count(&tile, ".pipeline-message"), 0);
    assert!(page::field(&tile).kind() == *"text");
    assert_eq!(page::field(&tile).value(), "saved");
}

#[wasm_bindgen_test]
fn an_editor_does_without_any_other_part() {
    for part in [
        "__label",
        "__insert",
        "__markers",
        "__problem",
        "__counter",
        "__status",
    ] {
        for is_taken_over in [false, true] {
            page::fresh();
            let tile = page::tile("saved");
            let host = Host::new().setting("max_length", "3");
            let widget = host.opened();
            if is_taken_over {
                deafen(&tile, &widget);
            }
            page::select(&tile, &format!(".pipeline-message{part}")).remove();
            let widget = host.widget();
            if is_taken_over {
                widget.resume(false);
            } else {
                widget.dp_settings(&JsValue::UNDEFINED).unwrap();
            }
            page::type_text(&page::editor(&tile), " [na");
            page::body().set_attribute("tabindex", "-1");
            page::body().focus();
            assert_eq!(page::field(&tile).value(), "saved [na", "{part}");
            widget.destroy();
            assert_eq!(page::field(&tile).value(), "saved [na", "{part}");
            assert_eq!(page::count(&tile, ".pipeline-message"), 0, "{part}");
        }
    }
}

#[wasm_bindgen_test]
fn amocrms_label_comes_back_also_where_the_page_has_taken_the_editors_own() {
    page::fresh();
    let tile = page::tile("saved");
    // Found by its title, as in amoCRM's documentation.
    page::select(&tile, ".widget_settings_block__item_field").remove_attribute("class");
    let host = Host::new();
    deafen(&tile, &host.opened());
    page::select(&tile, ".pipeline-message__label").remove();
    let widget = host.widget();
    widget.resume(false);
    widget.destroy();
    let label = page::select(&tile, ".widget_settings_block__title_field");
    assert!(label.attribute("style").is_none());
}

#[wasm_bindgen_test]
fn an_editor_is_taken_over_whatever_stands_between_it_and_its_field() {
    page::fresh();
    let tile = page::tile("saved");
    let widget = Host::new().opened();
    let between: js_sys::Function = page::evaluate(
        "(field) => field.after(document.createElement('i'), document.createElement('b'))",
    )
    .unchecked_into();
    between.call1(&JsValue::NULL, &page::field(&tile)).unwrap();
    widget.dp_settings(&JsValue::UNDEFINED).unwrap();
    assert_eq!(page::count(&tile, "textarea"), 1);
    deafen(&tile, &widget);
    Host::new().widget().resume(false);
    page::type_text(&page::editor(&tile), "!");
    assert_eq!(page::field(&tile).value(), "saved!");
}

#[wasm_bindgen_test]
fn amocrms_own_classes_on_the_control_do_not_keep_it_from_being_taken_over() {
    page::fresh();
    let tile = page::tile("saved");
    let host = Host::new().member(
        "render",
        "() => '<textarea class=\"theirs\" maxlength=\"3\">'",
    );
    let widget = host.opened();
    assert!(page::editor(&tile).has_class("js-form-changes-skip"));
    assert!(page::editor(&tile).attribute("maxlength").is_none());
    deafen(&tile, &widget);
    host.widget().resume(false);
    page::type_text(&page::editor(&tile), "!");
    assert_eq!(page::field(&tile).value(), "saved!");
}

#[wasm_bindgen_test]
async fn a_form_that_was_waited_for_is_waited_for_again() {
    for (awaits_forms, editors) in [(true, 1), (false, 0)] {
        page::fresh();
        let widget = Host::new().widget();
        widget.resume(awaits_forms);
        let tile = page::tile("late");
        page::a_moment().await;
        assert_eq!(page::count(&tile, "textarea"), editors);
        widget.destroy();
    }
}

#[wasm_bindgen_test]
fn a_form_drawn_again_from_its_own_markup_shows_what_amocrm_holds() {
    page::fresh();
    let tile = page::tile("saved");
    let widget = Host::new().opened();
    page::type_text(&page::editor(&tile), " and typed");
    let redraw: js_sys::Function =
        page::evaluate("(form) => { form.innerHTML = form.innerHTML }").unchecked_into();
    redraw.call1(&JsValue::NULL, &page::form(&tile)).unwrap();
    widget.dp_settings(&JsValue::UNDEFINED).unwrap();
    assert_eq!(page::field(&tile).value(), "saved and typed");
    assert_eq!(page::editor(&tile).value(), "saved and typed");
    page::type_text(&page::editor(&tile), "!");
    assert_eq!(page::field(&tile).value(), "saved and typed!");
}

#[wasm_bindgen_test]
fn amocrm_may_call_back_while_the_editor_is_being_made() {
    for (nested, editors) in [("dpSettings", 1), ("destroy", 0)] {
        page::fresh();
        let tile = page::tile("saved");
        let render = "function () { this.nested?.(); return '<textarea>' }";
        let host = Host::new().member("render", render);
        let widget = host.widget();
        let widget_of_shim = JsValue::from(widget);
        let bind: js_sys::Function = page::evaluate(
            "(host, widget, name) => {
               host.nested = () => { host.nested = null; widget[name]() }
               widget.dpSettings()
             }",
        )
        .unchecked_into();
        bind.call3(&JsValue::NULL, &host.0, &widget_of_shim, &nested.into())
            .unwrap();
        assert_eq!(page::count(&tile, ".pipeline-message"), editors, "{nested}");
        let kind = if editors == 1 { "hidden" } else { "text" };
        assert!(page::field(&tile).kind() == *kind, "{nested}");
        assert_eq!(page::field(&tile).value(), "saved");
        let end: js_sys::Function = page::evaluate("(widget) => widget.free()").unchecked_into();
        end.call1(&JsValue::NULL, &widget_of_shim).unwrap();
    }
}

#[wasm_bindgen_test]
fn all_that_amocrm_has_set_on_its_field_is_given_back() {
    page::fresh();
    let tile = page::tile("");
    for (name, value) in [("data-id", "7"), ("placeholder", "Text"), ("required", "")] {
        page::field(&tile).set_attribute(name, value);
    }
    let widget = Host::new().opened();
    page::edit(&page::editor(&tile), &"two\nlines".into());
    widget.destroy();
    let field = page::field(&tile);
    assert!(field.attribute("data-id").unwrap() == *"7");
    assert!(field.attribute("placeholder").unwrap() == *"Text");
    assert!(field.attribute("required").is_some());
    assert!(!page::document_has("[data-pipeline-message-editor]"));
}

#[wasm_bindgen_test]
fn a_field_that_may_not_be_edited_has_an_editor_that_may_not() {
    page::fresh();
    let tile = page::tile("saved");
    page::field(&tile).set_attribute("disabled", "");
    let _widget = Host::new().opened();
    assert!(page::editor(&tile).attribute("disabled").is_some());
}

/// amoCRM calls `dpSettings` without arguments, each time a form opens.
#[wasm_bindgen_test]
async fn forms_that_open_and_close_leave_nothing_behind() {
    page::fresh();
    let widget = Host::new().widget();
    let open_and_close = async || {
        let tile = page::tile("saved");
        assert!(widget.dp_settings(&JsValue::UNDEFINED).unwrap());
        assert_eq!(page::count(&tile, ".pipeline-message"), 1);
        tile.remove();
        page::a_moment().await;
    };
    open_and_close().await;
    open_and_close().await;
    let before = widget::values_kept();
    for _ in 0..20 {
        open_and_close().await;
    }
    assert_eq!(widget::values_kept(), before);
    widget.destroy();
}

#[wasm_bindgen_test]
async fn a_form_that_amocrm_passes_from_outside_of_the_page_keeps_its_editor() {
    page::fresh();
    let tile = page::tile("saved");
    let widget = Host::new().opened();
    let editor = page::editor(&tile);
    tile.remove();
    widget.dp_settings(&tile).unwrap();
    page::a_moment().await;
    page::body().append(&tile);
    assert_eq!(page::editor(&tile), editor);
    page::type_text(&editor, " and typed");
    assert_eq!(page::field(&tile).value(), "saved and typed");
}

#[wasm_bindgen_test]
async fn a_form_that_stays_away_until_the_page_has_had_its_turn_gets_its_field_back() {
    page::fresh();
    let tile = page::tile("saved");
    let widget = Host::new().opened();
    tile.remove();
    widget.dp_settings(&JsValue::UNDEFINED).unwrap();
    page::a_moment().await;
    assert_eq!(page::count(&tile, ".pipeline-message"), 0);
    assert!(page::field(&tile).kind() == *"text");
    assert_eq!(page::field(&tile).value(), "saved");
}

/// The elements of the next editor are made ahead; meanwhile another widget may take their id.
#[wasm_bindgen_test]
async fn no_id_is_there_twice_whoever_counts_too() {
    page::fresh();
    let first = page::tile("");
    let widget = Host::new().opened();
    page::a_moment().await;
    let id = |tile: &Element| String::from(page::editor(tile).attribute("id").unwrap());
    let (name, number) = {
        let id = id(&first);
        let (name, number) = id.rsplit_once('-').unwrap();
        (name.to_owned(), number.parse::<u32>().unwrap())
    };
    for ahead in 1..=3 {
        let others = page::element_in("div", "", &page::body());
        others.set_attribute("id", &format!("{name}-{}", number + ahead));
    }
    let second = page::tile("");
    widget.dp_settings(&JsValue::UNDEFINED).unwrap();
    let id = id(&second);
    assert_eq!(page::count(&page::body(), &format!("[id='{id}']")), 1);
}
