//! Stories that have failed once, each in its smallest form.

use wasm_bindgen_test::wasm_bindgen_test;

use super::actions::{Action, Body, Callback, Change, Deed, Story};
use super::documents::{Block, Form, Page, Place};
use super::stories::play;
use super::strings::Text;

const OPEN: Callback = Callback::DpSettings(None);

fn form(saved: &str) -> Block {
    Block::Form(Form {
        place: Place::Tile,
        saved: saved.into(),
        around: Vec::new(),
        depth: 0,
    })
}

fn story<const FORMS: usize>(saved: [&str; FORMS], actions: Vec<Action>) -> Story {
    Story {
        page: Page {
            blocks: saved.map(form).into(),
        },
        default_message: None,
        limit: None,
        has_style: false,
        actions,
    }
}

fn call(visit: usize, callback: Callback) -> Action {
    Action::Call { visit, callback }
}

fn call_within(form: usize, visit: usize, callback: Callback) -> Action {
    Action::CallWithin {
        form,
        visit,
        callback,
    }
}

fn replace(form: usize, text: &str) -> Action {
    Action::Person {
        form,
        deed: Deed::Replace,
        text: text.into(),
        selected: (0, 0),
    }
}

fn change(form: usize, change: Change) -> Action {
    Action::Amocrm {
        form,
        change,
        text: Text::default(),
    }
}

async fn holds(story: Story) {
    if let Err(problem) = play(story.clone()).await {
        panic!("{problem}\n\nin {story:#?}");
    }
}

#[wasm_bindgen_test]
async fn amocrms_label_has_no_empty_style_left() {
    holds(story(["saved"], vec![call(0, OPEN)])).await;
}

/// There were two editors on the same elements then, and amoCRM was told of each edit twice.
#[wasm_bindgen_test]
async fn amocrm_opens_a_form_from_within_its_being_taken_over() {
    let trap = Action::Trap {
        visit: 0,
        awaits_forms: false,
    };
    let before = || vec![call(0, OPEN), replace(0, "typed"), call_within(0, 0, OPEN)];
    holds(story(["saved"], [before(), vec![trap]].concat())).await;
    let redraw = vec![
        call(0, OPEN),
        change(0, Change::Redraw),
        replace(0, "typed while nobody listened"),
        call_within(0, 1, OPEN),
        call(0, OPEN),
        replace(0, "and goes on"),
    ];
    holds(story(["saved"], redraw)).await;
}

/// The editor was open for good then.
#[wasm_bindgen_test]
async fn amocrm_ends_the_visit_from_within_its_taking_over() {
    let actions = vec![
        call(0, OPEN),
        change(0, Change::Redraw),
        replace(0, "typed while nobody listened"),
        call_within(0, 1, Callback::Destroy),
        call(1, OPEN),
    ];
    holds(story(["saved"], actions)).await;
}

/// An editor that another visit had opened was no one's then, and stayed.
#[wasm_bindgen_test]
async fn a_visit_that_ends_while_it_opens_forms_takes_none_from_another() {
    let actions = vec![
        call(0, OPEN),
        change(0, Change::DrawAnew),
        call_within(0, 1, Callback::Destroy),
        call(1, OPEN),
        call(0, Callback::Destroy),
    ];
    let mut story = story(["", "saved"], actions);
    story.default_message = Some("Hello".into());
    holds(story).await;
}

/// The widget object that was told of a trigger's form had all editors then, and the one that had
/// opened the Salesbot's block could not give it back.
#[wasm_bindgen_test]
async fn a_triggers_form_is_asked_for_while_another_visit_has_a_block_open() {
    let body = Body {
        form: 0,
        by_jquery: false,
    };
    let actions = vec![
        call(0, Callback::SalesbotDesignerSettings(body)),
        call(1, OPEN),
        call(0, Callback::Destroy),
    ];
    let mut story = story(["saved"], actions);
    for block in &mut story.page.blocks {
        if let Block::Form(form) = block {
            form.place = Place::SalesbotBlock;
        }
    }
    holds(story).await;
}

/// amoCRM had asked for the form once more from inside the first edit, and the visit that was
/// still opening it took it back.
#[wasm_bindgen_test]
async fn a_visit_asks_for_a_form_that_another_is_just_opening() {
    let actions = vec![
        call_within(0, 2, OPEN),
        call(0, OPEN),
        call(2, Callback::Destroy),
    ];
    let mut story = story([""], actions);
    story.default_message = Some("a".into());
    holds(story).await;
}

/// What had left was let go of later than the call, whenever it had left; so a form that was moved
/// right after it had opened lost its editor.
#[wasm_bindgen_test]
async fn a_form_that_is_moved_from_task_to_task_keeps_its_editor() {
    let actions = vec![
        call(0, OPEN),
        change(0, Change::Remove),
        Action::Task,
        change(0, Change::PutBack),
        replace(0, "typed"),
    ];
    holds(story([""], actions)).await;
}

/// It has left by the call, but is back before the page has had its turn.
#[wasm_bindgen_test]
async fn a_form_that_comes_back_within_the_task_keeps_its_editor() {
    let actions = vec![
        call(0, OPEN),
        replace(0, "typed"),
        change(0, Change::Remove),
        call(0, OPEN),
        change(0, Change::PutBack),
        Action::Task,
        replace(0, "and goes on"),
    ];
    holds(story([""], actions)).await;
}
