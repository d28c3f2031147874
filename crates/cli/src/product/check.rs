//! `product check`: what is wrong, missing or open, with its place.

use std::io::Write;
use std::path::Path;

use serde::Serialize;
use steadfast_product::{Finding, Phase, Severity};

use super::{Check, named, read};
use crate::args::CheckFormat;
use crate::failure::{Exit, Failure};
use crate::table::{count, row, table, width, wrapped};
use crate::terminal::clean;

/// The answer for programs.
#[derive(Serialize)]
struct Report<'a> {
    schema: u32,
    file: String,
    phase: Phase,
    wrong: usize,
    missing: usize,
    open: usize,
    findings: &'a [Finding],
}

/// Checks a file. Yes: nothing is wrong and nothing missing; what is open is shown. No: something is.
pub(crate) fn run(args: &Check, out: &mut dyn Write) -> Result<Exit, Failure> {
    let path = named(&args.path);
    let phase = args.phase.phase();
    let findings = steadfast_product::check(&read(&path)?, phase);
    let text = match args.format {
        CheckFormat::Table => shown(&path, &findings),
        CheckFormat::Json => crate::scan::to_json(&report(&path, phase, &findings)),
    };
    out.write_all(text.as_bytes()).map_err(Failure::Output)?;
    let fails = findings.iter().any(|finding| finding.severity != Severity::Open);
    Ok(if fails { Exit::No } else { Exit::Yes })
}

fn of(findings: &[Finding], severity: Severity) -> usize {
    findings.iter().filter(|finding| finding.severity == severity).count()
}

fn report<'a>(path: &Path, phase: Phase, findings: &'a [Finding]) -> Report<'a> {
    Report {
        schema: 1,
        file: path.display().to_string(),
        phase,
        wrong: of(findings, Severity::Wrong),
        missing: of(findings, Severity::Missing),
        open: of(findings, Severity::Open),
        findings,
    }
}

fn shown(path: &Path, findings: &[Finding]) -> String {
    let [wrong, missing, open] = [Severity::Wrong, Severity::Missing, Severity::Open].map(|one| of(findings, one));
    let mut text = format!("{}: {wrong} wrong, {missing} missing, {open} open\n", clean(&path.display().to_string()));
    if !findings.is_empty() {
        let mut rows = table(&["", "line", "what", "found", "what to do"], width());
        findings.iter().for_each(|finding| line(&mut rows, finding));
        text.push_str(&format!("\n{rows}\n\n"));
    }
    text.push_str(&wrapped(conclusion(wrong + missing, open)));
    text.push('\n');
    text
}

fn line(rows: &mut comfy_table::Table, finding: &Finding) {
    let severity = match finding.severity {
        Severity::Wrong => "WRONG",
        Severity::Missing => "missing",
        Severity::Open => "open",
    };
    let place = finding.place.map_or_else(String::new, |place| format!("{}:{}", place.line, place.column));
    let found = format!("{} ({})", finding.says, finding.clause);
    row(rows, &[severity, &place, finding.code, &found, &finding.advice]);
}

const fn conclusion(gaps: usize, open: usize) -> &'static str {
    match (gaps, open) {
        (0, 0) => "Everything that is asked for by then is said. Whether it is true is for people.",
        (0, _) => "Nothing is wrong or missing. What is open is unknown, and counts as unknown wherever it matters.",
        _ => "What is wrong contradicts the act or the file itself; what is missing the act asks for.",
    }
}

/// `3 findings` of a kind, as `init` tells them.
pub(super) fn counted(number: usize) -> String {
    count(number, "finding", "findings")
}
