//! Runs one test: starts what it needs, looks at the page afterwards, cleans up in any case.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::time::Duration;

use local_amocrm::Options;
use tempfile::TempDir;
use tokio::time::timeout;

use crate::amocrm::Amocrm;
use crate::browser::Browser;
use crate::engine::Engine;
use crate::running_receiver;

/// How long a test may take, browser and all, on a busy machine.
const TEST_LIMIT: Duration = Duration::from_secs(180);

/// How long a page may take to say what went wrong in it.
const REPORT_LIMIT: Duration = Duration::from_secs(20);

/// The widget that a test is about.
#[derive(Clone, Copy)]
pub(crate) enum Widget {
    /// What `cargo xtask pack` made.
    Packed,
    /// The same with panics on demand, which `cargo xtask test` makes after packing.
    PlantedTraps,
    /// The documented jQuery recipe, always installed in the local amoCRM.
    Recipe,
    /// The local amoCRM's control widget, which is in every place of amoCRM's page.
    Places,
}

impl Widget {
    /// The code under which the local amoCRM installs it.
    fn code(self) -> &'static str {
        match self {
            Self::Packed | Self::PlantedTraps => "local_widget",
            Self::Recipe => "jquery_recipe",
            Self::Places => "local_places",
        }
    }

    fn folder(self) -> PathBuf {
        let project = Path::new(env!("CARGO_MANIFEST_DIR"));
        match self {
            Self::Packed => packed(&project.join("dist/widget")),
            Self::PlantedTraps => packed(&project.join("target/planted-traps/widget")),
            Self::Recipe => project.join("emulator/recipe"),
            Self::Places => project.join("emulator/places"),
        }
    }
}

/// A folder that has been made before.
fn packed(folder: &Path) -> PathBuf {
    let script = folder.join("script.js");
    assert!(
        script.is_file(),
        "no {}: run `cargo xtask test --only pack` first",
        script.display()
    );
    folder.to_owned()
}

/// Runs steps that start the receiver. It is built before the test's time begins to run.
pub(crate) fn run_beside_receiver<Steps, Ending>(name: &'static str, widget: Widget, steps: Steps)
where
    Steps: FnOnce(Amocrm) -> Ending,
    Ending: Future<Output = ()> + Send + 'static,
{
    running_receiver::program();
    run(name, widget, steps);
}

/// Runs `steps` as [`run`] does, but in `engines` only; elsewhere the test is skipped by name.
pub(crate) fn run_only_in<Steps, Ending>(
    engines: &[Engine],
    why: &str,
    name: &'static str,
    widget: Widget,
    steps: Steps,
) where
    Steps: FnOnce(Amocrm) -> Ending,
    Ending: Future<Output = ()> + Send + 'static,
{
    if engines.contains(&Engine::of_this_run()) {
        run(name, widget, steps);
    } else {
        // `cargo xtask test` counts it by this line.
        println!("skipped: {name}: {why}");
    }
}

/// Runs `steps` against `widget`; `name` is the test's, for its screenshots.
pub(crate) fn run<Steps, Ending>(name: &'static str, widget: Widget, steps: Steps)
where
    Steps: FnOnce(Amocrm) -> Ending,
    Ending: Future<Output = ()> + Send + 'static,
{
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime
        .expect("a runtime")
        .block_on(run_steps(name, widget, steps));
}

async fn run_steps<Steps, Ending>(name: &'static str, widget: Widget, steps: Steps)
where
    Steps: FnOnce(Amocrm) -> Ending,
    Ending: Future<Output = ()> + Send + 'static,
{
    let account = tempfile::tempdir().expect("a folder for the account");
    let server = local_amocrm::serve(options(widget, &account)).await;
    let server = server.unwrap_or_else(|error| panic!("{error}"));
    let engine = Engine::of_this_run();
    let browser = Browser::start(engine).await;
    let amocrm = Amocrm::new(
        name,
        engine,
        browser.client.clone(),
        server,
        state_file(&account),
        widget.code(),
    );
    let steps = timeout(TEST_LIMIT, steps(amocrm.clone()));
    // A task of its own, so that a failed assertion still finds the browser closed below.
    let outcome = tokio::spawn(async { steps.await.expect("the test ends in time") }).await;
    let problems = timeout(REPORT_LIMIT, look_at_page(&amocrm, outcome.is_ok())).await;
    browser.stop().await;
    if let Err(failed) = outcome {
        std::panic::resume_unwind(failed.into_panic());
    }
    assert_eq!(
        problems.expect("the page answers"),
        "[]",
        "something was printed, thrown or rejected in the page"
    );
}

/// What went wrong in the page. Where the test failed, that and more goes to the screen.
async fn look_at_page(amocrm: &Amocrm, passed: bool) -> String {
    let problems = amocrm.problems().await;
    if !passed {
        eprintln!("problems in the page: {problems}");
        eprintln!("log of the page:\n{}", amocrm.log().await);
        amocrm.screenshot("failed").await;
    }
    problems
}

fn options(widget: Widget, account: &TempDir) -> Options {
    let node_modules = Path::new(env!("CARGO_MANIFEST_DIR")).join("node_modules");
    Options::new(widget.folder(), node_modules, state_file(account))
}

fn state_file(account: &TempDir) -> PathBuf {
    account.path().join("state.json")
}
