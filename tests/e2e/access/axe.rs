//! axe-core over the widget's own parts, with every rule it has but two: the contrast of WCAG's
//! level AAA, which amoCRM's own colours do not reach, and the reminder that something is hidden,
//! since what is hidden in one state is shown in another.

use std::path::Path;

use serde_json::{Value, json};

use super::states::{LANGUAGES, Look, State, in_each_state};
use crate::amocrm::{Amocrm, TEXTAREA};
use crate::scenario::{Widget, run};

/// What is wrong, and what axe could not decide, in a line each; and the rules that had something
/// to look at.
const RUN: &str = "const [parts, done] = arguments;
    const isWanted = ({ruleId}) => !['color-contrast-enhanced', 'hidden-content'].includes(ruleId);
    const rules = Object.fromEntries(axe.getRules().filter(isWanted)
        .map(({ruleId}) => [ruleId, {enabled: true}]));
    const inLines = (results) => results.flatMap(({id, help, nodes}) => nodes.map((node) =>
        id + ': ' + help + ' at ' + node.target.join(' ') + ': ' + node.failureSummary));
    axe.run({include: parts.map((part) => [part])}, {rules}).then(({violations, incomplete, passes}) => done({
        found: [...inLines(violations), ...inLines(incomplete)],
        looked: passes.map(({id}) => id)
    }), (error) => done({found: [String(error)], looked: []}));";

/// What axe says of the parts.
async fn axe(amocrm: &Amocrm, parts: &[String]) -> Value {
    if amocrm.evaluate("typeof axe").await == "undefined" {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("node_modules/axe-core/axe.min.js");
        let source = std::fs::read_to_string(file).expect("axe-core is installed");
        amocrm.execute(&source, Vec::new()).await;
    }
    let answer = amocrm.execute_async(RUN, vec![json!(parts)]).await;
    answer.expect("axe answers")
}

/// Runs axe in both themes, each with the widget's style sheet and without.
#[derive(Default)]
struct Inspection {
    language: &'static str,
    runs: usize,
    found: Vec<String>,
}

impl Inspection {
    async fn run(&mut self, amocrm: &Amocrm, state: &State, theme: &str, styled: bool) {
        let look = format!(
            "(document.documentElement.dataset.colorScheme = '{theme}', \
             document.querySelectorAll('.pipeline-message__style') \
             .forEach((link) => {{ link.disabled = {} }}))",
            !styled
        );
        amocrm.evaluate(&look).await;
        if styled && self.language == "en" {
            let to_the_middle =
                "document.querySelector('.pipeline-message')?.scrollIntoView({block: 'center'})";
            amocrm.evaluate(to_the_middle).await;
            amocrm.screenshot(&format!("{} {theme}", state.name)).await;
        }
        let answer = axe(amocrm, &state.parts).await;
        self.runs += 1;
        let looked = answer["looked"].as_array().expect("a list of rules");
        let saw_text = looked.contains(&json!("color-contrast"));
        assert!(saw_text, "{}: axe saw no text: {answer}", state.name);
        let lines = answer["found"].as_array().expect("a list of findings");
        let style = if styled {
            "styled"
        } else {
            "without style.css"
        };
        self.found.extend(lines.iter().map(|line| {
            let line = line.as_str().unwrap_or_default();
            format!(
                "{} ({}, {theme}, {style}): {line}",
                state.name, self.language
            )
        }));
    }
}

impl Look for Inspection {
    async fn at(&mut self, amocrm: &Amocrm, state: State) {
        // What is left where style.css has not come is the same in each language.
        let looks: &[bool] = match self.language {
            "en" => &[false, true],
            _ => &[true],
        };
        for theme in ["dark", "light"] {
            for styled in looks {
                self.run(amocrm, &state, theme, *styled).await;
            }
        }
    }
}

#[test]
fn axe_finds_nothing_in_any_place_theme_and_language() {
    run(
        "axe_finds_nothing_in_any_place_theme_and_language",
        Widget::Packed,
        async |amocrm| {
            let mut inspection = Inspection::default();
            for language in LANGUAGES {
                inspection.language = language;
                in_each_state(&amocrm, language, &mut inspection).await;
            }
            let Inspection { runs, found, .. } = inspection;
            assert!(found.is_empty(), "{}", found.join("\n"));
            println!("tried: {runs} axe runs");
        },
    );
}

/// Each of these would be found: axe sees the parts, their layout and their colours.
#[test]
fn axe_finds_what_is_broken() {
    run("axe_finds_what_is_broken", Widget::Packed, async |amocrm| {
        amocrm.open_pipeline("locale=en").await;
        amocrm.add_trigger("101").await;
        amocrm.element(TEXTAREA).await;
        for (damage, rule) in [
            ("querySelector('label').remove()", "label"),
            (
                "querySelector('.pipeline-message__insert').style.color = '#aaa'",
                "color-contrast",
            ),
            (
                "querySelector('textarea').setAttribute('aria-controls', 'nowhere')",
                "aria-valid-attr-value",
            ),
            (
                "querySelector('.pipeline-message__insert').textContent = ''",
                "button-name",
            ),
            (
                "querySelector('[role=status]').setAttribute('role', 'stat')",
                "aria-roles",
            ),
        ] {
            let undo = "window.before ??= document.querySelector('.pipeline-message').innerHTML";
            amocrm.evaluate(undo).await;
            amocrm
                .evaluate(&format!(
                    "document.querySelector('.pipeline-message').{damage}"
                ))
                .await;
            let answer = axe(&amocrm, &[".pipeline-message".to_owned()]).await;
            let found = answer["found"].to_string();
            assert!(
                found.contains(&format!("{rule}: ")),
                "{rule} not in {found}"
            );
            amocrm
                .evaluate("document.querySelector('.pipeline-message').innerHTML = window.before")
                .await;
        }
    });
}
