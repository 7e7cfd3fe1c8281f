//! What can be wrong with a body, with stable codes.

use std::str::Utf8Error;

/// Why a body could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WebhookError {
    /// The body is longer than [`Limits::body`](crate::Limits::body).
    #[error("the body has {length} bytes, more than the {limit} allowed")]
    BodyTooLong {
        /// Its length in bytes.
        length: usize,
        /// What was allowed.
        limit: usize,
    },
    /// There are more values than [`Limits::fields`](crate::Limits::fields).
    #[error("the body has more than {limit} fields")]
    TooManyFields {
        /// What was allowed.
        limit: usize,
    },
    /// A value lies deeper than [`Limits::depth`](crate::Limits::depth).
    #[error("{path}: nested deeper than {limit} levels")]
    TooDeep {
        /// Where, down to the level that is allowed.
        path: String,
        /// What was allowed.
        limit: usize,
    },
    /// The body is not JSON, or not an object.
    #[error("the body is not a JSON object: {}", shortened(&source.to_string()))]
    NotJson {
        /// What the JSON parser says, with line and column.
        source: serde_json::Error,
    },
    /// A name or a value of a form is not UTF-8.
    #[error("{path}: not UTF-8")]
    NotUtf8 {
        /// The field, as far as it can be read.
        path: String,
        /// Where the bytes stop being UTF-8.
        source: Utf8Error,
    },
    /// A value that must be there is not.
    #[error("{path}: missing")]
    Missing {
        /// Which one: `event.data.id`.
        path: String,
    },
    /// A value must be a whole number, zero or more.
    #[error("{path}: expected a whole number, found {found:?}")]
    NotANumber {
        /// Which one.
        path: String,
        /// What stood there, shortened.
        found: String,
    },
    /// Fields stand where a single value must be.
    #[error("{path}: expected a single value, found several")]
    NotAText {
        /// Which one.
        path: String,
    },
    /// A single value stands where fields must be.
    #[error("{path}: expected fields, found the single value {found:?}")]
    NotFields {
        /// Which one.
        path: String,
        /// What stood there, shortened.
        found: String,
    },
}

impl WebhookError {
    /// A stable code for logs and answers.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::BodyTooLong { .. } => "body_too_long",
            Self::TooManyFields { .. } => "too_many_fields",
            Self::TooDeep { .. } => "too_deep",
            Self::NotJson { .. } => "not_json",
            Self::NotUtf8 { .. } => "not_utf8",
            Self::Missing { .. } => "missing",
            Self::NotANumber { .. } => "not_a_number",
            Self::NotAText { .. } => "not_a_text",
            Self::NotFields { .. } => "not_fields",
        }
    }

    /// The place in the body, `event.data.id`, where there is one.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::TooDeep { path, .. }
            | Self::NotUtf8 { path, .. }
            | Self::Missing { path }
            | Self::NotANumber { path, .. }
            | Self::NotAText { path }
            | Self::NotFields { path, .. } => Some(path),
            Self::BodyTooLong { .. } | Self::TooManyFields { .. } | Self::NotJson { .. } => None,
        }
    }
}

/// The beginning of a text from a body, since a log line should not hold a whole one.
pub(crate) fn shortened(text: &str) -> String {
    const LONGEST: usize = 100;
    match text
        .char_indices()
        .nth(LONGEST)
        .and_then(|(end, _)| text.split_at_checked(end))
    {
        Some((beginning, _)) => format!("{beginning}…"),
        None => text.to_owned(),
    }
}
