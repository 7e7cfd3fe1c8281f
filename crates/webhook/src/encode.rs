//! Writing what amoCRM writes: for tests of a server, and for an amoCRM of one's own.

use serde_json::{Map, Value as Json};

use crate::{Encoding, Fields, Hook, Value};

/// A field of a body with its path.
type Field = (Vec<String>, Json);

impl Hook {
    /// The body of this hook as amoCRM sends it.
    ///
    /// In a form every value is a string. A field without a name, or with a bracket in it, cannot
    /// be told apart in a form, in PHP neither.
    ///
    /// ```
    /// # use pipeline_message_webhook::*;
    /// # let data = EventData::new(ElementType::Lead, 7);
    /// # let event = Event::new(EventKind::LeadAdded, data, 1_700_000_000);
    /// let settings = [("message", "a\nb")].into_iter().collect();
    /// let hook = Hook::new(event, settings, "example", 123);
    /// for encoding in [Encoding::Json, Encoding::Form] {
    ///     let body = hook.body(encoding);
    ///     assert_eq!(Hook::parse(Some(encoding.content_type()), body.as_bytes())?, hook);
    /// }
    /// # Ok::<(), WebhookError>(())
    /// ```
    #[must_use]
    pub fn body(&self, encoding: Encoding) -> String {
        match encoding {
            Encoding::Json => json_of(self.fields()).to_string(),
            Encoding::Form => form_of(&self.fields()),
        }
    }

    fn fields(&self) -> Vec<Field> {
        let mut fields = Vec::new();
        let event = &self.event;
        let data = &event.data;
        let direction = data
            .direction_of_movement
            .as_ref()
            .map(|word| word.word().to_owned());
        put(&mut fields, "event.type", event.event_type.code);
        put(
            &mut fields,
            "event.type_code",
            event.event_type.name.clone(),
        );
        put(&mut fields, "event.data.id", Some(data.id));
        put(
            &mut fields,
            "event.data.element_type",
            Some(data.element_type.code()),
        );
        put(&mut fields, "event.data.status_id", data.status_id);
        put(&mut fields, "event.data.pipeline_id", data.pipeline_id);
        put(&mut fields, "event.data.direction_of_movement", direction);
        put_all(&mut fields, &path_of("event.data"), &data.other);
        put(&mut fields, "event.time", Some(event.time));
        put_all(
            &mut fields,
            &path_of("action.settings.widget.settings"),
            &self.settings,
        );
        put(&mut fields, "subdomain", self.subdomain.clone());
        put(&mut fields, "account_id", self.account_id);
        put(&mut fields, "amouser", self.amouser.clone());
        put(
            &mut fields,
            "amohash",
            self.amohash.as_ref().map(|key| key.expose().to_owned()),
        );
        fields
    }
}

fn path_of(dotted: &str) -> Vec<String> {
    dotted.split('.').map(str::to_owned).collect()
}

fn put(fields: &mut Vec<Field>, dotted: &str, value: Option<impl Into<Json>>) {
    if let Some(value) = value {
        fields.push((path_of(dotted), value.into()));
    }
}

fn put_all(fields: &mut Vec<Field>, path: &[String], values: &Fields) {
    for (name, value) in values.iter() {
        let mut path = path.to_vec();
        path.push(name.to_owned());
        match value {
            Value::Text(text) => fields.push((path, Json::from(text.as_str()))),
            Value::Fields(inner) => put_all(fields, &path, inner),
        }
    }
}

fn json_of(fields: Vec<Field>) -> Json {
    let mut root = Map::new();
    for (path, value) in fields {
        insert(&mut root, &path, value);
    }
    Json::Object(root)
}

fn insert(object: &mut Map<String, Json>, path: &[String], value: Json) {
    let Some((name, deeper)) = path.split_first() else {
        return;
    };
    if deeper.is_empty() {
        object.insert(name.clone(), value);
        return;
    }
    let place = object
        .entry(name.clone())
        .or_insert_with(|| Json::Object(Map::new()));
    if let Json::Object(inner) = place {
        insert(inner, deeper, value);
    }
}

fn form_of(fields: &[Field]) -> String {
    let mut form = form_urlencoded::Serializer::new(String::new());
    for (path, value) in fields {
        let mut parts = path.iter();
        let mut name = parts.next().cloned().unwrap_or_default();
        for part in parts {
            name.push_str(&format!("[{part}]"));
        }
        match value {
            Json::String(text) => form.append_pair(&name, text),
            other => form.append_pair(&name, &other.to_string()),
        };
    }
    form.finish()
}
