//! The widget's server. A widget's manifest names an https address that this machine does not
//! answer for: what amoCRM would send there goes to a receiver on this machine instead.

mod destination;
mod exchange;
mod tokens;

use std::fmt;

pub(crate) use destination::{Destination, Unreachable, WidgetServer};
pub(crate) use exchange::{Exchange, post};
pub(crate) use tokens::{Bot, Caller, account_url, bot_token, user_token};

/// Where the widget's server is, and what it shares with amoCRM.
#[derive(Clone, PartialEq, Eq)]
pub struct Receiver {
    /// Its address, such as `http://127.0.0.1:8787`: stands for the folder of `dp.webhook_url`.
    pub url: String,
    /// The `secret` that the trigger's hook carries; without it, what the manifest carries.
    pub hook_secret: Option<String>,
    /// The integration's secret key, which signs the tokens of lead sources and Salesbot.
    pub client_secret: Option<String>,
}

impl fmt::Debug for Receiver {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Receiver")
            .field("url", &self.url)
            .finish_non_exhaustive()
    }
}
