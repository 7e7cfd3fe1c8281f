//! Pipeline Message: a Digital Pipeline widget for amoCRM.
//!
//! amoCRM draws the form of a trigger from the widget's manifest, one line of input a field, and
//! then calls the widget. This crate turns the one-line `message` field into an editor for a
//! message of several lines and sees to it that what is typed is what amoCRM saves.
//!
//! The JavaScript shim (`js-shim/`) makes one [`Widget`] for each widget object of amoCRM and
//! forwards amoCRM's callbacks to it. All of them share the list of open editors. Whatever matters
//! can be read from the document again, so that a fresh instance can go on after this one has
//! failed.

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
mod planted_traps;
pub mod salesbot;
pub mod server;
pub mod texts;

use std::cell::Cell;
use std::rc::Rc;

use js_sys::JsString;
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use crate::browser::dom::Element;
use crate::browser::slot::Slot;
use crate::callbacks::late_forms::LateForms;
use crate::callbacks::lead_source::LeadSources;
use crate::callbacks::repairs::Repairs;
use crate::form::open_editors;
use crate::host::widget_object::WidgetObject;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// What the callbacks of one widget object share.
#[derive(Debug)]
pub(crate) struct Visit {
    /// amoCRM's side.
    pub(crate) host: WidgetObject,
    /// Ends every listener of this WebAssembly instance; the shim aborts it when the instance dies.
    pub(crate) instance: AbortSignal,
    /// Waits for a trigger's form that amoCRM draws after it called `dpSettings`.
    pub(crate) late_forms: LateForms,
    /// Puts right what the page does to the forms that are open.
    pub(crate) repairs: Repairs,
    /// The pipelines whose leads it is a source of.
    pub(crate) lead_sources: LeadSources,
    /// What amoCRM passed to `settings` last.
    pub(crate) settings_window: Slot<Element>,
    /// What the visit's editors are copies of.
    pub(crate) layout: Slot<Element>,
    /// Whether amoCRM has ended the visit, and not come back.
    pub(crate) has_left: Cell<bool>,
}

/// The widget as the shim sees it: one method for each callback of amoCRM that needs Rust.
///
/// amoCRM may call back while one of these methods runs (it may do so from any event that the
/// widget fires), so all of them take `&self` and none holds a borrow while JavaScript runs.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Widget {
    visit: Rc<Visit>,
}

#[wasm_bindgen]
impl Widget {
    /// Serves `host`, amoCRM's widget object (`self` in its documentation), until [`destroy`].
    /// `instance` is aborted when this WebAssembly instance must not hear of any event again.
    ///
    /// [`destroy`]: Widget::destroy
    #[wasm_bindgen(constructor, skip_jsdoc)]
    pub fn new(host: WidgetObject, instance: AbortSignal) -> Widget {
        let _planted = planted_traps::around("new Widget");
        browser::names::learn_once();
        let visit = Visit {
            host,
            instance,
            late_forms: LateForms::default(),
            repairs: Repairs::default(),
            lead_sources: LeadSources::default(),
            settings_window: Slot::default(),
            layout: Slot::default(),
            has_left: Cell::new(false),
        };
        Widget {
            visit: Rc::new(visit),
        }
    }

    /// amoCRM's `init`: the widget is on the page. The shim calls it when the page is idle, which
    /// starts WebAssembly before the first form opens; there is nothing else to do until then. Where
    /// a form comes first, that starts it.
    #[wasm_bindgen(skip_jsdoc)]
    pub fn init(&self) -> bool {
        let _planted = planted_traps::around("init");
        true
    }

    /// amoCRM's `settings`: the window of the widget's own settings is open. `body` is the
    /// window's content, as a jQuery object or as an element.
    #[wasm_bindgen(skip_jsdoc)]
    pub fn settings(&self, body: &JsValue) {
        let _planted = planted_traps::around("settings");
        callbacks::settings::open(&self.visit, body);
    }

    /// amoCRM's `dpSettings`: a trigger's form opens. Documented without arguments; where amoCRM
    /// passes the form's body, it is looked at first.
    ///
    /// # Errors
    /// A [`host::Error`] as a JavaScript `Error`; the form then keeps amoCRM's own field.
    #[wasm_bindgen(js_name = dpSettings, skip_jsdoc)]
    pub fn dp_settings(&self, body: &JsValue) -> Result<bool, JsValue> {
        let _planted = planted_traps::around("dpSettings");
        callbacks::dp_settings::open(&self.visit, body)?;
        Ok(true)
    }

    /// amoCRM's `onSave`: the settings are about to be saved, or the widget to be disabled.
    /// `details` is `{active: 'Y' | 'N', fields: {…}}`. Returns `true`, or a refusal that makes
    /// amoCRM keep the window open.
    #[wasm_bindgen(js_name = onSave, skip_jsdoc)]
    pub fn on_save(&self, details: &JsValue) -> JsValue {
        let _planted = planted_traps::around("onSave");
        callbacks::on_save::check(&self.visit, details)
    }

    /// amoCRM's `onAddAsSource`: the widget was added to a pipeline as a source of leads.
    #[wasm_bindgen(js_name = onAddAsSource, skip_jsdoc)]
    pub fn on_add_as_source(&self, pipeline_id: &JsValue) {
        let _planted = planted_traps::around("onAddAsSource");
        callbacks::lead_source::add(&self.visit, pipeline_id);
    }

    /// amoCRM's `salesbotDesignerSettings`: the settings of the widget's block are drawn in
    /// `body`. Returns the block's exits, without which the designer breaks. amoCRM passes a
    /// function for drawing rows and the block's settings too; the editor needs neither.
    #[wasm_bindgen(js_name = salesbotDesignerSettings, skip_jsdoc)]
    pub fn salesbot_designer_settings(&self, body: &JsValue) -> JsValue {
        let _planted = planted_traps::around("salesbotDesignerSettings");
        callbacks::salesbot::open(&self.visit, body)
    }

    /// amoCRM's `onSalesbotDesignerSave`: a bot with the widget's block is saved. `params` are the
    /// block's settings; the manifest has one handler, so that its code says nothing. Returns the
    /// block's steps as JSON.
    #[wasm_bindgen(js_name = onSalesbotDesignerSave, skip_jsdoc)]
    pub fn on_salesbot_designer_save(&self, _handler_code: &JsValue, params: &JsValue) -> JsString {
        let _planted = planted_traps::around("onSalesbotDesignerSave");
        callbacks::salesbot::steps(&self.visit, params)
    }

    /// amoCRM's `destroy`: the widget leaves the page. amoCRM gets its own fields back, with the
    /// text in them.
    #[wasm_bindgen(skip_jsdoc)]
    pub fn destroy(&self) {
        let _planted = planted_traps::around("destroy");
        callbacks::destroy::leave(&self.visit);
    }

    /// Whether nothing in the page needs this visit: it owns no editor and waits for no form.
    /// Called by the shim, never by amoCRM.
    #[wasm_bindgen(js_name = isIdle, skip_jsdoc)]
    pub fn is_idle(&self) -> bool {
        let _planted = planted_traps::around("isIdle");
        !self.visit.late_forms.is_waiting() && !open_editors::is_any_of(&self.visit)
    }

    /// Takes over the editors that an instance which has failed left in the document.
    /// `awaits_forms`: whether amoCRM has called `dpSettings` in this visit. Called by the shim,
    /// never by amoCRM.
    #[wasm_bindgen(skip_jsdoc)]
    pub fn resume(&self, awaits_forms: bool) {
        let _planted = planted_traps::around("resume");
        callbacks::resume::take_over(&self.visit, awaits_forms);
    }
}
