//! amoCRM's own label of the field. It cuts a long text off and is tied to nothing, so that the
//! editor brings its own and this one is hidden meanwhile.

use js_sys::JsString;

use crate::browser::dom::{Control, Element};
use crate::browser::{names, text};

/// A label that is hidden while an editor stands in for the field.
#[derive(Debug)]
pub(super) struct NativeLabel(Element);

impl NativeLabel {
    /// Hides the label of `control`, whose full text is `text`. `None` where amoCRM drew none.
    pub(super) fn hide(control: &Control, text: &JsString) -> Option<Self> {
        let label = in_row(control)
            .or_else(|| in_block(control, text))
            .or_else(|| by_title(control, text))?;
        if !label.has_attribute(names::FORMER_DISPLAY) {
            label.set_attribute(names::FORMER_DISPLAY, &label.display());
        }
        label.set_display(&text::of(names::NONE));
        Some(NativeLabel(label))
    }

    /// Shows the label again, as it was.
    pub(super) fn show(&self) {
        let NativeLabel(label) = self;
        let display = label.attribute(names::FORMER_DISPLAY).unwrap_or_default();
        label.remove_attribute(names::FORMER_DISPLAY);
        label.set_display(&display);
        if text::length(&label.attribute(names::STYLE).unwrap_or_default()) == 0 {
            label.remove_attribute(names::STYLE);
        }
    }
}

fn in_row(control: &Control) -> Option<Element> {
    control.closest(names::ROW)?.select(names::ROW_TITLE)
}

/// In a block of the Salesbot designer nothing but its text tells the label. The editor's own, of
/// the same text, comes after the field.
fn in_block(control: &Control, text: &JsString) -> Option<Element> {
    let mut parts = control.closest(names::BLOCK_ROW)?.select_all(names::ANY);
    parts.find(|part| {
        text::equal(&text::trimmed(&part.text()), text)
            && part.is_before(control)
            && !part.contains(control)
    })
}

/// amoCRM's documentation finds the label by a `title` that begins with the first word of its
/// text. Compared here and not in a selector, which quotes and brackets in a text would break.
fn by_title(control: &Control, text: &JsString) -> Option<Element> {
    let begins_so = |title: JsString| text::begins_like(&title, text);
    let mut titled = control.form()?.select_all(names::TITLED);
    titled.find(|label| {
        label.attribute(names::TITLE).is_some_and(begins_so) && !label.contains(control)
    })
}
