//! The end of `cargo xtask test`: what each step counted and how long it took.

use std::fmt;
use std::time::Duration;

use super::counts::Counts;
use super::steps::Step;

/// The steps that ran, in their order.
#[derive(Debug, Default)]
pub(super) struct Summary(Vec<Entry>);

#[derive(Debug)]
struct Entry {
    step: Step,
    counts: Counts,
    time: Duration,
}

impl Summary {
    pub(super) fn add(&mut self, step: Step, counts: Counts, time: Duration) {
        self.0.push(Entry { step, counts, time });
    }

    /// Whether there is more to say than the step itself has said already.
    pub(super) fn is_worth_a_table(&self) -> bool {
        self.0.len() > 1
    }

    fn time(&self) -> Duration {
        self.0.iter().map(|entry| entry.time).sum()
    }
}

/// A table, without a line break at its end.
impl fmt::Display for Summary {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for entry in &self.0 {
            let Entry { step, counts, time } = entry;
            let failed = match counts.failed {
                0 => String::new(),
                failed => format!("  {failed} FAILED"),
            };
            writeln!(
                out,
                "  {:22} {:>5} passed {:>8}{failed}",
                step.label(),
                counts.passed,
                shown(*time)
            )?;
        }
        write!(
            out,
            "  {:22} {:>12} {:>8}",
            "Together",
            "",
            shown(self.time())
        )
    }
}

/// `0.8 s`, `12 s`, `3:07 min`.
fn shown(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    if seconds < 9.95 {
        return format!("{seconds:.1} s");
    }
    match time.as_secs_f64().round() as u64 {
        whole @ 0..60 => format!("{whole} s"),
        whole => format!("{}:{:02} min", whole / 60, whole % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_as_exact_as_they_are_of_use() {
        let of = |seconds: f64| shown(Duration::from_secs_f64(seconds));
        assert_eq!(of(0.84), "0.8 s");
        assert_eq!(of(9.96), "10 s");
        assert_eq!(of(59.4), "59 s");
        assert_eq!(of(59.6), "1:00 min");
        assert_eq!(of(187.0), "3:07 min");
    }

    #[test]
    fn says_what_failed_and_how_long_all_took() {
        let mut summary = Summary::default();
        summary.add(Step::Format, Counts::of_one(true), Duration::from_secs(2));
        assert!(!summary.is_worth_a_table());
        let counts = Counts {
            passed: 40,
            failed: 2,
        };
        summary.add(Step::E2e, counts, Duration::from_secs(100));
        assert!(summary.is_worth_a_table());
        assert_eq!(
            summary.to_string(),
            "  Format                     1 passed    2.0 s\n  \
             End-to-end tests          40 passed 1:40 min  2 FAILED\n  \
             Together                            1:42 min"
        );
    }
}
