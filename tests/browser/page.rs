//! amoCRM's page for a test, and what a test does and asks in it.

use std::cell::Cell;

use super::dom::{self, Control, Element};
use super::widget::{self, Widget};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Function, JsString, Object, Reflect};
use wasm_bindgen::prelude::*;

/// The code that amoCRM gave the widget when it was uploaded.
pub const CODE: &str = "pipeline_message_1";

const JQUERY: &str = include_str!("../../node_modules/jquery/dist/jquery.js");
const TWIG: &str = include_str!("../../node_modules/twig/twig.js");
const TEXTAREA_TEMPLATE: &str = include_str!("../../emulator/controls/textarea.twig");

#[wasm_bindgen(module = "/tests/browser/page.js")]
extern "C" {
    fn load(source: &str);
    fn clear();
    #[wasm_bindgen(js_name = widgetObject)]
    fn widget_object(code: &str, textarea_template: &str) -> JsValue;
    #[wasm_bindgen(js_name = tile)]
    fn tile_with(code: &str, saved: &JsString, label: &str) -> Element;
    #[wasm_bindgen(js_name = hookForm)]
    pub fn hook_form(saved: &str, label: &str) -> Element;
    #[wasm_bindgen(js_name = settingsWindow)]
    fn settings_window_with(code: &str, fields: Array) -> Element;
    #[wasm_bindgen(js_name = notifications)]
    fn notifications_of(name: &str) -> Array;
    #[wasm_bindgen(js_name = salesbotBlock)]
    fn salesbot_block_with(fields: Array) -> Element;
    #[wasm_bindgen(js_name = element)]
    pub fn element_in(tag: &str, class_name: &str, parent: &Element) -> Element;
    pub fn sent(form: &Element) -> Option<JsString>;
    #[wasm_bindgen(js_name = type)]
    pub fn type_text(textarea: &Control, text: &str);
    pub fn edit(textarea: &Control, text: &JsString);
    #[wasm_bindgen(js_name = eventsAt)]
    fn events_at(target: &Element, names: Vec<String>) -> Array;
    #[wasm_bindgen(js_name = allowsSaving)]
    fn allows_saving_later(answer: &JsValue) -> js_sys::Promise;
    #[wasm_bindgen(js_name = codeUnits)]
    fn code_units(text: &JsString) -> Vec<u32>;
}

/// An empty page with amoCRM's libraries.
pub fn fresh() {
    thread_local!(static LOADED: Cell<bool> = const { Cell::new(false) });
    if !LOADED.replace(true) {
        load(JQUERY);
        load(TWIG);
    }
    widget::start();
    clear();
}

pub fn body() -> Element {
    evaluate("document.body").unchecked_into()
}

/// amoCRM's side of the widget: an object whose members a test may replace.
#[derive(Clone)]
pub struct Host(pub JsValue);

impl Host {
    pub fn new() -> Self {
        Host::of(CODE)
    }

    /// Without the widget's style sheet. For tests with hundreds of forms: the browser asks for it
    /// with each, and for all else only then.
    pub fn unstyled() -> Self {
        Host::new().setting("path", "")
    }

    pub fn of(code: &str) -> Self {
        Host(widget_object(code, TEXTAREA_TEMPLATE))
    }

    /// What amoCRM's administrator has filled in.
    pub fn setting(self, name: &str, value: impl Into<JsValue>) -> Self {
        let settings = Reflect::get(&self.0, &"params".into()).unwrap();
        Reflect::set(&settings, &name.into(), &value.into()).unwrap();
        self
    }

    pub fn text(self, section: &str, key: &str, text: &str) -> Self {
        let langs = Reflect::get(&self.0, &"langs".into()).unwrap();
        let mut texts = Reflect::get(&langs, &section.into()).unwrap();
        if texts.is_undefined() {
            texts = Object::new().into();
            Reflect::set(&langs, &section.into(), &texts).unwrap();
        }
        Reflect::set(&texts, &key.into(), &text.into()).unwrap();
        self
    }

    /// Replaces a member by what the JavaScript expression gives.
    pub fn member(self, name: &str, expression: &str) -> Self {
        let value = evaluate(expression);
        Reflect::set(&self.0, &name.into(), &value).unwrap();
        self
    }

    pub fn widget(&self) -> Widget {
        Widget::of(&self.0)
    }

    /// A widget that amoCRM has just told that a trigger's form opens.
    pub fn opened(&self) -> Widget {
        let widget = self.widget();
        widget.dp_settings(&JsValue::UNDEFINED).unwrap();
        widget
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a test's own text, not a person's"
)]
pub fn evaluate(expression: &str) -> JsValue {
    let body = format!("return ({expression})");
    Function::new_no_args(&body).call0(&JsValue::NULL).unwrap()
}

