//! What the widget's Rust takes from `widget/manifest.json`: the addresses of the server, which
//! stands in one place there, and the Salesbot's steps that name one of them. The steps differ in
//! the message alone, so that they are put into words here: at run time there is nothing left of
//! them but two texts to put around it.

use std::path::Path;
use std::{env, fs};

use serde_json::Value;
use url::Url;

#[allow(dead_code, unreachable_pub, reason = "a part of the widget's library")]
#[path = "src/salesbot/send_message.rs"]
mod send_message;
#[allow(dead_code, unreachable_pub, reason = "a part of the widget's library")]
#[path = "src/salesbot/steps.rs"]
mod steps;

const MANIFEST: &str = "widget/manifest.json";
/// Stands in for the message, and nowhere else in the steps.
const MESSAGE: &str = "\u{1}message\u{1}";

fn main() {
    println!("cargo::rerun-if-changed={MANIFEST}");
    if let Err(problem) = build() {
        println!("cargo::error={problem}");
    }
}

fn build() -> Result<(), String> {
    let webhook = webhook()?;
    let lead_source = beside(&webhook, "lead-source")?;
    let salesbot = beside(&webhook, "salesbot")?;
    println!("cargo::rustc-env=PIPELINE_MESSAGE_LEAD_SOURCE={lead_source}");
    println!("cargo::rustc-env=PIPELINE_MESSAGE_SALESBOT={salesbot}");
    write_steps(&salesbot)
}

/// The address that amoCRM sends the trigger's webhook to.
fn webhook() -> Result<Url, String> {
    // Not `env!`: the project may have moved since this was compiled.
    let root = env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    let text = fs::read_to_string(Path::new(&root).join(MANIFEST))
        .map_err(|cause| format!("{MANIFEST} cannot be read: {cause}"))?;
    let manifest: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|cause| format!("{MANIFEST} is not JSON: {cause}"))?;
    let address = manifest.pointer("/dp/webhook_url").and_then(Value::as_str);
    let address = address.ok_or(format!(
        "{MANIFEST} has no address at dp.webhook_url: write your server's there, such as \
         https://example.com/hook"
    ))?;
    Url::parse(address)
        .map_err(|cause| format!("{MANIFEST} has no valid address at dp.webhook_url: {cause}"))
}

/// The address of this name in the webhook's folder, without the webhook's query.
fn beside(webhook: &Url, name: &str) -> Result<Url, String> {
    let address = webhook.join(name);
    address.map_err(|cause| format!("{MANIFEST} has no web address at dp.webhook_url: {cause}"))
}

fn write_steps(salesbot: &Url) -> Result<(), String> {
    let sending = send_message::steps(salesbot.as_str(), MESSAGE).map_err(|e| e.to_string())?;
    let sending = json(&sending)?;
    let (before, after) = sending
        .split_once(&json(&MESSAGE)?)
        .ok_or("the Salesbot's steps have no place for the message")?;
    let refusing = json(&send_message::steps_without_sending().map_err(|e| e.to_string())?)?;
    println!("cargo::rustc-env=PIPELINE_MESSAGE_STEPS_BEFORE={before}");
    println!("cargo::rustc-env=PIPELINE_MESSAGE_STEPS_AFTER={after}");
    println!("cargo::rustc-env=PIPELINE_MESSAGE_STEPS_WITHOUT={refusing}");
    Ok(())
}

/// As JSON on one line.
fn json(value: &impl serde::Serialize) -> Result<String, String> {
    serde_json::to_string(value).map_err(|cause| cause.to_string())
}
