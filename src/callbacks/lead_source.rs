//! The widget becomes a source of leads in a pipeline, and its server is told.

use std::rc::Rc;

use js_sys::{JsString, Map};
use wasm_bindgen::prelude::*;

use crate::Visit;
use crate::browser::handler::{self, Handler};
use crate::browser::{names, text};
use crate::host::notifications::{self, Kind};
use crate::host::widget_object::WidgetObject;
use crate::planted_traps;
use crate::texts;

/// The pipelines that this visit has been asked to connect, by their number: `false` while the
/// server is asked, `true` once it has confirmed. In the next visit it is asked again: meanwhile
/// the source may have been removed, of which amoCRM tells nothing.
#[derive(Debug, Clone, Default)]
pub(crate) struct LeadSources(Map);

/// Tells the server, unless it knows already, and the person how it went.
pub(crate) fn add(visit: &Rc<Visit>, pipeline_id: &JsValue) {
    let host = &visit.host;
    let sources = &visit.lead_sources;
    // A number or its digits.
    let pipeline_id = &text::printed(pipeline_id).unwrap_or_default();
    match sources.is_connected(pipeline_id) {
        Some(true) => notifications::show(host, Kind::Fine, texts::CONNECTED),
        Some(false) => notifications::show(host, Kind::Fine, texts::CONNECTING),
        None => connect(host, sources, pipeline_id),
    }
}

fn connect(host: &WidgetObject, sources: &LeadSources, pipeline_id: &JsString) {
    sources.set(pipeline_id, &JsValue::FALSE);
    let on_answer = {
        let (host, sources) = (host.clone(), sources.clone());
        let pipeline_id = pipeline_id.clone();
        Handler::new(move |_, what, _| {
            let _planted = planted_traps::around("answer of the server");
            let is_connected = what == names::SENT.number();
            answered(&host, &sources, &pipeline_id, is_connected);
        })
    };
    // JavaScript's garbage collector lets go of it: amoCRM may call it when the visit has long
    // ended, and a closure that was dropped by then would throw into amoCRM.
    let on_answer = on_answer.into_js_value();
    let told = handler::answer_to(&on_answer, names::SENT);
    let not_told = handler::answer_to(&on_answer, names::NOT_SENT);
    if !host.post_lead_source(pipeline_id, &told, &not_told) {
        answered(host, sources, pipeline_id, false);
    }
}

/// The first answer counts.
fn answered(
    host: &WidgetObject,
    sources: &LeadSources,
    pipeline_id: &JsString,
    is_connected: bool,
) {
    if sources.is_connected(pipeline_id) != Some(false) {
        return;
    }
    if is_connected {
        sources.set(pipeline_id, &JsValue::TRUE);
        notifications::show(host, Kind::Fine, texts::CONNECTED);
    } else {
        sources.set(pipeline_id, &JsValue::UNDEFINED);
        notifications::show(host, Kind::Error, texts::NOT_CONNECTED);
    }
}

impl LeadSources {
    /// `None` where it is neither connected nor being connected.
    fn is_connected(&self, pipeline_id: &JsString) -> Option<bool> {
        self.0.get(pipeline_id).as_bool()
    }

    fn set(&self, pipeline_id: &JsString, connected: &JsValue) {
        self.0.set(pipeline_id, connected);
    }
}
