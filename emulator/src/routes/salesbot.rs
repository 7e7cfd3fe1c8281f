//! The Salesbot designer's bots: saved, run, and continued by the widget's server.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use tokio::sync::oneshot;

use crate::profiles::Elements;
use crate::receiver::{Bot as AskingBot, Exchange, Unreachable, bot_token, post};
use crate::routes::refusal::Refusal;
use crate::routes::widget_server::{ServedWidget, served_widget};
use crate::routes::{Application, on_disk};
use crate::salesbot::{self, Continuation, Report, Surroundings, check};
use crate::state::Bot;

/// amoCRM's documentation: the server answers a `widget_request` with 200 within two seconds.
const REQUEST_LIMIT: Duration = Duration::from_secs(2);

#[derive(Debug, Serialize)]
pub(super) struct Bots {
    bots: Vec<Bot>,
}

/// `GET /local/bots`.
pub(super) async fn bots(State(application): State<Arc<Application>>) -> Json<Bots> {
    let bots = application.state.read(|account| account.bots().to_vec());
    Json(Bots { bots })
}

/// `POST /local/bots`: checks the steps, then saves.
pub(super) async fn save(
    State(application): State<Arc<Application>>,
    Json(bot): Json<Bot>,
) -> Result<Json<Bot>, Refusal> {
    check(&bot.steps, &bot.exit_codes())?;
    let saved = on_disk(application, move |application| {
        application.state.change(|account| account.save_bot(bot))
    });
    Ok(Json(saved.await?))
}

/// `DELETE /local/bots/{id}`.
pub(super) async fn remove(
    State(application): State<Arc<Application>>,
    Path(id): Path<u64>,
) -> Result<StatusCode, Refusal> {
    on_disk(application, move |application| {
        application.state.change(|account| account.remove_bot(id))
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Debug, Deserialize)]
pub(super) struct WantedRun {
    lead: u64,
}

/// `POST /local/bots/{id}/run`: runs the bot for a lead and answers with all that happened.
pub(super) async fn run(
    State(application): State<Arc<Application>>,
    Path(id): Path<u64>,
    Json(wanted): Json<WantedRun>,
) -> Result<Json<Report>, Refusal> {
    let saved = application
        .state
        .read(|account| account.bots().iter().find(|bot| bot.id == id).cloned());
    let bot = saved.ok_or_else(|| unknown("unknown_bot", format!("there is no bot {id}")))?;
    let elements = on_disk(Arc::clone(&application), |application| {
        Elements::read(&application.emulator)
    });
    let lead = elements.await?.lead(wanted.lead).cloned();
    let lead =
        lead.ok_or_else(|| unknown("unknown_lead", format!("there is no lead {}", wanted.lead)))?;
    let steps = check(&bot.steps, &bot.exit_codes())?;
    let widget = served_widget(&application, &bot.widget).await?;
    let surroundings = RunningBot {
        application,
        bot: id,
        lead: lead.id,
        widget,
    };
    Ok(Json(
        salesbot::run(&steps, lead.values, &surroundings).await,
    ))
}

fn unknown(code: &'static str, message: String) -> Refusal {
    Refusal::new(StatusCode::NOT_FOUND, code, message)
}

/// `POST /api/v4/salesbot/{bot}/continue/{number}`: the widget's server comes back.
pub(super) async fn go_on(
    State(application): State<Arc<Application>>,
    Path((bot, number)): Path<(u64, u64)>,
    body: String,
) -> Result<StatusCode, Refusal> {
    let bad = |message: String| Refusal::new(StatusCode::BAD_REQUEST, "bad_continuation", message);
    let mut json = serde_json::Deserializer::from_str(&body);
    let continuation: Continuation =
        serde_path_to_error::deserialize(&mut json).map_err(|error| bad(error.to_string()))?;
    continuation.check().map_err(bad)?;
    if application.continuations.go_on(bot, number, continuation) {
        Ok(StatusCode::ACCEPTED)
    } else {
        let message = "no bot waits at this address (any more)".to_owned();
        Err(unknown("nobody_waits", message))
    }
}

/// A bot while it runs.
struct RunningBot {
    application: Arc<Application>,
    bot: u64,
    lead: u64,
    widget: ServedWidget,
}

impl RunningBot {
    /// The body of a `widget_request`; `number` names the address to come back to.
    fn body(&self, data: &Map<String, Value>, number: u64) -> Result<String, Unreachable> {
        let (widget, bot) = (&self.widget, self.bot);
        let asking = AskingBot {
            account: &widget.account,
            account_url: &widget.account_url,
            client_uuid: &widget.client_uuid,
            lead: self.lead,
        };
        let token = bot_token(&asking, widget.server()?.client_secret()?)?;
        let account = &widget.account_url;
        let return_url = format!("{account}/api/v4/salesbot/{bot}/continue/{number}");
        Ok(json!({ "token": token, "data": data, "return_url": return_url }).to_string())
    }
}

impl Surroundings for RunningBot {
    const PATIENCE: Duration = Duration::from_secs(10);

    async fn ask(
        &self,
        url: &str,
        data: Map<String, Value>,
    ) -> Result<(Exchange, oneshot::Receiver<Continuation>), Unreachable> {
        let destination = self.widget.server()?.destination(url)?;
        // Awaited from now on: the server may come back before its own answer has arrived.
        let (number, continued) = self.application.continuations.wait(self.bot);
        let body = self.body(&data, number)?;
        let posting = tokio::task::spawn_blocking(move || {
            post(&destination, "application/json", &body, REQUEST_LIMIT)
        });
        let exchange = posting.await.map_err(|stopped| Unreachable::Interrupted {
            cause: stopped.to_string(),
        })?;
        Ok((exchange, continued))
    }
}
