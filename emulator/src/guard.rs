//! Lets in only who this server is for: pages it served itself, on this machine.
//!
//! Any page on the web can send requests to 127.0.0.1, and a name it owns can be made to point
//! there (DNS rebinding). The first is told by `Origin`, the second by `Host`.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::routes::Application;

/// Refuses a request whose `Host` is another's, or that another's page has sent.
pub(crate) async fn only_own_pages(
    State(application): State<Arc<Application>>,
    request: Request,
    next: Next,
) -> Response {
    match refusal(
        request.method(),
        request.headers(),
        application.address.port(),
    ) {
        Some(reason) => (StatusCode::FORBIDDEN, reason).into_response(),
        None => next.run(request).await,
    }
}

fn refusal(method: &Method, headers: &HeaderMap, port: u16) -> Option<&'static str> {
    let own_hosts = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    let host = headers
        .get(HOST)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    if !own_hosts.iter().any(|own| own == host) {
        return Some("This server answers only to 127.0.0.1 and localhost with its own port.\n");
    }
    let reads = method == Method::GET || method == Method::HEAD;
    let origin = headers
        .get(ORIGIN)
        .map(|value| value.to_str().unwrap_or_default());
    match origin {
        Some(origin) if !reads && origin != format!("http://{host}") => {
            Some("This server takes requests only from its own pages.\n")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn refused(method: &Method, host: &'static str, origin: Option<&'static str>) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, HeaderValue::from_static(host));
        if let Some(origin) = origin {
            headers.insert(ORIGIN, HeaderValue::from_static(origin));
        }
        refusal(method, &headers, 8120).is_some()
    }

    #[test]
    fn another_host_is_refused() {
        assert!(!refused(&Method::GET, "127.0.0.1:8120", None));
        assert!(!refused(&Method::GET, "localhost:8120", None));
        for host in [
            "127.0.0.1",
            "localhost:8121",
            "evil.example:8120",
            "127.0.0.1:8120.evil",
        ] {
            assert!(refused(&Method::GET, host, None), "{host}");
        }
        assert!(refusal(&Method::GET, &HeaderMap::new(), 8120).is_some());
    }

    #[test]
    fn a_post_from_another_page_is_refused() {
        let host = "127.0.0.1:8120";
        assert!(!refused(&Method::POST, host, Some("http://127.0.0.1:8120")));
        assert!(!refused(&Method::POST, host, None));
        for origin in ["http://evil.example", "https://127.0.0.1:8120", "null", ""] {
            assert!(refused(&Method::POST, host, Some(origin)), "{origin}");
        }
    }
}
