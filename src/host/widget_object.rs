//! The widget object that amoCRM's loader makes: `self` in its documentation.

use js_sys::{JsString, Object};
use wasm_bindgen::prelude::*;

use super::settings::Settings;
use super::value::{ask, is_object, read, set};
use crate::browser::names;
use crate::browser::text;

/// How long the server is waited for, in milliseconds.
const LONGEST_CALL: i32 = 20_000;

#[wasm_bindgen]
extern "C" {
    /// amoCRM's widget object. Its methods stand in the prototype that amoCRM's loader fills.
    #[derive(Debug, Clone)]
    pub type WidgetObject;
}

impl WidgetObject {
    /// The widget's settings as they stand now: from `get_settings()`, or from `params`, which is
    /// the same object in amoCRM's bundle.
    pub fn settings(&self) -> Settings {
        let none = &JsValue::UNDEFINED;
        let settings = ask(self, names::GET_SETTINGS, none, none);
        if is_object(&settings) {
            return Settings::new(settings, JsValue::UNDEFINED);
        }
        Settings::new(read(self, names::PARAMS), read(&settings, names::THROWN))
    }

    /// amoCRM's textarea control as markup, synchronously, or `None` where amoCRM gives none.
    pub fn render_textarea(&self) -> Option<JsString> {
        let template = Object::new();
        set(&template, names::REF, &text::of(names::TEXTAREA_TEMPLATE));
        text::filled(&ask(self, names::RENDER, &template, &Object::new()))
    }

    /// Tells the server that the widget is a lead source of this pipeline, with the token by which
    /// it knows amoCRM's user. One of the functions is called when it is told, the other when it
    /// could not be.
    ///
    /// Whether anything will answer: otherwise nothing was sent, or its fate is unknown.
    pub fn post_lead_source(
        &self,
        pipeline_id: &JsString,
        told: &JsValue,
        not_told: &JsValue,
    ) -> bool {
        let data = Object::new();
        set(&data, names::PIPELINE_ID, pipeline_id);
        let request = Object::new();
        set(&request, names::URL, &text::of(names::LEAD_SOURCE_URL));
        set(&request, names::METHOD, &text::of(names::POST));
        set(&request, names::TIMEOUT, &LONGEST_CALL.into());
        set(&request, names::DATA, &data);
        // A jQuery Deferred by the documentation; a native promise would do.
        let answer = ask(self, names::AUTHORIZED_AJAX, &request, &JsValue::UNDEFINED);
        let promised = ask(&answer, names::THEN, told, not_told);
        read(&promised, names::THROWN).is_undefined()
    }
}
