//! What a probe found, for people and for programs.

use std::path::Path;

use anstyle::{AnsiColor, Style};
use serde_json::{Value, json};
use steadfast_probe::{Report, Told, Verdict};

use crate::scan;
use crate::table::{count, row, table, width, wrapped};
use crate::terminal::clean;

/// What no probe says.
const MEANING: &str = "This is what can be seen from outside, today, at the ports that were looked at. It is not a declaration of conformity.";

/// For programs.
pub(super) fn json(report: &Report) -> String {
    let mut whole = json!({ "schema": 1, "verdict": report.verdict(), "meaning": MEANING });
    if let (Value::Object(whole), Ok(Value::Object(said))) = (&mut whole, serde_json::to_value(report)) {
        whole.extend(said);
    }
    scan::to_json(&whole)
}

/// For people: who it is, what came of it, what was found, and what it means.
pub(super) fn text(report: &Report, rate: u32, evidence: Option<&Path>) -> String {
    let parts = [services(report), conclusion(report), findings(report), facts(report), asked(report, rate, evidence)];
    parts.join("\n")
}

fn services(report: &Report) -> String {
    let each: Vec<String> = report.services.iter().map(service).collect();
    wrapped(&clean(&format!("{}: {}", report.target, each.join(", ")))) + "\n"
}

fn service(told: &Told) -> String {
    let tls = if told.tls { " over TLS" } else { "" };
    format!("{} speaks {}{tls}", told.port, told.speaks)
}

fn conclusion(report: &Report) -> String {
    let of = |verdict| report.findings.iter().filter(|finding| finding.verdict == verdict).count();
    let (all, failed, unknown) = (report.findings.len(), of(Verdict::Failed), of(Verdict::Unknown));
    match report.verdict() {
        Verdict::Failed => {
            let found = count(failed, "check failed", "checks failed");
            format!(
                "{}: {found}, {} passed, {unknown} unknown\n",
                painted(AnsiColor::Red, "PROBE: FAILED"),
                of(Verdict::Passed)
            )
        }
        Verdict::Unknown => {
            let open = count(unknown, "check has no answer", "checks have no answer");
            format!("{}: {open}\n", painted(AnsiColor::Yellow, "PROBE: CANNOT BE DECIDED"))
        }
        Verdict::Passed | Verdict::NotApplicable => {
            let (passed, rest) = (of(Verdict::Passed), of(Verdict::NotApplicable));
            let rest = if rest == 0 { String::new() } else { format!(", {rest} not applicable") };
            format!("{}: {passed} of {all} checks passed{rest}\n", painted(AnsiColor::Green, "PROBE: PASSED"))
        }
    }
}

fn findings(report: &Report) -> String {
    let mut shown = table(&["check", "verdict", "what was found", "speaks to"], width());
    for finding in &report.findings {
        let speaks_to: Vec<String> = finding.references.iter().map(|one| one.to_string().replace(' ', HELD)).collect();
        row(&mut shown, &[finding.check, word(finding.verdict), &finding.reason, &speaks_to.join(" ")]);
    }
    let text = shown.to_string().replace(HELD, " ");
    let column = text.lines().next().and_then(|header| header.find("verdict")).unwrap_or_default();
    text.lines().map(|line| coloured(line.trim_end(), column) + "\n").collect()
}

/// A space at which no line is broken.
const HELD: &str = "\u{a0}";

const fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Passed => "passed",
        Verdict::Failed => "FAILED",
        Verdict::Unknown => "UNKNOWN",
        Verdict::NotApplicable => "not\u{a0}applicable",
    }
}

/// A line of the table with its verdict in colour, where one begins at this column.
fn coloured(line: &str, column: usize) -> String {
    let (before, after) = line.split_at_checked(column).unwrap_or((line, ""));
    let colours = [("passed", AnsiColor::Green), ("FAILED", AnsiColor::Red), ("UNKNOWN", AnsiColor::Yellow)];
    let found = colours.iter().find_map(|(word, colour)| Some((word, colour, after.strip_prefix(word)?)));
    found.map_or_else(|| line.to_owned(), |(word, colour, rest)| format!("{before}{}{rest}", painted(*colour, word)))
}

fn facts(report: &Report) -> String {
    report.facts.iter().map(|fact| wrapped(&clean(fact)) + "\n").collect()
}

fn asked(report: &Report, rate: u32, evidence: Option<&Path>) -> String {
    let requests = count(report.requests as usize, "question", "questions");
    let guesses = count(report.guesses as usize, "guess", "guesses");
    let kept = evidence.map(|file| format!(" Evidence: {}.", file.display())).unwrap_or_default();
    let text = format!("{requests}, {guesses} among them, at most {rate} a second.{kept} {MEANING}");
    wrapped(&clean(&text)) + "\n"
}

fn painted(colour: AnsiColor, text: &str) -> String {
    let style = Style::new().bold().fg_color(Some(colour.into()));
    format!("{style}{text}{style:#}")
}
