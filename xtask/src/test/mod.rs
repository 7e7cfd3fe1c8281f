//! `cargo xtask test`: every check and test there is.
//!
//! All steps run, also after one has failed, and the last line sums up: a person (and a CI
//! server, which reads that line) sees everything that is wrong in one run.

mod counts;
mod dependencies;
mod display;
mod printed;
mod results;
mod steps;
mod suites;
mod summary;

use std::cell::OnceCell;
use std::time::Instant;

use clap::Args;

use crate::error::{Error, Result};
use crate::process::{self, Tool};
use crate::progress;
use crate::project::Project;
use crate::setup::{self, BuildTools, Engine, Engines, InstalledEngine};
use counts::Counts;
use display::Display;
use results::Results;
use steps::{Job, Step};
use summary::Summary;

/// What a person can set.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Run only this step; can be given several times
    #[arg(long, value_enum, value_name = "STEP")]
    only: Vec<Step>,

    /// Run the tests in a browser only in this engine; can be given several times
    #[arg(long, value_enum, value_name = "ENGINE")]
    engine: Vec<Engine>,

    /// Run only tests with this in their names
    #[arg(last = true, value_name = "FILTER")]
    filter: Option<String>,
}

/// What the steps work with.
#[derive(Debug)]
struct Context<'a> {
    project: &'a Project,
    tools: BuildTools,
    engines: Engines,
    display: OnceCell<Display>,
    filter: Option<String>,
}

/// Runs the steps and sums up.
pub(crate) fn run(project: &Project, arguments: &Arguments) -> Result<()> {
    let context = Context {
        project,
        tools: setup::for_building(project)?,
        engines: setup::for_checking(project, &arguments.engines())?,
        display: OnceCell::new(),
        filter: arguments.filter.clone(),
    };
    arguments.check_engines(&context.engines)?;
    let mut sum = Counts::default();
    let mut summary = Summary::default();
    for job in arguments.jobs(&context.engines) {
        let started = Instant::now();
        let results = job.run(&context).unwrap_or_else(|error| {
            progress::error(error.line());
            Results::of_one(false)
        });
        // With a filter it is single tests that are asked for; packing only goes before them.
        if context.filter.is_none() || job.step.takes_filter() || results.counts.failed > 0 {
            sum += results.counts;
        }
        summary.add(job, results, started.elapsed());
    }
    if summary.is_worth_a_table() {
        summary.add_missing(&context.engines);
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
            // What looks at the packed widget never looks at an old one.
            let packs = self.only.iter().any(|step| step.needs_packed_widget());
            steps.retain(|step| self.only.contains(step) || (packs && *step == Step::Pack));
        } else if self.filter.is_some() {
            steps.retain(|step| step.takes_filter() || *step == Step::Pack);
        }
        steps
    }

    /// The engines asked for, in their order; all where none is named.
    fn engines(&self) -> Vec<Engine> {
        let mut engines = Engine::all().to_vec();
        if !self.steps().iter().any(|step| step.runs_in_engines()) {
            return Vec::new();
        }
        if !self.engine.is_empty() {
            engines.retain(|engine| self.engine.contains(engine));
        }
        engines
    }

    /// An engine that was named must be there.
    fn check_engines(&self, engines: &Engines) -> Result<()> {
        let missing = engines.missing.iter();
        let named = missing
            .filter(|missing| self.engine.contains(&missing.engine))
            .collect::<Vec<_>>();
        match named.first() {
            Some(missing) => Err(Error::EngineMissing {
                engine: missing.engine,
                reason: missing.reason.clone(),
            }),
            None => Ok(()),
        }
    }

    fn jobs(&self, engines: &Engines) -> Vec<Job> {
        let engines: Vec<Engine> = engines.installed.iter().map(|one| one.engine).collect();
        let steps = self.steps().into_iter();
        steps.flat_map(|step| Job::of(step, &engines)).collect()
    }
}

impl Context<'_> {
    /// cargo with the Rust that runs this command.
    fn cargo(&self, subcommand: &str) -> Tool {
        Tool::new(process::cargo(), format!("run cargo {subcommand}"))
            .folder(self.project.root())
            .arg(subcommand)
    }

    /// `tool` with what the engine needs in its environment: a display too, where it has no other
    /// mode. That is started once, and ends with this.
    fn in_engine(&self, engine: &InstalledEngine, mut tool: Tool) -> Result<Tool> {
        for (name, value) in engine.environment() {
            tool = tool.env(name, value);
        }
        let Some(server) = &engine.display_server else {
            return Ok(tool);
        };
        if self.display.get().is_none() {
            // Just seen to be empty.
            let _ = self.display.set(Display::start(server)?);
        }
        Ok(match self.display.get() {
            Some(display) => tool
                .env("DISPLAY", display.name())
                .env_remove("WAYLAND_DISPLAY"),
            None => tool,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(only: &[Step], filter: Option<&str>) -> Vec<Step> {
        arguments(only, filter).steps()
    }

    fn arguments(only: &[Step], filter: Option<&str>) -> Arguments {
        Arguments {
            only: only.to_vec(),
            engine: Vec::new(),
            filter: filter.map(str::to_owned),
        }
    }

    #[test]
    fn tests_in_a_browser_run_once_in_each_engine() {
        let only = [Step::Pack, Step::Browser, Step::E2e];
        let installed = |engine| InstalledEngine {
            engine,
            program: None,
            driver: "driver".into(),
            display_server: None,
        };
        let engines = Engines {
            installed: [Engine::Chromium, Engine::Firefox].map(installed).into(),
            missing: Vec::new(),
        };
        let jobs = arguments(&only, None).jobs(&engines);
        let labels: Vec<String> = jobs.iter().map(Job::to_string).collect();
        assert_eq!(
            labels,
            [
                "Pack",
                "Browser tests, Chromium",
                "Browser tests, Firefox",
                "End-to-end tests, Chromium",
                "End-to-end tests, Firefox"
            ]
        );
    }

    #[test]
    fn only_the_engines_that_are_named_are_set_up() {
        let mut named = arguments(&[], None);
        assert_eq!(named.engines(), Engine::all());
        named.engine = vec![Engine::Webkit, Engine::Chromium];
        assert_eq!(named.engines(), [Engine::Chromium, Engine::Webkit]);
        assert!(arguments(&[Step::Format], None).engines().is_empty());
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
