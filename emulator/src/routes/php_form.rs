//! Bodies as jQuery sends them: form-urlencoded, nesting written in PHP's brackets.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;
use serde_qs::Config;

/// `actions[0][widget][settings][message]` is five deep.
const DEPTH_LIMIT: usize = 8;

/// Reads the body; where that fails, the answer says why.
// The error is the answer itself: it is made once and handed to axum.
#[allow(clippy::result_large_err)]
pub(super) fn read<T: DeserializeOwned>(body: &str) -> Result<T, Response> {
    Config::new()
        .max_depth(DEPTH_LIMIT)
        .use_form_encoding(true)
        .deserialize_str(body)
        .map_err(|error| (StatusCode::BAD_REQUEST, error.to_string()).into_response())
}
