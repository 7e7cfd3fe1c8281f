//! Telling a Salesbot how it went: the POST to its `return_url`.

use std::time::Duration;

use pipeline_message_webhook::Outcome;
use ureq::{Agent, http::StatusCode};
use url::Url;

use crate::{
    account::{Accounts, is_loopback},
    journal::BotMessage,
    secrets::Secret,
};

const LONGEST: Duration = Duration::from_secs(10);

#[derive(Debug, thiserror::Error)]
pub(crate) enum AnswerError {
    /// The address was fine when it was written down, but is not any more.
    #[error("the return address is refused: {0}")]
    Address(#[from] crate::account::AddressError),
    #[error("amoCRM answered {0}{hint}", hint = hint(*.0))]
    Refused(StatusCode),
    #[error("amoCRM answered {0}")]
    Failed(StatusCode),
    #[error("{0}")]
    Unreachable(#[from] ureq::Error),
}

impl AnswerError {
    /// Whether the same may go better later.
    pub(crate) const fn is_temporary(&self) -> bool {
        matches!(self, Self::Failed(_) | Self::Unreachable(_))
    }
}

fn hint(status: StatusCode) -> &'static str {
    match status {
        StatusCode::UNAUTHORIZED => ": set AMOCRM_ACCESS_TOKEN to a valid access token",
        StatusCode::NOT_FOUND => ": the bot does not wait any more",
        _ => "",
    }
}

/// Answers bots.
#[derive(Debug)]
pub(crate) struct BotAnswerer {
    accounts: Accounts,
    access_token: Option<Secret>,
    outside: Agent,
    this_machine: Agent,
}

impl BotAnswerer {
    pub(crate) fn new(accounts: Accounts, access_token: Option<Secret>) -> Self {
        // Redirects are not followed: they could lead anywhere.
        let common = || {
            Agent::config_builder()
                .timeout_global(Some(LONGEST))
                .max_redirects(0)
                .max_redirects_will_error(false)
                .http_status_as_error(false)
        };
        Self {
            accounts,
            access_token,
            outside: common().https_only(true).build().new_agent(),
            this_machine: common().proxy(None).build().new_agent(),
        }
    }

    pub(crate) fn answer(&self, bot: &BotMessage, outcome: Outcome) -> Result<(), AnswerError> {
        let address = self
            .accounts
            .return_address(&bot.return_url, &bot.subdomain)?;
        let status = self.post(&address, outcome)?;
        if status.is_success() {
            Ok(())
        } else if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS {
            Err(AnswerError::Failed(status))
        } else {
            Err(AnswerError::Refused(status))
        }
    }

    fn post(&self, address: &Url, outcome: Outcome) -> Result<StatusCode, ureq::Error> {
        let agent = if is_loopback(address) {
            &self.this_machine
        } else {
            &self.outside
        };
        let mut request = agent
            .post(address.as_str())
            .header("Content-Type", "application/json");
        if let Some(token) = &self.access_token {
            request = request.header("Authorization", format!("Bearer {}", token.expose()));
        }
        Ok(request.send(outcome.body())?.status())
    }
}
