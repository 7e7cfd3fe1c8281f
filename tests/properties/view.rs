//! The page of a case as it looks, and what is done in it.

use crate::dom::Element;
use js_sys::{Array, Function, JsString, Promise};
use wasm_bindgen::prelude::*;

use super::strings::Text;

#[wasm_bindgen(module = "/tests/properties/page.js")]
extern "C" {
    pub fn begin(make_widget: &Function);
    pub fn adopt(form: &Element, number: usize);
    pub fn estrange(element: &Element);
    pub fn put(position: &str, place: &Element, element: &Element);
    pub fn save(field: &Element, text: &JsString);
    pub fn deaf() -> usize;
    #[wasm_bindgen(js_name = order)]
    fn numbers() -> Vec<usize>;
    #[wasm_bindgen(js_name = takeEdits)]
    fn edits() -> Array;
    #[wasm_bindgen(js_name = takeFailures)]
    pub fn failures() -> String;
    pub fn look(number: usize) -> Look;
    pub fn surroundings() -> String;
    #[wasm_bindgen(js_name = leftBehind)]
    pub fn left_behind() -> String;
    #[wasm_bindgen(catch)]
    pub fn call(visit: usize, callback: &str, argument: &JsValue) -> Result<(), JsValue>;
    pub fn argument(form: usize, kind: &str) -> JsValue;
    #[wasm_bindgen(js_name = callWithin)]
    pub fn call_within(form: usize, visit: usize, callback: &str, argument: &JsValue);
    pub fn disarm();
    #[wasm_bindgen(catch, js_name = killInstance)]
    pub fn kill_instance() -> Result<(), JsValue>;
    #[wasm_bindgen(catch)]
    pub fn act(form: usize, deed: &str, from: f64, to: f64, text: &JsString)
    -> Result<(), JsValue>;
    #[wasm_bindgen(catch)]
    pub fn change(form: usize, deed: &str, text: &JsString) -> Result<(), JsValue>;
    #[wasm_bindgen(js_name = drawAnew)]
    pub fn draw_anew(number: usize, form: &Element);
    pub fn engine() -> String;
    pub fn turn() -> Promise;
    pub fn task() -> Promise;

    /// How a form looks.
    pub type Look;

    #[wasm_bindgen(method, structural, getter, js_name = isInPage)]
    pub fn is_in_page(this: &Look) -> bool;
    #[wasm_bindgen(method, structural, getter)]
    pub fn editors(this: &Look) -> usize;
    #[wasm_bindgen(method, structural, getter)]
    pub fn controls(this: &Look) -> usize;
    #[wasm_bindgen(method, structural, getter)]
    pub fn kind(this: &Look) -> String;
    #[wasm_bindgen(method, structural, getter)]
    fn text(this: &Look) -> JsString;
    #[wasm_bindgen(method, structural, getter)]
    fn saved(this: &Look) -> Option<JsString>;
    #[wasm_bindgen(method, structural, getter, js_name = wasOffered)]
    pub fn was_offered(this: &Look) -> bool;
    #[wasm_bindgen(method, structural, getter)]
    fn shown(this: &Look) -> JsString;
    #[wasm_bindgen(method, structural, getter, js_name = isLabelled)]
    pub fn is_labelled(this: &Look) -> bool;
    /// How often amoCRM was told that the message was edited.
    #[wasm_bindgen(method, structural, getter)]
    pub fn told(this: &Look) -> usize;
    #[wasm_bindgen(method, structural, getter)]
    fn sent(this: &Look) -> Option<JsString>;
}

impl Look {
    /// What the field holds.
    pub fn field(&self) -> Text {
        self.text().into()
    }

    /// What the editor shows.
    pub fn editor(&self) -> Text {
        self.shown().into()
    }

    /// What amoCRM gets, with LF as line break; `None` where it cannot be sent.
    pub fn message(&self) -> Option<Text> {
        Some(Text::from(self.sent()?).with_lf())
    }

    /// What an editor has to begin with: the attribute has the line breaks that the value of a text
    /// field has lost, and counts while the two are otherwise equal.
    pub fn to_begin_with(&self) -> Text {
        let saved = self.saved().map(Text::from);
        let saved = saved.filter(|saved| saved.without_line_breaks() == self.field());
        saved.unwrap_or_else(|| self.field()).with_lf()
    }

    /// Whether amoCRM has drawn a new trigger, to which nothing was offered yet.
    pub fn is_new(&self) -> bool {
        let saved = self.saved().map(Text::from).unwrap_or_default();
        saved.is_empty() && self.field().is_empty() && !self.was_offered()
    }
}

/// The forms in the page, in its order.
pub fn order() -> Vec<usize> {
    numbers()
}

/// What was typed since the last time: the form, and what its editor held before the widget heard
/// of it.
pub fn take_edits() -> Vec<(usize, Text)> {
    let list = edits();
    let pairs = list.iter().map(|pair| Array::from(&pair));
    pairs
        .map(|pair| {
            let form = pair.get(0).as_f64().unwrap_or_default() as usize;
            let text: JsString = pair.get(1).unchecked_into();
            (form, text.into())
        })
        .collect()
}
