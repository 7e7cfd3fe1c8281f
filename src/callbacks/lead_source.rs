//! The widget becomes a source of leads in a pipeline, and its server is told.
//!
//! A visit remembers the pipelines that it was asked to connect. In the next visit the server is asked
//! again: meanwhile the source may have been removed, of which amoCRM tells nothing. So it is after a
//! failure, in which an answer may have been lost.

use crate::Visit;
use crate::browser::callback;
use crate::browser::names;
use crate::browser::text::{self, Text};
use crate::browser::value::{Held, Members, Object, Value};
use crate::host::notifications::{self, Kind};
use crate::phrases;

/// The server is being asked.
const ASKED: i32 = 1;
/// The server has confirmed.
const CONNECTED: i32 = 2;

/// Tells the server, unless it knows already, and the person how it went. `pipeline_id` is a number or
/// its digits.
pub(crate) fn add(visit: Visit, pipeline_id: Option<Value>) {
    let pipeline_id = text::printed(pipeline_id).unwrap_or_default();
    match sources(visit).number(source(pipeline_id)) {
        CONNECTED => notifications::show(visit.host(), Kind::Fine, phrases::CONNECTED),
        ASKED => notifications::show(visit.host(), Kind::Fine, phrases::CONNECTING),
        _ => connect(visit, pipeline_id),
    }
}

/// Asks the server again for whatever it is asked.
pub(super) fn forget(visit: Visit) {
    visit.set(names::SOURCES, None::<Object>);
}

/// How it stands with each pipeline, by the name of its [`source`].
fn sources(visit: Visit) -> Object {
    visit.get(names::SOURCES).unwrap_or_else(|| {
        let sources = Object::memory();
        visit.set(names::SOURCES, sources);
        sources
    })
}

fn source(pipeline_id: Text) -> Text {
    Text::from(names::PIPELINE_ID).and(pipeline_id)
}

fn connect(visit: Visit, pipeline_id: Text) {
    sources(visit).set_number(source(pipeline_id), ASKED);
    let told = callback::answer_to(visit.cast(), names::SENT, pipeline_id);
    let not_told = callback::answer_to(visit.cast(), names::NOT_SENT, pipeline_id);
    let host = visit.host();
    if !host.post_lead_source(pipeline_id, told, not_told) {
        answered(visit, pipeline_id, false);
    }
}

/// The server has answered, or the request has failed. The first answer counts.
pub(crate) fn answered(visit: Visit, pipeline_id: Text, is_connected: bool) {
    let (sources, source) = (sources(visit), source(pipeline_id));
    if sources.number(source) != ASKED {
        return;
    }
    if is_connected {
        sources.set_number(source, CONNECTED);
        notifications::show(visit.host(), Kind::Fine, phrases::CONNECTED);
    } else {
        sources.set_number(source, 0);
        notifications::show(visit.host(), Kind::Error, phrases::NOT_CONNECTED);
    }
}
