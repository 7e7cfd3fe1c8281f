//! Which forms get an editor, and which do not.

use super::dom::{self, Element};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{self, CODE, Host};

#[wasm_bindgen_test]
fn the_field_becomes_an_editor_tied_to_its_whole_label() {
    page::fresh();
    let tile = page::tile("");
    let host = Host::new().text("settings", "message", "A label that amoCRM would cut off");
    let _widget = host.opened();

    let editor = page::editor(&tile);
    let label = page::select(&tile, ".pipeline-message label");
    assert_eq!(page::text_of(&label), "A label that amoCRM would cut off");
    assert_eq!(label.attribute("for"), editor.attribute("id"));
    assert!(page::field(&tile).kind() == *"hidden");
    let native = page::select(&tile, ".widget_settings_block__title_field");
    assert_eq!(native.style().display(), "none");
    assert!(
        editor.has_class("text-input-textarea"),
        "amoCRM's own control"
    );
    assert!(
        editor.attribute("name").is_none(),
        "sent once, by the field"
    );
    assert!(editor.attribute("dir").unwrap() == *"auto");
    assert!(editor.attribute("aria-required").unwrap() == *"true");
}

#[wasm_bindgen_test]
fn calls_again_leave_the_editor_as_it_is() {
    page::fresh();
    let tile = page::tile("saved");
    let widget = Host::new().opened();
    let editor = page::editor(&tile);
    page::type_text(&editor, " and more");
    for _ in 0..50 {
        widget.dp_settings(&JsValue::UNDEFINED).unwrap();
        widget.init();
    }
    assert_eq!(page::count(&tile, "textarea"), 1);
    assert_eq!(page::editor(&tile), editor);
    assert_eq!(editor.value(), "saved and more");
}

#[wasm_bindgen_test]
fn each_form_gets_its_own_editor_with_an_id_of_its_own() {
    page::fresh();
    // Ids that a page may have already.
    for number in 1..200 {
        let taken = page::element_in("i", "", &page::body());
        taken.set_attribute("id", &format!("pipeline-message-{number}"));
    }
    let tiles: Vec<Element> = ["one", "two", "three"].map(page::tile).into();
    let _widget = Host::new().opened();
    for (tile, text) in tiles.iter().zip(["one", "two", "three"]) {
        let editor = page::editor(tile);
        assert_eq!(editor.value(), text);
        let id = String::from(editor.attribute("id").unwrap());
        let same = dom::document().select_all(&format!("[id='{id}']"));
        assert_eq!(same.into_iter().count(), 1, "{id}");
    }
    page::type_text(&page::editor(&tiles[1]), "!");
    let texts: Vec<String> = tiles
        .iter()
        .map(|tile| page::field(tile).value().into())
        .collect();
    assert_eq!(texts, ["one", "two!", "three"]);
}

#[wasm_bindgen_test]
fn other_widgets_tiles_stay_as_they_are() {
    page::fresh();
    let foreign = page::tile_of("another_widget", "theirs");
    let prefix = page::tile_of("pipeline_message_12", "theirs");
    let own = page::tile("ours");
    let before = [&foreign, &prefix].map(markup);
    let _widget = Host::new().opened();
    assert_eq!(page::editor(&own).value(), "ours");
    assert_eq!([&foreign, &prefix].map(markup), before);
}

#[wasm_bindgen_test]
fn a_message_field_outside_the_pipeline_is_left_alone() {
    page::fresh();
    let chat = page::element_in("form", "", &page::body());
    page::element_in("textarea", "", &chat).set_attribute("name", "message");
    let marker = format!("digital-pipeline__short-task_widget-style_{CODE}");
    let column = page::element_in("div", "", &page::body());
    page::element_in("div", &marker, &page::element_in("div", "", &column));
    let _widget = Host::new().opened();
    assert!(!page::document_has(".pipeline-message"));
}

#[wasm_bindgen_test]
fn a_marker_that_is_the_whole_page_is_near_to_no_field() {
    page::fresh();
    let chat = page::element_in("form", "", &page::body());
    page::element_in("textarea", "", &chat).set_attribute("name", "message");
    let marker = format!("digital-pipeline__short-task_widget-style_{CODE}");
    let whole: Element = page::evaluate("document.documentElement").unchecked_into();
    whole.set_attribute("class", &marker);
    let _widget = Host::new().opened();
    whole.remove_attribute("class");
    assert!(!page::document_has(".pipeline-message"));
}

