//! A bot fills the markers of its steps by itself: `{{lead.name}}` from the lead it runs for,
//! `{{json.status}}` from what the widget's server sent back.

use std::collections::BTreeMap;

use pipeline_message_webhook::fill;
use serde_json::{Map, Value};

/// What a bot knows while it runs.
#[derive(Debug, Default)]
pub(crate) struct Known {
    pub(crate) values: BTreeMap<String, String>,
    /// What came to `return_url`.
    pub(crate) json: Map<String, Value>,
}

impl Known {
    pub(crate) fn fill(&self, text: &str) -> String {
        fill(text, |code| self.value_of(code)).text
    }

    /// Fills every text inside a value.
    pub(crate) fn fill_all(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.fill(text)),
            Value::Array(values) => values.iter().map(|value| self.fill_all(value)).collect(),
            Value::Object(fields) => Value::Object(self.fill_fields(fields)),
            other => other.clone(),
        }
    }

    pub(crate) fn fill_fields(&self, fields: &Map<String, Value>) -> Map<String, Value> {
        fields
            .iter()
            .map(|(name, value)| (name.clone(), self.fill_all(value)))
            .collect()
    }

    fn value_of(&self, code: &str) -> Option<String> {
        match code.strip_prefix("json.") {
            Some(key) => match self.json.get(key)? {
                Value::String(text) => Some(text.clone()),
                other => Some(other.to_string()),
            },
            None => self.values.get(code).cloned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn texts_are_filled_at_any_depth_and_values_are_not_filled_again() {
        let known = Known {
            values: [("lead.name".to_owned(), "{{json.status}}".to_owned())].into(),
            json: [
                ("status".to_owned(), json!("success")),
                ("n".to_owned(), json!(3)),
            ]
            .into_iter()
            .collect(),
        };
        let filled = known.fill_all(&json!({"a": ["{{lead.name}}", 1], "b": {"c": "{{json.n}}!"}}));
        assert_eq!(
            filled,
            json!({"a": ["{{json.status}}", 1], "b": {"c": "3!"}})
        );
        assert_eq!(known.fill("{{json.none}}"), "{{json.none}}");
    }
}
