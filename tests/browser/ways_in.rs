//! The ways by which a text comes into the widget, and what becomes of it there.

use js_sys::{Function, JSON, JsString};
use wasm_bindgen::prelude::*;

use super::dom::{Control, Element};
use super::page::{self, Host, Told};
use super::widget::Widget;

/// A way in.
pub struct Way {
    pub name: &'static str,
    /// Puts the text in on an empty page, and asserts where it comes out and that it is the same.
    pub put: fn(&str),
}

pub const WAYS: [Way; 14] = [
    Way {
        name: "a saved message",
        put: saved_message,
    },
    Way {
        name: "a typed message",
        put: typed_message,
    },
    Way {
        name: "what amoCRM writes into the field",
        put: written_message,
    },
    Way {
        name: "a query for a marker",
        put: marker_query,
    },
    Way {
        name: "the default message",
        put: default_message,
    },
    Way {
        name: "the default message in its window",
        put: default_message_in_its_window,
    },
    Way {
        name: "the longest message",
        put: max_length,
    },
    Way {
        name: "the widget's code",
        put: widget_code,
    },
    Way {
        name: "path and version",
        put: path_and_version,
    },
    Way {
        name: "the texts of the editor",
        put: texts_of_the_editor,
    },
    Way {
        name: "the texts of the other places",
        put: texts_of_the_other_places,
    },
    Way {
        name: "the label in the manifest",
        put: label,
    },
    Way {
        name: "a block of the Salesbot",
        put: salesbot_block,
    },
    Way {
        name: "the pipeline's number",
        put: pipeline_id,
    },
];

#[track_caller]
fn assert_shows(element: &Element, text: &str) {
    page::assert_same(&element.text(), &text.into());
}

#[track_caller]
fn assert_holds(place: &Element, text: &str) {
    page::assert_same(&page::field(place).value(), &text.into());
    page::assert_same(&page::editor(place).value(), &text.into());
}

fn saved_message(text: &str) {
    let tile = page::tile(text);
    let widget = Host::unstyled().opened();
    assert_holds(&tile, text);
    widget.destroy();
    let field = page::field(&tile);
    page::assert_same(&field.value(), &text.into());
    let _widget = Host::unstyled().opened();
    assert_holds(&tile, text);
}

fn typed_message(text: &str) {
    let tile = page::tile("");
    let _widget = Host::unstyled().opened();
    page::edit(&page::editor(&tile), &text.into());
    assert_holds(&tile, text);
    let sent = page::sent(&page::form(&tile)).unwrap();
    page::assert_same(&sent, &text.into());
    // By the browser's own editing too, which leaves out what no key can type.
    page::edit(&page::editor(&tile), &"".into());
    page::type_text(&page::editor(&tile), text);
    page::assert_same(&page::field(&tile).value(), &page::editor(&tile).value());
}

fn written_message(text: &str) {
    let tile = page::tile("before");
    let widget = Host::unstyled().opened();
    page::write_by_jquery(&tile, text);
    widget.destroy();
    page::assert_same(&page::field(&tile).value(), &text.into());
    let _widget = Host::unstyled().opened();
    assert_holds(&tile, text);
}

fn marker_query(text: &str) {
    let tile = page::tile("");
    let _widget = Host::unstyled().opened();
    let message = ["[", text].concat();
    page::edit(&page::editor(&tile), &message.as_str().into());
    assert_holds(&tile, &message);
    // What the query has found is another test's matter.
    page::edit(&page::editor(&tile), &"".into());
    page::select(&tile, ".pipeline-message__markers").set_text(&"".into());
}

fn default_message(text: &str) {
    let tile = page::tile("");
    let _widget = Host::unstyled().setting("default_message", text).opened();
    assert_holds(&tile, text);
}

fn default_message_in_its_window(text: &str) {
    let window = page::settings_window(text, text);
    let widget = Host::unstyled().widget();
    widget.settings(&window);
    let field: Control = page::select(&window, "[name=default_message]").unchecked_into();
    page::assert_same(&field.value(), &text.into());
    page::assert_same(&page::editor(&window).value(), &text.into());
}

fn max_length(text: &str) {
    let tile = page::tile("saved");
    let _widget = Host::unstyled().setting("max_length", text).opened();
    assert_eq!(page::counter(&tile), "");
    page::type_text(&page::editor(&tile), "!");
    assert_eq!(page::field(&tile).value(), "saved!");
}

/// As it stands in classes and selectors of amoCRM's page. (A form is passed, since a code with
/// a space in it is no class.)
fn widget_code(text: &str) {
    let tile = page::tile_of(text, "saved");
    let host = Host::of(text);
    let widget = host.widget();
    widget.dp_settings(&JsValue::UNDEFINED).unwrap();
    widget.destroy();
    assert_eq!(page::field(&tile).value(), "saved");
    tile.remove();
    let form = page::hook_form("saved", "label");
    page::body().append(&form);
    widget.dp_settings(&form).unwrap();
    let root = page::select(&form, ".pipeline-message");
    page::assert_same(&root.attribute("data-widget-code").unwrap(), &text.into());
    widget.settings(&JsValue::UNDEFINED);
    widget.resume(true);
}

fn path_and_version(text: &str) {
    let _tile = page::tile("");
    let host = Host::new().setting("path", text).setting("version", text);
    let _widget = host.opened();
    let link = page::select(&page::body(), "link");
    let address = [text, "/style.css?v=", text].concat();
    page::assert_same(&link.attribute("href").unwrap(), &address.as_str().into());
}

