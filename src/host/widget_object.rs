//! The widget object that amoCRM's loader makes: `self` in its documentation.

use js_sys::{Array, JsString};
use wasm_bindgen::prelude::*;

use super::settings::Settings;
use crate::browser::object::{call, member, object};
use crate::server;

/// amoCRM's own control for a text of several lines.
const TEXTAREA_TEMPLATE: &str = "/tmpl/controls/textarea.twig";

/// How long the server is waited for, in milliseconds.
const LONGEST_CALL: u32 = 20_000;

#[wasm_bindgen]
extern "C" {
    /// amoCRM's widget object. Its methods stand in the prototype that amoCRM's loader fills.
    #[derive(Debug, Clone)]
    pub type WidgetObject;

    #[wasm_bindgen(method, structural, catch)]
    fn get_settings(this: &WidgetObject) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, structural, catch, getter)]
    fn params(this: &WidgetObject) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, structural, catch)]
    fn i18n(this: &WidgetObject, section: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, structural, catch)]
    fn render(
        this: &WidgetObject,
        template: &JsValue,
        params: &JsValue,
    ) -> Result<JsValue, JsValue>;
}

impl WidgetObject {
    /// The widget's settings as they stand now: from `get_settings()`, or from `params`, which is
    /// the same object in amoCRM's bundle.
    pub fn settings(&self) -> Settings {
        let settings = match self.get_settings() {
            Ok(settings) if settings.is_object() => return Settings::new(settings, None),
            other => other,
        };
        let instead = self.params().unwrap_or_default();
        Settings::new(instead, settings.err())
    }

    /// The text at `section.key` of the widget's `i18n` file in amoCRM's language, or `None`
    /// where amoCRM has none.
    pub fn text(&self, section: &str, key: &str) -> Option<JsString> {
        let text = member(&self.i18n(section).ok()?, key);
        text.dyn_into::<JsString>()
            .ok()
            .filter(|text| text.length() > 0)
    }

    /// amoCRM's textarea control as markup, synchronously, or `None` where amoCRM gives none.
    pub fn render_textarea(&self) -> Option<JsString> {
        let template = object(&[("ref", &TEXTAREA_TEMPLATE.into())]);
        let params = object(&[]);
        self.render(&template, &params).ok()?.dyn_into().ok()
    }

    /// Tells the server that the widget is a lead source of this pipeline, with the token by which
    /// it knows amoCRM's user. `answers` are two functions, one for when it is told and one for
    /// when it could not be.
    ///
    /// # Errors
    /// What amoCRM threw: nothing was sent then, or its fate is unknown.
    pub fn post_lead_source(&self, pipeline_id: &JsValue, answers: &Array) -> Result<(), JsValue> {
        let request = object(&[
            ("url", &server::LEAD_SOURCE.into()),
            ("method", &"POST".into()),
            ("timeout", &LONGEST_CALL.into()),
            ("data", &object(&[("pipeline_id", pipeline_id)])),
        ]);
        // A jQuery Deferred by the documentation; a native promise would do.
        let answer = call(self, "$authorizedAjax", &Array::of1(&request))?;
        call(&answer, "then", answers)?;
        Ok(())
    }
}
