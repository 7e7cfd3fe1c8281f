//! Whatever the person and amoCRM do in whatever page, in any order: what is typed is what is
//! saved, each form has one editor, and what is not the widget's stays as it is.

use wasm_bindgen_test::wasm_bindgen_test;

use super::actions::{Story, any_story};
use super::cases::try_cases;
use super::stage::Stage;

#[wasm_bindgen_test]
async fn whatever_happens_what_is_typed_is_saved_and_nothing_else_is_touched() {
    try_cases(2000, any_story(), play).await;
}

/// Plays a story to its end and looks at the page after each step.
pub async fn play(story: Story) -> Result<(), String> {
    let mut stage = Stage::set(&story);
    for (number, action) in story.actions.iter().enumerate() {
        let step = stage.step(action).await;
        step.map_err(|problem| format!("after action {number}, {action:?}: {problem}"))?;
    }
    let ending = stage.end().await;
    ending.map_err(|problem| format!("in the end: {problem}"))
}
