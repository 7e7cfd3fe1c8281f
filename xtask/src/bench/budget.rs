//! What the widget may cost, and why. `cargo xtask bench --check` holds it.
//!
//! A budget is what the widget costs today and some room for the machine's moods: it is there so that
//! no change makes it worse unseen. Where the project wants less than that, the aim is named beside.
//!
//! Ratios to what was measured in the same run, since the same work takes longer on another
//! machine. None of this is part of `cargo xtask test`.

use std::fmt;

use super::contestant::Contestant;
use super::measurement::Measurement;
use super::report::Report;
use crate::versions::SCRIPT_LIMIT;

/// One promise.
#[derive(Debug)]
pub(super) struct Budget {
    pub(super) name: &'static str,
    /// Whom it serves.
    reason: &'static str,
    /// More than this has made it worse than it was.
    most: f64,
    /// What it is to become, where that is not reached yet; CONTRIBUTING.md says why.
    aim: Option<f64>,
    unit: Unit,
    /// What was measured; `None` where the run has no number for it.
    cost: fn(&Report) -> Option<f64>,
}

#[derive(Debug, Clone, Copy)]
enum Unit {
    Bytes,
    /// As often as something else.
    Times,
    /// A count.
    Each,
}

static BUDGETS: [Budget; 16] = [
    Budget {
        name: "script.js after gzip -9",
        reason: "it is fetched with each new version, also over a slow line",
        most: SCRIPT_LIMIT as f64,
        aim: Some(12.0 * 1024.0),
        unit: Unit::Bytes,
        cost: |report| Some(report.script.gzip as f64),
    },
    Budget {
        name: "start beside the recipe's",
        reason: "the pipeline's page waits for it",
        most: 1.35,
        aim: Some(1.15),
        unit: Unit::Times,
        cost: |report| report.ratio(Measurement::Start, Contestant::Recipe),
    },
    Budget {
        name: "start, with what waits until the page is idle, beside the recipe's",
        reason: "it is the processor's work all the same",
        most: 1.5,
        aim: Some(1.35),
        unit: Unit::Times,
        cost: |report| report.ratio(Measurement::StartInAll, Contestant::Recipe),
    },
    Budget {
        name: "warm opening beside the recipe's",
        reason: "the form comes with the click",
        most: 0.35,
        aim: Some(0.2),
        unit: Unit::Times,
        cost: |report| report.ratio(Measurement::WarmOpening, Contestant::Recipe),
    },
    Budget {
        name: "warm opening, with what waits until after it, beside the recipe's",
        reason: "it is the processor's work all the same",
        most: 0.65,
        aim: None,
        unit: Unit::Times,
        cost: |report| report.ratio(Measurement::WarmOpeningInAll, Contestant::Recipe),
    },
    Budget {
        name: "warm opening beside hand-written code's",
        reason: "what WebAssembly costs more than JavaScript",
        most: 1.5,
        aim: None,
        unit: Unit::Times,
        cost: |report| report.ratio(Measurement::WarmOpening, Contestant::HandWritten),
    },
    Budget {
        name: "100 forms beside the recipe's with mirroring",
        reason: "a large pipeline opens at once",
        most: 0.5,
        aim: None,
        unit: Unit::Times,
        cost: |report| report.ratio(Measurement::Forms(100), Contestant::RecipeWithMirroring),
    },
    Budget {
        name: "a form of 1,000 beside a single one",
        reason: "the cost of a form does not grow with their number",
        most: 2.0,
        aim: Some(1.0),
        unit: Unit::Times,
        cost: |report| {
            let single = report.median(Measurement::Forms(1))?;
            Some(report.median(Measurement::Forms(1000))? / 1000.0 / single)
        },
    },
    Budget {
        name: "keystroke in 64 K characters beside hand-written code's",
        reason: "a long message is not copied into WebAssembly and back",
        most: 1.5,
        aim: None,
        unit: Unit::Times,
        cost: |report| report.ratio(Measurement::Keystroke(LONG), Contestant::HandWritten),
    },
    Budget {
        name: "bytes of WebAssembly's memory for a keystroke in 256 K characters",
        reason: "the same",
        most: 0.0,
        aim: None,
        unit: Unit::Bytes,
        cost: |report| {
            let footprint = report.footprints.get(&Contestant::Widget)?;
            Some(footprint.wasm_grown_by_typing as f64)
        },
    },
    Budget {
        name: "layouts that an opening forces",
        reason: "laying out a large page takes longer than all else",
        most: 0.1,
        aim: None,
        unit: Unit::Each,
        cost: |report| {
            Some(
                report
                    .footprints
                    .get(&Contestant::Widget)?
                    .layouts_an_opening,
            )
        },
    },
    Budget {
        name: "style recalculations that an opening forces",
        reason: "the same, for the styles",
        most: 0.1,
        aim: None,
        unit: Unit::Each,
        cost: |report| {
            let footprint = report.footprints.get(&Contestant::Widget)?;
            Some(footprint.style_recalculations_an_opening)
        },
    },
    Budget {
        name: "JavaScript's heap after all openings beside the first",
        reason: "a person leaves the page open for days",
        most: 1.1,
        aim: None,
        unit: Unit::Times,
        cost: |report| growth(report, |memory| memory.heap),
    },
    Budget {
        name: "nodes after all openings beside the first",
        reason: "the same",
        most: 1.05,
        aim: None,
        unit: Unit::Times,
        cost: |report| growth(report, |memory| memory.nodes),
    },
    Budget {
        name: "listeners after all openings beside the first",
        reason: "the same",
        most: 1.05,
        aim: None,
        unit: Unit::Times,
        cost: |report| growth(report, |memory| memory.listeners),
    },
    Budget {
        name: "WebAssembly's memory after all openings beside the first",
        reason: "the same; it never becomes smaller again",
        most: 1.0,
        aim: None,
        unit: Unit::Times,
        cost: |report| growth(report, |memory| memory.wasm),
    },
];

