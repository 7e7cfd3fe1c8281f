//! The widget object that amoCRM's loader makes: `self` in its documentation.

use super::Error;
use super::settings::Settings;
use super::value::{ask, ask_with, is_object, is_thrown, read};
use crate::browser::names;
use crate::browser::text::{self, Text};
use crate::browser::value::{Members, Object, Value, kinds};

/// How long the server is waited for, in milliseconds.
const LONGEST_CALL: i32 = 20_000;

kinds! {
    /// amoCRM's widget object. Its methods stand in the prototype that amoCRM's loader fills.
    WidgetObject
}

impl WidgetObject {
    /// The widget's settings as they stand now: from `get_settings()`, or from `params`, which is
    /// the same object in amoCRM's bundle.
    pub(crate) fn settings(self) -> Settings {
        let settings = ask(self, names::GET_SETTINGS);
        if is_object(settings) {
            return Settings::new(settings, Error::NoWidgetCode);
        }
        let failure = if is_thrown(settings) {
            Error::NoSettings(read(settings, names::CAUSE))
        } else {
            Error::NoWidgetCode
        };
        Settings::new(read(self, names::PARAMS), failure)
    }

    /// amoCRM's textarea control as markup, synchronously, or `None` where amoCRM gives none.
    pub(crate) fn render_textarea(self) -> Option<Text> {
        let template = Object::new();
        template.set(names::REF, names::TEXTAREA_TEMPLATE);
        text::filled(ask_with(self, names::RENDER, template, Some(Object::new())))
    }

    /// Tells the server that the widget is a lead source of this pipeline, with the token by which
    /// it knows amoCRM's user. One of the functions is called when it is told, the other when it
    /// could not be.
    ///
    /// Whether anything will answer: otherwise nothing was sent, or its fate is unknown.
    pub(crate) fn post_lead_source(self, pipeline_id: Text, told: Value, not_told: Value) -> bool {
        let data = Object::new();
        data.set(names::PIPELINE_ID, pipeline_id);
        let request = Object::new();
        request.set(names::URL, names::LEAD_SOURCE_URL);
        request.set(names::METHOD, names::POST);
        request.set_number(names::TIMEOUT, LONGEST_CALL);
        request.set(names::DATA, data);
        // A jQuery Deferred by the documentation; a native promise would do.
        let answer = ask_with(self, names::AUTHORIZED_AJAX, request, None::<Value>);
        let promised = ask_with(answer, names::THEN, told, Some(not_told));
        !is_thrown(promised)
    }
}
