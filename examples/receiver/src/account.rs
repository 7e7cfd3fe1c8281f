//! Addresses of accounts: which are served, and to which the receiver may send anything.

use url::{Host, Url};

/// The domains under which amoCRM and Kommo give each account an address of its own.
const DOMAINS: [&str; 3] = ["amocrm.ru", "amocrm.com", "kommo.com"];

#[derive(Debug, thiserror::Error)]
pub(crate) enum AddressError {
    #[error("not an address: {0}")]
    NotAnAddress(#[from] url::ParseError),
    #[error(
        "expected an account's address such as https://example.amocrm.ru, example.amocrm.com or \
         example.kommo.com (with --development, an address of this machine too)"
    )]
    NotAnAccount,
    #[error("the address belongs to another account than {0}")]
    OtherAccount(String),
}

/// The addresses that count as an account's.
#[derive(Clone, Debug)]
pub(crate) struct Accounts {
    origins: Vec<String>,
    development: bool,
}

impl Accounts {
    pub(crate) fn new(development: bool) -> Self {
        Self {
            origins: Vec::new(),
            development,
        }
    }

    pub(crate) fn add(&mut self, address: &str) -> Result<(), AddressError> {
        let url = Url::parse(address)?;
        if self.subdomain_of(&url).is_none() && !self.is_local(&url) {
            return Err(AddressError::NotAnAccount);
        }
        self.origins.push(url.origin().ascii_serialization());
        Ok(())
    }

    /// The origins of the accounts that are served: `https://example.amocrm.ru`.
    pub(crate) fn origins(&self) -> &[String] {
        &self.origins
    }

    /// Whether an address belongs to an account that is served.
    pub(crate) fn serve(&self, address: &str) -> bool {
        let origin = Url::parse(address).map(|url| url.origin().ascii_serialization());
        origin.is_ok_and(|origin| self.origins.contains(&origin))
    }

    /// Whether a subdomain is that of an account that is served. On this machine there are no
    /// subdomains, so in development any will do.
    pub(crate) fn serve_subdomain(&self, subdomain: &str) -> bool {
        self.development
            || self.origins.iter().any(|origin| {
                let url = Url::parse(origin).ok();
                url.and_then(|url| self.subdomain_of(&url)).as_deref() == Some(subdomain)
            })
    }

    /// The address to which a bot of `subdomain` may be answered: its own account's and no other,
    /// or whoever signs a token could have the receiver call any address (SSRF).
    pub(crate) fn return_address(
        &self,
        address: &str,
        subdomain: &str,
    ) -> Result<Url, AddressError> {
        let url = Url::parse(address)?;
        if self.is_local(&url) {
            return Ok(url);
        }
        match self.subdomain_of(&url) {
            Some(found) if found == subdomain => Ok(url),
            Some(_) => Err(AddressError::OtherAccount(subdomain.to_owned())),
            None => Err(AddressError::NotAnAccount),
        }
    }

    /// `example` of `https://example.amocrm.ru`, if the address is an account's.
    fn subdomain_of(&self, url: &Url) -> Option<String> {
        let plain = url.scheme() == "https"
            && url.port().is_none()
            && url.username().is_empty()
            && url.password().is_none();
        let Some(Host::Domain(host)) = url.host() else {
            return None;
        };
        let (subdomain, domain) = host.split_once('.')?;
        (plain && !subdomain.is_empty() && DOMAINS.contains(&domain)).then(|| subdomain.to_owned())
    }

    fn is_local(&self, url: &Url) -> bool {
        self.development && is_loopback(url)
    }
}

/// Whether an address is one of this machine.
pub(crate) fn is_loopback(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
        && match url.host() {
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            Some(Host::Domain(host)) => host == "localhost",
            None => false,
        }
}

#[cfg(test)]
mod tests {
    use super::Accounts;

    #[test]
    fn a_bot_is_answered_at_its_own_account_only() {
        let accounts = Accounts::new(false);
        for domain in ["amocrm.ru", "amocrm.com", "kommo.com"] {
            let address = format!("https://example.{domain}/api/v4/salesbot/1/continue/2");
            assert!(
                accounts.return_address(&address, "example").is_ok(),
                "{address}"
            );
        }
        for address in [
            "http://example.amocrm.ru/x",
            "https://other.amocrm.ru/x",
            "https://example.amocrm.ru:8443/x",
            "https://user@example.amocrm.ru/x",
            "https://user:pass@example.amocrm.ru/x",
            "https://example.amocrm.ru@127.0.0.1/x",
            "https://amocrm.ru/x",
            "https://example.amocrm.ru.evil.com/x",
            "https://example.evilamocrm.ru/x",
            "https://a.example.amocrm.ru/x",
            "https://example.amocrm.ru./x",
            "https://127.0.0.1/x",
            "https://[::1]/x",
            "http://localhost/x",
            "http://169.254.169.254/latest/meta-data",
            "file:///etc/passwd",
            "/api/v4",
            "",
        ] {
            assert!(
                accounts.return_address(address, "example").is_err(),
                "{address}"
            );
        }
    }

    #[test]
    fn this_machine_counts_in_development_only() {
        for address in [
            "http://127.0.0.1:8080/x",
            "http://localhost:1/x",
            "http://[::1]:2/x",
        ] {
            assert!(
                Accounts::new(true).return_address(address, "any").is_ok(),
                "{address}"
            );
            assert!(
                Accounts::new(false).return_address(address, "any").is_err(),
                "{address}"
            );
            assert!(Accounts::new(false).add(address).is_err(), "{address}");
        }
        for address in [
            "http://10.0.0.1/x",
            "http://0.0.0.0/x",
            "http://localhost.evil.com/x",
        ] {
            assert!(
                Accounts::new(true).return_address(address, "any").is_err(),
                "{address}"
            );
        }
    }

    #[test]
    fn only_the_accounts_that_are_named_are_served() {
        let mut accounts = Accounts::new(false);
        accounts.add("https://Example.amocrm.ru/leads/").unwrap();
        assert_eq!(accounts.origins(), ["https://example.amocrm.ru"]);
        assert!(accounts.serve("https://example.amocrm.ru"));
        assert!(!accounts.serve("https://other.amocrm.ru"));
        assert!(!accounts.serve("example.amocrm.ru"));
        assert!(accounts.serve_subdomain("example"));
        assert!(!accounts.serve_subdomain("other"));
        assert!(accounts.add("https://example.com").is_err());
    }
}
