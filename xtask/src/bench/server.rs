//! Serves the pages, amoCRM's libraries and the contestants, on 127.0.0.1.
//!
//! The pages are isolated from other origins, since the clock then has 5 µs in place of 100; and
//! everything may be cached for good, since a script that amoCRM has loaded once is in the cache.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;

use axum::Router;
use axum::http::header::{CACHE_CONTROL, HeaderName, HeaderValue};
use tokio::net::TcpListener;
use tower_http::services::{ServeDir, ServeFile};
use tower_http::set_header::SetResponseHeaderLayer;

use super::contestant::Contestant;
use crate::error::{Error, Result};
use crate::project::Project;

const HEADERS: [(HeaderName, &str); 3] = [
    (CACHE_CONTROL, "public, max-age=31536000, immutable"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-embedder-policy"),
        "require-corp",
    ),
];

/// amoCRM's libraries: the name in the address, and the file below `node_modules`.
const LIBRARIES: [(&str, &str); 3] = [
    ("require.js", "requirejs/require.js"),
    ("jquery.js", "jquery/dist/jquery.js"),
    ("twig.js", "twig/twig.js"),
];

/// Serves until the runtime ends; gives the address to open.
pub(super) async fn serve(project: &Project) -> Result<String> {
    let failed = |cause| Error::Serve { cause };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .await
        .map_err(failed)?;
    let address: SocketAddr = listener.local_addr().map_err(failed)?;
    let router = router(project);
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(format!("http://{address}"))
}

fn router(project: &Project) -> Router {
    let folder = |path: &Path| ServeDir::new(project.path(path));
    let mut router = Router::new()
        .nest_service("/page", folder(Path::new("bench/page")))
        .nest_service("/emulator", folder(Path::new("emulator/page")))
        .nest_service("/tmpl/controls", folder(Path::new("emulator/controls")))
        // The forms and texts are those of this widget, whoever draws on them.
        .nest_service("/widget", folder(Path::new("dist/widget")));
    for (name, file) in LIBRARIES {
        let library = ServeFile::new(project.path("node_modules").join(file));
        router = router.route_service(&format!("/vendor/{name}"), library);
    }
    for contestant in Contestant::ALL {
        router = router.nest_service(
            &format!("/contestants/{}", contestant.name()),
            ServeDir::new(contestant.folder(project)),
        );
    }
    HEADERS.into_iter().fold(router, |router, (name, value)| {
        let value = HeaderValue::from_static(value);
        router.layer(SetResponseHeaderLayer::overriding(name, value))
    })
}
