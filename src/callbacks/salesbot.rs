//! The widget's block in the Salesbot designer.

use std::rc::Rc;

use js_sys::{Array, JsString, Object};
use wasm_bindgen::prelude::*;

use crate::Visit;
use crate::browser::dom::{self, Element};
use crate::browser::{names, text};
use crate::form::editor::Purpose;
use crate::form::open_editors;
use crate::host::notifications::{self, Kind};
use crate::host::value::{is_object, read, set};
use crate::salesbot::block;
use crate::texts::{self, Text};

/// Gives the block's message the same editor as the trigger's, and names the exits.
pub(crate) fn open(visit: &Rc<Visit>, body: &JsValue) -> JsValue {
    let body = dom::element_in(body);
    super::begin(visit, body.as_ref());
    let row = body.and_then(|body| body.select(names::MESSAGE_ROW));
    if let Some(row) = row {
        open_editor(visit, &row);
    }
    let titled = |code, title: Text| {
        let exit = Object::new();
        set(&exit, names::CODE, &text::of(code));
        set(&exit, names::TITLE, &title.of(&visit.host));
        exit
    };
    let exits = Array::of2(
        &titled(names::SENT, texts::SENT),
        &titled(names::NOT_SENT, texts::NOT_SENT),
    );
    let answer = Object::new();
    set(&answer, names::EXITS, &exits);
    answer.into()
}

fn open_editor(visit: &Rc<Visit>, row: &Element) {
    if let Some(control) = row.select(names::VALUE_MANUAL_FIELD) {
        let settings = visit.host.settings();
        let control = control.unchecked_into();
        open_editors::open(visit, &settings, &control, row, Purpose::SalesbotBlock);
    }
}

/// The block's steps as JSON. A message that amoCRM would refuse the bot for is left out, and the
/// person is told.
pub(crate) fn steps(visit: &Visit, params: &JsValue) -> JsString {
    let message = message_in(params).unwrap_or_default();
    let message = text::well_formed(&text::with_lf(&message));
    block::sending(&text::json(&message)).unwrap_or_else(|_| {
        notifications::show(&visit.host, Kind::Error, texts::TOO_LONG_FOR_BOT);
        block::without_sending()
    })
}

/// The message in the settings of a block, which amoCRM has been seen to pass in several shapes.
/// One of digits may come as a number.
fn message_in(params: &JsValue) -> Option<JsString> {
    let nested = read(params, names::PARAMS);
    let params = if is_object(&nested) { &nested } else { params };
    let field = read(params, names::MESSAGE);
    if is_object(&field) {
        text::printed(&read(&field, names::VALUE_MANUAL))
    } else {
        text::printed(&field)
    }
}
