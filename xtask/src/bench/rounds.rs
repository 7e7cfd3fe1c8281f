//! Measures in rounds: in each of them every contestant has its turn, in another order each time,
//! so that what disturbs the machine for a while disturbs all of them.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::browser::Browser;
use super::contestant::Contestant;
use super::measurement::Measurement;
use crate::error::{Error, Result};
use crate::progress::Step;

/// How often each contestant starts in a new tab; the first ones bring script and compiled code
/// into the browser's caches and do not count.
const STARTS: usize = 30;
const WARM_UP_STARTS: usize = 4;

/// Every sample, by round.
#[derive(Debug, Default)]
pub(super) struct Samples(BTreeMap<(Measurement, Contestant), Vec<Vec<f64>>>);

impl Samples {
    fn add(&mut self, measurement: Measurement, contestant: Contestant, round: Vec<f64>) {
        self.0
            .entry((measurement, contestant))
            .or_default()
            .push(round);
    }

    pub(super) fn rounds(&self, measurement: Measurement, contestant: Contestant) -> &[Vec<f64>] {
        self.0
            .get(&(measurement, contestant))
            .map_or(&[], Vec::as_slice)
    }
}

/// Starts each contestant in tab after tab, and opens the tab's first form.
pub(super) async fn starts(browser: &Browser, server: &str, samples: &mut Samples) -> Result<()> {
    let step = Step::start("Starts");
    for round in 0..WARM_UP_STARTS + STARTS {
        for contestant in order(round) {
            step.detail(&format!("round {round}, {}", contestant.label()));
            let address = realm(server, contestant);
            let times = browser.in_new_tab(&address, start).await?;
            if round >= WARM_UP_STARTS {
                for (measurement, time) in Measurement::IN_TABS.into_iter().zip(times) {
                    samples.add(measurement, contestant, vec![time]);
                }
            }
        }
    }
    step.done(format!("{STARTS} of each in tabs of their own"));
    Ok(())
}

/// The page of one contestant.
pub(super) fn realm(server: &str, contestant: Contestant) -> String {
    format!("{server}/page/realm.html?contestant={}", contestant.name())
}

/// In the order of [`Measurement::IN_TABS`].
async fn start(tab: &Browser) -> Result<[f64; 3]> {
    let script = "if (!crossOriginIsolated) throw new Error('the clock is coarse');
                  const realm = await window.realm;
                  await realm.warmCache();
                  const start = await realm.start();
                  const inAll = start + await realm.idleWork();
                  return [start, inAll, await realm.openOne()]";
    let times = numbers(tab.run(script, vec![]).await?);
    times.try_into().map_err(|_| unreadable())
}

/// Measures everything that can be measured in a page that stays.
pub(super) async fn in_one_page(
    browser: &Browser,
    server: &str,
    samples: &mut Samples,
) -> Result<()> {
    browser.open(&format!("{server}/page/rounds.html")).await?;
    for contestant in Contestant::ALL {
        let script = "await window.rounds.add(arguments[0])";
        browser.run(script, vec![json!(contestant.name())]).await?;
    }
    for measurement in Measurement::IN_ONE_PAGE {
        let Some(call) = measurement.call() else {
            continue;
        };
        let step = Step::start(measurement.label());
        for round in 0..call.warm_up + call.rounds {
            for contestant in order(round) {
                if !measurement.concerns(contestant) {
                    continue;
                }
                step.detail(&format!("round {round}, {}", contestant.label()));
                let answer = browser
                    .run(
                        "return window.rounds.measure(arguments[0], arguments[1], arguments[2])",
                        vec![
                            json!(contestant.name()),
                            json!(call.function),
                            json!(call.arguments),
                        ],
                    )
                    .await?;
                if round >= call.warm_up {
                    samples.add(measurement, contestant, numbers(answer));
                }
            }
        }
        step.done(format!("{} rounds", call.rounds));
    }
    Ok(())
}

/// Each in each place, and none always after the same other.
fn order(round: usize) -> Vec<Contestant> {
    let mut order = Contestant::ALL.to_vec();
    let count = order.len();
    order.rotate_left(round / 2 % count);
    if round % 2 == 1 {
        order.reverse();
    }
    order
}

fn numbers(value: Value) -> Vec<f64> {
    match value {
        Value::Array(values) => values.iter().filter_map(Value::as_f64).collect(),
        value => value.as_f64().into_iter().collect(),
    }
}

/// The page does not tell what it was asked for.
pub(super) fn unreadable() -> Error {
    Error::Browser {
        task: "measure",
        cause: "the page answered with something else than numbers".into(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_contestant_has_each_place_equally_often() {
        for contestant in Contestant::ALL {
            let places: Vec<usize> = (0..8)
                .filter_map(|round| order(round).iter().position(|other| *other == contestant))
                .collect();
            let different: BTreeSet<usize> = places.iter().copied().collect();
            assert_eq!(
                different.len(),
                4,
                "{contestant:?} has the places {places:?}"
            );
            for place in different {
                assert_eq!(places.iter().filter(|other| **other == place).count(), 2);
            }
        }
    }
}
