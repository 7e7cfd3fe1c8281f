//! The widget as the shim has it: a visit, and the functions of Rust called with values of JavaScript.

use std::cell::{Cell, RefCell};

use js_sys::{Array, Error, JsString};
use pipeline_message::browser::from_rust;
use pipeline_message::browser::names;
use pipeline_message::browser::value::Handle;
use wasm_bindgen::prelude::*;

/// What amoCRM's callbacks have begun.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Widget {
    visit: JsValue,
}

type Happened = Closure<dyn Fn(Handle, Handle, Handle)>;

thread_local! {
    static HAPPENED: Happened = Happened::new(pipeline_message::happened);
    /// Those that amoCRM may not have ended.
    static VISITS: RefCell<Vec<JsValue>> = const { RefCell::new(Vec::new()) };
}

/// Ends what the tests before have begun, and starts the widget's Rust anew.
pub fn start() {
    for visit in VISITS.take() {
        Widget { visit }.destroy();
    }
    let texts = names::texts();
    let texts: Array = texts.lines().map(JsValue::from).collect();
    from_rust::learn(&texts);
    restart();
}

/// A fresh instance of Rust comes, as after a failure; the visits and the page stay.
pub fn restart() {
    HAPPENED.with(|happened| from_rust::serve(happened.as_ref()));
}

/// How many values JavaScript keeps for Rust.
pub fn values_kept() -> Handle {
    let last = Cell::new(0);
    let mut look = |handle, _, _| {
        last.set(handle);
        0
    };
    let none = &JsValue::UNDEFINED;
    from_rust::call(&mut look, &Array::new(), none, none);
    last.get()
}

#[wasm_bindgen]
impl Widget {
    pub fn of(host: &JsValue) -> Widget {
        let none = &JsValue::UNDEFINED;
        let mut begin = |host, _, _| pipeline_message::begin(host);
        let visit = from_rust::call(&mut begin, host, none, none);
        VISITS.with_borrow_mut(|visits| visits.push(visit.clone()));
        Widget { visit }
    }

    pub fn init(&self) {
        self.tell(&JsValue::UNDEFINED, |visit, _| {
            pipeline_message::init(visit);
        });
    }

    pub fn settings(&self, body: &JsValue) {
        self.tell(body, pipeline_message::settings);
    }

    #[wasm_bindgen(js_name = dpSettings)]
    pub fn dp_settings(&self, body: &JsValue) -> Result<bool, JsValue> {
        let answer = self.ask(body, pipeline_message::dp_settings);
        if answer.is_instance_of::<Error>() {
            return Err(answer);
        }
        assert!(answer.is_undefined(), "all is well");
        Ok(true)
    }

    /// What the shim answers amoCRM by it.
    #[wasm_bindgen(js_name = onSave)]
    pub fn on_save(&self, details: &JsValue) -> JsValue {
        let refusal = self.ask(details, pipeline_message::on_save);
        if refusal.is_undefined() {
            return JsValue::TRUE;
        }
        refusal
    }

    #[wasm_bindgen(js_name = onAddAsSource)]
    pub fn on_add_as_source(&self, pipeline_id: &JsValue) {
        self.tell(pipeline_id, pipeline_message::on_add_as_source);
    }

    #[wasm_bindgen(js_name = salesbotDesignerSettings)]
    pub fn salesbot_designer_settings(&self, body: &JsValue) -> JsValue {
        self.ask(body, pipeline_message::salesbot_designer_settings)
    }

    #[wasm_bindgen(js_name = onSalesbotDesignerSave)]
    pub fn on_salesbot_designer_save(&self, handler_code: &JsValue, params: &JsValue) -> JsString {
        let mut save = pipeline_message::on_salesbot_designer_save;
        from_rust::call(&mut save, &self.visit, handler_code, params).unchecked_into()
    }

    pub fn destroy(&self) {
        self.tell(&JsValue::UNDEFINED, |visit, _| {
            pipeline_message::destroy(visit);
        });
    }

    pub fn resume(&self, awaits_forms: bool) {
        let awaits_forms = awaits_forms.then_some(JsValue::TRUE);
        self.tell(&awaits_forms.unwrap_or_default(), pipeline_message::resume);
    }

    fn tell(&self, argument: &JsValue, work: impl Fn(Handle, Handle)) {
        self.ask(argument, |visit, argument| {
            work(visit, argument);
            0
        });
    }

    fn ask(&self, argument: &JsValue, work: impl Fn(Handle, Handle) -> Handle) -> JsValue {
        let mut work = |visit, argument, _| work(visit, argument);
        from_rust::call(&mut work, &self.visit, argument, &JsValue::UNDEFINED)
    }
}
