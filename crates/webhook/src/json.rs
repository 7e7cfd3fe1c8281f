//! JSON, read straight into [`Fields`] so that the limits hold while reading, not afterwards.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::{Fields, Limits, Value, WebhookError, error::shortened};

pub(crate) fn parse(body: &[u8], limits: &Limits) -> Result<Fields, WebhookError> {
    let mut reading = Reading {
        limits,
        path: Vec::new(),
        count: 0,
        exceeded: None,
    };
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let parsed = deserializer
        .deserialize_map(Object(&mut reading))
        .and_then(|fields| deserializer.end().map(|()| fields));
    // serde carries only its own error out: ours waits beside it.
    parsed.map_err(|source| {
        reading
            .exceeded
            .take()
            .unwrap_or(WebhookError::NotJson { source })
    })
}

struct Reading<'limits> {
    limits: &'limits Limits,
    /// Where the reader is.
    path: Vec<String>,
    count: usize,
    exceeded: Option<WebhookError>,
}

impl Reading<'_> {
    fn count_one<E: Error>(&mut self) -> Result<(), E> {
        self.count += 1;
        if self.count > self.limits.fields {
            return Err(self.stop(WebhookError::TooManyFields {
                limit: self.limits.fields,
            }));
        }
        Ok(())
    }

    fn go_deeper<E: Error>(&mut self) -> Result<(), E> {
        if self.path.len() >= self.limits.depth {
            let (path, limit) = (shortened(&self.path.join(".")), self.limits.depth);
            return Err(self.stop(WebhookError::TooDeep { path, limit }));
        }
        Ok(())
    }

    fn stop<E: Error>(&mut self, error: WebhookError) -> E {
        let text = E::custom(&error);
        self.exceeded = Some(error);
        text
    }
}

/// An object: the body itself, or one inside it.
struct Object<'reading, 'limits>(&'reading mut Reading<'limits>);

impl<'de> Visitor<'de> for Object<'_, '_> {
    type Value = Fields;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
        let reading = self.0;
        reading.go_deeper()?;
        let mut fields = Fields::default();
        while let Some(name) = map.next_key::<String>()? {
            reading.count_one()?;
            reading.path.push(name);
            let value = map.next_value_seed(Any(reading))?;
            let name = reading.path.pop().unwrap_or_default();
            match value {
                Some(value) => fields.set(name, value),
                // The later of two equal names wins, also when it is null.
                None => drop(fields.0.remove(&name)),
            }
        }
        Ok(fields)
    }
}

/// Any value inside; `None` for what a form would leave out.
struct Any<'reading, 'limits>(&'reading mut Reading<'limits>);

impl<'de> DeserializeSeed<'de> for Any<'_, '_> {
    type Value = Option<Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Any<'_, '_> {
    type Value = Option<Value>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Some(Value::from(if value { "1" } else { "0" })))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Some(Value::Text(value.to_string())))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Some(Value::Text(value.to_string())))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Some(Value::Text(value.to_string())))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(Value::from(text)))
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(Some(Value::Text(text)))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        let fields = Object(self.0).visit_map(map)?;
        Ok((!fields.is_empty()).then_some(Value::Fields(fields)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let reading = self.0;
        reading.go_deeper()?;
        let mut fields = Fields::default();
        for index in 0_u64.. {
            reading.path.push(index.to_string());
            let item = list.next_element_seed(Any(reading))?;
            reading.path.pop();
            let Some(item) = item else { break };
            reading.count_one()?;
            if let Some(value) = item {
                fields.set(index.to_string(), value);
            }
        }
        Ok((!fields.is_empty()).then_some(Value::Fields(fields)))
    }
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::{Fields, Limits, Value};

    fn parsed(body: &str) -> Fields {
        parse(body.as_bytes(), &Limits::DEFAULT).unwrap()
    }

    #[test]
    fn values_become_what_php_writes_into_a_form() {
        let fields = parsed(
            r#"{"n": 5, "x": 1.5, "m": -2, "t": true, "f": false, "s": "a\n\u00e9",
            "none": null, "empty": [], "nothing": {"inside": null}, "list": ["a", null, "b"]}"#,
        );
        for (name, text) in [
            ("n", "5"),
            ("x", "1.5"),
            ("m", "-2"),
            ("t", "1"),
            ("f", "0"),
            ("s", "a\n\u{e9}"),
        ] {
            assert_eq!(fields.text(name), Some(text));
        }
        for name in ["none", "empty", "nothing"] {
            assert_eq!(fields.get(name), None);
        }
        let list = [("0", "a"), ("2", "b")].into_iter().collect();
        assert_eq!(fields.get("list"), Some(&Value::Fields(list)));
    }

    #[test]
    fn only_a_whole_object_is_a_body() {
        for body in [
            "",
            "[]",
            "1",
            "null",
            "{",
            "{} {}",
            "{\"a\":}",
            "{\"a\": \"\\ud83d\"}",
        ] {
            let error = parse(body.as_bytes(), &Limits::DEFAULT).unwrap_err();
            assert_eq!(error.code(), "not_json", "{body}");
        }
    }
}
