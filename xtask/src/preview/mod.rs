//! `cargo xtask preview`: the local amoCRM with the widget in it and the widget's server beside
//! it, built anew on each change.

mod changes;
mod receiver;
mod webhook;

use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Sender, channel};
use std::thread;

use clap::Args;
use local_amocrm::{LocalAmocrm, Options};
use tokio::runtime::Runtime;
use url::Url;

use crate::error::{Error, Result};
use crate::pack;
use crate::progress::{self, Step};
use crate::project::Project;
use crate::setup::{self, BuildTools};
use crate::size::Growth;
use changes::{Changed, Changes};
use receiver::{Child, Prepared, Receiver};

/// Where the local amoCRM keeps what is saved in it.
const STATE: &str = "target/local-amocrm/state.json";

/// What a person can set.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The port on 127.0.0.1; 0 takes a free one
    #[arg(long, value_name = "NUMBER", default_value_t = 8120)]
    port: u16,

    /// Run this widget instead of the project's own: an unpacked folder or a zip
    #[arg(long, value_name = "DIR|ZIP")]
    widget: Option<PathBuf>,

    /// Send what goes to the widget's server to this one, not to the project's own receiver
    ///
    /// What is below the folder of the manifest's `dp.webhook_url` goes below this address. The
    /// secret that the webhook carries is taken from `PIPELINE_MESSAGE_HOOK_SECRET`, and the one
    /// that signs amoCRM's tokens from `AMOCRM_CLIENT_SECRET`.
    #[arg(long, value_name = "URL", value_parser = server_address)]
    receiver: Option<Url>,

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

/// What runs until Ctrl-C.
#[derive(Debug)]
struct Preview<'a> {
    project: &'a Project,
    widget: Widget,
    /// The widget as it is served: a folder or a zip.
    folder: PathBuf,
    receiver: Receiver,
    amocrm: &'a LocalAmocrm,
}

/// Serves the local amoCRM until Ctrl-C.
pub(crate) fn run(project: &Project, arguments: &Arguments) -> Result<()> {
    let port = choose_port(arguments.port)?;
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
    let prepared = Prepared::new(project, &folder, arguments.receiver.as_ref())?;
    let child = Child::default();
    on_interrupt(sender, child.clone())?;
    let (printed, lines) = channel();
    let receiver = prepared.start(port, &child, printed)?;
    let runtime = Runtime::new().map_err(|cause| Error::Runtime { cause })?;
    let amocrm = serve(project, &runtime, &folder, port, &receiver)?;
    announce(&amocrm, arguments.open);
    thread::scope(|threads| {
        threads.spawn(|| show(lines, &amocrm));
        let preview = Preview {
            project,
            widget,
            folder,
            receiver,
            amocrm: &amocrm,
        };
        preview.follow(changes, &events);
        // Ends the receiver, and with it the thread that shows its output.
        drop(preview);
    });
    runtime
        .block_on(amocrm.stop())
        .map_err(|cause| Error::LocalAmocrm { cause })?;
    progress::say("The local amoCRM has ended.");
    Ok(())
}

impl Preview<'_> {
    /// Builds and reloads until Ctrl-C. While a build fails, what was good last is served on.
    fn follow(&self, mut changes: Changes, events: &mpsc::Receiver<Event>) {
        while let Ok(Event::FilesTouched) = events.recv() {
            let changed = changes.since_last();
            if changed.is_empty() {
                continue;
            }
            progress::say(format_args!("\nChanged: {changed}"));
            match self.renew(&changed) {
                Ok(()) => {}
                Err(_) if is_interrupted(events) => return,
                Err(error) => {
                    progress::error(error.line());
                    progress::say(format_args!(
                        "{} goes on with what was good last",
                        self.amocrm.url()
                    ));
                }
            }
        }
    }

    fn renew(&self, changed: &Changed) -> Result<()> {
        if changed.concerns_widget() {
            self.widget.pack(self.project)?;
            self.amocrm.reload();
            progress::say(format_args!("Reloaded {}", self.amocrm.url()));
        }
        self.receiver
            .refresh(self.project, &self.folder, changed.concerns_receiver())
    }
}

impl Widget {
    /// Makes the widget and gives its place.
    fn pack(&self, project: &Project) -> Result<PathBuf> {
        match self {
            Self::Own(tools) => Ok(pack::pack(project, tools, Growth::Ignored)?.folder),
            Self::Given(path) => Ok(path.clone()),
        }
    }
}

fn serve(
    project: &Project,
    runtime: &Runtime,
    widget: &Path,
    port: u16,
    receiver: &Receiver,
) -> Result<LocalAmocrm> {
    let step = Step::start("Local amoCRM");
    let options = Options {
        port,
        receiver: receiver.destination(),
        ..Options::new(widget, project.path("node_modules"), project.path(STATE))
    };
    let amocrm = runtime
        .block_on(local_amocrm::serve(options))
        .map_err(|cause| Error::LocalAmocrm { cause })?;
    step.done(amocrm.address());
    Ok(amocrm)
}

/// The receiver is told the local amoCRM's address and must run before it: so the port is chosen
/// first. One that is taken is said before the build, not after it.
fn choose_port(asked: u16) -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, asked));
    listener
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|cause| {
            let cause = local_amocrm::Error::Listen { port: asked, cause };
            Error::LocalAmocrm { cause }
        })
}

/// Shows what the receiver printed in the page, until it has ended.
fn show(lines: mpsc::Receiver<String>, amocrm: &LocalAmocrm) {
    for line in lines {
        amocrm.receiver_printed(&line);
    }
}

fn server_address(text: &str) -> std::result::Result<Url, String> {
    match Url::parse(text) {
        Ok(url) if matches!(url.scheme(), "http" | "https") && url.has_host() => Ok(url),
        _ => Err("expected an address such as http://127.0.0.1:8787".to_owned()),
    }
}

fn announce(amocrm: &LocalAmocrm, open: bool) {
    let url = amocrm.url();
    if open && let Err(cause) = open::that_detached(&url) {
        progress::warn(format!("no browser could be started ({cause})"));
    }
    progress::say(format_args!(
        "The widget runs in the local amoCRM at {url} (Ctrl-C ends it)"
    ));
}

/// The first Ctrl-C ends in good order, a second one at once. Neither leaves the receiver behind.
fn on_interrupt(events: Sender<Event>, receiver: Child) -> Result<()> {
    const ENDED_BY_SIGNAL: i32 = 130;
    let mut before = false;
    ctrlc::set_handler(move || {
        if before || events.send(Event::Interrupted).is_err() {
            receiver.kill();
            std::process::exit(ENDED_BY_SIGNAL);
        }
        before = true;
    })
    .map_err(|cause| Error::Interrupt { cause })
}

/// Ctrl-C reaches the tools at work too, and they fail by it: that is no error to report.
fn is_interrupted(events: &mpsc::Receiver<Event>) -> bool {
    events
        .try_iter()
        .any(|event| matches!(event, Event::Interrupted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receiver_is_an_address_with_a_host() {
        assert!(server_address("http://127.0.0.1:8787").is_ok());
        assert!(server_address("https://example.com/amocrm/").is_ok());
        for text in [
            "",
            "127.0.0.1:8787",
            "localhost:8787",
            "file:///tmp",
            "http://",
        ] {
            assert!(server_address(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_taken_port_is_said_with_its_number() {
        let port = choose_port(0).unwrap();
        let _taken = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).unwrap();
        let line = choose_port(port).unwrap_err().line();
        assert!(line.contains(&port.to_string()), "{line}");
        assert!(line.contains("choose another port"), "{line}");
    }
}
