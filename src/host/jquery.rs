//! The page's jQuery 2.1.3, by which amoCRM wants a refusal.

use super::value::{ask, is_object, read};
use crate::browser::dom;
use crate::browser::names;
use crate::browser::value::{FALSE, Value};

/// What `onSave` returns to keep amoCRM from saving: a rejected jQuery promise, since `$.when` of
/// jQuery 2.1.3 takes a rejected native promise for done; `false` where there is no jQuery.
pub(crate) fn refusal() -> Value {
    let jquery = read(dom::window(), names::JQUERY);
    let deferred = ask(jquery, names::DEFERRED);
    let rejected = ask(deferred, names::REJECT);
    let promise = ask(rejected, names::PROMISE);
    promise
        .filter(|promise| is_object(*promise))
        .unwrap_or(FALSE)
}
