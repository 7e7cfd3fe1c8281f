//! `application/x-www-form-urlencoded` with PHP brackets: `event[data][id]=7`.
//!
//! Read as PHP reads it, since PHP is what amoCRM writes it for: `a[]` takes the next number, the
//! later of two equal names wins, and a name whose brackets make no sense is a plain name. Unlike
//! PHP (and unlike the usual parsers of the web) bytes that are not UTF-8 are refused: a message
//! would otherwise change on its way without anybody knowing.

use std::borrow::Cow;

use percent_encoding::percent_decode;

use crate::{Fields, Limits, Value, WebhookError, error::shortened};

pub(crate) fn parse(body: &[u8], limits: &Limits) -> Result<Fields, WebhookError> {
    let mut root = Fields::default();
    let pairs = body
        .split(|byte| *byte == b'&')
        .filter(|pair| !pair.is_empty());
    for (count, pair) in pairs.enumerate() {
        if count >= limits.fields {
            return Err(WebhookError::TooManyFields {
                limit: limits.fields,
            });
        }
        let (name, value) = decoded_pair(pair)?;
        let path = path_of(&name);
        if path.len() > limits.depth {
            let allowed = path.get(..limits.depth).unwrap_or_default();
            return Err(WebhookError::TooDeep {
                path: shortened(&allowed.join(".")),
                limit: limits.depth,
            });
        }
        insert(&mut root, &path, value);
    }
    Ok(root)
}

fn decoded_pair(pair: &[u8]) -> Result<(String, String), WebhookError> {
    let mut halves = pair.splitn(2, |byte| *byte == b'=');
    let name = decoded(halves.next().unwrap_or_default());
    let value = decoded(halves.next().unwrap_or_default());
    let name = String::from_utf8(name).map_err(|error| WebhookError::NotUtf8 {
        path: shortened(&String::from_utf8_lossy(error.as_bytes())),
        source: error.utf8_error(),
    })?;
    let value = String::from_utf8(value).map_err(|error| WebhookError::NotUtf8 {
        path: shortened(&path_of(&name).join(".")),
        source: error.utf8_error(),
    })?;
    Ok((name, value))
}

fn decoded(half: &[u8]) -> Vec<u8> {
    let with_spaces: Cow<'_, [u8]> = if half.contains(&b'+') {
        half.iter()
            .map(|byte| if *byte == b'+' { b' ' } else { *byte })
            .collect()
    } else {
        Cow::Borrowed(half)
    };
    percent_decode(&with_spaces).collect()
}

/// `event[data][id]` as `event`, `data`, `id`; an empty part stands for "the next number".
fn path_of(name: &str) -> Vec<&str> {
    bracketed_path(name).unwrap_or_else(|| vec![name])
}

fn bracketed_path(name: &str) -> Option<Vec<&str>> {
    let (first, mut rest) = name.split_at_checked(name.find('[')?)?;
    if first.is_empty() {
        return None;
    }
    let mut path = vec![first];
    while let Some(inside) = rest.strip_prefix('[') {
        let (part, after) = inside.split_once(']')?;
        path.push(part);
        rest = after;
    }
    rest.is_empty().then_some(path)
}

fn insert(fields: &mut Fields, path: &[&str], value: String) {
    let Some((name, deeper)) = path.split_first() else {
        return;
    };
    let name = if name.is_empty() {
        next_number(fields)
    } else {
        (*name).to_owned()
    };
    if deeper.is_empty() {
        fields.set(name, value);
        return;
    }
    let place = fields
        .0
        .entry(name)
        .or_insert_with(|| Value::Fields(Fields::default()));
    if matches!(place, Value::Text(_)) {
        *place = Value::Fields(Fields::default());
    }
    if let Value::Fields(inner) = place {
        insert(inner, deeper, value);
    }
}

fn next_number(fields: &Fields) -> String {
    let highest = fields
        .0
        .keys()
        .filter_map(|name| name.parse::<u64>().ok())
        .max();
    highest
        .map_or(0, |number| number.saturating_add(1))
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::{Fields, Limits, Value};

    fn parsed(body: &str) -> Fields {
        parse(body.as_bytes(), &Limits::DEFAULT).unwrap()
    }

    fn text_at<'a>(fields: &'a Fields, path: &[&str]) -> Option<&'a str> {
        let (name, deeper) = path.split_first()?;
        match fields.get(name)? {
            Value::Text(text) => deeper.is_empty().then_some(text),
            Value::Fields(inner) => text_at(inner, deeper),
        }
    }

    #[test]
    fn brackets_nest_whether_encoded_or_not() {
        for body in ["a[b][c]=1", "a%5Bb%5D%5Bc%5D=1", "a%5bb%5d[c]=0&a[b][c]=1"] {
            assert_eq!(
                text_at(&parsed(body), &["a", "b", "c"]),
                Some("1"),
                "{body}"
            );
        }
    }

    #[test]
    fn empty_brackets_count_on() {
        let fields = parsed("a[]=x&a[]=y&a[7]=z&a[]=w");
        for (name, text) in [("0", "x"), ("1", "y"), ("7", "z"), ("8", "w")] {
            assert_eq!(text_at(&fields, &["a", name]), Some(text));
        }
    }

    #[test]
    fn broken_brackets_are_a_plain_name() {
        for name in ["a[b", "a[b]c", "[b]", "a]b", "a[b][", "["] {
            assert_eq!(parsed(&format!("{name}=1")).text(name), Some("1"), "{name}");
        }
    }

    #[test]
    fn the_later_wins_and_odd_pairs_are_harmless() {
        assert_eq!(parsed("a=1&a=2").text("a"), Some("2"));
        assert_eq!(text_at(&parsed("a=1&a[b]=2"), &["a", "b"]), Some("2"));
        assert_eq!(parsed("a[b]=2&a=1").text("a"), Some("1"));
        assert_eq!(parsed("a&&=b&c=").text("a"), Some(""));
        assert_eq!(
            parsed("a=b=c%3Dd+e%2Bf%zz%").text("a"),
            Some("b=c=d e+f%zz%")
        );
    }

    #[test]
    fn bytes_that_are_not_utf8_are_refused_with_their_place() {
        let error = parse(b"a[b]=%FF", &Limits::DEFAULT).unwrap_err();
        assert_eq!((error.code(), error.path()), ("not_utf8", Some("a.b")));
        let error = parse(b"a%FF=1", &Limits::DEFAULT).unwrap_err();
        assert_eq!(error.code(), "not_utf8");
    }
}
