//! The answer as SARIF 2.1.0, which code hosts show beside the code.

use std::collections::BTreeMap;

use serde::Serialize;
use steadfast_matching::finding::{Finding, Kind, Severity, Status};

use super::super::answer::{Answered, Context};

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: Vec<Run>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    results: Vec<Found>,
    properties: BTreeMap<&'static str, String>,
}

#[derive(Debug, Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: String,
    short_description: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    help_uri: Option<String>,
    properties: RuleProperties,
}

#[derive(Debug, Serialize)]
struct RuleProperties {
    /// Code hosts sort by this.
    #[serde(rename = "security-severity", skip_serializing_if = "Option::is_none")]
    severity: Option<String>,
    tags: Vec<&'static str>,
}

#[derive(Debug, Serialize)]
struct Text {
    text: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Found {
    rule_id: String,
    level: &'static str,
    message: Text,
    locations: Vec<Location>,
    partial_fingerprints: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Suppression>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Physical,
    logical_locations: Vec<Logical>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Debug, Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Logical {
    fully_qualified_name: String,
    kind: &'static str,
}

#[derive(Debug, Serialize)]
struct Suppression {
    kind: &'static str,
    justification: String,
}

/// The log of all answers, one run each.
pub(super) fn log(context: &Context<'_>, answers: &[Answered<'_>]) -> Log {
    Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: answers.iter().map(|answered| run(context, answered)).collect(),
    }
}

fn run(context: &Context<'_>, answered: &Answered<'_>) -> Run {
    let rules: BTreeMap<&str, Rule> =
        answered.scan.findings.iter().map(|finding| (finding.id.as_str(), rule(finding))).collect();
    let mut properties = BTreeMap::from([
        ("advisorySnapshot", context.snapshot.digest.clone()),
        ("statement", super::super::answer::meaning(answered)),
    ]);
    properties.extend(answered.gate.as_ref().map(|gate| ("verdict", format!("{:?}", gate.verdict).to_lowercase())));
    Run {
        tool: Tool {
            driver: Driver {
                name: "steadfast",
                version: env!("CARGO_PKG_VERSION"),
                rules: rules.into_values().collect(),
            },
        },
        results: answered.scan.findings.iter().filter_map(|finding| found(answered, finding)).collect(),
        properties,
    }
}

fn rule(finding: &Finding) -> Rule {
    let summary = if finding.summary.is_empty() { finding.id.clone() } else { finding.summary.clone() };
    Rule {
        id: finding.id.clone(),
        short_description: Text { text: summary },
        help_uri: finding.references.first().cloned(),
        properties: RuleProperties {
            severity: finding.cvss.as_ref().map(|(_, tenths)| format!("{:.1}", f64::from(*tenths) / 10.0)),
            tags: vec!["security", "vulnerability"],
        },
    }
}

fn found(answered: &Answered<'_>, finding: &Finding) -> Option<Found> {
    let component = answered.component(finding)?;
    let version = component.version.as_deref().unwrap_or("of unknown version");
    let name = format!("{} {version}", component.name);
    let fingerprint = format!("{}/{}", finding.id, component.purls.first().unwrap_or(&component.name));
    Some(Found {
        rule_id: finding.id.clone(),
        level: level(finding),
        message: Text { text: message(finding, &name) },
        locations: vec![location(answered, component.place.line, name)],
        partial_fingerprints: BTreeMap::from([("findingInComponent/v1", fingerprint)]),
        suppressions: suppressions(finding),
    })
}

fn location(answered: &Answered<'_>, line: Option<usize>, name: String) -> Location {
    let uri = answered.file.to_string_lossy().replace(' ', "%20");
    Location {
        physical_location: Physical {
            artifact_location: Artifact { uri },
            region: Region { start_line: line.unwrap_or(1) },
        },
        logical_locations: vec![Logical { fully_qualified_name: name, kind: "module" }],
    }
}

fn level(finding: &Finding) -> &'static str {
    match (&finding.kind, finding.status, finding.severity) {
        (Kind::Informational(_), _, _) | (_, Status::NotAffected | Status::Fixed, _) => "note",
        (_, Status::Unknown, _) | (_, _, Severity::Low | Severity::None) => "warning",
        _ => "error",
    }
}

fn message(finding: &Finding, name: &str) -> String {
    let fix = finding.fixed_in.first().map(|version| format!(" Fixed in {version}.")).unwrap_or_default();
    let reason = finding.reason.map(|reason| format!(" {}.", reason.words())).unwrap_or_default();
    let status = match finding.status {
        Status::Affected => "is affected by",
        Status::Unknown => "may be affected by",
        Status::NotAffected => "is not affected by",
        Status::Fixed => "contains the fix of",
    };
    format!("{name} {status} {}: {}.{fix}{reason}", finding.id, finding.summary.trim_end_matches('.'))
}

fn suppressions(finding: &Finding) -> Vec<Suppression> {
    if !matches!(finding.status, Status::NotAffected | Status::Fixed) {
        return Vec::new();
    }
    let words = finding.reason.map_or("", steadfast_matching::reason::Reason::words);
    let detail = finding.detail.as_deref().map(|detail| format!(": {detail}")).unwrap_or_default();
    vec![Suppression { kind: "external", justification: format!("{words}{detail}") }]
}