/// Characters of a long message.
pub(super) const LONG: u32 = 64 * 1024;

fn growth(report: &Report, part: fn(&super::footprint::Memory) -> u64) -> Option<f64> {
    let footprint = report.footprints.get(&Contestant::Widget)?;
    let before = part(&footprint.memory_before);
    let after = part(&footprint.memory_after);
    (before > 0).then(|| after as f64 / before as f64)
}

/// How a budget came out.
#[derive(Debug)]
pub(super) struct Outcome {
    budget: &'static Budget,
    cost: Option<f64>,
}

/// Holds every budget against what was measured.
pub(super) fn check(report: &Report) -> Vec<Outcome> {
    BUDGETS
        .iter()
        .map(|budget| Outcome {
            budget,
            cost: (budget.cost)(report),
        })
        .collect()
}

impl Outcome {
    /// What was not measured is not held.
    pub(super) fn is_held(&self) -> bool {
        self.cost.is_some_and(|cost| cost <= self.budget.most)
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Budget {
            name,
            reason,
            most,
            aim,
            unit,
            ..
        } = self.budget;
        let sign = if self.is_held() {
            "held    "
        } else {
            "NOT HELD"
        };
        let cost = self
            .cost
            .map_or("not measured".to_owned(), |cost| unit.show(cost));
        write!(
            out,
            "{sign}  {name}: {cost}, at most {} ({reason})",
            unit.show(*most)
        )?;
        match aim {
            Some(aim) if self.cost.is_some_and(|cost| cost > *aim) => {
                write!(out, "; the aim of {} is not reached", unit.show(*aim))
            }
            _ => Ok(()),
        }
    }
}

impl Unit {
    fn show(self, number: f64) -> String {
        match self {
            Self::Bytes => format!("{number:.0} bytes"),
            Self::Times => format!("{number:.2} x"),
            Self::Each => format!("{number:.2}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_measured_is_not_held() {
        let mut report = Report::example();
        let held = |report: &Report| {
            let outcomes = check(report);
            let start = outcomes
                .iter()
                .find(|one| one.budget.name.starts_with("start"));
            start.unwrap().is_held()
        };
        assert!(
            held(&report),
            "the example starts in half the recipe's time"
        );
        report.times.clear();
        assert!(!held(&report));
    }

    #[test]
    fn an_aim_is_named_until_it_is_reached() {
        let budget = &BUDGETS[1];
        let line = |cost| Outcome { budget, cost }.to_string();
        let aim = "the aim of 1.15 x is not reached";
        assert!(line(Some(1.3)).starts_with("held"));
        assert!(line(Some(1.3)).ends_with(aim));
        assert!(!line(Some(1.1)).contains("aim"));
        assert!(!line(None).contains("aim"));
    }
}
