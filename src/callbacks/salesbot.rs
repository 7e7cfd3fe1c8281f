//! The widget's block in the Salesbot designer.

use std::rc::Rc;

use js_sys::{Array, JSON, JsString};
use wasm_bindgen::prelude::*;

use crate::Visit;
use crate::browser::dom::{Control, Element};
use crate::browser::object::{member, object};
use crate::browser::text;
use crate::form::editor::Purpose;
use crate::form::open_editors;
use crate::host::jquery;
use crate::host::notifications::{self, Kind};
use crate::salesbot::block;
use crate::salesbot::steps::Exit;
use crate::texts::{self, Text};

/// The row of the block's message. amoCRM's name for a field that is typed is the same in all rows.
const ROW: &str = "[data-field-name=message]";

/// Gives the block's message the same editor as the trigger's, and names the exits.
pub(crate) fn open(visit: &Rc<Visit>, body: &JsValue) -> JsValue {
    super::begin(visit);
    let row = jquery::element(body).and_then(|body| body.select(ROW));
    if let Some(row) = row {
        open_editor(visit, &row);
    }
    let titled = |exit: Exit, title: Text| {
        let title = title.of(&visit.host);
        object(&[("code", &exit.code().into()), ("title", &title)])
    };
    let exits = Array::of2(
        &titled(Exit::Sent, texts::SENT),
        &titled(Exit::NotSent, texts::NOT_SENT),
    );
    object(&[("exits", &exits)])
}

fn open_editor(visit: &Rc<Visit>, row: &Element) {
    let purpose = Purpose::SalesbotBlock;
    let selector = ["[name=", purpose.field_name(), "]"].concat();
    if let Some(control) = row.select(&selector) {
        let control: Control = control.unchecked_into();
        let settings = visit.host.settings();
        open_editors::open(visit, &settings, &control, row, purpose);
    }
}

/// The block's steps as JSON. A message that amoCRM would refuse the bot for is left out, and the
/// person is told.
pub(crate) fn steps(visit: &Visit, params: &JsValue) -> JsString {
    let message = message_in(params).unwrap_or_default();
    let message = text::well_formed(&text::with_lf(&message));
    let steps = JSON::stringify(&message).map(|json| block::sending(&String::from(json)));
    match steps {
        Ok(Ok(steps)) => steps.into(),
        _ => {
            notifications::show(&visit.host, Kind::Error, texts::TOO_LONG_FOR_BOT);
            block::WITHOUT_SENDING.into()
        }
    }
}

/// The message in the settings of a block, which amoCRM has been seen to pass in several shapes.
fn message_in(params: &JsValue) -> Option<JsString> {
    let nested = member(params, "params");
    let params = if nested.is_object() { &nested } else { params };
    let field = member(params, "message");
    let message = if field.is_object() {
        member(&field, "value_manual")
    } else {
        field
    };
    // A message of digits may come as a number.
    let is_text = !message.is_object() && !message.is_undefined() && !message.is_null();
    is_text.then(|| text::of(&message).ok())?
}
