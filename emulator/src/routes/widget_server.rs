//! A widget's own server, and the token for calling it from a page.

use std::sync::{Arc, PoisonError};

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};

use crate::profiles::AccountProfile;
use crate::receiver::{Caller, Receiver, Unreachable, WidgetServer, account_url, user_token};
use crate::routes::refusal::Refusal;
use crate::routes::{Application, on_disk};
use crate::widget::{Manifest, client_uuid};

/// A widget as its server knows it.
#[derive(Debug)]
pub(super) struct ServedWidget {
    /// None where there is no receiver: a bot that asks nobody can run all the same.
    server: Result<WidgetServer, Unreachable>,
    pub(super) client_uuid: String,
    pub(super) account: AccountProfile,
    /// The account's address in tokens.
    pub(super) account_url: String,
}

impl ServedWidget {
    pub(super) fn server(&self) -> Result<&WidgetServer, Unreachable> {
        self.server.as_ref().map_err(Clone::clone)
    }
}

/// Reads manifest and account as they are on the disk now.
pub(super) async fn served_widget(
    application: &Arc<Application>,
    code: &str,
) -> Result<ServedWidget, Refusal> {
    let mut numbered = (1..).zip(&application.widgets);
    let Some((number, widget)) = numbered.find(|(_, widget)| widget.code == code) else {
        return Err(Refusal::unknown_widget(code));
    };
    let files = widget.files.clone();
    let read = on_disk(Arc::clone(application), move |application| {
        let manifest = Manifest::read(&files)?;
        Ok((manifest, AccountProfile::read(&application.emulator)?))
    });
    let (manifest, account) = read.await?;
    Ok(ServedWidget {
        server: WidgetServer::new(manifest.webhook.as_deref(), named_receiver(application)),
        client_uuid: client_uuid(number),
        account,
        account_url: account_url(application.address),
    })
}

fn named_receiver(application: &Application) -> Option<Receiver> {
    application
        .receiver
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .clone()
}

/// A call that a widget wants to make by `$authorizedAjax`.
#[derive(Debug, Deserialize)]
pub(super) struct WantedCall {
    widget: String,
    address: String,
}

#[derive(Debug, Serialize)]
pub(super) struct AuthorizedCall {
    address: String,
    token: String,
}

/// `POST /local/authorized-calls`: where the call goes, and its `X-Auth-Token`.
pub(super) async fn authorize(
    State(application): State<Arc<Application>>,
    Json(wanted): Json<WantedCall>,
) -> Result<Json<AuthorizedCall>, Refusal> {
    let widget = served_widget(&application, &wanted.widget).await?;
    let server = widget.server()?;
    let destination = server.destination(&wanted.address)?;
    let caller = Caller {
        account: &widget.account,
        account_url: &widget.account_url,
        audience: &server.audience(),
        client_uuid: &widget.client_uuid,
    };
    Ok(Json(AuthorizedCall {
        token: user_token(&caller, server.client_secret()?)?,
        address: destination.url,
    }))
}
