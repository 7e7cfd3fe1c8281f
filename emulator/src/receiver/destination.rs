//! From an address that a widget names to the one on this machine that answers for it.

use url::Url;

use crate::receiver::Receiver;

/// Why nothing can be sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Unreachable {
    #[error("no receiver: start the preview with one")]
    NoReceiver,
    #[error("the receiver was named without the integration's secret key, which signs tokens")]
    NoClientSecret,
    #[error("the widget's manifest names no dp.webhook_url")]
    NoWebhook,
    #[error("not an address: {address} ({cause})")]
    NotAnAddress {
        address: String,
        cause: url::ParseError,
    },
    #[error(
        "{address} is not below {folder}, the folder of dp.webhook_url: the local amoCRM calls \
         nothing else"
    )]
    Elsewhere { address: String, folder: String },
    #[error("the token could not be signed: {cause}")]
    Unsigned { cause: String },
    #[error("the request was interrupted: {cause}")]
    Interrupted { cause: String },
}

impl Unreachable {
    /// Stable; the page has a text for each.
    pub(crate) const fn code(&self) -> &'static str {
        match self {
            Self::NoReceiver => "no_receiver",
            Self::NoClientSecret => "no_client_secret",
            Self::NoWebhook => "no_webhook",
            Self::NotAnAddress { .. } => "not_an_address",
            Self::Elsewhere { .. } => "elsewhere",
            Self::Unsigned { .. } => "unsigned",
            Self::Interrupted { .. } => "interrupted",
        }
    }
}

/// Where a request goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Destination {
    pub(crate) url: String,
    /// The same without the secret.
    pub(crate) shown: String,
}

/// The server of one widget: the addresses of its manifest, and the receiver behind them.
#[derive(Debug)]
pub(crate) struct WidgetServer {
    webhook: Url,
    folder: Url,
    receiver: Receiver,
}

impl WidgetServer {
    pub(crate) fn new(
        webhook: Option<&str>,
        receiver: Option<Receiver>,
    ) -> Result<Self, Unreachable> {
        let webhook = parse(webhook.ok_or(Unreachable::NoWebhook)?)?;
        let folder = webhook
            .join(".")
            .map_err(|cause| Unreachable::NotAnAddress {
                address: webhook.to_string(),
                cause,
            })?;
        let receiver = receiver.ok_or(Unreachable::NoReceiver)?;
        Ok(Self {
            webhook,
            folder,
            receiver,
        })
    }

    /// Scheme and host of the manifest's address: the audience of tokens.
    pub(crate) fn audience(&self) -> String {
        self.webhook.origin().ascii_serialization()
    }

    pub(crate) fn client_secret(&self) -> Result<&str, Unreachable> {
        let secret = self.receiver.client_secret.as_deref();
        secret.ok_or(Unreachable::NoClientSecret)
    }

    /// Where the trigger's hook goes, with the receiver's secret in the manifest's place.
    pub(crate) fn hook(&self) -> Result<Destination, Unreachable> {
        let mut address = self.webhook.clone();
        if let Some(secret) = &self.receiver.hook_secret {
            with_secret(&mut address, secret);
        }
        self.below_folder(&address)
    }

    /// Where a call to one of the widget's other addresses goes.
    pub(crate) fn destination(&self, address: &str) -> Result<Destination, Unreachable> {
        self.below_folder(&parse(address)?)
    }

    fn below_folder(&self, address: &Url) -> Result<Destination, Unreachable> {
        let rest = address.as_str().strip_prefix(self.folder.as_str());
        let rest = rest.ok_or_else(|| Unreachable::Elsewhere {
            address: without_secret(address.clone()).to_string(),
            folder: self.folder.to_string(),
        })?;
        let url = format!("{}/{rest}", self.receiver.url.trim_end_matches('/'));
        let shown = without_secret(parse(&url)?).to_string();
        Ok(Destination { url, shown })
    }
}

fn parse(address: &str) -> Result<Url, Unreachable> {
    Url::parse(address).map_err(|cause| Unreachable::NotAnAddress {
        address: address.to_owned(),
        cause,
    })
}

/// The name under which the hook's address carries its secret.
const SECRET: &str = "secret";

fn with_secret(address: &mut Url, secret: &str) {
    let others: Vec<(String, String)> = address
        .query_pairs()
        .filter(|(name, _)| name != SECRET)
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    let mut pairs = address.query_pairs_mut();
    pairs.clear().extend_pairs(others);
    pairs.append_pair(SECRET, secret);
}

fn without_secret(mut address: Url) -> Url {
    if address.query_pairs().any(|(name, _)| name == SECRET) {
        with_secret(&mut address, "hidden");
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOOK: &str = "https://example.com/pipeline-message/hook?secret=of-the-manifest&v=2";

    fn server(hook_secret: Option<&str>) -> WidgetServer {
        let receiver = Receiver {
            url: "http://127.0.0.1:40123/".to_owned(),
            hook_secret: hook_secret.map(str::to_owned),
            client_secret: None,
        };
        WidgetServer::new(Some(HOOK), Some(receiver)).unwrap()
    }

    #[test]
    fn the_hook_carries_the_receivers_secret_and_shows_none() {
        let hook = server(Some("a b&c")).hook().unwrap();
        assert_eq!(hook.url, "http://127.0.0.1:40123/hook?v=2&secret=a+b%26c");
        assert_eq!(hook.shown, "http://127.0.0.1:40123/hook?v=2&secret=hidden");
        let hook = server(None).hook().unwrap();
        assert_eq!(
            hook.url,
            "http://127.0.0.1:40123/hook?secret=of-the-manifest&v=2"
        );
        assert!(!hook.shown.contains("of-the-manifest"), "{}", hook.shown);
    }

    #[test]
    fn what_lies_below_the_hooks_folder_goes_to_the_receiver() {
        let server = server(None);
        let there = server.destination("https://example.com/pipeline-message/a/lead-source?x=1");
        assert_eq!(
            there.unwrap().url,
            "http://127.0.0.1:40123/a/lead-source?x=1"
        );
        assert_eq!(server.audience(), "https://example.com");
    }

    #[test]
    fn nothing_else_is_called() {
        let server = server(None);
        for address in [
            "https://example.com/",
            "https://example.com/pipeline-messages/hook",
            "https://example.com/pipeline-message/../other",
            "http://example.com/pipeline-message/hook",
            "https://example.com.evil.org/pipeline-message/hook",
            "https://user@example.com/pipeline-message/hook",
        ] {
            let refused = server.destination(address).unwrap_err();
            assert_eq!(refused.code(), "elsewhere", "{address}");
        }
        assert_eq!(
            server.destination("lead-source").unwrap_err().code(),
            "not_an_address"
        );
    }

    #[test]
    fn what_is_missing_is_named() {
        let missing = |webhook| WidgetServer::new(webhook, None).unwrap_err();
        assert_eq!(missing(Some(HOOK)), Unreachable::NoReceiver);
        assert_eq!(missing(None), Unreachable::NoWebhook);
        assert_eq!(
            server(None).client_secret(),
            Err(Unreachable::NoClientSecret)
        );
    }
}
