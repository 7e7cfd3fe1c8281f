//! How many tests passed and failed, as the test runners print it.

use std::ops::AddAssign;

/// Tests that passed and failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) passed: u64,
    pub(super) failed: u64,
}

impl Counts {
    /// A check that passed or failed as a whole.
    pub(super) fn of_one(passed: bool) -> Self {
        Self {
            passed: u64::from(passed),
            failed: u64::from(!passed),
        }
    }

    /// The sum over all summaries in `output`.
    ///
    /// cargo's test runner and wasm-bindgen's print the same line for each file of tests:
    /// `test result: ok. 3 passed; 0 failed; 0 ignored; …`. Node's prints `# pass 3` and
    /// `# fail 0`, or has `ℹ` in place of `#`, at the end.
    pub(super) fn read(output: &str) -> Self {
        let mut sum = Self::default();
        for line in output.lines() {
            if let Some((_, summary)) = line.split_once("test result: ") {
                sum.passed += number_before(summary, " passed");
                sum.failed += number_before(summary, " failed");
            } else if let Some(summary) = line.strip_prefix(['#', 'ℹ']) {
                sum.passed += number_after(summary, " pass ");
                sum.failed += number_after(summary, " fail ");
            }
        }
        sum
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

fn number_before(text: &str, word: &str) -> u64 {
    text.split_once(word)
        .and_then(|(before, _)| before.rsplit(' ').next())
        .and_then(|number| number.parse().ok())
        .unwrap_or(0)
}

fn number_after(text: &str, word: &str) -> u64 {
    text.strip_prefix(word)
        .and_then(|number| number.trim().parse().ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_summary_of_node_in_both_its_forms() {
        let expected = Counts {
            passed: 5,
            failed: 1,
        };
        assert_eq!(
            Counts::read("1..6\n# tests 6\n# pass 5\n# fail 1\n"),
            expected
        );
        assert_eq!(Counts::read("ℹ tests 6\nℹ pass 5\nℹ fail 1\n"), expected);
    }

    #[test]
    fn sums_over_all_files_of_tests() {
        let output = "running 2 tests\n\
            test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
            Loading Wasm module...\n\
            test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 filtered out; finished in 0.01s\n";
        let expected = Counts {
            passed: 14,
            failed: 3,
        };
        assert_eq!(Counts::read(output), expected);
    }

    #[test]
    fn other_lines_do_not_count() {
        assert_eq!(Counts::read("7 passed; 8 failed\n"), Counts::default());
    }
}
