//! `cargo xtask test`: every check and test there is.
//!
//! All steps run, also after one has failed, and the last line sums up: a person (and a CI
//! server, which reads that line) sees everything that is wrong in one run.

mod counts;
mod steps;
mod summary;

use std::time::Instant;

use clap::Args;

use crate::error::{Error, Result};
use crate::process::{self, Tool};
use crate::progress;
use crate::project::Project;
use crate::setup::{self, Browser, BuildTools};
use counts::Counts;
use steps::Step;
use summary::Summary;

/// What a person can set.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Run only this step; can be given several times
    #[arg(long, value_enum, value_name = "STEP")]
    only: Vec<Step>,

    /// Run only tests with this in their names
    #[arg(last = true, value_name = "FILTER")]
    filter: Option<String>,
}

/// What the steps work with.
#[derive(Debug)]
struct Context<'a> {
    project: &'a Project,
    tools: BuildTools,
    browser: Browser,
    filter: Option<String>,
}

/// Runs the steps and sums up.
pub(crate) fn run(project: &Project, arguments: &Arguments) -> Result<()> {
    let context = Context {
        project,
        tools: setup::for_building(project)?,
        browser: setup::for_checking(project)?,
        filter: arguments.filter.clone(),
    };
    let mut sum = Counts::default();
    let mut summary = Summary::default();
    for step in arguments.steps() {
        let started = Instant::now();
        let counts = step.run(&context).unwrap_or_else(|error| {
            progress::error(error.line());
            Counts::of_one(false)
        });
        summary.add(step, counts, started.elapsed());
        // With a filter it is single tests that are asked for; packing only goes before them.
        if context.filter.is_none() || step.takes_filter() || counts.failed > 0 {
            sum += counts;
        }
    }
    if summary.is_worth_a_table() {
        progress::say(format_args!("\n{summary}\n"));
    }
    progress::say(format_args!("{} passed, {} failed", sum.passed, sum.failed));
    match (&context.filter, sum) {
        (_, Counts { failed: 1.., .. }) => Err(Error::ChecksFailed { failed: sum.failed }),
        (Some(filter), Counts { passed: 0, .. }) => Err(Error::NoSuchTest {
            filter: filter.clone(),
        }),
        _ => Ok(()),
    }
}

impl Arguments {
    /// The steps asked for, in their order. A name of a test says nothing to the other steps.
    fn steps(&self) -> Vec<Step> {
        let mut steps = Step::all();
        if !self.only.is_empty() {
            // The end-to-end tests drive what is packed: never an old one.
            let packs = self.only.contains(&Step::E2e);
            steps.retain(|step| self.only.contains(step) || (packs && *step == Step::Pack));
        } else if self.filter.is_some() {
            steps.retain(|step| step.takes_filter() || *step == Step::Pack);
        }
        steps
    }
}

impl Context<'_> {
    /// cargo with the Rust that runs this command.
    fn cargo(&self, subcommand: &str) -> Tool {
        Tool::new(process::cargo(), format!("run cargo {subcommand}"))
            .folder(self.project.root())
            .arg(subcommand)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(only: &[Step], filter: Option<&str>) -> Vec<Step> {
        let arguments = Arguments {
            only: only.to_vec(),
            filter: filter.map(str::to_owned),
        };
        arguments.steps()
    }

    #[test]
    fn all_steps_run_where_none_is_named() {
        assert_eq!(steps(&[], None), Step::all());
    }

    #[test]
    fn end_to_end_tests_never_run_on_an_old_widget() {
        assert_eq!(steps(&[Step::E2e], None), [Step::Pack, Step::E2e]);
        assert_eq!(steps(&[Step::Format], None), [Step::Format]);
    }

    #[test]
    fn a_filter_leaves_out_what_has_no_single_tests() {
        let filtered = steps(&[], Some("editor"));
        assert_eq!(
            filtered,
            [Step::Pack, Step::Native, Step::Browser, Step::E2e]
        );
    }
}
