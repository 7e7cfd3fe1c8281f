//! Serves the local amoCRM with one widget: `cargo run -p local-amocrm --example serve -- DIR|ZIP`.
//!
//! For work on the local amoCRM itself; `cargo xtask preview` builds and watches the widget too.

use std::path::{Path, PathBuf};

use local_amocrm::Options;

#[tokio::main]
async fn main() -> Result<(), local_amocrm::Error> {
    let emulator = Path::new(env!("CARGO_MANIFEST_DIR"));
    let project = emulator.join("..");
    let mut arguments = std::env::args_os().skip(1);
    let widget = arguments
        .next()
        .map_or_else(|| emulator.join("recipe"), PathBuf::from);
    let port = arguments
        .next()
        .and_then(|port| port.to_str()?.parse().ok())
        .unwrap_or(0);
    let mut options = Options::new(
        widget,
        project.join("node_modules"),
        project.join("target/local-amocrm/state.json"),
    );
    options.port = port;
    let amocrm = local_amocrm::serve(options).await?;
    println!("{}", amocrm.url());
    // Until the process is ended.
    std::future::pending().await
}
