//! What the page does to the triggers' forms without a word.
//!
//! amoCRM draws some forms only after it has called `dpSettings`; and while a form is open the page may
//! take a field or an editor away, or draw the field anew.

use super::dp_settings;
use crate::Visit;
use crate::browser::callback::Observer;
use crate::browser::dom::Element;
use crate::browser::names;
use crate::browser::text::Text;
use crate::browser::value::{Held, Members};
use crate::form::open_editors;
use crate::form::trigger_forms::Wanted;

/// Looks at each change of the page, from the first `dpSettings` until the widget leaves.
pub(super) fn watch(visit: Visit) {
    if visit.get::<Observer>(names::OBSERVER).is_none() {
        let observer = Observer::of_page(visit.cast(), names::PAGE);
        visit.set(names::OBSERVER, observer);
    }
}

/// Waits for one more form: as many are given an editor as were asked for, whichever of the `wanted`
/// appear.
pub(super) fn wait(visit: Visit, wanted: Wanted) {
    visit.set(names::CODE, wanted.code);
    visit.set(names::BODY, wanted.body);
    set_missing(visit, visit.number(names::MISSING) + 1);
}

/// Whether a form is waited for.
pub(super) fn is_waiting(visit: Visit) -> bool {
    visit.is(names::MISSING)
}

/// Waits for nothing, and looks no more.
pub(super) fn ignore(visit: Visit) {
    set_missing(visit, 0);
    if let Some(observer) = visit.get::<Observer>(names::OBSERVER) {
        observer.end();
    }
    visit.set(names::OBSERVER, None::<Observer>);
}

/// The page has changed.
pub(crate) fn look(visit: Visit) {
    // amoCRM is asked only where there is something to do: the page changes often.
    if open_editors::repair(visit) > 0 {
        let settings = visit.host().settings();
        let wanted = Wanted::new(settings.widget_code(), None);
        dp_settings::open_all(visit, settings, wanted);
    }
    if !is_waiting(visit) {
        return;
    }
    let wanted = Wanted::new(
        visit.get::<Text>(names::CODE),
        visit.get::<Element>(names::BODY),
    );
    if wanted.is_any() {
        let opened = dp_settings::open_all(visit, visit.host().settings(), wanted);
        set_missing(visit, visit.number(names::MISSING) - opened);
    }
}

/// So many forms are waited for; the form that amoCRM has passed is let go of with the last.
fn set_missing(visit: Visit, forms: i32) {
    visit.set_number(names::MISSING, forms.max(0));
    if !is_waiting(visit) {
        visit.set(names::BODY, None::<Element>);
    }
}
