//! amoCRM's own label of the field. It cuts a long text off and is tied to nothing, so that the
//! editor brings its own and this one is hidden meanwhile.

use super::layout;
use crate::browser::dom::{Control, Element};
use crate::browser::names;
use crate::browser::text::Text;

/// Hides the label of `control`, whose full text is that of the editor at `root`, and gives it. `None`
/// where amoCRM drew none.
pub(super) fn hide(control: Control, root: Element) -> Option<Element> {
    let label = in_row(control.element()).or_else(|| match layout::label_in(root) {
        Some(own) => {
            in_block(control.element(), own.text()).or_else(|| by_title(control, own.text()))
        }
        None => hidden_before(control),
    })?;
    if !label.has_attribute(names::FORMER_DISPLAY) {
        label.set_attribute(names::FORMER_DISPLAY, label.display());
    }
    label.set_display(names::NONE);
    Some(label)
}

/// Shows a hidden label again, as it was.
pub(super) fn show(label: Element) {
    let display = label.attribute(names::FORMER_DISPLAY);
    label.remove_attribute(names::FORMER_DISPLAY);
    label.set_display(display.unwrap_or_default());
    if label.attribute(names::STYLE) == Some(Text::default()) {
        label.remove_attribute(names::STYLE);
    }
}

fn in_row(control: Element) -> Option<Element> {
    control.closest(names::ROW)?.select(names::ROW_TITLE)
}

/// In a block of the Salesbot designer nothing but its text tells the label. The editor's own, of
/// the same text, comes after the field.
fn in_block(control: Element, text: Text) -> Option<Element> {
    let mut parts = control.closest(names::BLOCK_ROW)?.select_all(names::ANY);
    parts.find(|part| {
        part.text().trimmed() == text && part.is_before(control) && !part.contains(control)
    })
}

/// The one that an instance which has failed has hidden: the page has taken the editor's own.
fn hidden_before(control: Control) -> Option<Element> {
    let row = control.element().closest(names::BLOCK_ROW);
    row.or_else(|| control.form())?.select(names::HIDDEN_LABEL)
}

/// amoCRM's documentation finds the label by a `title` that begins with the first word of its
/// text. Compared here and not in a selector, which quotes and brackets in a text would break.
fn by_title(control: Control, text: Text) -> Option<Element> {
    let begins_so = |title: Text| title.begins_like(text);
    let mut titled = control.form()?.select_all(names::TITLED);
    titled.find(|label| {
        label.attribute(names::TITLE).is_some_and(begins_so) && !label.contains(control)
    })
}
