//! What the project is built upon: licences, origins and known faults of crates and npm packages.
//!
//! Known faults stand in databases on the network. Where one cannot be reached, the check is
//! skipped by name and never taken for passed.

use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;

use super::Context;
use super::counts::Counts;
use super::results::Results;
use crate::error::Result;
use crate::process::{Outcome, Tool};
use crate::progress::Step as Progress;
use crate::setup;

/// What cargo-deny knows without a network, by its names.
const OFFLINE: [&str; 3] = ["licenses", "bans", "sources"];

/// How long a database is waited for.
const LIMIT: Duration = Duration::from_secs(3 * 60);

/// amoCRM's own libraries, as old as amoCRM has them. They stand in the local amoCRM alone.
const OF_AMOCRM: [&str; 4] = ["jquery", "requirejs", "twig", "underscore"];

/// What a check came to.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Verdict {
    Fine,
    Faulty,
    /// It could not be made, and why.
    Skipped(String),
}

/// Makes all checks.
pub(super) fn check(context: &Context<'_>, progress: &Progress) -> Result<Results> {
    let deny = setup::cargo_deny(progress)?;
    let deny = |further: &[&str]| {
        Tool::new(&deny, "check the crates")
            .folder(context.project.root())
            .limit(LIMIT)
            .args(["--color", "never", "check"])
            .args(further)
    };
    let mut results = Results::default();
    let offline = deny(&OFFLINE).outcome(progress)?;
    let passed = offline.status.success();
    results.add(Results::of_one(passed));
    if !passed {
        offline.print(progress);
    }

    let mut faults = deny(&["advisories"]).outcome(progress)?;
    if !has_looked(&faults) {
        // There may be a copy of the database from an earlier time.
        faults = deny(&["--disable-fetch", "advisories"]).outcome(progress)?;
    }
    count(
        "known faults of crates",
        of_crates(&faults),
        &faults,
        &mut results,
        progress,
    );

    let faults = Tool::new("npm", "ask for known faults of the npm packages")
        .folder(context.project.root())
        .limit(LIMIT)
        .args(["audit", "--json", "--loglevel=silent", "--fetch-retries=0"])
        .outcome(progress)?;
    count(
        "known faults of npm packages",
        of_packages(&faults.output),
        &faults,
        &mut results,
        progress,
    );
    Ok(results)
}

fn count(
    what: &str,
    verdict: Verdict,
    outcome: &Outcome,
    results: &mut Results,
    progress: &Progress,
) {
    match verdict {
        Verdict::Fine => results.counts += Counts::of_one(true),
        Verdict::Faulty => {
            results.counts += Counts::of_one(false);
            outcome.print(progress);
        }
        Verdict::Skipped(why) => results.printed.skipped.push(format!("{what}: {why}")),
    }
}

/// cargo-deny's last word on known faults is `advisories ok` or `advisories FAILED`.
fn has_looked(outcome: &Outcome) -> bool {
    outcome.output.contains("advisories ok") || outcome.output.contains("advisories FAILED")
}

fn of_crates(outcome: &Outcome) -> Verdict {
    match (has_looked(outcome), outcome.status.success()) {
        (true, true) => Verdict::Fine,
        (true, false) => Verdict::Faulty,
        (false, _) => Verdict::Skipped("RustSec's database cannot be fetched".to_owned()),
    }
}

/// What `npm audit --json` prints, be it a report or a registry's refusal.
#[derive(Debug, Deserialize)]
struct Audit {
    #[serde(default)]
    message: String,
    vulnerabilities: Option<serde_json::Map<String, Value>>,
}

fn of_packages(output: &str) -> Verdict {
    let json = output.find('{').zip(output.rfind('}'));
    let json = json.and_then(|(start, end)| output.get(start..=end));
    let audit = json.and_then(|json| serde_json::from_str(json).ok());
    let Some(audit): Option<Audit> = audit else {
        return Verdict::Skipped("npm gave no report".to_owned());
    };
    let Some(found) = audit.vulnerabilities else {
        return Verdict::Skipped(format!(
            "the registry has no audit ({})",
            reason(&audit.message)
        ));
    };
    if found.keys().all(|name| is_of_amocrm(name, &found, &[])) {
        Verdict::Fine
    } else {
        Verdict::Faulty
    }
}

/// Without the registry's address.
fn reason(message: &str) -> &str {
    message.split(" - ").next().unwrap_or_default()
}

/// Whether a package is there for amoCRM's libraries alone.
fn is_of_amocrm(name: &str, found: &serde_json::Map<String, Value>, seen: &[&str]) -> bool {
    if OF_AMOCRM.contains(&name) {
        return true;
    }
    let effects = found
        .get(name)
        .and_then(|fault| fault["effects"].as_array());
    let users: Vec<&str> = effects
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let seen = [seen, &[name]].concat();
    !users.is_empty()
        && users
            .iter()
            .all(|user| !seen.contains(user) && is_of_amocrm(user, found, &seen))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_fault_of_a_package_fails_unless_only_amocrms_libraries_have_it() {
        let report = |faults: &str| {
            format!(
                "npm warn something\n{{\"auditReportVersion\": 2, \"vulnerabilities\": {faults}}}\n"
            )
        };
        assert_eq!(of_packages(&report("{}")), Verdict::Fine);
        let old = r#"{"jquery": {"effects": []}, "walk": {"effects": ["twig"]}, "twig": {"effects": []}}"#;
        assert_eq!(of_packages(&report(old)), Verdict::Fine);
        for fault in [
            r#"{"eslint": {"effects": []}}"#,
            r#"{"minimatch": {"effects": ["twig", "eslint"]}}"#,
            r#"{"one": {"effects": ["other"]}, "other": {"effects": ["one"]}}"#,
        ] {
            assert_eq!(of_packages(&report(fault)), Verdict::Faulty, "{fault}");
        }
    }

    #[test]
    fn a_check_that_cannot_be_made_has_not_passed() {
        let refusal = r#"{"message": "405 Method Not Allowed - POST https://example.com/-/npm"}"#;
        let skipped = "the registry has no audit (405 Method Not Allowed)".to_owned();
        assert_eq!(of_packages(refusal), Verdict::Skipped(skipped));
        for nothing in ["", "npm error", "{ not json }"] {
            assert!(
                matches!(of_packages(nothing), Verdict::Skipped(_)),
                "{nothing}"
            );
        }
    }
}
