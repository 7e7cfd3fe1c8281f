//! Refusing a request: a status, a stable code, and a line that says why.

use axum::{
    Json,
    extract::rejection::BytesRejection,
    http::{HeaderValue, StatusCode, header::WWW_AUTHENTICATE},
    response::{IntoResponse, Response},
};
use pipeline_message_webhook::WebhookError;
use serde_json::json;

use crate::{account::AddressError, journal::JournalError, tokens::TokenError};

#[derive(Debug, thiserror::Error)]
pub(crate) enum Refusal {
    #[error("the address does not carry the right secret")]
    Secret,
    #[error(transparent)]
    Token(#[from] TokenError),
    #[error("return_url: {0}")]
    ReturnAddress(#[from] AddressError),
    #[error("account_id: missing")]
    NoAccount,
    #[error(transparent)]
    Body(#[from] WebhookError),
    #[error("{}", .0.body_text())]
    Unreadable(#[from] BytesRejection),
    #[error("this place is off: the receiver was started without AMOCRM_CLIENT_SECRET")]
    Off,
    #[error("the request could not be written down; send it again")]
    NotWritten(#[from] JournalError),
    #[error("the request could not be written down; send it again")]
    Interrupted(#[from] tokio::task::JoinError),
}

impl Refusal {
    fn status(&self) -> StatusCode {
        match self {
            Self::Secret | Self::Token(_) => StatusCode::UNAUTHORIZED,
            Self::ReturnAddress(_) => StatusCode::FORBIDDEN,
            Self::Body(WebhookError::BodyTooLong { .. }) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Body(_) | Self::NoAccount => StatusCode::BAD_REQUEST,
            Self::Unreadable(rejection) => rejection.status(),
            Self::Off | Self::NotWritten(_) | Self::Interrupted(_) => {
                StatusCode::SERVICE_UNAVAILABLE
            }
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Secret => "wrong_secret",
            Self::Token(error) => error.code(),
            Self::ReturnAddress(_) => "return_address_refused",
            Self::NoAccount => "missing",
            Self::Body(error) => error.code(),
            Self::Unreadable(_) => "unreadable_body",
            Self::Off => "off",
            Self::NotWritten(_) | Self::Interrupted(_) => "not_written",
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        if let Self::NotWritten(error) = &self {
            eprintln!("error: {error}");
        }
        let answer = json!({ "error": { "code": self.code(), "message": self.to_string() } });
        let mut response = (self.status(), Json(answer)).into_response();
        if response.status() == StatusCode::UNAUTHORIZED {
            let challenge = match self {
                Self::Secret => HeaderValue::from_static("Secret realm=\"hook\""),
                _ => HeaderValue::from_static("JWT realm=\"amoCRM\""),
            };
            response.headers_mut().insert(WWW_AUTHENTICATE, challenge);
        }
        response
    }
}
