//! What a person has typed after a bracket, to find a marker by.
//!
//! In amoCRM's own editors a bracket opens the list of fields, and what is typed after it filters
//! the list.

/// How far back a bracket is looked for, in UTF-16 units: no field's name is longer.
pub(super) const REACH: i32 = 40;

/// Where the query begins that ends at the caret: behind the last `[` before it, unless a `]` or a
/// line break has ended it. `unit_at` gives the UTF-16 unit at a place of the text.
pub fn query_start(caret: i32, unit_at: impl Fn(i32) -> i32) -> Option<i32> {
    for start in (1..=caret).rev().take(REACH as usize) {
        match u8::try_from(unit_at(start - 1)) {
            Ok(b'[') => return Some(start),
            Ok(b']' | b'\n') => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The query at the end of `before`.
    fn found(before: &str) -> Option<String> {
        let units: Vec<u16> = before.encode_utf16().collect();
        let unit_at = |place| units.get(place as usize).map_or(0, |unit| (*unit).into());
        let start = query_start(units.len() as i32, unit_at)?;
        String::from_utf16(units.get(start as usize..)?).ok()
    }

    #[test]
    fn a_query_begins_at_the_last_bracket() {
        for (before, query) in [
            ("[", ""),
            ("Hello, [na", "na"),
            ("[[lead", "lead"),
            ("[done] and [имя", "имя"),
            ("[two words", "two words"),
            ("[😀", "😀"),
        ] {
            assert_eq!(found(before).as_deref(), Some(query), "{before:?}");
        }
    }

    #[test]
    fn a_bracket_that_is_closed_far_away_or_in_another_line_is_none() {
        let far = ["[", &"a".repeat(40)].concat();
        for before in [
            "",
            "no bracket",
            "[closed]",
            "[closed] after",
            "[line\nbreak",
            "a]b",
            &far,
        ] {
            assert_eq!(found(before), None, "{before:?}");
        }
    }
}
