//! `cargo xtask bench`: what the widget costs, side by side with the jQuery recipe of amoCRM's
//! page and with plain JavaScript that does the same job.
//!
//! All of them run in one Chromium, in one run, taking turns; what is compared are medians. It is
//! no part of `cargo xtask test`: a busy machine is no mistake in the code.

mod browser;
mod budget;
mod contestant;
mod documents;
mod footprint;
mod machine;
mod measurement;
mod picture;
mod report;
mod rounds;
mod server;
mod statistics;
mod table;

use std::collections::BTreeMap;
use std::fs;

use clap::{Args, ValueEnum};
use tokio::runtime::Runtime;

use crate::error::{Error, Result};
use crate::pack;
use crate::progress::{self, Step};
use crate::project::Project;
use crate::setup::{self, BuildTools};
use crate::size::{self, Growth};
use browser::Browser;
use contestant::Contestant;
use footprint::Footprint;
use machine::Machine;
use measurement::Measurement;
use report::{Report, Times};
use rounds::Samples;

/// What a person can set.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Fail where a budget is not held
    #[arg(long)]
    check: bool,

    /// Write the numbers, their picture and the README's table into the project's documents
    #[arg(long)]
    write_docs: bool,

    /// Report only this
    #[arg(long, value_enum)]
    only: Option<Only>,
}

/// A part of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Only {
    /// What fills script.js
    Size,
    /// Times, memory and layouts
    Speed,
}

/// Packs, measures and reports.
pub(crate) fn run(project: &Project, arguments: &Arguments) -> Result<()> {
    let tools = setup::for_building(project)?;
    let packed = pack::pack(project, &tools, Growth::Ignored)?;
    if arguments.only != Some(Only::Speed) {
        size::report(&packed, &pack::with_names(project, &tools)?)?;
    }
    if arguments.only == Some(Only::Size) {
        return Ok(());
    }
    let programs = setup::for_measuring()?;
    bundle_hand_written(project, &tools)?;
    let runtime = Runtime::new().map_err(|cause| Error::Runtime { cause })?;
    let measured = runtime.block_on(measure(project, &programs))?;
    let report = Report {
        machine: Machine::this(measured.browser, tools.toolchain.description()),
        script: packed.sizes.script,
        times: measured.times,
        footprints: measured.footprints,
    };
    progress::say(table::times(&report));
    progress::say(table::footprints(&report));
    progress::say(&report.machine);
    let folder = documents::write(project, &report, arguments.write_docs)?;
    progress::say(format_args!(
        "bench.json and bench.svg are in {}",
        project.shown(&folder)
    ));
    if arguments.check {
        hold_budgets(&report)?;
    }
    Ok(())
}

/// What came out of the browser.
#[derive(Debug)]
struct Measured {
    browser: String,
    times: Vec<Times>,
    footprints: BTreeMap<Contestant, Footprint>,
}

async fn measure(project: &Project, programs: &setup::InstalledEngine) -> Result<Measured> {
    let server = server::serve(project).await?;
    let browser = Browser::start(programs).await?;
    let measured = measure_in(&browser, &server).await;
    browser.stop().await?;
    measured
}

async fn measure_in(browser: &Browser, server: &str) -> Result<Measured> {
    let mut samples = Samples::default();
    rounds::starts(browser, server, &mut samples).await?;
    rounds::in_one_page(browser, server, &mut samples).await?;
    let mut footprints = BTreeMap::new();
    for contestant in Contestant::ALL {
        let footprint = footprint::measure(browser, server, contestant).await?;
        footprints.insert(contestant, footprint);
    }
    let all = Measurement::IN_TABS
        .into_iter()
        .chain(Measurement::IN_ONE_PAGE);
    Ok(Measured {
        browser: browser.version().await?,
        times: all.map(|one| Times::of(&samples, one)).collect(),
        footprints,
    })
}

/// A time as a person reads it.
fn milliseconds(time: f64) -> String {
    if time < 10.0 {
        format!("{time:.2} ms")
    } else {
        format!("{time:.0} ms")
    }
}

fn hold_budgets(report: &Report) -> Result<()> {
    let outcomes = budget::check(report);
    for outcome in &outcomes {
        progress::say(outcome);
    }
    match outcomes.iter().filter(|outcome| !outcome.is_held()).count() {
        0 => Ok(()),
        broken => Err(Error::BudgetsBroken { broken }),
    }
}

/// The rival's modules as one AMD script, by the bundler that makes this widget's; and this widget's
/// style for it, so that both have the same to load and to apply.
fn bundle_hand_written(project: &Project, tools: &BuildTools) -> Result<()> {
    let step = Step::start("bench/hand-written");
    let folder = Contestant::HandWritten.folder(project);
    tools
        .node
        .tool(
            project,
            "rollup/dist/bin/rollup",
            "bundle bench/hand-written",
        )
        .arg("bench/hand-written/script.js")
        .args([
            "--format",
            "amd",
            "--exports",
            "default",
            "--failAfterWarnings",
        ])
        .arg("--file")
        .arg(folder.join("script.js"))
        .run(&step)?;
    let path = project.path("widget/style.css");
    let style = fs::read_to_string(&path).map_err(Error::file("read", &path))?;
    let path = folder.join("style.css");
    fs::write(&path, style.replace("pipeline-message", "hand-written"))
        .map_err(Error::file("write", &path))?;
    step.done("");
    Ok(())
}
