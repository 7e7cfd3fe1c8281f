//! The single steps of `cargo xtask test`.

use cargo_metadata::{MetadataCommand, TargetKind};
use clap::ValueEnum;

use super::Context;
use super::counts::Counts;
use crate::error::{Error, Result};
use crate::pack;
use crate::process::{self, Tool};
use crate::progress::Step as Progress;
use crate::versions::WASM_TARGET;

/// The suite that drives the packed widget in the local amoCRM.
const END_TO_END: &str = "e2e";

/// In seconds, for one file of tests in the browser; 20 is too short for a busy machine.
const BROWSER_LIMIT: &str = "180";

/// A step that can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Step {
    /// rustfmt over all Rust
    Format,
    /// clippy over all Rust, compiled natively
    Clippy,
    /// clippy over the widget, compiled for WebAssembly
    ClippyWasm,
    /// The JavaScript: types, lints and tests
    Javascript,
    /// `cargo xtask pack`
    Pack,
    /// Tests of what compiles natively, and of the documentation's examples
    Native,
    /// The widget's Rust in a real document, in headless Chromium
    Browser,
    /// The packed widget in the local amoCRM, steered as a person would
    E2e,
}

impl Step {
    /// All of them, the quick ones first.
    pub(super) fn all() -> Vec<Self> {
        Self::value_variants().to_vec()
    }

    /// Those that run single tests, which can be filtered by name.
    pub(super) fn takes_filter(self) -> bool {
        matches!(self, Self::Native | Self::Browser | Self::E2e)
    }

    /// What a person reads while it runs.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Format => "Format",
            Self::Clippy => "Lints",
            Self::ClippyWasm => "Lints for WebAssembly",
            Self::Javascript => "JavaScript",
            Self::Pack => "Pack",
            Self::Native => "Native tests",
            Self::Browser => "Browser tests",
            Self::E2e => "End-to-end tests",
        }
    }

    /// Runs the step; `Err` only where it could not be run at all.
    pub(super) fn run(self, context: &Context<'_>) -> Result<Counts> {
        if self == Self::Pack {
            return pack_widget(context);
        }
        let progress = Progress::start(self.label());
        let counts = match self {
            Self::Format => check(context.cargo("fmt").args(["--all", "--check"]), &progress)?,
            Self::Clippy => check(
                clippy(context.cargo("clippy").arg("--workspace")),
                &progress,
            )?,
            Self::ClippyWasm => check(clippy_for_wasm(context), &progress)?,
            Self::Javascript => javascript(context, &progress)?,
            Self::Native => native(context, &progress)?,
            Self::Browser => suite(context, browser(context), &progress)?,
            Self::E2e => suite(context, end_to_end(context), &progress)?,
            Self::Pack => Counts::default(),
        };
        let result = format!("{} passed, {} failed", counts.passed, counts.failed);
        if counts.failed == 0 {
            progress.done(result);
        } else {
            progress.failed(result);
        }
        Ok(counts)
    }
}

/// Packing shows its own steps. That it cannot be done is a failed check, with its error.
fn pack_widget(context: &Context<'_>) -> Result<Counts> {
    pack::pack(context.project, &context.tools)?;
    Ok(Counts::of_one(true))
}

fn clippy(tool: Tool) -> Tool {
    tool.args(["--all-targets", "--", "--deny", "warnings"])
}

fn clippy_for_wasm(context: &Context<'_>) -> Tool {
    let cargo = context
        .tools
        .wasm_tool(context.project, "cargo", "check the widget for WebAssembly")
        .args(["clippy", "--package", context.project.widget_package()])
        .args(["--target", WASM_TARGET]);
    clippy(cargo)
}

/// Types and lints have no numbers of their own: they fail the step as a whole.
fn javascript(context: &Context<'_>, progress: &Progress) -> Result<Counts> {
    let npm = Tool::new("npm", "check the JavaScript")
        .args(["run", "check"])
        .folder(context.project.root());
    let counts = count_tests(npm, progress)?;
    if counts == Counts::default() {
        return Ok(Counts::of_one(true));
    }
    Ok(counts)
}

/// All that is native but the end-to-end suite, which needs the packed widget and a browser.
fn native(context: &Context<'_>, progress: &Progress) -> Result<Counts> {
    let mut suites =
        context
            .cargo("test")
            .args(["--workspace", "--no-fail-fast", "--lib", "--bins"]);
    for suite in native_suites(context)? {
        suites = suites.args(["--test", &suite]);
    }
    let mut counts = suite(context, suites, progress)?;
    let examples = context.cargo("test").args(["--workspace", "--doc"]);
    counts += tests(context, examples, progress)?;
    Ok(counts)
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

fn browser(context: &Context<'_>) -> Tool {
    let wasm_pack = context.tools.cargo_tools.wasm_pack();
    context
        .tools
        .wasm_tool(context.project, wasm_pack, "test the widget in a browser")
        .args(["test", "--headless", "--chrome", "--chromedriver"])
        .arg(&context.browser.driver)
        .args(["--mode", "no-install"])
        .env("WASM_BINDGEN_TEST_TIMEOUT", BROWSER_LIMIT)
}

fn end_to_end(context: &Context<'_>) -> Tool {
    context
        .cargo("test")
        // The whole workspace, as for the native tests: nothing is built twice.
        .args(["--workspace", "--test", END_TO_END])
        .env("CHROME", &context.browser.program)
        .env("CHROMEDRIVER", &context.browser.driver)
}

/// A check without tests of its own: it passes or fails as a whole.
fn check(tool: Tool, progress: &Progress) -> Result<Counts> {
    let outcome = tool.outcome(progress)?;
    if !outcome.status.success() {
        outcome.print(progress);
    }
    Ok(Counts::of_one(outcome.status.success()))
}

/// Runs tests of which there must be some: a suite that runs none checks nothing.
fn suite(context: &Context<'_>, tool: Tool, progress: &Progress) -> Result<Counts> {
    let counts = tests(context, tool, progress)?;
    if counts == Counts::default() && context.filter.is_none() {
        progress.note("no test ran, though there should be some");
        return Ok(Counts::of_one(false));
    }
    Ok(counts)
}

/// Runs tests and counts them. One that ended badly before it could say how many failed, as
/// where it does not compile, counts as one failure.
fn tests(context: &Context<'_>, tool: Tool, progress: &Progress) -> Result<Counts> {
    let tool = match &context.filter {
        Some(filter) => tool.args(["--", filter]),
        None => tool,
    };
    count_tests(tool, progress)
}

fn count_tests(tool: Tool, progress: &Progress) -> Result<Counts> {
    let outcome = tool.outcome(progress)?;
    let mut counts = Counts::read(&outcome.output);
    if !outcome.status.success() {
        outcome.print(progress);
        counts.failed = counts.failed.max(1);
    }
    Ok(counts)
}
