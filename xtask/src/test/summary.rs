//! The end of `cargo xtask test`: what each step counted and how long it took, in which engines,
//! and how much the tests tried.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use super::results::Results;
use super::steps::Job;
use crate::setup::{Engine, Engines};

/// The steps that ran, in their order, and the engines that none could run in.
#[derive(Debug, Default)]
pub(super) struct Summary {
    entries: Vec<Entry>,
    missing: Vec<(Engine, String)>,
}

#[derive(Debug)]
struct Entry {
    job: Job,
    results: Results,
    time: Duration,
}

impl Summary {
    pub(super) fn add(&mut self, job: Job, results: Results, time: Duration) {
        self.entries.push(Entry { job, results, time });
    }

    /// Names the engines that are not installed.
    pub(super) fn add_missing(&mut self, engines: &Engines) {
        let missing = engines.missing.iter();
        self.missing
            .extend(missing.map(|one| (one.engine, one.reason.clone())));
    }

    /// Whether there is more to say than the step itself has said already.
    pub(super) fn is_worth_a_table(&self) -> bool {
        let said_more = |entry: &Entry| entry.results.printed != Default::default();
        self.entries.len() > 1 || self.entries.iter().any(said_more)
    }

    fn time(&self) -> Duration {
        self.entries.iter().map(|entry| entry.time).sum()
    }

    /// The engines in which tests ran, in their order.
    fn engines(&self) -> Vec<Engine> {
        let mut engines = Vec::new();
        for engine in self.entries.iter().filter_map(|entry| entry.job.engine) {
            if !engines.contains(&engine) {
                engines.push(engine);
            }
        }
        engines
    }

    /// How many of what were tried in an engine, or outside of any.
    fn tried(&self) -> BTreeMap<(&str, Option<Engine>), u64> {
        let mut tried = BTreeMap::new();
        for entry in &self.entries {
            for (what, number) in &entry.results.printed.tried {
                let key = (what.as_str(), entry.job.engine);
                *tried.entry(key).or_default() += number;
            }
        }
        tried
    }
}

/// A table, without a line break at its end.
impl fmt::Display for Summary {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Entry { job, results, time } in &self.entries {
            let counts = results.counts;
            let skipped = match results.printed.skipped.len() {
                0 => String::new(),
                skipped => format!("  {skipped} skipped"),
            };
            let failed = match counts.failed {
                0 => String::new(),
                failed => format!("  {failed} FAILED"),
            };
            writeln!(
                out,
                "  {job:26} {:>5} passed {:>8}{skipped}{failed}",
                counts.passed,
                shown(*time)
            )?;
        }
        write!(
            out,
            "  {:26} {:>12} {:>8}",
            "Together",
            "",
            shown(self.time())
        )?;
        self.write_engines(out)?;
        self.write_tried(out)?;
        self.write_skipped(out)
    }
}

impl Summary {
    fn write_engines(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let engines = self.engines();
        if !engines.is_empty() {
            write!(out, "\n\n  Engines: {}", listed(&engines))?;
        }
        for (engine, reason) in &self.missing {
            write!(out, "\n  Skipped engine: {engine}. {reason}")?;
        }
        Ok(())
    }

    /// One line for each kind; engines in which as much was tried stand together.
    fn write_tried(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut by_kind: BTreeMap<&str, Vec<(u64, Vec<Engine>)>> = BTreeMap::new();
        for ((what, engine), number) in self.tried() {
            let numbers = by_kind.entry(what).or_default();
            let is_same = |(other, engines): &&mut (u64, Vec<Engine>)| {
                *other == number && engine.is_some() && !engines.is_empty()
            };
            match numbers.iter_mut().find(is_same) {
                Some((_, engines)) => engines.extend(engine),
                None => numbers.push((number, engine.into_iter().collect())),
            }
        }
        for (position, (what, numbers)) in by_kind.iter().enumerate() {
            let opening = if position == 0 { "\n\n" } else { "\n" };
            let parts: Vec<String> = numbers
                .iter()
                .map(|(number, engines)| match engines.as_slice() {
                    [] => format!("{number} {what}"),
                    engines => format!("{number} {what} in {}", listed(engines)),
                })
                .collect();
            write!(out, "{opening}  Tried: {}", parts.join("; "))?;
        }
        Ok(())
    }

    fn write_skipped(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut opening = "\n\n";
        for Entry { job, results, .. } in &self.entries {
            for skipped in &results.printed.skipped {
                write!(out, "{opening}  Skipped: {job}: {skipped}")?;
                opening = "\n";
            }
        }
        Ok(())
    }
}

fn listed(engines: &[Engine]) -> String {
    let names: Vec<String> = engines.iter().map(Engine::to_string).collect();
    names.join(", ")
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
    use crate::test::steps::Step;

    #[test]
    fn times_are_as_exact_as_they_are_of_use() {
        let of = |seconds: f64| shown(Duration::from_secs_f64(seconds));
        assert_eq!(of(0.84), "0.8 s");
        assert_eq!(of(9.96), "10 s");
        assert_eq!(of(59.4), "59 s");
        assert_eq!(of(59.6), "1:00 min");
        assert_eq!(of(187.0), "3:07 min");
    }

    fn job(step: Step, engine: Option<Engine>) -> Job {
        Job { step, engine }
    }

    #[test]
    fn says_what_failed_and_how_long_all_took() {
        let mut summary = Summary::default();
        let format = job(Step::Format, None);
        summary.add(format, Results::of_one(true), Duration::from_secs(2));
        assert!(!summary.is_worth_a_table());
        let output = "test result: FAILED. 40 passed; 2 failed;";
        let native = job(Step::Native, None);
        summary.add(native, Results::read(output), Duration::from_secs(100));
        assert!(summary.is_worth_a_table());
        assert_eq!(
            summary.to_string(),
            "  Format                         1 passed    2.0 s\n  \
             Native tests                  40 passed 1:40 min  2 FAILED\n  \
             Together                                1:42 min"
        );
    }

    #[test]
    fn names_engines_and_how_much_was_tried_in_them() {
        let mut summary = Summary::default();
        let second = Duration::from_secs(1);
        let native = "tried: 5000 cases\ntest result: ok. 1 passed; 0 failed;";
        summary.add(job(Step::Native, None), Results::read(native), second);
        let faults = "tried: 80 faults\ntried: 3 faults\ntest result: ok. 2 passed; 0 failed;";
        for engine in [Engine::Chromium, Engine::Firefox] {
            let browser = job(Step::Browser, Some(engine));
            summary.add(browser, Results::read(faults), second);
        }
        let e2e = job(Step::E2e, Some(Engine::Firefox));
        let output = "tried: 9 cases\nskipped: memory: needs Chromium's protocol\n\
            test result: ok. 2 passed; 0 failed;";
        summary.add(e2e, Results::read(output), second);
        summary
            .missing
            .push((Engine::Webkit, "Xvfb is missing".to_owned()));
        assert_eq!(
            summary.to_string(),
            "  Native tests                   1 passed    1.0 s\n  \
             Browser tests, Chromium        2 passed    1.0 s\n  \
             Browser tests, Firefox         2 passed    1.0 s\n  \
             End-to-end tests, Firefox      1 passed    1.0 s  1 skipped\n  \
             Together                                   4.0 s\n\n  \
             Engines: Chromium, Firefox\n  \
             Skipped engine: WebKit. Xvfb is missing\n\n  \
             Tried: 5000 cases; 9 cases in Firefox\n  \
             Tried: 83 faults in Chromium, Firefox\n\n  \
             Skipped: End-to-end tests, Firefox: memory: needs Chromium's protocol"
        );
    }
}
