//! The Salesbot's `widget_request`: amoCRM wants a 200 within two seconds; how it went is told to
//! `return_url` afterwards.

use std::sync::Arc;

use axum::{
    Json,
    body::Bytes,
    extract::{self, rejection::BytesRejection},
    http::HeaderMap,
};
use pipeline_message_webhook::{ElementType, WidgetRequest};

use super::{
    State,
    intake::{Taken, content_type, write_down},
    refusal::Refusal,
};
use crate::{
    journal::{BotMessage, Recipient, Task},
    tokens::{BotClaims, TokenError},
};

/// The name under which the block's step sends the message.
const MESSAGE: &str = "message";

pub(crate) async fn take(
    extract::State(state): extract::State<Arc<State>>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<Taken>, Refusal> {
    let keys = state.tokens.as_ref().ok_or(Refusal::Off)?;
    let request = WidgetRequest::parse(content_type(&headers), &body?)?;
    let claims = keys.bot(request.token.expose())?;
    if !state.accounts.serve_subdomain(&claims.subdomain) {
        return Err(TokenError::Foreign.into());
    }
    state
        .accounts
        .return_address(&request.return_url, &claims.subdomain)?;
    // amoCRM makes a new return address each time a bot comes to the step.
    let key = format!("bot/{}/{}", claims.account_id, request.return_url);
    write_down(&state, key, Task::BotMessage(message_of(request, claims))).await
}

fn message_of(request: WidgetRequest, claims: BotClaims) -> BotMessage {
    let element = match claims.entity_type.parse() {
        Ok(code) => ElementType::from_code(code).to_string(),
        Err(_) => claims.entity_type,
    };
    BotMessage {
        account_id: claims.account_id,
        subdomain: claims.subdomain,
        to: Recipient {
            element,
            id: claims.entity_id,
        },
        text: request.data.text(MESSAGE).unwrap_or_default().to_owned(),
        return_url: request.return_url,
    }
}
