//! The page's own files, and the libraries it runs on.

use std::path::Path;
use std::sync::Arc;

use axum::extract::{Path as UrlPath, Query, State};
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::error::Error;
use crate::receiver::account_url;
use crate::routes::{Application, on_disk};
use crate::widget::{WidgetFile, WidgetFiles};

/// The host's libraries: the name in the page's address, and the file below `node_modules`.
pub(crate) const VENDOR_FILES: [(&str, &str); 4] = [
    ("require.js", "requirejs/require.js"),
    ("jquery.js", "jquery/dist/jquery.js"),
    ("underscore.js", "underscore/underscore.js"),
    ("twig.js", "twig/twig.js"),
];

/// What the address of a page asks of the server; the rest of the profile is the page's own affair.
#[derive(Debug, Deserialize)]
pub(super) struct PageProfile {
    wasm: Option<String>,
}

/// Lets the page's scripts run and keeps WebAssembly out, since `'wasm-unsafe-eval'` is not named.
const WITHOUT_WEBASSEMBLY: &str = "script-src 'self'";

/// Every page is the same document; its script draws what the address names. A page has one
/// origin, that of the tokens: the receiver lets in no other.
pub(super) async fn page(
    State(application): State<Arc<Application>>,
    Query(profile): Query<PageProfile>,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    let account = account_url(application.address);
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    if host.is_some_and(|host| host.starts_with("localhost")) {
        return Redirect::temporary(&format!("{account}{uri}")).into_response();
    }
    let mut page = from_folder(application, "page", "index.html".to_owned()).await;
    if profile.wasm.as_deref() == Some("forbidden") {
        page.headers_mut().insert(
            CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(WITHOUT_WEBASSEMBLY),
        );
    }
    page
}

pub(super) async fn page_file(
    State(application): State<Arc<Application>>,
    UrlPath(file): UrlPath<String>,
) -> Response {
    from_folder(application, "page", file).await
}

pub(super) async fn profile_file(
    State(application): State<Arc<Application>>,
    UrlPath(file): UrlPath<String>,
) -> Response {
    from_folder(application, "profiles", file).await
}

pub(super) async fn control_template(
    State(application): State<Arc<Application>>,
    UrlPath(file): UrlPath<String>,
) -> Response {
    from_folder(application, "controls", file).await
}

pub(super) async fn vendor_file(
    State(application): State<Arc<Application>>,
    UrlPath(name): UrlPath<String>,
) -> Response {
    let Some((_, file)) = VENDOR_FILES.iter().find(|(known, _)| *known == name) else {
        return not_found();
    };
    let read = on_disk(application, move |application| {
        WidgetFiles::Folder(application.node_modules.clone()).read(file)
    });
    answer(read.await)
}

async fn from_folder(
    application: Arc<Application>,
    folder: &'static str,
    file: String,
) -> Response {
    let read = on_disk(application, move |application| {
        let folder = application.emulator.join(Path::new(folder));
        WidgetFiles::Folder(folder).read(&file)
    });
    answer(read.await)
}

/// The file with its media type, or the reason why there is none.
pub(super) fn answer(read: Result<Option<WidgetFile>, Error>) -> Response {
    match read {
        Ok(Some(file)) => ([(CONTENT_TYPE, file.media_type)], file.contents).into_response(),
        Ok(None) => not_found(),
        Err(error) => error.into_response(),
    }
}

pub(super) fn not_found() -> Response {
    (StatusCode::NOT_FOUND, "Nothing here.\n").into_response()
}
