//! What was measured, as it is kept in JSON and shown to people.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::contestant::Contestant;
use super::footprint::Footprint;
use super::machine::Machine;
use super::measurement::Measurement;
use super::rounds::Samples;
use super::statistics::{self, Summary};
use crate::size::Weight;

/// One run.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Report {
    pub(super) machine: Machine,
    /// The widget's `script.js`.
    pub(super) script: Weight,
    pub(super) times: Vec<Times>,
    pub(super) footprints: BTreeMap<Contestant, Footprint>,
}

/// One measurement of all contestants that it concerns, in milliseconds.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Times {
    pub(super) measurement: Measurement,
    pub(super) of: BTreeMap<Contestant, Summary>,
    /// The widget's time as a multiple of the other's.
    pub(super) ratio_to: BTreeMap<Contestant, Summary>,
}

impl Times {
    pub(super) fn of(samples: &Samples, measurement: Measurement) -> Self {
        let rounds = |contestant| samples.rounds(measurement, contestant);
        let summary = |contestant| Some((contestant, Summary::of(&rounds(contestant).concat())?));
        let ratio = |contestant| {
            let ratio = statistics::ratio(rounds(Contestant::Widget), rounds(contestant))?;
            Some((contestant, ratio))
        };
        Self {
            measurement,
            of: Contestant::ALL.into_iter().filter_map(summary).collect(),
            ratio_to: Contestant::RIVALS.into_iter().filter_map(ratio).collect(),
        }
    }
}

impl Report {
    pub(super) fn times(&self, measurement: Measurement) -> Option<&Times> {
        let mut times = self.times.iter();
        times.find(|times| times.measurement == measurement)
    }

    /// How often the rival's time the widget takes.
    pub(super) fn ratio(&self, measurement: Measurement, rival: Contestant) -> Option<f64> {
        Some(self.times(measurement)?.ratio_to.get(&rival)?.median)
    }

    /// The widget's median, in milliseconds.
    pub(super) fn median(&self, measurement: Measurement) -> Option<f64> {
        let times = self.times(measurement)?;
        Some(times.of.get(&Contestant::Widget)?.median)
    }
}

#[cfg(test)]
impl Report {
    /// One in which the recipe starts in twice the time.
    pub(super) fn example() -> Self {
        let summary = |median| Summary {
            lower_quartile: median,
            median,
            upper_quartile: median,
        };
        Self {
            machine: Machine::this("a browser".to_owned(), "a compiler".to_owned()),
            script: Weight::default(),
            times: vec![Times {
                measurement: Measurement::Start,
                of: BTreeMap::from([
                    (Contestant::Widget, summary(1.0)),
                    (Contestant::Recipe, summary(2.0)),
                ]),
                ratio_to: BTreeMap::from([(Contestant::Recipe, summary(0.5))]),
            }],
            footprints: BTreeMap::new(),
        }
    }
}
