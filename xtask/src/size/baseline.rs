//! `size-baseline.json`: what `script.js` weighed when a change of its weight was last accepted.
//!
//! The file is committed, so that a change that makes the script heavier says so itself. Another
//! compiler makes other bytes: each toolchain has an entry of its own.

use std::collections::BTreeMap;
use std::fs;

use serde::{Deserialize, Serialize};

use super::parts::{Part, Weight};
use crate::error::{Error, Result};
use crate::project::Project;

const FILE: &str = "size-baseline.json";

/// How many percent heavier the script may be than the baseline says.
const TOLERANCE: u64 = 2;

/// The script and its parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ScriptWeight {
    pub(crate) script: Weight,
    pub(crate) parts: BTreeMap<Part, Weight>,
}

/// What has been accepted, by toolchain.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Baseline(BTreeMap<String, ScriptWeight>);

/// What is done about a script that has become heavier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Growth {
    /// It is an error.
    Refused,
    /// It is the new baseline.
    Accepted,
    /// A person is trying something out.
    Ignored,
}

/// Holds the script against the baseline. Gives what there is to say about it.
pub(crate) fn hold(
    project: &Project,
    toolchain: &str,
    now: &ScriptWeight,
    growth: Growth,
) -> Result<String> {
    let mut baseline = read(project)?;
    if growth == Growth::Accepted {
        baseline.0.insert(toolchain.to_owned(), now.clone());
        write(project, &baseline)?;
        return Ok(format!("{FILE} written"));
    }
    let Some(before) = baseline.0.get(toolchain) else {
        return Ok(format!("{FILE} has none for {toolchain}"));
    };
    if growth == Growth::Refused && is_too_heavy(now, before) {
        return Err(Error::ScriptGrew {
            size: now.script.gzip,
            baseline: before.script.gzip,
            parts: changes(now, before),
        });
    }
    Ok(format!("baseline {}", before.script.gzip))
}

fn is_too_heavy(now: &ScriptWeight, before: &ScriptWeight) -> bool {
    now.script.gzip * 100 > before.script.gzip * (100 + TOLERANCE)
}

/// The parts that have changed, each with its bytes before and now.
fn changes(now: &ScriptWeight, before: &ScriptWeight) -> String {
    let change = |part: Part| {
        let gzip = |weight: &ScriptWeight| weight.parts.get(&part).map_or(0, |part| part.gzip);
        let (before, now) = (gzip(before), gzip(now));
        (before != now).then(|| format!("{} {before} → {now}", part.label()))
    };
    let changes: Vec<String> = Part::ALL.into_iter().filter_map(change).collect();
    changes.join(", ")
}

fn read(project: &Project) -> Result<Baseline> {
    let path = project.path(FILE);
    if !path.exists() {
        return Ok(Baseline::default());
    }
    let text = fs::read_to_string(&path).map_err(Error::file("read", &path))?;
    serde_json::from_str(&text).map_err(|cause| {
        Error::invalid(
            &path,
            cause.to_string(),
            "Take the committed one, or write it anew with `cargo xtask pack --accept-size`",
        )
    })
}

fn write(project: &Project, baseline: &Baseline) -> Result<()> {
    let path = project.path(FILE);
    let mut text = serde_json::to_string_pretty(baseline)
        .map_err(|cause| Error::file("write", &path)(cause.into()))?;
    text.push('\n');
    fs::write(&path, text).map_err(Error::file("write", &path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weighing(gzip: u64) -> ScriptWeight {
        let weight = Weight { raw: 0, gzip };
        ScriptWeight {
            script: weight,
            parts: BTreeMap::from([(Part::Glue, weight)]),
        }
    }

    #[test]
    fn two_percent_are_tolerated() {
        assert!(!is_too_heavy(&weighing(10_200), &weighing(10_000)));
        assert!(is_too_heavy(&weighing(10_201), &weighing(10_000)));
        assert!(!is_too_heavy(&weighing(9_000), &weighing(10_000)));
    }

    #[test]
    fn the_parts_that_grew_are_named() {
        assert_eq!(changes(&weighing(120), &weighing(100)), "glue 100 → 120");
        assert_eq!(changes(&weighing(100), &weighing(100)), "");
    }
}
