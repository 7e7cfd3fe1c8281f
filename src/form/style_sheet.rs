//! `style.css`, which amoCRM ships with the widget but does not put on the page.
//!
//! Its link stands in the page's body: beside an editor it would go with each form, and be loaded anew
//! with the next. The marketplace forbids a widget to write into the page's head.

use crate::browser::dom::{self, Element};
use crate::browser::names;
use crate::browser::text::Text;
use crate::browser::value::{Members, STATE};
use crate::host::settings::Settings;

/// The one found or made last: a search through a page with many forms takes its time.
fn last() -> Option<Element> {
    STATE.get(names::LINK)
}

/// Puts the style sheet on the page, unless it is there already.
pub(super) fn ensure(settings: Settings) {
    let Some(address) = settings.style_sheet() else {
        return;
    };
    if last().is_some_and(|link| link.is_connected() && is_of(link, address)) {
        return;
    }
    STATE.set(names::LINK, present(address).or_else(|| make(address)));
}

/// Goes on with the link that an instance which has failed left on the page.
pub(crate) fn adopt(settings: Settings) {
    if let Some(link) = settings.style_sheet().and_then(present) {
        STATE.set(names::LINK, link);
    }
}

fn present(address: Text) -> Option<Element> {
    let mut links = dom::document().select_all(names::STYLE_LINK);
    links.find(|link| is_of(*link, address))
}

/// `None` for a page without a body.
fn make(address: Text) -> Option<Element> {
    let body = dom::body()?;
    let link = body.create(names::LINK, names::STYLE_LINK_CLASS);
    link.set_attribute(names::REL, names::STYLESHEET);
    link.set_attribute(names::HREF, address);
    body.append(link);
    Some(link)
}

/// Takes it off the page: no editor is left that it could serve.
pub(super) fn remove() {
    if let Some(link) = last() {
        link.remove();
    }
}

fn is_of(link: Element, address: Text) -> bool {
    link.attribute(names::HREF) == Some(address)
}