#[wasm_bindgen_test]
fn the_form_is_found_in_every_nesting_that_widgets_have_met() {
    let marker = format!("digital-pipeline__short-task_widget-style_{CODE}");
    for nesting in [
        "in the marker",
        "beside the marker",
        "two parents up",
        "far up",
        "no action",
    ] {
        page::fresh();
        let body = page::body();
        let column = page::element_in("section", "", &body);
        let grandparent = page::element_in("div", "", &column);
        let parent = page::element_in("div", "", &grandparent);
        let marker = page::element_in("div", &marker, &parent);
        let form = page::hook_form("saved", "Message text");
        match nesting {
            "in the marker" => marker.append(&form),
            "beside the marker" => parent.append(&form),
            "two parents up" => grandparent.append(&form),
            "far up" => column.append(&form),
            _ => {
                form.remove_attribute("data-action");
                grandparent.append(&form);
            }
        }
        let _widget = Host::new().opened();
        assert_eq!(
            page::count(&form, ".pipeline-message textarea"),
            1,
            "{nesting}"
        );
        assert_eq!(page::editor(&form).value(), "saved", "{nesting}");
    }
}

#[wasm_bindgen_test]
fn forms_side_by_side_belong_to_the_marker_before_them() {
    page::fresh();
    let column = page::element_in("div", "", &page::element_in("div", "", &page::body()));
    let mut forms = Vec::new();
    for code in ["another_widget", CODE, "a_third"] {
        page::element_in(
            "div",
            &format!("digital-pipeline__short-task_widget-style_{code}"),
            &column,
        );
        let form = page::hook_form(code, "Message text");
        column.append(&form);
        forms.push(form);
    }
    let _widget = Host::new().opened();
    let editors: Vec<usize> = forms
        .iter()
        .map(|form| page::count(form, "textarea"))
        .collect();
    assert_eq!(editors, [0, 1, 0]);
}

#[wasm_bindgen_test]
fn a_body_that_amocrm_passes_is_looked_at() {
    for wrapped in [false, true] {
        page::fresh();
        let body = page::element_in("div", "", &page::body());
        body.append(&page::hook_form("saved", "Message text"));
        let wrap: js_sys::Function =
            page::evaluate("(element) => jQuery(element)").unchecked_into();
        let argument = if wrapped {
            wrap.call1(&JsValue::NULL, &body).unwrap()
        } else {
            body.clone().into()
        };
        Host::new().widget().dp_settings(&argument).unwrap();
        assert_eq!(page::editor(&body).value(), "saved");
    }

    // Nothing is known of the widget, and amoCRM says where the form is all the same.
    page::fresh();
    let tile = page::tile_of("some_code", "saved");
    let host = Host::new()
        .member("params", "null")
        .member("get_settings", "null");
    host.widget().dp_settings(&tile).unwrap();
    assert_eq!(page::editor(&tile).value(), "saved");
}

#[wasm_bindgen_test]
async fn a_form_that_is_drawn_late_gets_its_editor() {
    page::fresh();
    let widget = Host::new().opened();
    page::a_moment().await;
    let noise = page::element_in("div", "", &page::body());
    page::a_moment().await;
    let tile = page::tile("late");
    page::a_moment().await;
    assert_eq!(page::editor(&tile).value(), "late");

    // The waiting has ended with it.
    let next = page::tile("not asked for");
    noise.remove();
    page::a_moment().await;
    assert_eq!(page::count(&next, "textarea"), 0);
    widget.dp_settings(&JsValue::UNDEFINED).unwrap();
    assert_eq!(page::editor(&next).value(), "not asked for");
}

#[wasm_bindgen_test]
async fn as_many_late_forms_get_their_editors_as_were_asked_for() {
    page::fresh();
    let widget = Host::new().opened();
    widget.dp_settings(&JsValue::UNDEFINED).unwrap();
    for text in ["first", "second"] {
        let tile = page::tile(text);
        page::a_moment().await;
        assert_eq!(page::editor(&tile).value(), text);
    }
    let third = page::tile("not asked for");
    page::a_moment().await;
    assert_eq!(page::count(&third, "textarea"), 0);
}

