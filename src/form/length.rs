//! What is to be said of a message by its length.

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
