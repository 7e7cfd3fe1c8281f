//! Pipeline Message: a Digital Pipeline widget for amoCRM.
//!
//! amoCRM draws the form of a trigger from the widget's manifest, one line of input a field, and
//! then calls the widget. This crate turns the one-line `message` field into an editor for a
//! message of several lines and sees to it that what is typed is what amoCRM saves.
//!
//! The JavaScript shim (`js-shim/`) forwards amoCRM's callbacks to the functions here, one for each
//! that needs Rust, and [`happened`] hears of all that the browser calls back. Each is handed the
//! [`Visit`] or the editor that it is about. Rust remembers nothing between two calls: what is to be
//! remembered lies in objects of JavaScript (`browser/value.rs`), and whatever matters can be read from
//! the document again, so that a fresh instance can go on after this one has failed.
//!
//! amoCRM may call back while one of these functions runs, from any event that the widget fires.

#![deny(missing_docs, missing_debug_implementations)]
#![deny(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unreachable,
    clippy::unwrap_used
)]

pub mod browser;
mod callbacks;
pub mod form;
pub mod host;
pub mod phrases;
mod planted_traps;
pub mod salesbot;
pub mod server;
pub mod visit;

use wasm_bindgen::prelude::*;

use crate::browser::names;
use crate::browser::value::{Handle, Held, Value, held, present};
use crate::callbacks::{lead_source, page_changes};
use crate::form::editor::Editor;
use crate::form::open_editors;
use crate::visit::Visit;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// Begins a visit of `host`, amoCRM's widget object (`self` in its documentation).
#[wasm_bindgen(skip_jsdoc)]
pub fn begin(host: Handle) -> Handle {
    let _planted = planted_traps::around("begin");
    Visit::of(present(host)).handle()
}

/// amoCRM's `init`: the widget is on the page. The shim calls it when the page is idle, which
/// starts WebAssembly before the first form opens; there is nothing else to do until then. Where
/// a form comes first, that starts it.
#[wasm_bindgen(skip_jsdoc)]
pub fn init(_visit: Handle) {
    let _planted = planted_traps::around("init");
}

/// amoCRM's `settings`: the window of the widget's own settings is open. `body` is the
/// window's content, as a jQuery object or as an element.
#[wasm_bindgen(skip_jsdoc)]
pub fn settings(visit: Handle, body: Handle) {
    let _planted = planted_traps::around("settings");
    callbacks::settings::open(present(visit), held(body));
}

/// amoCRM's `dpSettings`: a trigger's form opens. Documented without arguments; where amoCRM
/// passes the form's body, it is looked at first. Answers nothing, or a [`host::Error`] as a
/// JavaScript `Error`; the form then keeps amoCRM's own field.
#[wasm_bindgen(js_name = dpSettings, skip_jsdoc)]
pub fn dp_settings(visit: Handle, body: Handle) -> Handle {
    let _planted = planted_traps::around("dpSettings");
    let opened = callbacks::dp_settings::open(present(visit), held(body));
    opened.map_or_else(|error| Value::from(error).handle(), |()| 0)
}

/// amoCRM's `onSave`: the settings are about to be saved, or the widget to be disabled.
/// `details` is `{active: 'Y' | 'N', fields: {…}}`. Answers nothing, or a refusal that makes
/// amoCRM keep the window open.
#[wasm_bindgen(js_name = onSave, skip_jsdoc)]
pub fn on_save(visit: Handle, details: Handle) -> Handle {
    let _planted = planted_traps::around("onSave");
    let refusal = callbacks::on_save::check(present(visit), held(details));
    refusal.map_or(0, Held::handle)
}

/// amoCRM's `onAddAsSource`: the widget was added to a pipeline as a source of leads.
#[wasm_bindgen(js_name = onAddAsSource, skip_jsdoc)]
pub fn on_add_as_source(visit: Handle, pipeline_id: Handle) {
    let _planted = planted_traps::around("onAddAsSource");
    lead_source::add(present(visit), held(pipeline_id));
}

/// amoCRM's `salesbotDesignerSettings`: the settings of the widget's block are drawn in
/// `body`. Answers the block's exits, without which the designer breaks. amoCRM passes a
/// function for drawing rows and the block's settings too; the editor needs neither.
#[wasm_bindgen(js_name = salesbotDesignerSettings, skip_jsdoc)]
pub fn salesbot_designer_settings(visit: Handle, body: Handle) -> Handle {
    let _planted = planted_traps::around("salesbotDesignerSettings");
    callbacks::salesbot::open(present(visit), held(body)).handle()
}

/// amoCRM's `onSalesbotDesignerSave`: a bot with the widget's block is saved. `params` are the
/// block's settings; the manifest has one handler, so that its code says nothing. Answers the
/// block's steps as JSON.
#[wasm_bindgen(js_name = onSalesbotDesignerSave, skip_jsdoc)]
pub fn on_salesbot_designer_save(visit: Handle, _handler_code: Handle, params: Handle) -> Handle {
    let _planted = planted_traps::around("onSalesbotDesignerSave");
    callbacks::salesbot::steps(present(visit), held(params)).handle()
}

/// amoCRM's `destroy`: the widget leaves the page. amoCRM gets its own fields back, with the
/// text in them.
#[wasm_bindgen(skip_jsdoc)]
pub fn destroy(visit: Handle) {
    let _planted = planted_traps::around("destroy");
    callbacks::destroy::leave(present(visit));
}

/// Ends a visit that nothing in the page needs. Answers it where it has ended, and nothing where it
/// goes on. Called by the shim, never by amoCRM.
#[wasm_bindgen(js_name = leaveIfIdle, skip_jsdoc)]
pub fn leave_if_idle(visit: Handle) -> Handle {
    let _planted = planted_traps::around("leaveIfIdle");
    if callbacks::destroy::leave_if_idle(present(visit)) {
        visit
    } else {
        0
    }
}

/// Takes over the editors that an instance which has failed left in the document.
/// `awaits_forms`: anything, if amoCRM has called `dpSettings` in this visit. Called by the shim,
/// never by amoCRM.
#[wasm_bindgen(skip_jsdoc)]
pub fn resume(visit: Handle, awaits_forms: Handle) {
    let _planted = planted_traps::around("resume");
    callbacks::resume::take_over(present(visit), awaits_forms != 0);
}

/// What the browser calls: something has happened to `whom`, an editor, a visit or all. `what` is the
/// name of it; `value` is the event, the form that is reset, or the pipeline that an answer is about.
#[wasm_bindgen(skip_jsdoc)]
pub fn happened(whom: Handle, what: Handle, value: Handle) {
    let what = present(what);
    let _planted = planted_traps::around(planted_traps::place(what));
    match (what, held::<Value>(value)) {
        (names::TIDY_UP, _) => open_editors::tidy_up(present(whom)),
        (names::RESET, Some(form)) => open_editors::on_reset(form.cast()),
        (names::PAGE, _) => page_changes::look(present(whom)),
        (names::SENT | names::NOT_SENT, Some(pipeline_id)) => {
            lead_source::answered(present(whom), pipeline_id.cast(), what == names::SENT);
        }
        (_, event) => {
            let editor: Editor = present(whom);
            if editor.is_open() {
                editor.on(what, event.map(Value::cast));
            }
        }
    }
}
