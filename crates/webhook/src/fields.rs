//! The named values of a body, the same whichever encoding brought them.
//!
//! A form knows nothing but strings, so that is what a number or a truth value of JSON becomes
//! here, in the way PHP writes them into a form: `true` is `1`, `false` is `0`, `null` and an empty
//! list are absent, and a list is a map of `0`, `1`, `2`…

use std::collections::BTreeMap;

/// A text, or fields inside a field.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// A single value; numbers are written out.
    Text(String),
    /// Several values by name; those of a list are named `0`, `1`, `2`…
    Fields(Fields),
}

impl Value {
    /// The text, if it is one.
    ///
    /// ```
    /// # use pipeline_message_webhook::{Fields, Value};
    /// assert_eq!(Value::from("a").as_text(), Some("a"));
    /// assert_eq!(Value::Fields(Fields::default()).as_text(), None);
    /// ```
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Fields(_) => None,
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// Values by name, in the order of the names.
///
/// ```
/// use pipeline_message_webhook::Fields;
///
/// let fields: Fields = [("message", "Hello")].into_iter().collect();
/// assert_eq!(fields.text("message"), Some("Hello"));
/// assert_eq!(fields.text("other"), None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fields(pub(crate) BTreeMap<String, Value>);

impl Fields {
    /// The value of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// The text of a name, if there is one and it is a text.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Value::as_text)
    }

    /// Sets a value; what stood under the name before is gone.
    pub fn set(&mut self, name: impl Into<String>, value: impl Into<Value>) {
        self.0.insert(name.into(), value.into());
    }

    /// All names with their values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<N: Into<String>, V: Into<Value>> FromIterator<(N, V)> for Fields {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(pairs: I) -> Self {
        Self(
            pairs
                .into_iter()
                .map(|(name, value)| (name.into(), value.into()))
                .collect(),
        )
    }
}
