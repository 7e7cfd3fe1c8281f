//! The widget was added as a source of leads: its own call, through `$authorizedAjax`.

use std::sync::Arc;

use axum::{
    Json,
    body::Bytes,
    extract::{self, FromRequestParts, rejection::BytesRejection},
    http::{HeaderMap, request::Parts},
};
use pipeline_message_webhook::LeadSourceCall;

use super::{
    AUTH_TOKEN, State,
    intake::{Taken, content_type, write_down},
    refusal::Refusal,
};
use crate::{
    journal::{LeadSource, Task},
    tokens::{TokenError, UserClaims},
};

/// A user of an account that is served. Asked before the body is read.
pub(crate) struct Caller(UserClaims);

impl FromRequestParts<Arc<State>> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &Arc<State>) -> Result<Self, Refusal> {
        let keys = state.tokens.as_ref().ok_or(Refusal::Off)?;
        let token = parts
            .headers
            .get(AUTH_TOKEN)
            .and_then(|token| token.to_str().ok());
        let claims = keys.user(token.ok_or(TokenError::Missing)?)?;
        if !state.accounts.serve(&claims.iss) {
            return Err(TokenError::Foreign.into());
        }
        Ok(Self(claims))
    }
}

pub(crate) async fn take(
    Caller(claims): Caller,
    extract::State(state): extract::State<Arc<State>>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<Taken>, Refusal> {
    let call = LeadSourceCall::parse(content_type(&headers), &body?)?;
    let UserClaims {
        account_id,
        user_id,
        subdomain,
        ..
    } = claims;
    let pipeline_id = call.pipeline_id;
    let key = format!("lead_source/{account_id}/{pipeline_id}");
    let task = Task::LeadSource(LeadSource {
        account_id,
        subdomain,
        user_id,
        pipeline_id,
    });
    write_down(&state, key, task).await
}
