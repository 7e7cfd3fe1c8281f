//! From the bytes of a body to its fields: which encoding it is, and how much it may hold.

use crate::{Fields, WebhookError, form, json};

/// How much a body may hold. What is beyond is refused before it is read further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of the body.
    pub body: usize,
    /// Values in the body, those of lists included.
    pub fields: usize,
    /// Levels of fields in fields: `event.data.id` has three.
    pub depth: usize,
}

impl Limits {
    /// 256 KiB (a form writes a Cyrillic letter as six bytes), 1,000 fields as in PHP, 16 levels.
    pub const DEFAULT: Self = Self {
        body: 256 * 1024,
        fields: 1_000,
        depth: 16,
    };
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// How a body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// `application/json`, as in amoCRM's documentation.
    Json,
    /// `application/x-www-form-urlencoded` with PHP brackets, as in real traffic.
    Form,
}

impl Encoding {
    /// The encoding that `Content-Type` names; where it does not name JSON, the first byte tells,
    /// since a form cannot start with a bare `{`.
    ///
    /// ```
    /// use pipeline_message_webhook::Encoding;
    ///
    /// assert_eq!(Encoding::of(Some("application/json; charset=utf-8"), b""), Encoding::Json);
    /// assert_eq!(Encoding::of(None, b" {}"), Encoding::Json);
    /// assert_eq!(Encoding::of(None, b"event[type]=1"), Encoding::Form);
    /// ```
    #[must_use]
    pub fn of(content_type: Option<&str>, body: &[u8]) -> Self {
        if content_type.is_some_and(names_json) || body.trim_ascii_start().starts_with(b"{") {
            Self::Json
        } else {
            Self::Form
        }
    }

    /// The value of `Content-Type` for it.
    #[must_use]
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Form => "application/x-www-form-urlencoded",
        }
    }
}

fn names_json(content_type: &str) -> bool {
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    media_type.eq_ignore_ascii_case("application/json")
        || media_type.to_ascii_lowercase().ends_with("+json")
}

/// The fields of a body in either encoding.
pub(crate) fn fields_of(
    content_type: Option<&str>,
    body: &[u8],
    limits: &Limits,
) -> Result<Fields, WebhookError> {
    if body.len() > limits.body {
        return Err(WebhookError::BodyTooLong {
            length: body.len(),
            limit: limits.body,
        });
    }
    match Encoding::of(content_type, body) {
        Encoding::Json => json::parse(body, limits),
        Encoding::Form => form::parse(body, limits),
    }
}
