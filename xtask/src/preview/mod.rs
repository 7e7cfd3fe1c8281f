//! `cargo xtask preview`: the local amoCRM with the widget in it, built anew on each change.

mod changes;

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};

use clap::Args;
use local_amocrm::{LocalAmocrm, Options};
use tokio::runtime::Runtime;

use crate::error::{Error, Result};
use crate::pack;
use crate::progress::{self, Step};
use crate::project::Project;
use crate::setup::{self, BuildTools};
use changes::Changes;

/// Where the local amoCRM keeps what is saved in it.
const STATE: &str = "target/local-amocrm/state.json";

/// What a person can set.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The port on 127.0.0.1
    #[arg(long, default_value_t = 8120)]
    port: u16,

    /// Run this widget instead of the project's own: an unpacked folder or a zip
    #[arg(long, value_name = "DIR|ZIP")]
    widget: Option<PathBuf>,

    /// Open the page in the default browser
    #[arg(long)]
    open: bool,
}

/// What the preview reacts to.
#[derive(Debug)]
enum Event {
    FilesTouched,
    Interrupted,
}

/// The widget that is shown.
#[derive(Debug)]
enum Widget {
    /// The project's own, packed anew when its sources change.
    Own(Box<BuildTools>),
    /// Any other, shown as it is.
    Given(PathBuf),
}

/// Serves the local amoCRM until Ctrl-C.
pub(crate) fn run(project: &Project, arguments: &Arguments) -> Result<()> {
    let (sender, events) = channel();
    let widget = match &arguments.widget {
        Some(path) => {
            setup::for_pages(project)?;
            Widget::Given(path.clone())
        }
        None => Widget::Own(Box::new(setup::for_building(project)?)),
    };
    let changes = Changes::watch(project, arguments.widget.as_deref(), sender.clone())?;
    let folder = widget.pack(project)?;
    on_interrupt(sender)?;
    let runtime = Runtime::new().map_err(|cause| Error::Runtime { cause })?;
    let amocrm = serve(project, &runtime, folder, arguments.port)?;
    announce(&amocrm, arguments.open);
    follow(project, &widget, changes, &events, &amocrm);
    runtime
        .block_on(amocrm.stop())
        .map_err(|cause| Error::LocalAmocrm { cause })?;
    println!("The local amoCRM has ended.");
    Ok(())
}

/// Builds and reloads until Ctrl-C. While a build fails, the last good widget is served on.
fn follow(
    project: &Project,
    widget: &Widget,
    mut changes: Changes,
    events: &Receiver<Event>,
    amocrm: &LocalAmocrm,
) {
    while let Ok(Event::FilesTouched) = events.recv() {
        let changed = changes.since_last();
        if changed.is_empty() {
            continue;
        }
        println!("\nChanged: {}", changed.join(", "));
        match widget.pack(project) {
            Ok(_) => {
                amocrm.reload();
                println!("Reloaded {}", amocrm.url());
            }
            Err(_) if is_interrupted(events) => return,
            Err(error) => {
                progress::error(error.line());
                println!("{} goes on with the last good widget", amocrm.url());
            }
        }
    }
}

impl Widget {
    /// Makes the widget and gives its place.
    fn pack(&self, project: &Project) -> Result<PathBuf> {
        match self {
            Self::Own(tools) => Ok(pack::pack(project, tools)?.folder),
            Self::Given(path) => Ok(path.clone()),
        }
    }
}

fn serve(project: &Project, runtime: &Runtime, widget: PathBuf, port: u16) -> Result<LocalAmocrm> {
    let step = Step::start("Local amoCRM");
    let options = Options {
        port,
        ..Options::new(widget, project.path("node_modules"), project.path(STATE))
    };
    let amocrm = runtime
        .block_on(local_amocrm::serve(options))
        .map_err(|cause| Error::LocalAmocrm { cause })?;
    step.done(amocrm.address());
    Ok(amocrm)
}

fn announce(amocrm: &LocalAmocrm, open: bool) {
    let url = amocrm.url();
    if open && let Err(cause) = open::that_detached(&url) {
        progress::warn(format!("no browser could be started ({cause})"));
    }
    println!("The widget runs in the local amoCRM at {url} (Ctrl-C ends it)");
}

/// The first Ctrl-C ends in good order, a second one at once.
fn on_interrupt(events: Sender<Event>) -> Result<()> {
    const ENDED_BY_SIGNAL: i32 = 130;
    let mut before = false;
    ctrlc::set_handler(move || {
        if before || events.send(Event::Interrupted).is_err() {
            std::process::exit(ENDED_BY_SIGNAL);
        }
        before = true;
    })
    .map_err(|cause| Error::Interrupt { cause })
}

/// Ctrl-C reaches the tools at work too, and they fail by it: that is no error to report.
fn is_interrupted(events: &Receiver<Event>) -> bool {
    events
        .try_iter()
        .any(|event| matches!(event, Event::Interrupted))
}
