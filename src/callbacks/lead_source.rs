//! The widget becomes a source of leads in a pipeline, and its server is told.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::prelude::*;

use crate::Visit;
use crate::browser::text;
use crate::host::notifications;
use crate::host::widget_object::WidgetObject;
use crate::texts;

/// The pipelines that this visit has been asked to connect. The server is asked again in the next
/// one: meanwhile the source may have been removed, of which amoCRM tells nothing.
#[derive(Debug, Default)]
pub(crate) struct LeadSources(RefCell<Vec<Rc<LeadSource>>>);

#[derive(Debug)]
struct LeadSource {
    pipeline_id: String,
    state: Cell<State>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    NotConnected,
    Connecting,
    Connected,
}

/// Tells the server, unless it knows already, and the person how it went.
pub(crate) fn add(visit: &Rc<Visit>, pipeline_id: &JsValue) {
    let host = &visit.host;
    let pipeline_id = text::of(pipeline_id).map(String::from).unwrap_or_default();
    let source = visit.lead_sources.of(pipeline_id);
    match source.state.get() {
        State::NotConnected => source.connect(host),
        State::Connecting => notifications::show(host, texts::CONNECTING),
        State::Connected => notifications::show(host, texts::CONNECTED),
    }
}

impl LeadSources {
    fn of(&self, pipeline_id: String) -> Rc<LeadSource> {
        let mut sources = self.0.borrow_mut();
        if let Some(known) = sources
            .iter()
            .find(|known| known.pipeline_id == pipeline_id)
        {
            return known.clone();
        }
        let source = Rc::new(LeadSource {
            pipeline_id,
            state: Cell::new(State::NotConnected),
        });
        sources.push(source.clone());
        source
    }
}

impl LeadSource {
    fn connect(self: Rc<Self>, host: &WidgetObject) {
        self.state.set(State::Connecting);
        let done = self.clone().on_answer(host, State::Connected);
        let fail = self.clone().on_answer(host, State::NotConnected);
        if host
            .post_lead_source(&self.pipeline_id, &done, &fail)
            .is_err()
        {
            self.answered(host, State::NotConnected);
        }
    }

    /// A function for amoCRM to call. JavaScript's garbage collector lets go of it: amoCRM may
    /// call it, or call it again, when the visit has long ended, and a closure that is dropped by
    /// then would throw into amoCRM.
    fn on_answer(self: Rc<Self>, host: &WidgetObject, state: State) -> JsValue {
        let host = host.clone();
        Closure::<dyn Fn()>::new(move || self.answered(&host, state)).into_js_value()
    }

    /// The first answer counts.
    fn answered(&self, host: &WidgetObject, state: State) {
        if self.state.get() != State::Connecting {
            return;
        }
        self.state.set(state);
        if state == State::Connected {
            notifications::show(host, texts::CONNECTED);
        } else {
            notifications::show_error(host, texts::NOT_CONNECTED);
        }
    }
}