/// A trigger's form that is open, with `saved` in it.
pub fn tile(saved: &str) -> Element {
    tile_of(CODE, saved)
}

pub fn tile_of(code: &str, saved: &str) -> Element {
    tile_with(code, &saved.into(), "Message text")
}

pub fn tile_saved_as(saved: &JsString) -> Element {
    tile_with(CODE, saved, "Message text")
}

/// The window of the widget's settings with these values saved.
pub fn settings_window(default_message: &str, max_length: &str) -> Element {
    let fields = [
        ("default_message", default_message),
        ("max_length", max_length),
    ];
    let fields = fields.map(|(name, saved)| Array::of3(&name.into(), &saved.into(), &name.into()));
    settings_window_with(CODE, fields.iter().collect())
}

/// The settings of the widget's block in the Salesbot designer, each with its name.
pub fn salesbot_block(fields: &[(&str, &str)]) -> Element {
    let fields = fields
        .iter()
        .map(|(name, saved)| Array::of2(&(*name).into(), &(*saved).into()));
    salesbot_block_with(fields.collect())
}

/// What the person is told by amoCRM's notifications from now on.
pub struct Told(Array);

impl Told {
    pub fn by(global: &str) -> Self {
        Told(notifications_of(global))
    }

    /// What was told since the last time: kind, header and text.
    pub fn take(&self) -> Vec<String> {
        taken(&self.0)
    }
}

pub fn select(place: &Element, selector: &str) -> Element {
    place
        .select(selector)
        .unwrap_or_else(|| panic!("nothing matches {selector}"))
}

pub fn count(place: &Element, selector: &str) -> usize {
    place.select_all_in(selector).into_iter().count()
}

/// The editor's textarea in `place`.
pub fn editor(place: &Element) -> Control {
    select(place, ".pipeline-message textarea").unchecked_into()
}

/// amoCRM's field in `place`, whatever it is at the moment.
pub fn field(place: &Element) -> Control {
    select(place, "[name=message], [name=default_message]").unchecked_into()
}

pub fn text_of(element: &Element) -> String {
    element.text().into()
}

pub fn problem(place: &Element) -> String {
    text_of(&select(place, ".pipeline-message__problem"))
}

pub fn counter(place: &Element) -> String {
    text_of(&select(place, ".pipeline-message__counter"))
}

pub fn form(place: &Element) -> Element {
    select(place, "form")
}

pub fn reset(place: &Element) {
    let form = form(place);
    let reset: Function = Reflect::get(&form, &"reset".into())
        .unwrap()
        .unchecked_into();
    reset.call0(&form).unwrap();
}

/// amoCRM writes its field as it does everywhere: without an event.
pub fn write_by_jquery(place: &Element, text: &str) {
    let write = evaluate("(field, text) => jQuery(field).val(text)");
    let write: Function = write.unchecked_into();
    write
        .call2(&JsValue::NULL, &field(place), &text.into())
        .unwrap();
}

/// The edits that amoCRM hears of in `place` from now on.
pub struct Heard(Array);

impl Heard {
    pub fn at(place: &Element) -> Self {
        Heard(events_at(place, vec!["input".into(), "change".into()]))
    }

    /// What was heard since the last time.
    pub fn take(&self) -> Vec<String> {
        taken(&self.0)
    }
}

fn taken(list: &Array) -> Vec<String> {
    let texts = list.iter().map(|text| text.as_string().unwrap()).collect();
    list.set_length(0);
    texts
}

pub async fn allows_saving(answer: &JsValue) -> bool {
    settled(allows_saving_later(answer)).await == JsValue::TRUE
}

pub async fn settled(promise: js_sys::Promise) -> JsValue {
    wasm_bindgen_futures::JsFuture::from(promise).await.unwrap()
}

/// Until the observers of the document have been called, and the timers of this moment.
pub async fn a_moment() {
    TimeoutFuture::new(0).await;
}

/// Until `condition` holds, for ten seconds at most: a busy machine takes its time.
pub async fn until(condition: impl Fn() -> bool) -> bool {
    for _ in 0..500 {
        if condition() {
            return true;
        }
        TimeoutFuture::new(20).await;
    }
    false
}

#[track_caller]
pub fn assert_same(got: &JsString, wanted: &JsString) {
    assert_eq!(code_units(got), code_units(wanted));
}

pub fn document_has(selector: &str) -> bool {
    dom::document().select_all(selector).length() > 0
}
