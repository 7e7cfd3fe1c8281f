//! What tests print for the summary: how much they tried, and why one was skipped.
//!
//! A test prints `tried: 83 faults` when it has tried them, and `skipped: NAME: WHY` where it
//! cannot run, each on a line of its own. The runners show what passing tests print only if told
//! to, see `steps.rs`.

use std::collections::BTreeMap;

/// The lines of one step's tests.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Printed {
    /// How many of what, summed over the tests.
    pub(super) tried: BTreeMap<String, u64>,
    /// Each test that could not run, and why.
    pub(super) skipped: Vec<String>,
}

impl Printed {
    /// Finds the lines in what a test runner said.
    pub(super) fn read(output: &str) -> Self {
        let mut printed = Self::default();
        for line in output.lines() {
            // Node's runner makes a comment of what a file of tests prints.
            let line = line.trim().trim_start_matches("# ");
            if let Some((number, what)) = line.strip_prefix("tried: ").and_then(number_and_rest) {
                *printed.tried.entry(what.to_owned()).or_default() += number;
            } else if let Some(skipped) = line.strip_prefix("skipped: ") {
                printed.skipped.push(skipped.to_owned());
            }
        }
        printed
    }

    /// Adds what other tests of the same step have printed.
    pub(super) fn add(&mut self, other: Self) {
        for (what, number) in other.tried {
            *self.tried.entry(what).or_default() += number;
        }
        self.skipped.extend(other.skipped);
    }
}

fn number_and_rest(text: &str) -> Option<(u64, &str)> {
    let (number, what) = text.split_once(' ')?;
    Some((number.parse().ok()?, what.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_what_was_tried_and_names_what_was_skipped() {
        let output = "running 4 tests\n\
            test one ... ok\n\
            ---- one stdout ----\n\
            tried: 40 faults\n\
            tried: 5000 cases\n\
            ---- two stdout ----\n\
            tried: 43 faults\n\
            # tried: 7 pages checked by axe\n\
            skipped: leaks::memory: needs Chromium's protocol\n";
        let printed = Printed::read(output);
        let tried = [("cases", 5000), ("faults", 83), ("pages checked by axe", 7)];
        let tried = tried.map(|(what, number)| (what.to_owned(), number));
        assert_eq!(printed.tried, BTreeMap::from(tried));
        assert_eq!(
            printed.skipped,
            ["leaks::memory: needs Chromium's protocol"]
        );
    }

    #[test]
    fn other_lines_say_nothing() {
        let output = "it tried: 3 times\ntried: many cases\ntried: 4\n";
        assert_eq!(Printed::read(output), Printed::default());
    }
}
