//! Tells open pages, over server-sent events, what they cannot know by themselves: that a widget
//! changed, where the receiver is, and what it printed.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use axum::response::sse::{Event, KeepAlive, Sse};
use serde::Serialize;
use tokio::sync::broadcast;
use tokio_stream::wrappers::BroadcastStream;
use tokio_stream::{Stream, StreamExt, iter};

/// How many lines of the receiver are kept for pages that are opened later.
const LINES_KEPT: usize = 200;

/// How many events an open page may lag behind.
const LAG: usize = 256;

/// The channel to all open pages.
#[derive(Debug, Clone)]
pub(crate) struct PageEvents {
    shared: Arc<Mutex<Shared>>,
    /// A page that reconnects after a restart of the server sees another number, and reloads.
    started: u128,
}

#[derive(Debug)]
struct Shared {
    /// Taken away when the server ends, which ends every open stream.
    channel: Option<broadcast::Sender<PageEvent>>,
    printed: VecDeque<PrintedLine>,
    lines_ever: u64,
    receiver: NamedReceiver,
}

#[derive(Debug, Clone)]
enum PageEvent {
    WidgetChanged,
    ReceiverNamed(NamedReceiver),
    ReceiverPrinted(PrintedLine),
}

/// Where the receiver is, if there is one.
#[derive(Debug, Clone, Default, Serialize)]
struct NamedReceiver {
    url: Option<String>,
}

/// A line with its number: a page that reconnects gets the kept ones again and tells them by it.
#[derive(Debug, Clone, Serialize)]
struct PrintedLine {
    number: u64,
    text: String,
}

impl PageEvents {
    pub(crate) fn new() -> Self {
        let (channel, _) = broadcast::channel(LAG);
        let started = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default()
            .as_nanos();
        let shared = Shared {
            channel: Some(channel),
            printed: VecDeque::new(),
            lines_ever: 0,
            receiver: NamedReceiver::default(),
        };
        Self {
            shared: Arc::new(Mutex::new(shared)),
            started,
        }
    }

    pub(crate) fn widget_changed(&self) {
        self.shared().tell(PageEvent::WidgetChanged);
    }

    pub(crate) fn receiver_named(&self, url: Option<String>) {
        let mut shared = self.shared();
        shared.receiver = NamedReceiver { url };
        shared.tell(PageEvent::ReceiverNamed(shared.receiver.clone()));
    }

    pub(crate) fn receiver_printed(&self, text: &str) {
        let mut shared = self.shared();
        shared.lines_ever += 1;
        let line = PrintedLine {
            number: shared.lines_ever,
            text: text.to_owned(),
        };
        if shared.printed.len() == LINES_KEPT {
            shared.printed.pop_front();
        }
        shared.printed.push_back(line.clone());
        shared.tell(PageEvent::ReceiverPrinted(line));
    }

    pub(crate) fn close(&self) {
        self.shared().channel.take();
    }

    fn shared(&self) -> MutexGuard<'_, Shared> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// First who the server is, where the receiver is and what it printed; then what happens.
    pub(crate) fn events(&self) -> Sse<impl Stream<Item = Result<Event, Infallible>> + use<>> {
        let hello = Event::default()
            .event("server")
            .data(self.started.to_string());
        // Under one lock: no line is told twice or not at all.
        let shared = self.shared();
        let mut before = vec![hello, named_event(&shared.receiver)];
        before.extend(shared.printed.iter().map(printed_event));
        let receiver = shared
            .channel
            .as_ref()
            .map_or_else(closed, broadcast::Sender::subscribe);
        drop(shared);
        let happening = BroadcastStream::new(receiver).map(|event| match event {
            Ok(PageEvent::ReceiverNamed(receiver)) => named_event(&receiver),
            Ok(PageEvent::ReceiverPrinted(line)) => printed_event(&line),
            // A page that lagged behind missed something: it reloads and sees all of it.
            Ok(PageEvent::WidgetChanged) | Err(_) => {
                Event::default().event("widget").data("changed")
            }
        });
        Sse::new(iter(before).chain(happening).map(Ok)).keep_alive(KeepAlive::default())
    }
}

impl Shared {
    fn tell(&self, event: PageEvent) {
        if let Some(channel) = &self.channel {
            // It fails only where no page is open.
            let _ = channel.send(event);
        }
    }
}

fn printed_event(line: &PrintedLine) -> Event {
    json_event("receiver", line)
}

fn named_event(receiver: &NamedReceiver) -> Event {
    json_event("receiver-named", receiver)
}

fn json_event(name: &str, value: &impl Serialize) -> Event {
    // Numbers and texts always make JSON.
    let event = Event::default().event(name).json_data(value);
    event.unwrap_or_default()
}

fn closed() -> broadcast::Receiver<PageEvent> {
    broadcast::channel(1).1
}
