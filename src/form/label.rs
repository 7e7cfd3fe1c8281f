//! amoCRM's own label of the field. It cuts a long text off and is tied to nothing, so that the
//! editor brings its own and this one is hidden meanwhile.

use js_sys::JsString;

use crate::browser::dom::{Control, Element};

/// amoCRM's row of a field, by either version of its classes.
const ROW: &str = ".widget_settings_block__item_field, .form-group";
/// The label in such a row.
const TITLE: &str = ".widget_settings_block__title_field, .form-group__title";
/// amoCRM's row of a field in a block of the Salesbot designer.
const BLOCK_ROW: &str = "[data-field-name]";
/// Marks a label that the widget has hidden; holds the `display` that it had inline.
const FORMER_DISPLAY: &str = "data-pipeline-message-display";

/// A label that is hidden while an editor stands in for the field.
#[derive(Debug)]
pub(super) struct NativeLabel(Element);

impl NativeLabel {
    /// Hides the label of `control`, whose full text is `text`. `None` where amoCRM drew none.
    pub(super) fn hide(control: &Control, text: &JsString) -> Option<Self> {
        let label = in_row(control)
            .or_else(|| in_block(control, text))
            .or_else(|| by_title(control, text))?;
        let style = label.style();
        if label.attribute(FORMER_DISPLAY).is_none() {
            label.set_attribute_to(FORMER_DISPLAY, &style.display());
        }
        style.set_display(&"none".into());
        Some(NativeLabel(label))
    }

    /// Shows the label again, as it was.
    pub(super) fn show(&self) {
        let NativeLabel(label) = self;
        let display = label.attribute(FORMER_DISPLAY).unwrap_or_default();
        label.remove_attribute(FORMER_DISPLAY);
        label.style().set_display(&display);
        if label.attribute("style").is_some_and(|style| style == *"") {
            label.remove_attribute("style");
        }
    }
}

fn in_row(control: &Control) -> Option<Element> {
    control.closest(ROW)?.select(TITLE)
}

/// In a block of the Salesbot designer nothing but its text tells the label. The editor's own, of
/// the same text, comes after the field.
fn in_block(control: &Control, text: &JsString) -> Option<Element> {
    let mut parts = control.closest(BLOCK_ROW)?.select_all_in("*").into_iter();
    parts.find(|part| {
        part.text().trim() == *text && part.is_before(control) && !part.contains(control)
    })
}

/// amoCRM's documentation finds the label by a `title` that begins with the first word of its
/// text. Compared here and not in a selector, which quotes and brackets in a text would break.
fn by_title(control: &Control, text: &JsString) -> Option<Element> {
    let text = String::from(text);
    let first_word = text.split_whitespace().next()?;
    let begins_so = |title: JsString| String::from(title).starts_with(first_word);
    let mut titled = control.form()?.select_all_in("[title]").into_iter();
    titled.find(|label| label.attribute("title").is_some_and(begins_so) && !label.contains(control))
}
