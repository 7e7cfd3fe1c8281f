//! The longest message wanted, as an administrator fills it in.

use crate::browser::text;
use crate::browser::value::Value;

/// The limit is not a whole number greater than zero.
#[derive(Debug, PartialEq, Eq)]
pub struct NotALimit;

/// Reads a limit from the UTF-16 units of what a person typed; white space around it does not
/// count. Empty is no limit.
///
/// # Errors
/// [`NotALimit`] for anything but digits, for zero, and for numbers above [`u32::MAX`].
pub fn parse_limit(units: impl Iterator<Item = u32>) -> Result<Option<u32>, NotALimit> {
    let mut limit: Option<u32> = None;
    let mut has_ended = false;
    for unit in units {
        if matches!(unit, 0x09..=0x0d | 0x20 | 0xa0) {
            has_ended = limit.is_some();
            continue;
        }
        let digit = unit.wrapping_sub('0'.into());
        if digit > 9 || has_ended {
            return Err(NotALimit);
        }
        let raised = limit.unwrap_or(0).checked_mul(10);
        let raised = raised.and_then(|raised| raised.checked_add(digit));
        limit = Some(raised.ok_or(NotALimit)?);
    }
    if limit == Some(0) {
        return Err(NotALimit);
    }
    Ok(limit)
}

/// Reads a limit as amoCRM hands it over: a string, a number, or nothing.
///
/// # Errors
/// [`NotALimit`], as [`parse_limit`].
pub(crate) fn limit_of(value: Option<Value>) -> Result<Option<u32>, NotALimit> {
    let Some(value) = value else { return Ok(None) };
    let text = text::printed(value).ok_or(NotALimit)?;
    parse_limit((0..text.length()).map(|place| text.unit_at(place) as u32))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<Option<u32>, NotALimit> {
        parse_limit(text.encode_utf16().map(u32::from))
    }

    #[test]
    fn a_limit_is_a_whole_number_or_nothing() {
        assert_eq!(parsed(""), Ok(None));
        assert_eq!(parsed("  \n"), Ok(None));
        assert_eq!(parsed("1"), Ok(Some(1)));
        assert_eq!(parsed(" 500 "), Ok(Some(500)));
        assert_eq!(parsed("4294967295"), Ok(Some(u32::MAX)));
    }

    #[test]
    fn what_is_not_a_limit_is_refused() {
        for text in [
            "0", "000", "-5", "+5", "5.0", "5,5", "1e3", "0x10", "five", "٥", "5 0",
        ] {
            assert_eq!(parsed(text), Err(NotALimit), "{text:?}");
        }
        assert_eq!(parsed("4294967296"), Err(NotALimit));
        assert_eq!(parsed(&"9".repeat(10_000)), Err(NotALimit));
    }
}