#[wasm_bindgen_test]
async fn the_editor_grows_with_its_text() {
    for by_browser in [true, false] {
        page::fresh();
        let tile = page::tile("");
        if !by_browser {
            // Engines differ in the prototype that has the styles.
            page::evaluate(
                "(() => {
                    const owner = Object.getPrototypeOf(document.body.style)
                    const whole = Object.getOwnPropertyDescriptor(owner, 'fieldSizing')
                    Object.defineProperty(owner, 'fieldSizing',
                        { get: () => undefined, configurable: true })
                    window.knowFieldSizing = () => whole
                        ? Object.defineProperty(owner, 'fieldSizing', whole)
                        : delete owner.fieldSizing
                })()",
            );
        }
        let _widget = Host::new().opened();
        let editor = page::editor(&tile);
        if !by_browser {
            editor.set_attribute("style", "box-sizing: border-box; border: 3px solid");
        }
        page::a_moment().await;
        let low = editor.offset_height();
        page::edit(&editor, &"line\n".repeat(12).into());
        assert!(
            page::until(|| editor.offset_height() > low).await,
            "by browser: {by_browser}"
        );
        assert!(
            editor.scroll_height() <= editor.client_height(),
            "nothing to scroll"
        );
        page::edit(&editor, &"line".into());
        assert!(
            page::until(|| editor.offset_height() <= low).await,
            "and lower again"
        );
        page::evaluate("window.knowFieldSizing?.()");
    }
}

#[wasm_bindgen_test]
async fn waiting_for_a_form_does_not_call_amocrm_at_each_change_of_the_page() {
    page::fresh();
    let _open_already = page::tile("");
    let host = Host::new().member(
        "get_settings",
        "function () { this.asked = (this.asked ?? 0) + 1; return this.params }",
    );
    let widget = host.opened();
    widget.dp_settings(&JsValue::UNDEFINED).unwrap();
    let asked = || js_sys::Reflect::get(&host.0, &"asked".into()).unwrap();
    let before = asked();
    for _ in 0..20 {
        page::element_in("div", "", &page::body());
        page::a_moment().await;
    }
    assert_eq!(asked(), before);
    let late = page::tile("late");
    page::a_moment().await;
    assert_eq!(page::editor(&late).value(), "late");
}

#[wasm_bindgen_test]
async fn a_form_drawn_after_the_widget_has_left_stays_amocrms() {
    page::fresh();
    let widget = Host::new().opened();
    widget.destroy();
    let tile = page::tile("late");
    page::a_moment().await;
    assert_eq!(page::count(&tile, "textarea"), 0);
}

#[wasm_bindgen_test]
fn a_form_that_is_moved_keeps_its_editor() {
    page::fresh();
    let tile = page::tile("");
    let widget = Host::new().opened();
    let editor = page::editor(&tile);
    page::type_text(&editor, "before");
    page::element_in("div", "", &page::body()).append(&tile);
    page::edit(&editor, &"before and after".into());
    widget.dp_settings(&JsValue::UNDEFINED).unwrap();
    assert_eq!(page::editor(&tile), editor);
    assert_eq!(page::field(&tile).value(), "before and after");
}

#[wasm_bindgen_test]
fn the_style_sheet_is_on_the_page_once_and_stays_until_the_widget_leaves() {
    page::fresh();
    let first = page::tile("");
    let widget = Host::new().opened();
    let _second = page::tile("");
    widget.dp_settings(&JsValue::UNDEFINED).unwrap();
    let links = || {
        dom::document()
            .select_all("link[rel=stylesheet]")
            .into_iter()
            .collect::<Vec<_>>()
    };
    let before = links();
    let addresses: Vec<String> = before
        .iter()
        .map(|link| link.attribute("href").unwrap().into())
        .collect();
    assert_eq!(addresses, [format!("/upl/{CODE}/widget/style.css?v=1.2.3")]);
    first.remove();
    widget.dp_settings(&JsValue::UNDEFINED).unwrap();
    assert_eq!(links(), before, "it is not loaded anew");
    widget.destroy();
    assert_eq!(links(), []);
}

