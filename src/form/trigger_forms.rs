//! Where the message of this widget stands in the pipeline's page.
//!
//! amoCRM's documentation takes the tile of a trigger by a class that names the widget
//! (`.digital-pipeline__short-task_widget-style_<code>`, here "the marker"), goes two parents up
//! and finds `[data-action=send_widget_hook]` below. Widgets in use show other nestings too. What
//! they have in common, and what is used here: the form stands in the same tile as the marker, or,
//! where there is no element that is a tile, nearer to it than to a marker of another widget.

use super::open_editors;
use crate::browser::dom::{self, Control, Element};
use crate::browser::names;
use crate::browser::text::Text;
use crate::browser::value::List;

/// The fields that amoCRM has asked an editor for.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// The code that the widget is installed as, where it is known.
    pub(crate) code: Option<Text>,
    /// What amoCRM passed to `dpSettings`, if it passed an element.
    pub(crate) body: Option<Element>,
    /// The class of the widget's marker.
    marker: Option<Text>,
}

impl Wanted {
    /// Those of the widget installed as `code`, and those in `body`.
    pub(crate) fn new(code: Option<Text>, body: Option<Element>) -> Self {
        let marker = code.map(|code| Text::from(names::MARKER_PREFIX).and(code));
        Wanted { code, body, marker }
    }

    /// Those that belong to no editor yet. Where the page has none of the widget's in a tile, it
    /// is those that stand outside of any.
    pub(crate) fn fields(self) -> List {
        let fields = List::new();
        let add = |field: Control| fields.push(field);
        if let Some(body) = self.body {
            // Where it is not in the document yet.
            let in_body = dom::select_free(body, names::FIELD_SELECTOR);
            in_body
                .filter(|field| self.is_wanted(field.element()))
                .for_each(add);
        }
        let in_document = || dom::select_free(dom::document(), names::FIELD_SELECTOR);
        in_document()
            .filter(|field| !self.is_in_body(field.element()) && self.is_wanted(field.element()))
            .for_each(add);
        if fields.length() == 0 && !open_editors::is_any(|root| self.is_wanted(root)) {
            in_document()
                .filter(|field| self.is_stray(field.element()))
                .for_each(add);
        }
        fields
    }

    /// Whether a form of theirs has no editor yet.
    pub(crate) fn is_any(self) -> bool {
        let mut fields = self.fields().items();
        fields.any(|control| open_editors::open_in(form_of(control)).is_none())
    }

    fn is_in_body(self, field: Element) -> bool {
        self.body.is_some_and(|body| body.contains(field))
    }

    fn is_stray(self, field: Element) -> bool {
        owner_of(field).is_some_and(|owner| self.is_own(owner)) && is_near_its_owner(field)
    }

    /// Whether `field`, or what stands beside it, is in a tile of the widget's or in the body.
    fn is_wanted(self, field: Element) -> bool {
        let owner = owner_of(field);
        if self.is_in_body(field) {
            return self.marker.is_none() || owner.is_none_or(|owner| self.is_own(owner));
        }
        owner.is_some_and(|owner| {
            self.is_own(owner) && place_of(owner).is_some_and(|place| place.contains(field))
        })
    }

    fn is_own(self, owner: Element) -> bool {
        self.marker.is_some_and(|marker| owner.has_class(marker))
    }
}

/// The tile around `marker`, or the grandparent that the documentation takes.
fn place_of(marker: Element) -> Option<Element> {
    marker
        .closest(names::TILE)
        .or_else(|| marker.parent()?.parent())
}

/// The marker that `field` belongs to: one in the nearest ancestor that is one or has any; where that
/// holds markers of several widgets, the last one before the field.
fn owner_of(field: Element) -> Option<Element> {
    let place = field.around(names::ANY_MARKER)?;
    if place.matches(names::ANY_MARKER) {
        return Some(place);
    }
    let mut markers = place.select_all(names::ANY_MARKER);
    let mut owner = markers.next()?;
    for marker in markers.take_while(|marker| marker.is_before(field)) {
        owner = marker;
    }
    Some(owner)
}

/// A field outside of our tiles is taken where it is a webhook's, or shares a part of the page
/// with a marker; one that shares but the body with it may belong to a chat beside the pipeline.
fn is_near_its_owner(field: Element) -> bool {
    let is_part = |place: Element| !place.matches(names::PAGE_ITSELF);
    field.closest(names::HOOK_FORM).is_some()
        || field.around(names::ANY_MARKER).is_some_and(is_part)
}

/// The form around a field: the webhook's or the HTML form, whichever is nearer, or the field's
/// parent.
pub(crate) fn form_of(control: Control) -> Element {
    let element = control.element();
    let (hook, form) = (element.closest(names::HOOK_FORM), control.form());
    let nearer = match (hook, form) {
        (Some(hook), Some(form)) if !hook.contains(form) => Some(hook),
        _ => form.or(hook),
    };
    nearer.or_else(|| element.parent()).unwrap_or(element)
}