const MARKERS: [&str; 7] = [
    "lead_name",
    "lead_price",
    "lead_id",
    "contact_name",
    "contact_phone",
    "contact_email",
    "lead_responsible_name",
];

fn speaking(text: &str) -> Host {
    let editor = ["count", "too_long", "empty", "bad_max_length"].map(|key| ("editor", key));
    let settings = ["message", "default_message"].map(|key| ("settings", key));
    let source = ["connecting", "connected", "not_connected"].map(|key| ("lead_source", key));
    let salesbot = ["sent", "not_sent", "too_long"].map(|key| ("salesbot", key));
    let others = [("markers", "insert"), ("widget", "name")];
    let markers = MARKERS.map(|key| ("markers", key));
    let all = editor.into_iter().chain(settings).chain(source);
    let all = all.chain(salesbot).chain(others).chain(markers);
    all.fold(Host::unstyled(), |host, (section, key)| {
        host.text(section, key, text)
    })
}

fn texts_of_the_editor(text: &str) {
    let tile = page::tile("");
    let _widget = speaking(text).setting("max_length", "5").opened();
    let editor = page::editor(&tile);
    let root = page::select(&tile, ".pipeline-message");
    let part = |name: &str| page::select(&root, &[".pipeline-message__", name].concat());
    // The numbers stand in their places, and nothing else of the text has changed.
    let numbers = |excess: &str| {
        let text = text.replacen("{count}", "7", 1);
        text.replacen("{limit}", "5", 1)
            .replacen("{excess}", excess, 1)
    };
    page::edit(&editor, &"1234567".into());
    assert_shows(&part("counter"), &numbers("{excess}"));
    assert_shows(&part("problem"), &text.replacen("{excess}", "2", 1));
    page::edit(&editor, &"".into());
    editor.fire("focusout");
    assert_shows(&part("problem"), text);
    assert_shows(&part("label"), text);
    assert_shows(&part("insert"), text);
    part("insert").fire("click");
    let items: Vec<Element> = root.select_all_in("[data-marker]").into_iter().collect();
    assert_eq!(items.len(), MARKERS.len());
    for item in items {
        assert_shows(&item, text);
    }
    let named = part("markers").attribute("aria-label").unwrap();
    page::assert_same(&named, &text.into());
}

fn texts_of_the_other_places(text: &str) {
    let told = Told::by("APP");
    let window = page::settings_window("", "");
    let host = speaking(text);
    let widget = host.widget();
    widget.settings(&window);
    assert_shows(&page::select(&window, ".pipeline-message label"), text);
    let details = page::evaluate("({ active: 'Y', fields: { max_length: 'many' } })");
    let refusal = widget.on_save(&details);
    assert!(refusal != JsValue::TRUE);
    assert_shows(
        &page::select(&window, ".pipeline-message-settings__problem"),
        text,
    );

    let body = page::salesbot_block(&[("message", "saved")]);
    let exits = widget.salesbot_designer_settings(&body);
    let exits = String::from(JSON::stringify(&exits).unwrap());
    let title = String::from(JSON::stringify(&text.into()).unwrap());
    assert_eq!(exits.matches(&["\"title\":", &title].concat()).count(), 2);
    assert_shows(&page::select(&body, ".pipeline-message label"), text);

    // Without a server the person is told so at once.
    widget.on_add_as_source(&1.into());
    assert_eq!(told.take(), [["error: ", text, ": ", text].concat()]);
}

/// amoCRM's own label is found by the text that it shows, and hidden.
fn label(text: &str) {
    let form = page::hook_form("saved", text);
    page::body().append(&form);
    let host = speaking(text);
    host.widget().dp_settings(&form).unwrap();
    let native = page::select(&form, ".widget_settings_block__title_field");
    assert_shows(&native, text);
    let title = native.attribute("title").unwrap();
    page::assert_same(&title, &text.into());
    let shown = native.attribute("style").unwrap();
    assert!(shown.includes("display: none", 0), "{shown}");
}

fn salesbot_block(text: &str) {
    let body = page::salesbot_block(&[("message", text)]);
    let widget = Host::unstyled().widget();
    widget.salesbot_designer_settings(&body);
    page::assert_same(&page::editor(&body).value(), &text.into());
    for shape in [
        "{ message: text }",
        "{ params: { message: text } }",
        "{ message: { value_manual: text } }",
    ] {
        let steps = steps(&widget, shape, text);
        if text.len() < 10_000 {
            let json = String::from(JSON::stringify(&text.into()).unwrap());
            assert!(steps.contains(&["\"message\":", &json].concat()), "{steps}");
        }
        JSON::parse(&steps).expect("steps are JSON");
    }
}

fn steps(widget: &Widget, shape: &str, text: &str) -> String {
    let params: Function = page::evaluate(&format!("(text) => ({shape})")).unchecked_into();
    let params = params.call1(&JsValue::NULL, &text.into()).unwrap();
    let steps: JsString = widget.on_salesbot_designer_save(&text.into(), &params);
    steps.into()
}

fn pipeline_id(text: &str) {
    const AJAX: &str = "function (request) { this.request = request; return jQuery.Deferred() }";
    let host = Host::unstyled().member("$authorizedAjax", AJAX);
    host.widget().on_add_as_source(&text.into());
    let sent: Function = page::evaluate("(host) => host.request.data.pipeline_id").unchecked_into();
    let sent = sent.call1(&JsValue::NULL, &host.0).unwrap();
    page::assert_same(&sent.unchecked_into(), &text.into());
}
