//! The widget's own parts in every place of amoCRM, one state after the other, as a person brings
//! them about.

use serde_json::json;

use crate::amocrm::{Amocrm, TEXTAREA, count, property};
use crate::keyboard::ESCAPE;
use crate::salesbot::add_block;
use crate::settings::{save_window, type_limit};

/// The widget's languages.
pub(super) const LANGUAGES: [&str; 4] = ["ru", "en", "es", "pt"];

pub(super) const LIMIT: usize = 20;

const WINDOW: &str = "dialog.modal";
const MAX_LENGTH: &str = "dialog.modal input[name=max_length]";
const INSERT: &str = ".pipeline-message__insert";
const MARKERS: &str = ".pipeline-message__markers:not([hidden]) [data-marker]";
const PROBLEM: &str = ".pipeline-message__problem";

/// An editor without what its open list covers, whose colours nobody can judge then.
const AROUND_THE_LIST: [&str; 4] = [
    ".pipeline-message__label",
    ".pipeline-message__text",
    INSERT,
    ".pipeline-message__markers",
];

/// A state of the page, and which of its elements are the widget's.
#[derive(Debug)]
pub(super) struct State {
    pub(super) name: &'static str,
    pub(super) parts: Vec<String>,
}

impl State {
    fn of_editor(name: &'static str) -> Self {
        Self::of(name, [".pipeline-message".to_owned()])
    }

    fn with_list(name: &'static str) -> Self {
        Self::of(name, AROUND_THE_LIST.map(str::to_owned))
    }

    fn of<const COUNT: usize>(name: &'static str, parts: [String; COUNT]) -> Self {
        Self {
            name,
            parts: parts.into(),
        }
    }
}

/// What is done in each state. (A trait, since the futures of asynchronous closures cannot be told
/// to be `Send` yet.)
pub(super) trait Look: Send {
    fn at(&mut self, amocrm: &Amocrm, state: State) -> impl Future<Output = ()> + Send;
}

/// Goes through all places in `language` and looks at each state.
pub(super) async fn in_each_state(amocrm: &Amocrm, language: &str, look: &mut impl Look) {
    let profile = format!("locale={language}");
    settings_window(amocrm, &profile, look).await;
    trigger_form(amocrm, &profile, look).await;
    lead_source(amocrm, look).await;
    whatsapp_window(amocrm, look).await;
    salesbot(amocrm, &profile, look).await;
}

/// Leaves [`LIMIT`] as the longest message.
async fn settings_window(amocrm: &Amocrm, profile: &str, look: &mut impl Look) {
    let editor = format!("{WINDOW} .pipeline-message");
    amocrm.open_settings(profile).await;
    amocrm.element(TEXTAREA).await;
    look.at(amocrm, State::of("settings", [editor.clone()]))
        .await;
    type_limit(amocrm, "many").await;
    amocrm.click(".js-widget-save").await;
    let problem = format!("{WINDOW} .pipeline-message-settings__problem");
    amocrm.element(&problem).await;
    let parts = [editor, problem, MAX_LENGTH.to_owned()];
    look.at(amocrm, State::of("settings refused", parts)).await;
    type_limit(amocrm, &LIMIT.to_string()).await;
    save_window(amocrm).await;
}

async fn trigger_form(amocrm: &Amocrm, profile: &str, look: &mut impl Look) {
    amocrm.open_pipeline(profile).await;
    amocrm.add_trigger("101").await;
    amocrm.element(TEXTAREA).await;
    look.at(amocrm, State::of_editor("empty")).await;
    amocrm.paste(TEXTAREA, "two\nlines").await;
    look.at(amocrm, State::of_editor("filled")).await;
    amocrm.paste(TEXTAREA, &"a".repeat(LIMIT - 1)).await;
    look.at(amocrm, State::of_editor("near the limit")).await;
    amocrm.paste(TEXTAREA, &"a".repeat(LIMIT + 5)).await;
    says_a_problem(amocrm).await;
    look.at(amocrm, State::of_editor("too long")).await;
    amocrm.paste(TEXTAREA, "").await;
    says_a_problem(amocrm).await;
    look.at(amocrm, State::of_editor("missing")).await;
    amocrm.click(INSERT).await;
    amocrm.element(MARKERS).await;
    look.at(amocrm, State::with_list("menu of fields")).await;
    amocrm.click(INSERT).await;
    amocrm.eventually(&count(MARKERS), json!(0)).await;
    amocrm.paste(TEXTAREA, "Hello, [").await;
    amocrm.element(MARKERS).await;
    look.at(amocrm, State::with_list("suggested fields")).await;
    // The list closes with the first press of the mouse elsewhere, and a page that is lower then
    // would move under the mouse.
    amocrm.press(ESCAPE).await;
    amocrm.eventually(&count(MARKERS), json!(0)).await;
}

async fn says_a_problem(amocrm: &Amocrm) {
    let said = property(PROBLEM, "textContent.length > 0");
    amocrm.eventually(&said, json!(true)).await;
}

/// No server answers, so that the person is told of it.
async fn lead_source(amocrm: &Amocrm, look: &mut impl Look) {
    let source = format!(".lead-source[data-widget={}]", amocrm.code);
    amocrm
        .click(&format!("{source} .lead-source__connect"))
        .await;
    amocrm.element(".notification").await;
    let told = [".notification__header", ".notification__text"];
    let [header, text] = told.map(str::to_owned);
    let parts = [source, header, text];
    look.at(amocrm, State::of("lead source", parts)).await;
}

async fn whatsapp_window(amocrm: &Amocrm, look: &mut impl Look) {
    amocrm.click(".whatsapp-open").await;
    let choice = format!("dialog.whatsapp-window [data-widget={}]", amocrm.code);
    amocrm.element(&choice).await;
    look.at(amocrm, State::of("WhatsApp window", [choice]))
        .await;
}

async fn salesbot(amocrm: &Amocrm, profile: &str, look: &mut impl Look) {
    amocrm.open_salesbot(profile).await;
    add_block(amocrm).await;
    amocrm.paste(TEXTAREA, "two\nlines").await;
    let parts = [".pipeline-message", ".salesbot-block__exits"].map(str::to_owned);
    look.at(amocrm, State::of("Salesbot block", parts)).await;
    amocrm.click(INSERT).await;
    amocrm.element(MARKERS).await;
    look.at(amocrm, State::with_list("Salesbot menu")).await;
}
