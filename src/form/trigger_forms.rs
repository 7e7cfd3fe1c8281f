//! Where the message of this widget stands in the pipeline's page.
//!
//! amoCRM's documentation takes the tile of a trigger by a class that names the widget
//! (`.digital-pipeline__short-task_widget-style_<code>`, here "the marker"), goes two parents up
//! and finds `[data-action=send_widget_hook]` below. Widgets in use show other nestings too. What
//! they have in common, and what is used here: the form stands in the same tile as the marker, or,
//! where there is no element that is a tile, nearer to it than to a marker of another widget.

use wasm_bindgen::prelude::*;

use crate::browser::dom::{Control, Document, Element, List};

/// The message's field, as amoCRM draws it and as [`Field::give_back`] may leave it.
///
/// [`Field::give_back`]: super::field::Field::give_back
const FIELD: &str = "input[name=message], textarea[name=message]";
/// The form of a trigger that sends a widget's webhook.
const HOOK_FORM: &str = "[data-action=send_widget_hook]";
/// A tile of the pipeline.
const TILE: &str = ".digital-pipeline__item, .digital-pipeline__item-inner";
/// The marker of any widget.
const ANY_MARKER: &str = "[class*=digital-pipeline__short-task_widget-style_]";
const MARKER_PREFIX: &str = "digital-pipeline__short-task_widget-style_";

/// A field and the form that it belongs to.
#[derive(Debug, Clone)]
pub struct TriggerForm {
    /// amoCRM's field.
    pub control: Control,
    /// What holds the field alone: the form, or the nearest that comes close to one.
    pub form: Element,
}

/// The forms of the widget installed as `code` that are in the document, one field each. `body` is
/// what amoCRM passed to `dpSettings`, if it passed an element.
pub fn find(document: &Document, code: Option<&str>, body: Option<&Element>) -> Vec<TriggerForm> {
    let mut found = Vec::new();
    let marker = code.map(|code| [MARKER_PREFIX, code].concat());
    let is_own = |owner: &Element| {
        marker
            .as_deref()
            .is_some_and(|marker| owner.has_class(marker))
    };
    if let Some(body) = body {
        add(&mut found, body.select_all_in(FIELD), |field| {
            marker.is_none() || owner_of(field).is_none_or(|owner| is_own(&owner))
        });
    }
    let Some(marker) = marker.as_deref() else {
        return found;
    };
    let is_owned = |field: &Element| owner_of(field).is_some_and(|owner| is_own(&owner));
    let markers = document.elements_by_class(marker);
    if markers.length() == 0 {
        return found;
    }
    for place in markers.into_iter().filter_map(|marker| place_of(&marker)) {
        add(&mut found, place.select_all_in(FIELD), is_owned);
    }
    if found.is_empty() {
        add(&mut found, document.select_all(FIELD), |field| {
            is_owned(field) && is_near_its_owner(field)
        });
    }
    found
}

/// Adds the fields that are `wanted`, the first of each form.
fn add(found: &mut Vec<TriggerForm>, fields: List, wanted: impl Fn(&Element) -> bool) {
    for control in fields.into_iter().map(JsCast::unchecked_into::<Control>) {
        let form = form_of(&control);
        if !found.iter().any(|other| other.form == form) && wanted(&control) {
            found.push(TriggerForm { control, form });
        }
    }
}

/// The tile around `marker`, or the grandparent that the documentation takes.
fn place_of(marker: &Element) -> Option<Element> {
    marker.closest(TILE).or_else(|| marker.parent()?.parent())
}

/// The marker that `field` belongs to: one in the nearest ancestor that has any; where that holds
/// markers of several widgets, the last one before the field.
fn owner_of(field: &Element) -> Option<Element> {
    let mut place = field.parent()?;
    loop {
        if place.matches(ANY_MARKER) {
            return Some(place);
        }
        let markers: Vec<Element> = place.select_all_in(ANY_MARKER).into_iter().collect();
        if let Some(first) = markers.first() {
            let before = markers.iter().rfind(|marker| marker.is_before(field));
            return Some(before.unwrap_or(first).clone());
        }
        place = place.parent()?;
    }
}

/// A field outside of our tiles is taken where it is a webhook's, or shares a part of the page
/// with a marker; one that shares but the body with it may belong to a chat beside the pipeline.
fn is_near_its_owner(field: &Element) -> bool {
    if field.closest(HOOK_FORM).is_some() {
        return true;
    }
    let mut ancestor = field.parent();
    while let Some(place) = ancestor {
        if place.tag() == "BODY" {
            return false;
        }
        if place.select(ANY_MARKER).is_some() {
            return true;
        }
        ancestor = place.parent();
    }
    false
}

/// The form around a field: the webhook's, the HTML form, or the field's parent.
fn form_of(control: &Control) -> Element {
    let form = control.closest(HOOK_FORM).or_else(|| control.form());
    form.or_else(|| control.parent())
        .unwrap_or_else(|| control.clone().into())
}
