//! The faults of `docs/faults.md`: each is tried, and survived.
//!
//! A case is one fault at one moment of a visit: from one of amoCRM's callbacks on, or while the
//! person types. After it the person's text is there to the code unit, no exception has left a
//! callback, there is one way to edit, and what is typed in it is what amoCRM saves. The cases are
//! made and run in the page, by `faults/*.js`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};

use crate::amocrm::Amocrm;
use crate::scenario::{Widget, run};

/// What all groups need, in the order they need each other.
const SCRIPTS: [&str; 4] = ["kinds", "visit", "places", "cases"];

/// How long the cases that share a page may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// How many pages a browser opens one after the other.
const PAGES: u64 = 8;

/// The rows of a table: the fault, and the ways to edit that it leaves.
type Rows = BTreeMap<String, BTreeSet<String>>;

fn project(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The table below this heading of `docs/faults.md`.
fn documented(heading: &str) -> Rows {
    let page = project("docs/faults.md");
    let section = page
        .split("\n## ")
        .find(|section| section.starts_with(heading));
    let section = section.unwrap_or_else(|| panic!("docs/faults.md has no heading {heading}"));
    let rows = section.lines().filter_map(|line| {
        let mut cells = line.strip_prefix("| ")?.split(" | ");
        let ways = |cell: &str| cell.split(" or ").map(str::to_owned).collect();
        Some((cells.next()?.to_owned(), ways(cells.next()?)))
    });
    rows.filter(|(fault, _)| fault != "fault").collect()
}

/// Runs cases of the group in a page of their own; gives how many the group has.
async fn try_some(amocrm: &Amocrm, group: &str, from: u64, to: u64, rows: &mut Rows) -> u64 {
    amocrm.open_leads().await;
    for name in SCRIPTS.into_iter().chain([group]) {
        let script = project(&format!("tests/e2e/faults/{name}.js"));
        amocrm.run_script(&script).await;
    }
    let start = format!(
        "require(['faults/cases', 'faults/places', 'faults/{group}'], (cases, places, group) => {{
            places.ready().then(() => cases.run(group, {from}, {to})).then(
                (report) => {{ window.report = report }},
                (error) => {{ window.report = {{ failures: [`${{error}}\n${{error.stack}}`] }} }})
        }})"
    );
    amocrm.run_script(&start).await;
    let is_done = "Boolean(window.report)";
    amocrm.within(PATIENCE, is_done, json!(true)).await;
    let report = amocrm.evaluate("window.report").await;
    let failures = report["failures"].as_array().expect("a list");
    let lines: Vec<String> = failures.iter().map(Value::to_string).collect();
    assert!(lines.is_empty(), "not survived:\n{}", lines.join("\n"));
    for (row, found) in report["rows"].as_object().expect("rows") {
        let found = found
            .as_object()
            .expect("ways")
            .keys()
            .map(|way| in_words(way));
        rows.entry(row.clone()).or_default().extend(found);
    }
    report["total"].as_u64().expect("a number")
}

/// A way to edit as the table calls it.
fn in_words(way: &str) -> String {
    let words = match way {
        "editor" => "editor",
        "field" => "amoCRM's field",
        "textarea" => "plain textarea",
        "mirrored" => "bare editor",
        other => other,
    };
    words.to_owned()
}

/// Tries a group of faults, `at_once` in a page, and compares what is found with the table.
fn survives(name: &'static str, group: &'static str, heading: &'static str, at_once: u64) {
    of_widget_survives(Widget::Packed, name, group, heading, at_once);
}

fn of_widget_survives(
    widget: Widget,
    name: &'static str,
    group: &'static str,
    heading: &str,
    at_once: u64,
) {
    let found = Arc::new(Mutex::new((Rows::new(), 1)));
    let mut from = 0;
    // A browser of their own for so many: it does not let go of WebAssembly's memory in time.
    while from < found.lock().expect("no panic").1 {
        let kept = Arc::clone(&found);
        run(name, widget, async move |amocrm| {
            let (mut rows, mut total) = kept.lock().expect("no panic").clone();
            for page in 0..PAGES {
                let from = from + page * at_once;
                if from < total {
                    total = try_some(&amocrm, group, from, from + at_once, &mut rows).await;
                }
            }
            *kept.lock().expect("no panic") = (rows, total);
        });
        from += PAGES * at_once;
    }
    let (rows, total) = found.lock().expect("no panic").clone();
    assert_eq!(
        rows,
        documented(heading),
        "tried, and as docs/faults.md has it"
    );
    println!("tried: {total} faults");
}

#[test]
fn faults_of_what_amocrm_hands_over_are_survived() {
    let name = "faults_of_what_amocrm_hands_over_are_survived";
    survives(name, "host", "What amoCRM hands over", 500);
}

#[test]
fn faults_of_the_document_are_survived() {
    let name = "faults_of_the_document_are_survived";
    survives(name, "document", "The document", 500);
}

#[test]
fn wrong_arguments_are_survived() {
    let name = "wrong_arguments_are_survived";
    survives(name, "arguments", "What amoCRM passes to a callback", 500);
}

#[test]
fn callbacks_in_any_order_are_survived() {
    let name = "callbacks_in_any_order_are_survived";
    survives(name, "order", "The order of the callbacks", 500);
}

#[test]
fn faults_of_the_browsers_functions_are_survived() {
    let name = "faults_of_the_browsers_functions_are_survived";
    survives(name, "browser", "The browser", 40);
}

#[test]
fn faults_of_webassembly_are_survived() {
    let name = "faults_of_webassembly_are_survived";
    survives(name, "webassembly", "WebAssembly", 20);
}

#[test]
fn patched_globals_are_survived() {
    let name = "patched_globals_are_survived";
    survives(name, "globals", "The page's globals", 120);
}

#[test]
fn panics_are_survived() {
    let name = "panics_are_survived";
    of_widget_survives(
        Widget::PlantedTraps,
        name,
        "traps",
        "A panic in the widget",
        12,
    );
}

/// By its name the page is asked whether to panic.
#[test]
fn no_panic_is_planted_in_what_ships() {
    let script = |folder: &str| project(&format!("{folder}/script.js"));
    assert!(script("target/planted-traps/widget").contains("plantedTrap"));
    assert!(!script("dist/widget").contains("plantedTrap"));
}
