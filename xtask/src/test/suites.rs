//! The steps that run single tests.

use cargo_metadata::{MetadataCommand, TargetKind};

use super::Context;
use super::results::Results;
use crate::error::{Error, Result};
use crate::process::{self, Tool};
use crate::progress::Step as Progress;
use crate::setup::{Engine, InstalledEngine};

/// The suite that drives the packed widget in the local amoCRM.
const END_TO_END: &str = "e2e";

/// The files of tests that run in the browser. One by one: where one of them fails, wasm-pack starts
/// no other.
const BROWSER_TESTS: [&str; 2] = ["browser", "properties"];

/// In seconds, for one file of tests in the browser; 20 is too short for a busy machine.
const BROWSER_LIMIT: &str = "180";

/// What tells a test runner to show what passing tests print, see [`super::printed`].
const SHOW_OUTPUT: &str = "--show-output";
const SHOW_OUTPUT_OF_WASM: &str = "--nocapture";

/// Types and lints have no numbers of their own: they fail the step as a whole.
pub(super) fn javascript(context: &Context<'_>, progress: &Progress) -> Result<Results> {
    let npm = Tool::new("npm", "check the JavaScript")
        .args(["run", "check"])
        .folder(context.project.root());
    let results = outcome(npm, progress)?;
    if results.is_empty() {
        return Ok(Results::of_one(true));
    }
    Ok(results)
}

/// Reads the packed script, its WebAssembly too.
pub(super) fn shipped(context: &Context<'_>, progress: &Progress) -> Result<Results> {
    let npm = Tool::new("npm", "check what ships")
        .args(["run", "check-shipped"])
        .folder(context.project.root());
    let results = outcome(npm, progress)?;
    if results.is_empty() {
        progress.note("no test ran, though there should be some");
        return Ok(Results::of_one(false));
    }
    Ok(results)
}

/// All that is native but the end-to-end suite, which needs the packed widget and a browser.
pub(super) fn native(context: &Context<'_>, progress: &Progress) -> Result<Results> {
    let mut tests =
        context
            .cargo("test")
            .args(["--workspace", "--no-fail-fast", "--lib", "--bins"]);
    for suite in native_suites(context)? {
        tests = tests.args(["--test", &suite]);
    }
    let mut results = suite(context, tests, SHOW_OUTPUT, progress)?;
    let examples = context.cargo("test").args(["--workspace", "--doc"]);
    results.add(run(context, examples, SHOW_OUTPUT, progress)?);
    Ok(results)
}

fn native_suites(context: &Context<'_>) -> Result<Vec<String>> {
    let metadata = MetadataCommand::new()
        .cargo_path(std::path::PathBuf::from(process::cargo()))
        .current_dir(context.project.root())
        .no_deps()
        .exec()
        .map_err(|cause| Error::Metadata { cause })?;
    let targets = metadata
        .packages
        .iter()
        .flat_map(|package| &package.targets);
    Ok(targets
        .filter(|target| target.kind.contains(&TargetKind::Test) && target.name != END_TO_END)
        .map(|target| target.name.clone())
        .collect())
}

/// The widget's Rust in a real document.
pub(super) fn browser(
    context: &Context<'_>,
    engine: &InstalledEngine,
    progress: &Progress,
) -> Result<Results> {
    let [browser, driver] = match engine.engine {
        Engine::Chromium => ["--chrome", "--chromedriver"],
        Engine::Firefox => ["--firefox", "--geckodriver"],
        Engine::Webkit => ["--safari", "--safaridriver"],
    };
    let mut results = Results::default();
    for file in BROWSER_TESTS {
        let wasm_pack = context.tools.cargo_tools.wasm_pack();
        let tool = context
            .tools
            .wasm_tool(context.project, wasm_pack, "test the widget in a browser")
            .args(["test", "--headless", browser, driver])
            .arg(&engine.driver)
            .args(["--mode", "no-install"])
            // wasm-pack hands on what follows from the first option that is not its own; it would
            // keep a `--` that comes first.
            .args(["--package", context.project.widget_package()])
            .args(["--test", file])
            .env("WASM_BINDGEN_TEST_TIMEOUT", BROWSER_LIMIT);
        let tool = match (engine.engine, &engine.program) {
            (Engine::Firefox, Some(program)) => tool.env("GECKODRIVER_ARGS", binary(program)),
            _ => tool,
        };
        let tool = context.in_engine(engine, tool)?;
        results.add(suite(context, tool, SHOW_OUTPUT_OF_WASM, progress)?);
    }
    Ok(results)
}

/// As the test runner splits it, which knows quotes.
fn binary(program: &std::path::Path) -> String {
    format!("--binary '{}'", program.display())
}

/// The packed widget in the local amoCRM.
pub(super) fn end_to_end(
    context: &Context<'_>,
    engine: &InstalledEngine,
    progress: &Progress,
) -> Result<Results> {
    let tool = context
        .cargo("test")
        // The whole workspace, as for the native tests: nothing is built twice.
        .args(["--workspace", "--test", END_TO_END])
        .env("PIPELINE_MESSAGE_ENGINE", engine.engine.id());
    let tool = context.in_engine(engine, tool)?;
    suite(context, tool, SHOW_OUTPUT, progress)
}

/// Runs tests of which there must be some: a suite that runs none checks nothing.
fn suite(
    context: &Context<'_>,
    tool: Tool,
    show_output: &str,
    progress: &Progress,
) -> Result<Results> {
    let results = run(context, tool, show_output, progress)?;
    if results.is_empty() && context.filter.is_none() {
        progress.note("no test ran, though there should be some");
        return Ok(Results::of_one(false));
    }
    Ok(results)
}

/// Runs those of the tests that were asked for.
fn run(
    context: &Context<'_>,
    tool: Tool,
    show_output: &str,
    progress: &Progress,
) -> Result<Results> {
    outcome(
        tool.args(["--", show_output]).args(&context.filter),
        progress,
    )
}

/// Runs tests and counts them. One that ended badly before it could say how many failed, as
/// where it does not compile, counts as one failure.
fn outcome(tool: Tool, progress: &Progress) -> Result<Results> {
    let outcome = tool.outcome(progress)?;
    let mut results = Results::read(&outcome.output);
    if !outcome.status.success() {
        outcome.print(progress);
        results.counts.failed = results.counts.failed.max(1);
    }
    Ok(results)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_browser_tests_runs_in_the_browser() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests");
        let mut found = Vec::new();
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let is_rust = path.extension().is_some_and(|extension| extension == "rs");
            let attribute = "#![cfg(target_arch = \"wasm32\")]";
            if is_rust && std::fs::read_to_string(&path).unwrap().contains(attribute) {
                let name = path.file_stem().unwrap();
                found.push(name.to_str().unwrap().to_owned());
            }
        }
        found.sort();
        assert_eq!(found, BROWSER_TESTS);
    }
}
