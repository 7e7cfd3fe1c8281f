//! The Salesbot's `widget_request`, and the answer that lets the bot go on.

use serde_json::json;

use crate::{Credential, Fields, Limits, WebhookError, body::fields_of, place::Place};

/// What a Salesbot posts from a `widget_request` step. amoCRM waits two seconds for a 200; the
/// result goes to [`return_url`](Self::return_url) afterwards.
///
/// Nothing in it can be trusted before the token is verified (HS512, the integration's secret), and
/// `return_url` not even then: post to amoCRM's own hosts only, or anybody who knows the secret
/// lets the server call any address.
///
/// ```
/// use pipeline_message_webhook::WidgetRequest;
///
/// let body = br#"{"token": "a.b.c", "data": {"message": "Hi"},
///     "return_url": "https://example.amocrm.ru/api/v4/salesbot/1/continue/2"}"#;
/// let request = WidgetRequest::parse(Some("application/json"), body)?;
/// assert_eq!(request.data.text("message"), Some("Hi"));
/// # Ok::<(), pipeline_message_webhook::WebhookError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct WidgetRequest {
    /// A JWT of amoCRM.
    pub token: Credential,
    /// What the step's `data` said, its markers filled by the bot.
    pub data: Fields,
    /// Where the bot waits for the result.
    pub return_url: String,
}

impl WidgetRequest {
    /// Reads a body in either encoding, within the default [`Limits`].
    ///
    /// # Errors
    ///
    /// A [`WebhookError`] that names the place in the body.
    pub fn parse(content_type: Option<&str>, body: &[u8]) -> Result<Self, WebhookError> {
        let fields = fields_of(content_type, body, &Limits::DEFAULT)?;
        let data = Place::root(&fields, "data").optional_fields()?;
        Ok(Self {
            token: Credential::from(Place::root(&fields, "token").text()?.to_owned()),
            data: data.cloned().unwrap_or_default(),
            return_url: Place::root(&fields, "return_url").text()?.to_owned(),
        })
    }
}

/// How it went: the bot reads it as `{{json.status}}` and takes its exit by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// `success`: the message was sent.
    Success,
    /// `fail`: it was not.
    Fail,
}

impl Outcome {
    /// The word in `{{json.status}}`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Fail => "fail",
        }
    }

    /// The JSON body to post to `return_url`.
    ///
    /// ```
    /// use pipeline_message_webhook::Outcome;
    ///
    /// assert_eq!(Outcome::Success.body(), r#"{"data":{"status":"success"}}"#);
    /// ```
    #[must_use]
    pub fn body(self) -> String {
        json!({ "data": { "status": self.word() } }).to_string()
    }
}
