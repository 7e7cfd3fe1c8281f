//! What a person has typed after a bracket, to find a marker by.
//!
//! In amoCRM's own editors a bracket opens the list of fields, and what is typed after it filters
//! the list.

/// How far back a bracket is looked for, in UTF-16 units: no field's name is longer.
pub const REACH: u32 = 40;

/// Where the query that ends at the caret begins, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkerQuery<'a> {
    /// How many UTF-16 units before the caret the bracket stands.
    pub back: u32,
    /// What stands between the bracket and the caret.
    pub text: &'a str,
}

/// The query at the end of `before`, the text before the caret: from the last `[` on, unless
/// a `]` or a line break has ended it.
pub fn marker_query(before: &str) -> Option<MarkerQuery<'_>> {
    // Byte by byte: these are ASCII, and a search for a text weighs kilobytes.
    let last = before
        .bytes()
        .rposition(|byte| matches!(byte, b'[' | b']' | b'\n'))?;
    let text = before.get(last..)?.strip_prefix('[')?;
    let length: u32 = text
        .chars()
        .map(|character| character.len_utf16() as u32)
        .sum();
    Some(MarkerQuery {
        back: length + 1,
        text,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(before: &str) -> Option<(u32, &str)> {
        marker_query(before).map(|query| (query.back, query.text))
    }

    #[test]
    fn a_query_begins_at_the_last_bracket() {
        assert_eq!(found("["), Some((1, "")));
        assert_eq!(found("Hello, [na"), Some((3, "na")));
        assert_eq!(found("[[lead"), Some((5, "lead")));
        assert_eq!(found("[done] and [имя"), Some((4, "имя")));
        assert_eq!(found("[two words"), Some((10, "two words")));
        assert_eq!(found("[😀"), Some((3, "😀")), "an emoji is two units");
    }

    #[test]
    fn a_bracket_that_is_closed_or_in_another_line_is_none() {
        for before in [
            "",
            "no bracket",
            "[closed]",
            "[closed] after",
            "[line\nbreak",
            "a]b",
        ] {
            assert_eq!(found(before), None, "{before:?}");
        }
    }
}
