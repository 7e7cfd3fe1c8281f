//! `style.css`, which amoCRM ships with the widget but does not put on the page.

use crate::browser::dom::Element;
use crate::host::settings::Settings;

/// The class of the `<link>`.
const CLASS_NAME: &str = "pipeline-message__style";

/// Puts the style sheet beside an editor, unless the page has it already. The marketplace forbids
/// a widget to write into the page's head.
pub(super) fn ensure(editor: &Element, settings: &Settings) {
    let Some(address) = settings.style_sheet() else {
        return;
    };
    let document = editor.document();
    let mut present = document.elements_by_class(CLASS_NAME).into_iter();
    if present.any(|link| link.attribute("href").is_some_and(|href| href == *address)) {
        return;
    }
    let link = document.create_element("link");
    link.set_attribute("class", CLASS_NAME);
    link.set_attribute("rel", "stylesheet");
    link.set_attribute("href", &address);
    editor.append(&link);
}
