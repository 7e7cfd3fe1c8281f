//! The widget in the colours of the person's system, which field of the list is chosen, and
//! stillness where motion is not wanted.

use fantoccini::actions::{InputSource, MouseActions, PointerAction};
use serde_json::{Value, json};

use super::states::{Look, State, in_each_state};
use crate::amocrm::{Amocrm, TEXTAREA, property};
use crate::browser::in_time;
use crate::engine::Engine;
use crate::salesbot::add_block;
use crate::scenario::{Widget, run, run_only_in};

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

/// What the system's colour of this name is.
fn system_colour(name: &str) -> String {
    format!(
        "(() => {{ const probe = document.body.appendChild(document.createElement('i')); \
         probe.style.forcedColorAdjust = 'none'; probe.style.color = '{name}'; \
         const {{color}} = getComputedStyle(probe); probe.remove(); return color }})()"
    )
}

const ITEM: &str = "[data-marker]:nth-child(2)";
const PLAIN: &str = "[data-marker]:nth-child(3)";
const ACTIVE: &str = "[data-marker]:nth-child(1)";
const INSERT: &str = ".pipeline-message__insert";

#[test]
fn in_forced_colours_borders_focus_and_choice_are_seen() {
    let name = "in_forced_colours_borders_focus_and_choice_are_seen";
    let why = "only Chromium's driver plays a system that gives the colours";
    run_only_in(
        &[Engine::Chromium],
        why,
        name,
        Widget::Packed,
        async |amocrm| {
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
                    let chosen = [("backgroundColor", "Highlight"), ("color", "HighlightText")];
                    for (name, of_system) in chosen {
                        let found = style(&amocrm, ACTIVE, name).await;
                        let expected = amocrm.evaluate(&system_colour(of_system)).await;
                        assert_eq!(found, expected, "{name} of what is chosen in the {list}");
                        let other = style(&amocrm, ITEM, name).await;
                        assert_ne!(found, other, "{name} of the others in the {list}");
                    }
                }
            }
        },
    );
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
        // Without the wish nothing moves either, which is what other engines are asked.
        if Engine::of_this_run() == Engine::Chromium {
            emulate(&amocrm, "prefers-reduced-motion", "reduce").await;
        }
        in_each_state(&amocrm, "en", &mut Stillness).await;
        // It would be noticed.
        let moved = "(document.querySelector('.pipeline-message').style.transition = 'opacity 1s')";
        amocrm.evaluate(moved).await;
        assert_ne!(amocrm.evaluate(MOTION).await, json!([]));
    });
}

/// Enter picks the chosen one, wherever the mouse happens to be.
#[test]
fn what_is_chosen_differs_from_what_the_mouse_is_over() {
    let name = "what_is_chosen_differs_from_what_the_mouse_is_over";
    let why = "Chromium's is the driver whose mouse is known to hover";
    run_only_in(
        &[Engine::Chromium],
        why,
        name,
        Widget::Packed,
        async |amocrm| {
            for theme in ["light", "dark"] {
                amocrm
                    .open_salesbot(&format!("locale=en&theme={theme}"))
                    .await;
                add_block(&amocrm).await;
                amocrm.paste(TEXTAREA, "[").await;
                let item = amocrm.element(ITEM).await;
                let over =
                    MouseActions::new("mouse".to_owned()).then(PointerAction::MoveToElement {
                        element: item,
                        duration: None,
                        x: 0.0,
                        y: 0.0,
                    });
                let moved = amocrm.client.perform_actions(over);
                let moved = in_time(&format!("move to {ITEM}"), moved).await;
                moved.expect("the mouse moves");
                amocrm
                    .eventually(&property(ITEM, "matches(':hover')"), json!(true))
                    .await;
                let plain = style(&amocrm, PLAIN, "backgroundColor").await;
                let hovered = style(&amocrm, ITEM, "backgroundColor").await;
                let chosen = style(&amocrm, ACTIVE, "backgroundColor").await;
                assert!(
                    plain != hovered && hovered != chosen && chosen != plain,
                    "{theme}"
                );
            }
        },
    );
}
