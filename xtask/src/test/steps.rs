//! The single steps of `cargo xtask test`.

use std::fmt;

use clap::ValueEnum;

use super::counts::Counts;
use super::results::Results;
use super::{Context, dependencies, suites};
use crate::error::Result;
use crate::pack;
use crate::process::Tool;
use crate::progress::Step as Progress;
use crate::setup::Engine;
use crate::size::Growth;
use crate::versions::WASM_TARGET;

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
    /// Licences, origins and known faults of what the project is built upon
    Dependencies,
    /// `cargo xtask pack`
    Pack,
    /// That what is packed makes no markup and no code of a text
    Shipped,
    /// Tests of what compiles natively, and of the documentation's examples
    Native,
    /// The widget's Rust in a real document, in each engine
    Browser,
    /// The packed widget in the local amoCRM, steered as a person would, in each engine
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
            Self::Dependencies => "Dependencies",
            Self::Pack => "Pack",
            Self::Shipped => "What ships",
            Self::Native => "Native tests",
            Self::Browser => "Browser tests",
            Self::E2e => "End-to-end tests",
        }
    }

    /// Those that look at what is packed.
    pub(super) fn needs_packed_widget(self) -> bool {
        matches!(self, Self::Shipped | Self::E2e)
    }

    /// Those that run in a browser, once in each engine.
    pub(super) fn runs_in_engines(self) -> bool {
        matches!(self, Self::Browser | Self::E2e)
    }
}

/// A step, in the engine where it needs one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Job {
    pub(super) step: Step,
    pub(super) engine: Option<Engine>,
}

impl fmt::Display for Job {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let label = self.step.label();
        match self.engine {
            Some(engine) => out.pad(&format!("{label}, {engine}")),
            None => out.pad(label),
        }
    }
}

impl Job {
    /// The step in each of the engines, or once where it needs none.
    pub(super) fn of(step: Step, engines: &[Engine]) -> Vec<Self> {
        if !step.runs_in_engines() {
            return vec![Self { step, engine: None }];
        }
        let in_engine = |engine: &Engine| Self {
            step,
            engine: Some(*engine),
        };
        engines.iter().map(in_engine).collect()
    }

    /// Runs it; `Err` only where it could not be run at all.
    pub(super) fn run(self, context: &Context<'_>) -> Result<Results> {
        let progress = match self.step {
            Step::Pack => return pack_widget(context),
            _ => Progress::start(self.to_string()),
        };
        let engine = self.engine.and_then(|engine| context.engines.get(engine));
        let results = match (self.step, engine) {
            (Step::Format, _) => check(context.cargo("fmt").args(["--all", "--check"]), &progress)?,
            (Step::Clippy, _) => check(
                clippy(context.cargo("clippy").arg("--workspace")),
                &progress,
            )?,
            (Step::ClippyWasm, _) => check(clippy_for_wasm(context), &progress)?,
            (Step::Javascript, _) => suites::javascript(context, &progress)?,
            (Step::Dependencies, _) => dependencies::check(context, &progress)?,
            (Step::Shipped, _) => suites::shipped(context, &progress)?,
            (Step::Native, _) => suites::native(context, &progress)?,
            (Step::Browser, Some(engine)) => suites::browser(context, engine, &progress)?,
            (Step::E2e, Some(engine)) => suites::end_to_end(context, engine, &progress)?,
            // Packing has ended above, and an engine that is not installed makes no job.
            (Step::Pack | Step::Browser | Step::E2e, _) => Results::default(),
        };
        let Counts { passed, failed } = results.counts;
        let skipped = match results.printed.skipped.len() {
            0 => String::new(),
            skipped => format!(", {skipped} skipped"),
        };
        let result = format!("{passed} passed, {failed} failed{skipped}");
        if failed == 0 {
            progress.done(result);
        } else {
            progress.failed(result);
        }
        Ok(results)
    }
}

/// Packing shows its own steps. That it cannot be done is a failed check, with its error.
fn pack_widget(context: &Context<'_>) -> Result<Results> {
    pack::pack(context.project, &context.tools, Growth::Refused)?;
    pack::pack_with_planted_traps(context.project, &context.tools)?;
    Ok(Results::of_one(true))
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

/// A check without tests of its own: it passes or fails as a whole.
fn check(tool: Tool, progress: &Progress) -> Result<Results> {
    let outcome = tool.outcome(progress)?;
    if !outcome.status.success() {
        outcome.print(progress);
    }
    Ok(Results::of_one(outcome.status.success()))
}
