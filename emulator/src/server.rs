//! Starting and ending the server.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::error::Error;
use crate::page_events::PageEvents;
use crate::receiver::Receiver;
use crate::routes::{self, Application, VENDOR_FILES};
use crate::salesbot::Continuations;
use crate::state::StateFile;
use crate::widget::{InstalledWidget, WidgetFiles, install};

/// What a local amoCRM is started with.
#[derive(Debug, Clone)]
pub struct Options {
    /// The widget being developed: an unpacked folder or a zip, with `manifest.json` at its root.
    pub widget: PathBuf,
    /// Other widgets to install beside it, each a folder or a zip.
    pub further_widgets: Vec<PathBuf>,
    /// The `node_modules` folder that holds `RequireJS`, jQuery, Underscore and Twig.
    pub node_modules: PathBuf,
    /// The JSON file that keeps saved triggers and settings; made when first needed.
    pub state: PathBuf,
    /// The port on 127.0.0.1; 0 takes any free one.
    pub port: u16,
    /// Where what goes to the widget's https addresses is sent instead.
    pub receiver: Option<Receiver>,
}

impl Options {
    /// Only `widget`, on any free port.
    pub fn new(
        widget: impl Into<PathBuf>,
        node_modules: impl Into<PathBuf>,
        state: impl Into<PathBuf>,
    ) -> Self {
        Self {
            widget: widget.into(),
            further_widgets: Vec::new(),
            node_modules: node_modules.into(),
            state: state.into(),
            port: 0,
            receiver: None,
        }
    }
}

/// A running local amoCRM. Dropping it ends the server.
#[derive(Debug)]
#[must_use = "the server ends when this is dropped"]
pub struct LocalAmocrm {
    address: SocketAddr,
    page_events: PageEvents,
    receiver: Arc<RwLock<Option<Receiver>>>,
    shutdown: Option<oneshot::Sender<()>>,
    task: JoinHandle<Result<(), std::io::Error>>,
}

impl LocalAmocrm {
    /// Where the server listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address to open in a browser, without a slash at its end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Tells every open page that a widget changed: it reloads and keeps what is on it.
    pub fn reload(&self) {
        self.page_events.widget_changed();
    }

    /// Names another receiver, or none: one that was started after the local amoCRM, whose address
    /// it has to know, or that was started again.
    pub fn use_receiver(&self, receiver: Option<Receiver>) {
        let url = receiver.as_ref().map(|receiver| receiver.url.clone());
        *self
            .receiver
            .write()
            .unwrap_or_else(PoisonError::into_inner) = receiver;
        self.page_events.receiver_named(url);
    }

    /// Shows a line that the receiver printed, in every open page and those opened later.
    pub fn receiver_printed(&self, line: &str) {
        self.page_events.receiver_printed(line);
    }

    /// Ends the server and waits until its port is free again.
    ///
    /// # Errors
    /// When the server had failed while it ran.
    pub async fn stop(mut self) -> Result<(), Error> {
        if let Some(shutdown) = self.shutdown.take() {
            // The receiver is gone where the server has ended already.
            let _ = shutdown.send(());
        }
        match (&mut self.task).await {
            Ok(served) => served.map_err(|cause| Error::Serve { cause }),
            Err(stopped) => Err(Error::Serve {
                cause: std::io::Error::other(stopped),
            }),
        }
    }
}

impl Drop for LocalAmocrm {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Starts a local amoCRM on 127.0.0.1, inside the current Tokio runtime.
///
/// # Errors
/// When a widget, the state file or a library cannot be read, or the port is taken.
pub async fn serve(options: Options) -> Result<LocalAmocrm, Error> {
    require_libraries(&options.node_modules)?;
    let widgets = installed_widgets(&options)?;
    let state = StateFile::open(&options.state)?;
    let (listener, address) = listen(options.port).await?;
    let page_events = PageEvents::new();
    if let Some(receiver) = &options.receiver {
        page_events.receiver_named(Some(receiver.url.clone()));
    }
    let receiver = Arc::new(RwLock::new(options.receiver));
    let application = Application {
        address,
        widgets,
        node_modules: options.node_modules,
        emulator: emulator_folder(),
        state,
        page_events: page_events.clone(),
        receiver: Arc::clone(&receiver),
        continuations: Continuations::default(),
    };
    let (shutdown, shutdown_asked) = oneshot::channel();
    let router = routes::router(Arc::new(application));
    let ending = page_events.clone();
    let server = axum::serve(listener, router).with_graceful_shutdown(async move {
        // An error means that the handle is gone, which asks for the same.
        let _ = shutdown_asked.await;
        // Event streams never end by themselves and would hold the server up.
        ending.close();
    });
    let task = tokio::spawn(async move { server.await });
    Ok(LocalAmocrm {
        address,
        page_events,
        receiver,
        shutdown: Some(shutdown),
        task,
    })
}

/// The pages are read from this crate's folder at each request: an edit shows on reloading.
fn emulator_folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn installed_widgets(options: &Options) -> Result<Vec<InstalledWidget>, Error> {
    let mut sources = vec![WidgetFiles::open(&options.widget)?];
    for further in &options.further_widgets {
        sources.push(WidgetFiles::open(further)?);
    }
    let recipe = WidgetFiles::open(&emulator_folder().join("recipe"))?;
    Ok(install(sources, recipe))
}

fn require_libraries(node_modules: &Path) -> Result<(), Error> {
    for (_, file) in VENDOR_FILES {
        let path = node_modules.join(file);
        if !path.is_file() {
            return Err(Error::LibraryMissing { path });
        }
    }
    Ok(())
}

async fn listen(port: u16) -> Result<(TcpListener, SocketAddr), Error> {
    let failed = |cause| Error::Listen { port, cause };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    Ok((listener, address))
}
