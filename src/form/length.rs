//! How long a message may be, and what is to be said of one.

use wasm_bindgen::JsValue;

use crate::browser::text;

/// The limit is not a whole number greater than zero.
#[derive(Debug, PartialEq, Eq)]
pub struct NotALimit;

/// Reads a limit as a person typed it; white space around it does not count. Empty is no limit.
///
/// # Errors
/// [`NotALimit`] for anything but digits, for zero, and for numbers above [`u32::MAX`].
pub fn parse_limit(text: &str) -> Result<Option<u32>, NotALimit> {
    let digits = text.trim_ascii();
    if digits.is_empty() {
        return Ok(None);
    }
    let mut limit: u32 = 0;
    for byte in digits.bytes() {
        let digit = byte.wrapping_sub(b'0');
        let raised = limit.checked_mul(10).filter(|_| digit < 10);
        limit = raised
            .and_then(|raised| raised.checked_add(digit.into()))
            .ok_or(NotALimit)?;
    }
    if limit == 0 {
        Err(NotALimit)
    } else {
        Ok(Some(limit))
    }
}

/// Reads a limit as amoCRM hands it over: a string, a number, or nothing.
///
/// # Errors
/// [`NotALimit`], as [`parse_limit`].
pub fn limit_of(value: &JsValue) -> Result<Option<u32>, NotALimit> {
    if value.is_undefined() || value.is_null() {
        return Ok(None);
    }
    let text = text::of(value).map_err(|_| NotALimit)?;
    parse_limit(&String::from(text.trim()))
}

/// What is to be said of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing.
    Fine,
    /// The limit comes near: less than a tenth of it is left.
    NearLimit,
    /// It is required, and there is nothing in it.
    Empty,
    /// It is longer than the limit.
    TooLong {
        /// By how many UTF-16 units, a line break as one.
        excess: u32,
    },
}

/// Judges a message of `length` UTF-16 units (a line break as one, as `maxlength` counts).
pub fn judge(length: u32, missing: bool, limit: Option<u32>) -> Verdict {
    match limit {
        _ if missing => Verdict::Empty,
        Some(limit) if length > limit => Verdict::TooLong {
            excess: length - limit,
        },
        Some(limit) if limit - length < limit.div_ceil(10) => Verdict::NearLimit,
        _ => Verdict::Fine,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_a_whole_number_or_nothing() {
        assert_eq!(parse_limit(""), Ok(None));
        assert_eq!(parse_limit("  \n"), Ok(None));
        assert_eq!(parse_limit("1"), Ok(Some(1)));
        assert_eq!(parse_limit(" 500 "), Ok(Some(500)));
        assert_eq!(parse_limit("4294967295"), Ok(Some(u32::MAX)));
    }

    #[test]
    fn what_is_not_a_limit_is_refused() {
        for text in [
            "0", "000", "-5", "+5", "5.0", "5,5", "1e3", "0x10", "five", "٥", "5 0",
        ] {
            assert_eq!(parse_limit(text), Err(NotALimit), "{text:?}");
        }
        assert_eq!(parse_limit("4294967296"), Err(NotALimit));
        assert_eq!(parse_limit(&"9".repeat(10_000)), Err(NotALimit));
    }

    #[test]
    fn a_message_is_judged_by_its_length() {
        assert_eq!(judge(0, false, None), Verdict::Fine);
        assert_eq!(judge(u32::MAX, false, None), Verdict::Fine);
        assert_eq!(judge(90, false, Some(100)), Verdict::Fine);
        assert_eq!(judge(91, false, Some(100)), Verdict::NearLimit);
        assert_eq!(judge(100, false, Some(100)), Verdict::NearLimit);
        assert_eq!(judge(101, false, Some(100)), Verdict::TooLong { excess: 1 });
        assert_eq!(
            judge(u32::MAX, false, Some(1)),
            Verdict::TooLong {
                excess: u32::MAX - 1
            }
        );
        assert_eq!(judge(0, false, Some(1)), Verdict::Fine);
        assert_eq!(judge(1, false, Some(1)), Verdict::NearLimit);
    }

    #[test]
    fn a_missing_message_is_said_first() {
        assert_eq!(judge(0, true, None), Verdict::Empty);
        assert_eq!(judge(7, true, Some(5)), Verdict::Empty, "seven spaces");
    }
}
