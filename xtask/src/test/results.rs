//! What a step came to.

use super::counts::Counts;
use super::printed::Printed;

/// How many tests passed and failed, and what they printed for the summary.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Results {
    pub(super) counts: Counts,
    pub(super) printed: Printed,
}

impl Results {
    /// A check that passed or failed as a whole.
    pub(super) fn of_one(passed: bool) -> Self {
        Self {
            counts: Counts::of_one(passed),
            printed: Printed::default(),
        }
    }

    /// What a test runner said. To it a test that skips itself has passed; here it has not.
    pub(super) fn read(output: &str) -> Self {
        let mut counts = Counts::read(output);
        let printed = Printed::read(output);
        counts.passed = counts.passed.saturating_sub(printed.skipped.len() as u64);
        Self { counts, printed }
    }

    /// Whether no test was there at all.
    pub(super) fn is_empty(&self) -> bool {
        self.counts == Counts::default() && self.printed.skipped.is_empty()
    }

    pub(super) fn add(&mut self, other: Self) {
        self.counts += other.counts;
        self.printed.add(other.printed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_that_skips_itself_has_not_passed() {
        let output = "skipped: memory: needs Chromium's protocol\n\
            test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out\n";
        let results = Results::read(output);
        assert_eq!(results.counts.passed, 1);
        assert!(!results.is_empty());
        assert!(Results::read("").is_empty());
    }
}
