//! `style.css`, which amoCRM ships with the widget but does not put on the page.

use crate::browser::dom::{self, Element};
use crate::browser::{names, text};
use crate::host::settings::Settings;

/// Puts the style sheet beside an editor, unless the page has it already. The marketplace forbids
/// a widget to write into the page's head.
pub(super) fn ensure(editor: &Element, settings: &Settings) {
    let Some(address) = settings.style_sheet() else {
        return;
    };
    let mut present = dom::document().select_all(names::STYLE_LINK);
    let is_it = |link: Element| {
        let its_address = link.attribute(names::HREF);
        its_address.is_some_and(|its_address| text::equal(&its_address, &address))
    };
    if present.any(is_it) {
        return;
    }
    let link = editor.create(names::LINK, names::STYLE_LINK_CLASS);
    link.set_attribute_named(names::REL, names::STYLESHEET);
    link.set_attribute(names::HREF, &address);
    editor.append(&link);
}
