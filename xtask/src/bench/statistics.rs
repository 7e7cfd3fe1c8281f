//! Medians and what surrounds them: a machine at work disturbs single samples, not these.

use serde::{Deserialize, Serialize};
use statrs::statistics::{Data, OrderStatistics};

/// Many samples in three numbers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(super) struct Summary {
    pub(super) lower_quartile: f64,
    pub(super) median: f64,
    pub(super) upper_quartile: f64,
}

impl Summary {
    /// `None` where there are no samples.
    pub(super) fn of(samples: &[f64]) -> Option<Self> {
        if samples.is_empty() {
            return None;
        }
        let mut data = Data::new(samples.to_vec());
        Some(Self {
            lower_quartile: rounded(data.lower_quartile()),
            median: rounded(data.median()),
            upper_quartile: rounded(data.upper_quartile()),
        })
    }
}

/// To three places: the clock has 5 µs, and a file that is kept should not pretend to more.
fn rounded(number: f64) -> f64 {
    (number * 1000.0).round() / 1000.0
}

/// The ratios of what was measured in the same round: what slows the machine down for a while
/// slows both.
pub(super) fn ratio(ours: &[Vec<f64>], theirs: &[Vec<f64>]) -> Option<Summary> {
    let ratios: Vec<f64> = ours
        .iter()
        .zip(theirs)
        .filter_map(|(ours, theirs)| Some(Summary::of(ours)?.median / Summary::of(theirs)?.median))
        .filter(|ratio| ratio.is_finite())
        .collect();
    Summary::of(&ratios)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_holds_the_median_and_the_quartiles() {
        let samples: Vec<f64> = (1..=9).rev().map(f64::from).collect();
        let summary = Summary::of(&samples).unwrap();
        assert!((summary.median - 5.0).abs() < 1e-9);
        assert!(summary.lower_quartile > 2.0 && summary.lower_quartile < 4.0);
        assert!(summary.upper_quartile > 6.0 && summary.upper_quartile < 8.0);
        assert_eq!(Summary::of(&[]), None);
    }

    #[test]
    fn a_ratio_compares_within_a_round() {
        // The second round ran on a machine ten times as slow.
        let ours = [vec![1.0], vec![10.0], vec![1.0]];
        let theirs = [vec![2.0], vec![20.0], vec![2.0]];
        let ratio = ratio(&ours, &theirs).unwrap();
        assert!((ratio.median - 0.5).abs() < 1e-9);
        assert!((ratio.upper_quartile - 0.5).abs() < 1e-9);
    }
}
