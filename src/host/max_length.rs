//! The longest message wanted, as an administrator fills it in.

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
}
