//! Any text is saved as it was typed, and opens again as it was saved.

use proptest::collection;
use proptest::strategy::Strategy;
use wasm_bindgen_test::wasm_bindgen_test;

use super::cases::{same, try_cases};
use super::strings::{Text, any_text};
use crate::page::{self, Host};

#[derive(Debug, Clone)]
struct Edits {
    saved: Text,
    typed: Vec<Text>,
}

#[wasm_bindgen_test]
async fn any_text_is_saved_as_it_was_typed_and_opens_again() {
    let edits = (any_text(), collection::vec(any_text(), 1..4))
        .prop_map(|(saved, typed)| Edits { saved, typed });
    page::fresh();
    let host = Host::unstyled();
    try_cases(3500, edits, async |edits| check(&host, &edits)).await;
}

fn check(host: &Host, Edits { saved, typed }: &Edits) -> Result<(), String> {
    page::fresh();
    let tile = page::tile_saved_as(&saved.js());
    let widget = host.opened();
    let (editor, field) = (page::editor(&tile), page::field(&tile));
    same(
        "the editor shows",
        &Text::from(editor.value()),
        &saved.with_lf(),
    )?;
    let mut last = saved.with_lf();
    for text in typed {
        page::edit(&editor, &text.js());
        last = text.with_lf();
        same("the editor keeps", &Text::from(editor.value()), &last)?;
        same(
            "the field holds",
            &Text::from(field.value()),
            &last.well_formed(),
        )?;
    }
    let sent = page::sent(&page::form(&tile)).ok_or("the message is not sent")?;
    let sent = Text::from(sent);
    same("amoCRM gets", &sent.with_lf(), &last.well_formed())?;
    widget.destroy();
    let left = Text::from(page::field(&tile).value());
    same("amoCRM's field holds", &left, &last.well_formed())?;

    page::fresh();
    let tile = page::tile_saved_as(&sent.js());
    let _widget = host.opened();
    let opened = Text::from(page::editor(&tile).value());
    same("opened again, it is", &opened, &last.well_formed())
}
