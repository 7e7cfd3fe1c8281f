//! A message is written, saved, and found again after a reload, to the code unit.

use serde_json::json;

use crate::amocrm::{SAVE, TEXTAREA, count};
use crate::keyboard::ENTER;
use crate::scenario::{Widget, run};

/// Texts that markup, templates, addresses or encodings would damage.
fn hostile_texts() -> Vec<(&'static str, String)> {
    let named = [
        ("several lines", "first\nsecond\n\nfourth\n"),
        ("line break first", "\n\nthird"),
        ("quotes", r#"She said "it's `so`" & \"left\" &quot;&#39;"#),
        (
            "markup",
            "</textarea><script>throw new Error('markup was run')</script><b>",
        ),
        ("Twig braces", "{{ lead.name }} {% if a %} {# b #} {{'}}'}}"),
        ("percent signs", "100% %41 %0A %u0041 %zz + %"),
        ("emoji", "🙂👩‍👩‍👧‍👦🏳️‍🌈 e\u{301} é"),
        ("right to left", "שלום (שלום) مرحبا ‏x\u{202e}abc\u{202c}"),
        ("spaces", "   leading and trailing\t \n  "),
        ("brackets", "a[b][]=c&d;e=f?g#h"),
        ("controls", "\u{1}\u{7f}\u{a0}\u{feff}\u{2028}\u{2029}"),
    ];
    let mut texts: Vec<_> = named.map(|(name, text)| (name, text.to_owned())).to_vec();
    let line = "64 KiB of «текст», 🙂 & \"<b>\" %41 {{x}}\n";
    let mut long = line.repeat(64 * 1024 / line.len());
    long.extend(std::iter::repeat_n('.', 64 * 1024 - long.len()));
    texts.push(("64 KiB", long));
    texts
}

#[test]
fn every_text_is_found_again_after_saving_and_reloading() {
    run(
        "every_text_is_found_again_after_saving_and_reloading",
        Widget::Packed,
        async |amocrm| {
            let texts = hostile_texts();
            for (name, text) in &texts {
                amocrm.open_pipeline("locale=en").await;
                amocrm.add_trigger("101").await;
                amocrm.paste(TEXTAREA, text).await;
                assert_eq!(
                    &amocrm.field_text().await,
                    text,
                    "{name}: in amoCRM's field"
                );
                amocrm.save().await;
            }
            for (id, (name, text)) in (1..).zip(&texts) {
                let id = id.to_string();
                assert_eq!(&amocrm.saved_message(&id), text, "{name}: on the disk");
                amocrm.reload_page().await;
                amocrm.toggle_trigger(&id).await;
                assert_eq!(&amocrm.editor_text().await, text, "{name}: opened again");
                assert_eq!(
                    &amocrm.field_text().await,
                    text,
                    "{name}: in the field again"
                );
            }
        },
    );
}

#[test]
fn saving_again_and_again_changes_nothing() {
    run(
        "saving_again_and_again_changes_nothing",
        Widget::Packed,
        async |amocrm| {
            let text = "\n one\r\n".replace('\r', "") + "{{two}} %41 </textarea> 🙂 ";
            amocrm.open_pipeline("").await;
            amocrm.add_trigger("101").await;
            amocrm.paste(TEXTAREA, &text).await;
            amocrm.save().await;
            for round in 0..3 {
                amocrm.reload_page().await;
                amocrm.toggle_trigger("1").await;
                assert_eq!(amocrm.editor_text().await, text, "round {round}");
                // An edit, so that Save is enabled, that leaves the text as it was.
                amocrm.paste(TEXTAREA, &text).await;
                amocrm.save().await;
                assert_eq!(amocrm.saved_message("1"), text, "round {round}");
            }
        },
    );
}

/// Half of a pair of UTF-16 units is no text: jQuery's `$.param` throws on it.
#[test]
fn an_unpaired_surrogate_does_not_keep_the_page_from_saving() {
    run(
        "an_unpaired_surrogate_does_not_keep_the_page_from_saving",
        Widget::Packed,
        async |amocrm| {
            amocrm.open_pipeline("").await;
            amocrm.add_trigger("101").await;
            amocrm.element(TEXTAREA).await;
            // A driver cannot send one: it is made in the page.
            let paste = format!(
                "(() => {{ const editor = document.querySelector('{TEXTAREA}'); \
                 editor.value = 'a\\ud83d\\nb'; \
                 editor.dispatchEvent(new InputEvent('input', {{bubbles: true}})); }})()"
            );
            amocrm.evaluate(&paste).await;
            amocrm.save().await;
            assert_eq!(amocrm.saved_message("1"), "a\u{fffd}\nb");
        },
    );
}

#[test]
fn a_person_writes_and_saves_by_keyboard_alone() {
    run(
        "a_person_writes_and_saves_by_keyboard_alone",
        Widget::Packed,
        async |amocrm| {
            let keys = format!("Hello,{ENTER}your order is ready.{ENTER}{ENTER}Bye");
            let text = "Hello,\nyour order is ready.\n\nBye";
            for (id, theme) in [("1", "light"), ("2", "dark")] {
                amocrm
                    .open_pipeline(&format!("locale=en&theme={theme}"))
                    .await;
                amocrm.tab_to(".stage__add").await;
                amocrm.press(ENTER).await;
                amocrm
                    .tab_to(&format!("[data-widget={}]", amocrm.code))
                    .await;
                amocrm.press(ENTER).await;
                amocrm.element(TEXTAREA).await;
                amocrm.tab_to(TEXTAREA).await;
                amocrm.press(&keys).await;
                assert_eq!(amocrm.editor_text().await, text);
                amocrm.screenshot(theme).await;
                amocrm.tab_to(SAVE).await;
                amocrm.press(ENTER).await;
                amocrm.eventually(&count(SAVE), json!(0)).await;
                assert_eq!(amocrm.saved_message(id), text);
            }
        },
    );
}
