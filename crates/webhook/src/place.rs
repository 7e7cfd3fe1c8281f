//! A place in a body: the value, and the path that an error will name.

use crate::{Fields, Value, WebhookError, error::shortened};

#[derive(Clone, Debug)]
pub(crate) struct Place<'body> {
    path: String,
    value: Option<&'body Value>,
}

impl<'body> Place<'body> {
    pub(crate) fn root(fields: &'body Fields, name: &str) -> Self {
        Self {
            path: name.to_owned(),
            value: fields.get(name),
        }
    }

    /// The place inside; absent where this one is.
    pub(crate) fn inside(&self, name: &str) -> Result<Self, WebhookError> {
        let value = self.optional_fields()?.and_then(|fields| fields.get(name));
        Ok(Self {
            path: format!("{}.{name}", self.path),
            value,
        })
    }

    pub(crate) fn optional_fields(&self) -> Result<Option<&'body Fields>, WebhookError> {
        match self.value {
            None => Ok(None),
            Some(Value::Fields(fields)) => Ok(Some(fields)),
            // An empty string is how a form can say "none of them".
            Some(Value::Text(text)) if text.is_empty() => Ok(None),
            Some(Value::Text(text)) => Err(WebhookError::NotFields {
                path: self.path.clone(),
                found: shortened(text),
            }),
        }
    }

    pub(crate) fn optional_text(&self) -> Result<Option<&'body str>, WebhookError> {
        match self.value {
            None => Ok(None),
            Some(Value::Text(text)) => Ok(Some(text)),
            Some(Value::Fields(_)) => Err(WebhookError::NotAText {
                path: self.path.clone(),
            }),
        }
    }

    pub(crate) fn text(&self) -> Result<&'body str, WebhookError> {
        self.optional_text()?.ok_or_else(|| self.missing())
    }

    /// A number, or a string of digits; an empty string is no number but an absent one.
    pub(crate) fn optional_number(&self) -> Result<Option<u64>, WebhookError> {
        let Some(text) = self.optional_text()?.filter(|text| !text.is_empty()) else {
            return Ok(None);
        };
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        let number = if digits { text.parse().ok() } else { None };
        number.map(Some).ok_or_else(|| WebhookError::NotANumber {
            path: self.path.clone(),
            found: shortened(text),
        })
    }

    pub(crate) fn number(&self) -> Result<u64, WebhookError> {
        self.optional_number()?.ok_or_else(|| self.missing())
    }

    pub(crate) fn missing(&self) -> WebhookError {
        WebhookError::Missing {
            path: self.path.clone(),
        }
    }
}
