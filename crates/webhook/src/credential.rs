//! Texts that must not appear in a log by accident.

use std::fmt;

/// A token or a key that came in a body. Its `Debug` does not show it.
///
/// ```
/// use pipeline_message_webhook::Credential;
///
/// let token = Credential::from("eyJhbGciOi".to_owned());
/// assert_eq!(format!("{token:?}"), "Credential(hidden)");
/// assert_eq!(token.expose(), "eyJhbGciOi");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Credential(String);

impl Credential {
    /// The text itself: for checking it, not for printing.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Credential {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Credential(hidden)")
    }
}
