//! The widget's block in the Salesbot designer.

use crate::Visit;
use crate::browser::dom::{self, Element};
use crate::browser::names::{self, Name};
use crate::browser::text::{self, Text};
use crate::browser::value::{List, Members, Object, Value};
use crate::form::editor::Purpose;
use crate::form::open_editors;
use crate::host::notifications::{self, Kind};
use crate::host::value::{is_object, read};
use crate::phrases::{self, Phrase};
use crate::salesbot::block;

/// Gives the block's message the same editor as the trigger's, and names the exits.
pub(crate) fn open(visit: Visit, body: Option<Value>) -> Object {
    let body = dom::element_in(body);
    super::begin(visit, body);
    if let Some(row) = body.and_then(|body| body.select(names::MESSAGE_ROW)) {
        open_editor(visit, row);
    }
    let exits = List::new();
    exits.push(exit(visit, names::SENT, phrases::SENT));
    exits.push(exit(visit, names::NOT_SENT, phrases::NOT_SENT));
    let answer = Object::new();
    answer.set(names::EXITS, exits);
    answer
}

fn exit(visit: Visit, code: Name, title: Phrase) -> Object {
    let exit = Object::new();
    exit.set(names::CODE, code);
    exit.set(names::TITLE, title.of(visit.host()));
    exit
}

fn open_editor(visit: Visit, row: Element) {
    if let Some(control) = row.select(names::VALUE_MANUAL_FIELD) {
        let settings = visit.host().settings();
        open_editors::open(visit, settings, control, row, Purpose::SalesbotBlock);
    }
}

/// The block's steps as JSON. A message that amoCRM would refuse the bot for is left out, and the
/// person is told.
pub(crate) fn steps(visit: Visit, params: Option<Value>) -> Text {
    let message = message_in(params).unwrap_or_default();
    let message = message.with_lf().well_formed();
    block::sending(message.json()).unwrap_or_else(|_| {
        notifications::show(visit.host(), Kind::Error, phrases::TOO_LONG_FOR_BOT);
        block::without_sending()
    })
}

/// The message in the settings of a block, which amoCRM has been seen to pass in several shapes.
/// One of digits may come as a number.
fn message_in(params: Option<Value>) -> Option<Text> {
    let nested = read(params, names::PARAMS);
    let params = nested.filter(|nested| is_object(*nested)).or(params);
    let field = read(params, names::MESSAGE);
    if is_object(field) {
        text::printed(read(field, names::VALUE_MANUAL))
    } else {
        text::printed(field)
    }
}
