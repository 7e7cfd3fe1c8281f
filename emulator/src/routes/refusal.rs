//! Why something that was asked cannot be done: a stable code, for which the page has a text in
//! its language, and the words.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::error::Error;
use crate::receiver::Unreachable;
use crate::salesbot::BlockProblem;

#[derive(Debug)]
pub(super) struct Refusal {
    status: StatusCode,
    code: &'static str,
    message: String,
}

impl Refusal {
    pub(super) fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            code,
            message: message.into(),
        }
    }

    pub(super) fn unknown_widget(code: &str) -> Self {
        let message = format!("the widget {code} is not installed");
        Self::new(StatusCode::NOT_FOUND, "unknown_widget", message)
    }
}

impl From<Unreachable> for Refusal {
    fn from(error: Unreachable) -> Self {
        let status = match error {
            Unreachable::NoReceiver | Unreachable::NoClientSecret => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        };
        Self::new(status, error.code(), error.to_string())
    }
}

impl From<BlockProblem> for Refusal {
    fn from(problem: BlockProblem) -> Self {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        Self::new(status, problem.code(), problem.to_string())
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        let status = StatusCode::INTERNAL_SERVER_ERROR;
        Self::new(status, "local_amocrm", error.to_string())
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body = json!({ "code": self.code, "message": self.message });
        (self.status, Json(body)).into_response()
    }
}
