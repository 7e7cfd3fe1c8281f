//! The server behind the widget. What amoCRM would send to the https address in the manifest, the
//! local amoCRM sends to a receiver on this machine: the project's own, started here, or any
//! other that is named.

mod child;
mod program;
mod supervised;

use std::path::Path;
use std::sync::mpsc::Sender;

use local_amocrm::Receiver as Destination;
use url::Url;

use super::webhook;
use crate::error::Result;
use crate::progress;
use crate::project::Project;
pub(super) use child::Child;
use program::Program;
use supervised::Supervised;

/// Secrets for a receiver that somebody else has started; those of the own one are made up.
const HOOK_SECRET: &str = "PIPELINE_MESSAGE_HOOK_SECRET";
const CLIENT_SECRET: &str = "AMOCRM_CLIENT_SECRET";

/// Where the requests to the widget's server go.
#[derive(Debug)]
pub(super) enum Receiver {
    /// The widget names no server.
    NotNeeded,
    /// The project's own.
    Own(Supervised),
    /// One that runs already.
    Other(Destination),
}

/// What is known before the port of the local amoCRM is.
#[derive(Debug)]
pub(super) enum Prepared {
    NotNeeded,
    Own(Program),
    Other(Destination),
}

impl Prepared {
    /// Builds the project's own receiver, where the packed `widget` needs one and no `other` is
    /// named.
    pub(super) fn new(project: &Project, widget: &Path, other: Option<&Url>) -> Result<Self> {
        match (webhook::address(widget)?, other) {
            (None, None) => Ok(Self::NotNeeded),
            (None, Some(_)) => {
                progress::warn("the widget has no dp.webhook_url, so nothing goes to the receiver");
                Ok(Self::NotNeeded)
            }
            (Some(_), Some(url)) => Ok(Self::Other(named_by_the_person(url))),
            (Some(webhook), None) => {
                let audience = webhook::origin(&webhook);
                Ok(Self::Own(Program::build(project, audience)?))
            }
        }
    }

    /// Starts the own receiver for the local amoCRM on `port`; `printed` gets each line of its
    /// output.
    pub(super) fn start(
        self,
        port: u16,
        child: &Child,
        printed: Sender<String>,
    ) -> Result<Receiver> {
        Ok(match self {
            Self::NotNeeded => Receiver::NotNeeded,
            Self::Other(destination) => Receiver::Other(destination),
            Self::Own(program) => {
                Receiver::Own(Supervised::start(program, port, child.clone(), printed)?)
            }
        })
    }
}

impl Receiver {
    /// What the local amoCRM is told.
    pub(super) fn destination(&self) -> Option<Destination> {
        match self {
            Self::NotNeeded => None,
            Self::Own(own) => Some(own.destination()),
            Self::Other(destination) => Some(destination.clone()),
        }
    }

    /// Takes up what changed: the receiver's own sources, or the host in the manifest's address.
    pub(super) fn refresh(&self, project: &Project, widget: &Path, sources: bool) -> Result<()> {
        let audience = webhook::address(widget)?.as_ref().map(webhook::origin);
        match (self, audience) {
            (Self::NotNeeded, Some(_)) => {
                progress::warn("the widget now has a dp.webhook_url: start the preview again");
            }
            (Self::Own(own), Some(audience)) if sources || audience != own.audience() => {
                own.replace(project, audience)?;
            }
            _ => {}
        }
        Ok(())
    }
}

fn named_by_the_person(url: &Url) -> Destination {
    let from_environment = |name| std::env::var(name).ok().filter(|text| !text.is_empty());
    let destination = Destination {
        url: url.as_str().trim_end_matches('/').to_owned(),
        hook_secret: from_environment(HOOK_SECRET),
        client_secret: from_environment(CLIENT_SECRET),
    };
    let set = |secret: &Option<String>| match secret {
        Some(_) => "is set",
        None => "is not set",
    };
    progress::say(format_args!(
        "  Receiver: {} (${HOOK_SECRET} {}, ${CLIENT_SECRET} {})",
        destination.url,
        set(&destination.hook_secret),
        set(&destination.client_secret)
    ));
    if destination.client_secret.is_none() {
        progress::warn(format!(
            "without ${CLIENT_SECRET} the lead source and the Salesbot have no token to show"
        ));
    }
    destination
}
