//! The widget in the colours of the person's system, and without motion; and a picture of each
//! state in both themes, for the eye.

use serde_json::{Value, json};

use super::states::{Look, State, in_each_state};
use crate::amocrm::{Amocrm, TEXTAREA, property};
use crate::scenario::{Widget, run};

async fn emulate(amocrm: &Amocrm, feature: &str, value: &str) {
    let media = json!({"features": [{"name": feature, "value": value}]});
    amocrm.devtools("Emulation.setEmulatedMedia", media).await;
    let query = format!("matchMedia('({feature}: {value})').matches");
    assert_eq!(amocrm.evaluate(&query).await, json!(true));
}

/// The computed style of the first such element.
async fn style(amocrm: &Amocrm, css: &str, name: &str) -> Value {
    let element = property(css, "tagName");
    assert!(amocrm.evaluate(&element).await.is_string(), "no {css}");
    let style = format!(
        "getComputedStyle(document.querySelector({})).{name}",
        json!(css)
    );
    amocrm.evaluate(&style).await
}

const ITEM: &str = "[data-marker]:nth-child(2)";
const ACTIVE: &str = "[data-marker]:nth-child(1)";
const INSERT: &str = ".pipeline-message__insert";

/// Chromium's own protocol has them; a system's setting cannot be asked for by other drivers.
#[test]
fn in_forced_colours_borders_focus_and_choice_are_seen() {
    let name = "in_forced_colours_borders_focus_and_choice_are_seen";
    run(name, Widget::Packed, async |amocrm| {
        for theme in ["light", "dark"] {
            emulate(&amocrm, "forced-colors", "active").await;
            amocrm
                .open_pipeline(&format!("locale=en&theme={theme}"))
                .await;
            amocrm.add_trigger("101").await;
            amocrm.paste(TEXTAREA, "text").await;
            let surface = style(&amocrm, "dialog, body", "backgroundColor").await;
            for part in [TEXTAREA, INSERT] {
                assert_eq!(
                    style(&amocrm, part, "borderTopStyle").await,
                    "solid",
                    "{part}"
                );
                let border = style(&amocrm, part, "borderTopColor").await;
                assert_ne!(border, surface, "the border of {part}");
                amocrm.tab_to(part).await;
                assert_eq!(
                    style(&amocrm, part, "outlineStyle").await,
                    "solid",
                    "{part}"
                );
                let outline = style(&amocrm, part, "outlineColor").await;
                assert_ne!(outline, surface, "the focus of {part}");
            }
            for list in ["menu", "suggestions"] {
                if list == "menu" {
                    amocrm.click(INSERT).await;
                } else {
                    amocrm.paste(TEXTAREA, "[").await;
                }
                amocrm.element(ACTIVE).await;
                amocrm.screenshot(&format!("{list}-{theme}")).await;
                for name in ["backgroundColor", "color"] {
                    let chosen = style(&amocrm, ACTIVE, name).await;
                    let other = style(&amocrm, ITEM, name).await;
                    assert_ne!(chosen, other, "{name} of what is chosen in the {list}");
                }
                let text = style(&amocrm, ACTIVE, "color").await;
                let behind = style(&amocrm, ACTIVE, "backgroundColor").await;
                assert_ne!(text, behind, "what is chosen in the {list} can be read");
            }
        }
    });
}

/// In each state, whether a part moves or is about to.
const MOTION: &str = "[...document.querySelectorAll('.pipeline-message, .pipeline-message *')]
    .flatMap((part) => {
        const {transitionDuration, animationName, scrollBehavior} = getComputedStyle(part);
        const moves = [
            ...transitionDuration.split(', ').filter((duration) => parseFloat(duration) > 0),
            ...[animationName].filter((name) => name !== 'none'),
            ...[scrollBehavior].filter((behavior) => behavior === 'smooth'),
            ...part.getAnimations().map(() => 'is moving')
        ];
        return moves.map((motion) => part.className + ': ' + motion);
    })";

struct Stillness;

impl Look for Stillness {
    async fn at(&mut self, amocrm: &Amocrm, state: State) {
        assert_eq!(amocrm.evaluate(MOTION).await, json!([]), "{}", state.name);
    }
}

#[test]
fn where_motion_is_not_wanted_nothing_moves() {
    let name = "where_motion_is_not_wanted_nothing_moves";
    run(name, Widget::Packed, async |amocrm| {
        emulate(&amocrm, "prefers-reduced-motion", "reduce").await;
        in_each_state(&amocrm, "en", &mut Stillness).await;
        // It would be noticed.
        let moved = "(document.querySelector('.pipeline-message').style.transition = 'opacity 1s')";
        amocrm.evaluate(moved).await;
        assert_ne!(amocrm.evaluate(MOTION).await, json!([]));
    });
}

struct Pictures {
    theme: &'static str,
}

impl Look for Pictures {
    async fn at(&mut self, amocrm: &Amocrm, state: State) {
        let theme = self.theme;
        let turn = format!("(document.documentElement.dataset.colorScheme = '{theme}')");
        amocrm.evaluate(&turn).await;
        amocrm.screenshot(&format!("{} {theme}", state.name)).await;
    }
}

#[test]
#[ignore = "for the eye: cargo test --test e2e -- --ignored pictures"]
fn pictures_of_each_state() {
    run("pictures_of_each_state", Widget::Packed, async |amocrm| {
        for theme in ["light", "dark"] {
            in_each_state(&amocrm, "en", &mut Pictures { theme }).await;
        }
    });
}
