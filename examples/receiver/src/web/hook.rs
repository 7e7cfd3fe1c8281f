//! The trigger's webhook. amoCRM signs nothing here, so the address carries a secret.

use std::sync::Arc;

use axum::{
    Json,
    body::Bytes,
    extract::{self, FromRequestParts, rejection::BytesRejection},
    http::{HeaderMap, request::Parts},
};
use pipeline_message_webhook::Hook;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::{
    State,
    intake::{Taken, content_type, write_down},
    refusal::Refusal,
};
use crate::{
    journal::{Recipient, Task, TriggerMessage},
    secrets::Secret,
};

/// The field of `dp.settings` that holds the message.
const MESSAGE: &str = "message";

/// Somebody who knows the secret. Asked before the body is read.
pub(crate) struct KnowsSecret;

impl FromRequestParts<Arc<State>> for KnowsSecret {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &Arc<State>) -> Result<Self, Refusal> {
        let query = parts.uri.query().unwrap_or_default().as_bytes();
        let given = form_urlencoded::parse(query).find(|(name, _)| name == "secret");
        match given {
            Some((_, given)) if is_secret(&given, &state.hook_secret) => Ok(Self),
            _ => Err(Refusal::Secret),
        }
    }
}

/// Compares digests, in constant time: neither contents nor length show in how long it takes.
fn is_secret(given: &str, secret: &Secret) -> bool {
    let digest = |text: &str| -> [u8; 32] { Sha256::digest(text.as_bytes()).into() };
    digest(given).ct_eq(&digest(secret.expose())).into()
}

pub(crate) async fn take(
    _: KnowsSecret,
    extract::State(state): extract::State<Arc<State>>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<Taken>, Refusal> {
    let hook = Hook::parse(content_type(&headers), &body?)?;
    let key = hook.key();
    if key.account.is_empty() {
        return Err(Refusal::NoAccount);
    }
    let key = format!("event/{key}");
    write_down(&state, key, Task::TriggerMessage(message_of(hook))).await
}

fn message_of(hook: Hook) -> TriggerMessage {
    let text = hook.field(MESSAGE).unwrap_or_default().to_owned();
    let data = hook.event.data;
    TriggerMessage {
        account_id: hook.account_id,
        subdomain: hook.subdomain,
        to: Recipient {
            element: data.element_type.to_string(),
            id: data.id,
        },
        event: hook.event.event_type.to_string(),
        direction_of_movement: data
            .direction_of_movement
            .map(|word| word.word().to_owned()),
        time: hook.event.time,
        text,
    }
}