#[wasm_bindgen_test]
fn the_style_sheet_comes_back_after_the_page_was_cleared() {
    page::fresh();
    let _first = page::tile("");
    let widget = Host::new().opened();
    page::fresh();
    let _second = page::tile("");
    widget.dp_settings(&JsValue::UNDEFINED).unwrap();
    assert_eq!(page::count(&page::body(), "link[rel=stylesheet]"), 1);
}

#[wasm_bindgen_test]
fn a_page_that_ends_every_event_keeps_no_edit_from_being_saved() {
    page::fresh();
    let tile = page::tile("");
    let _widget = Host::new().opened();
    let end = page::evaluate(
        "(tile) => { for (const event of ['input', 'change', 'focusout']) {
           tile.addEventListener(event, (happened) => happened.stopImmediatePropagation(), true)
         } }",
    );
    let end: js_sys::Function = end.unchecked_into();
    end.call1(&JsValue::NULL, &tile).unwrap();
    page::type_text(&page::editor(&tile), "typed");
    assert_eq!(page::field(&tile).value(), "typed");
}

#[wasm_bindgen_test]
fn a_form_may_have_a_field_that_hides_one_of_its_members() {
    page::fresh();
    let tile = page::tile("saved");
    let form = page::form(&tile);
    for name in [
        "closest",
        "contains",
        "elements",
        "hasAttribute",
        "isConnected",
        "matches",
        "nodeType",
        "parentElement",
        "querySelector",
        "querySelectorAll",
    ] {
        page::element_in("input", "", &form).set_attribute("name", name);
    }
    let _widget = Host::new().opened();
    page::type_text(&page::editor(&tile), " and typed");
    let reset: js_sys::Function = page::evaluate(
        "(form) => {
           form.click()
           form.reset()
         }",
    )
    .unchecked_into();
    reset.call1(&JsValue::NULL, &form).unwrap();
    assert_eq!(page::editor(&tile).value(), "saved and typed");
    assert_eq!(page::field(&tile).value(), "saved and typed");
}

#[wasm_bindgen_test]
fn a_form_in_a_shadow_tree_is_heard() {
    page::fresh();
    let tile = page::tile("saved");
    let hide: js_sys::Function = page::evaluate(
        "(tile) => {
           const host = document.createElement('div')
           document.body.append(host)
           host.attachShadow({ mode: 'open' }).append(tile)
         }",
    )
    .unchecked_into();
    hide.call1(&JsValue::NULL, &tile).unwrap();
    let widget = Host::new().widget();
    widget.dp_settings(&tile).unwrap();
    page::type_text(&page::editor(&tile), " and typed");
    assert_eq!(page::field(&tile).value(), "saved and typed");
}

fn markup(element: &Element) -> String {
    let markup = js_sys::Reflect::get(element, &"outerHTML".into()).unwrap();
    markup.as_string().unwrap()
}

/// A form's fields are members of it by their names, in the place of what every element has.
#[wasm_bindgen_test]
fn a_form_with_a_field_named_like_a_method_is_reset() {
    page::fresh();
    let tile = page::tile("saved");
    let _widget = Host::new().opened();
    let field = page::element_in("input", "", &page::form(&tile));
    field.set_attribute("name", "contains");
    page::edit(&page::editor(&tile), &"typed".into());
    page::reset(&tile);
    assert_eq!(page::editor(&tile).value(), "typed");
    assert_eq!(page::field(&tile).value(), "typed");
}

/// A page may add members to what every object has, under any names.
#[wasm_bindgen_test]
fn members_that_every_object_has_are_not_what_the_widget_remembers() {
    page::fresh();
    let tile = page::tile("saved");
    page::evaluate(
        "['observer', 'layout', 'nextLayout', 'hasLeft', 'missing', 'visited', 'warned', \
          'dismissed', 'activeItem', 'editors', 'counterText', 'announcement', 'leaving'].forEach(
            (name) => {
              Object.defineProperty(Object.prototype, name,
                { value: {}, configurable: true, writable: false })
              // Also where the test fails.
              setTimeout(() => { delete Object.prototype[name] })
            })",
    );
    let widget = Host::unstyled().opened();
    page::type_text(&page::editor(&tile), " and [na");
    assert!(page::count(&tile, "[data-marker]") > 0);
    widget.destroy();
    assert_eq!(page::count(&tile, ".pipeline-message"), 0);
    assert_eq!(page::field(&tile).value(), "saved and [na");
}
