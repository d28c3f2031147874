//! SARIF 2.1 (OASIS): runs of analysers. A rule without a result passed; a result that counts is a failure of its rule.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Deserialize;

use super::{Outcome, TestFormat, TestReport};
use crate::{ReadError, json};

#[derive(Deserialize)]
struct Log {
    version: String,
    #[serde(default)]
    runs: Vec<Run>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    #[serde(default)]
    results: Vec<Found>,
    #[serde(default)]
    invocations: Vec<Invocation>,
}

#[derive(Deserialize)]
struct Tool {
    driver: Driver,
}

#[derive(Deserialize)]
struct Driver {
    name: String,
    #[serde(default)]
    rules: Vec<Rule>,
}

#[derive(Deserialize)]
struct Rule {
    id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Found {
    rule_id: Option<String>,
    rule_index: Option<usize>,
    kind: Option<String>,
    level: Option<String>,
    #[serde(default)]
    suppressions: Vec<serde::de::IgnoredAny>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    end_time_utc: Option<Timestamp>,
}

pub(super) fn read(text: &str) -> Result<TestReport, ReadError> {
    let log: Log = json::document(text)?;
    if !log.version.starts_with("2.1") {
        return Err(ReadError::UnknownVersion { format: "SARIF", version: log.version, known: "2.1" });
    }
    let mut report = TestReport { format: TestFormat::Sarif, ran: None, cases: Vec::new() };
    for run in &log.runs {
        let ended = run.invocations.iter().filter_map(|invocation| invocation.end_time_utc).max();
        report.ran = report.ran.max(ended);
        let outcomes = outcomes(run);
        outcomes.into_iter().try_for_each(|(rule, outcome)| report.push(&run.tool.driver.name, rule, outcome))?;
    }
    Ok(report)
}

/// The worst of each rule.
fn outcomes(run: &Run) -> BTreeMap<&str, Outcome> {
    let rules = &run.tool.driver.rules;
    let mut outcomes: BTreeMap<&str, Outcome> = rules.iter().map(|rule| (rule.id.as_str(), Outcome::Passed)).collect();
    for found in &run.results {
        let by_index = || rules.get(found.rule_index?).map(|rule| rule.id.as_str());
        let rule = found.rule_id.as_deref().or_else(by_index).unwrap_or("without a rule");
        let worst = outcomes.entry(rule).or_insert(Outcome::Passed);
        *worst = match (*worst, outcome(found)) {
            (Outcome::Failed, _) | (_, Outcome::Failed) => Outcome::Failed,
            (Outcome::Skipped, _) | (_, Outcome::Skipped) => Outcome::Skipped,
            _ => Outcome::Passed,
        };
    }
    outcomes
}

/// A result fails unless it says itself that it does not (SARIF 2.1, sections 3.27.9 and 3.27.10).
fn outcome(found: &Found) -> Outcome {
    let passes = matches!(found.kind.as_deref(), Some("pass" | "notApplicable" | "informational"));
    match (passes, found.suppressions.is_empty(), found.level.as_deref()) {
        (true, ..) => Outcome::Passed,
        (_, false, _) => Outcome::Skipped,
        (_, _, Some("none" | "note")) => Outcome::Passed,
        _ => Outcome::Failed,
    }
}
