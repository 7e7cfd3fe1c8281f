//! `style.css`, which amoCRM ships with the widget but does not put on the page.

use js_sys::JsString;

use crate::browser::dom::{self, Element};
use crate::browser::slot::Slot;
use crate::browser::{names, text};
use crate::host::settings::Settings;

thread_local! {
    /// The one found or made last: a search through a page with many forms takes its time.
    static LAST: Slot<Element> = Slot::default();
}

/// Puts the style sheet beside an editor, unless the page has it already. The marketplace forbids
/// a widget to write into the page's head.
pub(super) fn ensure(editor: &Element, settings: &Settings) {
    let Some(address) = settings.style_sheet() else {
        return;
    };
    let last = LAST.with(Slot::copy);
    if last.is_some_and(|link| link.is_connected() && is_of(&link, &address)) {
        return;
    }
    let mut present = dom::document().select_all(names::STYLE_LINK);
    let link = present.find(|link| is_of(link, &address));
    let link = link.unwrap_or_else(|| {
        let link = editor.create(names::LINK, names::STYLE_LINK_CLASS);
        link.set_attribute_named(names::REL, names::STYLESHEET);
        link.set_attribute(names::HREF, &address);
        editor.append(&link);
        link
    });
    LAST.with(|last| last.hold(link));
}

fn is_of(link: &Element, address: &JsString) -> bool {
    let its_address = link.attribute(names::HREF);
    its_address.is_some_and(|its_address| text::equal(&its_address, address))
}
