//! Tells open pages, over server-sent events, that a widget changed.

use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use axum::response::sse::{Event, KeepAlive, Sse};
use tokio::sync::broadcast;
use tokio_stream::wrappers::BroadcastStream;
use tokio_stream::{Stream, StreamExt, once};

/// The channel to all open pages.
#[derive(Debug, Clone)]
pub(crate) struct LiveReload {
    /// Taken away when the server ends, which ends every open stream.
    changes: Arc<Mutex<Option<broadcast::Sender<()>>>>,
    /// A page that reconnects after a restart of the server sees another number, and reloads.
    started: u128,
}

impl LiveReload {
    pub(crate) fn new() -> Self {
        let (changes, _) = broadcast::channel(16);
        let started = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default()
            .as_nanos();
        Self {
            changes: Arc::new(Mutex::new(Some(changes))),
            started,
        }
    }

    pub(crate) fn widget_changed(&self) {
        if let Some(changes) = self.sender() {
            // It fails only where no page is open.
            let _ = changes.send(());
        }
    }

    pub(crate) fn close(&self) {
        self.changes
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
    }

    fn sender(&self) -> Option<broadcast::Sender<()>> {
        self.changes
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub(crate) fn events(&self) -> Sse<impl Stream<Item = Result<Event, Infallible>> + use<>> {
        let hello = once(
            Event::default()
                .event("server")
                .data(self.started.to_string()),
        );
        let receiver = self
            .sender()
            .map_or_else(closed, |changes| changes.subscribe());
        // A page that lagged behind missed a change all the same: it reloads too.
        let changes = BroadcastStream::new(receiver)
            .map(|_| Event::default().event("widget").data("changed"));
        Sse::new(hello.chain(changes).map(Ok)).keep_alive(KeepAlive::default())
    }
}

fn closed() -> broadcast::Receiver<()> {
    broadcast::channel(1).1
}
