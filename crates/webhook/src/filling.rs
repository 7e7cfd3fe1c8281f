//! Filling the markers of a message, in one pass from left to right: what came out of a value is
//! text and is never looked at again, so that a contact who calls himself `{{lead.price}}` learns
//! nothing.

use alloc::{collections::BTreeSet, string::String, vec::Vec};

/// A message after filling.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct Filled<'text> {
    /// The message, with values where the server had them.
    pub text: String,
    /// The codes (`lead.name`) for which there was no value, each once, in the order of the text.
    /// Their markers stand in the text unchanged.
    pub unknown: Vec<&'text str>,
}

/// Fills the markers of `text` from what `value_of` knows; it is asked with the code, `lead.name`.
///
/// An empty value fills too: return `None` only for what is not known. A code is compared as it
/// stands, so `{{ lead.name }}` with spaces is another one.
///
/// ```
/// use pipeline_message_webhook::fill;
///
/// let filled = fill("{{contact.name}}: {{lead.price}} {{lead.colour}}", |code| match code {
///     "contact.name" => Some("{{lead.price}}"),
///     "lead.price" => Some("100"),
///     _ => None,
/// });
/// assert_eq!(filled.text, "{{lead.price}}: 100 {{lead.colour}}");
/// assert_eq!(filled.unknown, ["lead.colour"]);
/// ```
pub fn fill<'text, V: AsRef<str>>(
    text: &'text str,
    mut value_of: impl FnMut(&str) -> Option<V>,
) -> Filled<'text> {
    let mut filled = Filled::default();
    let mut named = BTreeSet::new();
    let mut rest = text;
    while let Some(opening) = rest.find("{{") {
        let (before, from_opening) = rest.split_at(opening);
        filled.text.push_str(before);
        let Some((marker, code)) = marker_at_start(from_opening) else {
            // One brace only: in `{{{lead.name}}}` the marker starts at the second.
            filled.text.push('{');
            rest = from_opening.strip_prefix('{').unwrap_or_default();
            continue;
        };
        match value_of(code) {
            Some(value) => filled.text.push_str(value.as_ref()),
            None => {
                filled.text.push_str(marker);
                if named.insert(code) {
                    filled.unknown.push(code);
                }
            }
        }
        rest = from_opening.strip_prefix(marker).unwrap_or_default();
    }
    filled.text.push_str(rest);
    filled
}

/// The marker that `text` starts with, and its code: anything between the braces but braces, line
/// breaks and nothing at all.
fn marker_at_start(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix("{{")?;
    let end = inside.find(['{', '}', '\n', '\r'])?;
    let (code, closing) = inside.split_at(end);
    if code.trim().is_empty() || !closing.starts_with("}}") {
        return None;
    }
    let (marker, _) = text.split_at_checked(code.len() + 4)?;
    Some((marker, code))
}

#[cfg(test)]
mod tests {
    use super::fill;

    fn known(code: &str) -> Option<&'static str> {
        match code {
            "lead.name" => Some("Order"),
            "contact.phone" => Some(""),
            "contact.name" => Some("{{lead.name}}"),
            _ => None,
        }
    }

    #[test]
    fn what_is_known_is_filled_and_the_rest_is_named_once() {
        let filled = fill(
            "{{lead.name}}{{lead.name}} {{contact.phone}}{{x}}{{y}}{{x}}",
            known,
        );
        assert_eq!(filled.text, "OrderOrder {{x}}{{y}}{{x}}");
        assert_eq!(filled.unknown, ["x", "y"]);
    }

    #[test]
    fn a_value_is_never_filled() {
        assert_eq!(fill("{{contact.name}}", known).text, "{{lead.name}}");
        // Nor do a value and the text around it make a marker together.
        let filled = fill("{{brace}}{lead.name}}", |_| Some("{"));
        assert_eq!(filled.text, "{{lead.name}}");
    }

    #[test]
    fn braces_that_are_no_marker_stay() {
        for text in [
            "{",
            "{{",
            "{{}}",
            "{{ }}",
            "{lead.name}",
            "{{lead.name",
            "{{lead.name}",
            "}}{{",
            "{{lead\n.name}}",
            "{{{{",
            "{{%}",
            "{{a{b}}",
        ] {
            let filled = fill(text, known);
            assert_eq!(filled.text, text);
            assert!(filled.unknown.is_empty(), "{text}");
        }
        assert_eq!(fill("{{{lead.name}}}", known).text, "{Order}");
        assert_eq!(fill("{{a{{lead.name}}", known).text, "{{aOrder");
        assert_eq!(fill("{{ lead.name }}", known).unknown, [" lead.name "]);
    }
}
