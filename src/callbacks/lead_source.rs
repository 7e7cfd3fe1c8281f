//! The widget becomes a source of leads in a pipeline, and its server is told.

use std::rc::Rc;

use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

use crate::Visit;
use crate::browser::object::{get, set};
use crate::browser::text;
use crate::host::notifications::{self, Kind};
use crate::host::widget_object::WidgetObject;
use crate::texts;

/// The pipelines that this visit has been asked to connect, by their number: `false` while the
/// server is asked, `true` once it has confirmed. In the next visit it is asked again: meanwhile
/// the source may have been removed, of which amoCRM tells nothing.
#[derive(Debug, Clone, Default)]
pub(crate) struct LeadSources(Object);

/// Tells the server, unless it knows already, and the person how it went.
pub(crate) fn add(visit: &Rc<Visit>, pipeline_id: &JsValue) {
    let host = &visit.host;
    let sources = &visit.lead_sources;
    // A number or its digits.
    let pipeline_id = &text::of(pipeline_id).unwrap_or_default();
    match sources.is_connected(pipeline_id) {
        Some(true) => notifications::show(host, Kind::Fine, texts::CONNECTED),
        Some(false) => notifications::show(host, Kind::Fine, texts::CONNECTING),
        None => connect(host, sources, pipeline_id),
    }
}

fn connect(host: &WidgetObject, sources: &LeadSources, pipeline_id: &JsValue) {
    sources.set(pipeline_id, &JsValue::FALSE);
    let on_answer = |connected| {
        let (host, sources) = (host.clone(), sources.clone());
        let pipeline_id = pipeline_id.clone();
        let answered = move || answered(&host, &sources, &pipeline_id, connected);
        // JavaScript's garbage collector lets go of it: amoCRM may call it when the visit has long
        // ended, and a closure that was dropped by then would throw into amoCRM.
        Closure::<dyn Fn()>::new(answered).into_js_value()
    };
    let answers = Array::of2(&on_answer(true), &on_answer(false));
    if host.post_lead_source(pipeline_id, &answers).is_err() {
        answered(host, sources, pipeline_id, false);
    }
}

/// The first answer counts.
fn answered(host: &WidgetObject, sources: &LeadSources, pipeline_id: &JsValue, connected: bool) {
    if sources.is_connected(pipeline_id) != Some(false) {
        return;
    }
    if connected {
        sources.set(pipeline_id, &JsValue::TRUE);
        notifications::show(host, Kind::Fine, texts::CONNECTED);
    } else {
        sources.set(pipeline_id, &JsValue::UNDEFINED);
        notifications::show(host, Kind::Error, texts::NOT_CONNECTED);
    }
}

impl LeadSources {
    /// `None` where it is neither connected nor being connected.
    fn is_connected(&self, pipeline_id: &JsValue) -> Option<bool> {
        get(&self.0, pipeline_id).as_bool()
    }

    fn set(&self, pipeline_id: &JsValue, connected: &JsValue) {
        set(&self.0, pipeline_id, connected);
    }
}
