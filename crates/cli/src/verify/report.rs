//! The answer as JSON; `docs/verify.md` describes it.

use serde::Serialize;
use steadfast_trust::encoding::base64;
use steadfast_trust::record::Record;
use steadfast_verify::{Content, Fault, Findings, Subject, Verdict};

use super::text::{MEANING, because};

/// The whole answer.
#[derive(Debug, Serialize)]
pub(super) struct Report<'a> {
    schema: u32,
    verdict: &'static str,
    issuer_checked: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    checkpoint: Option<Checkpoint<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    grown_from: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<Entry<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    export: Option<Export>,
    #[serde(skip_serializing_if = "Option::is_none")]
    witnesses_unchecked: Option<&'a [String]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<FaultReport>,
    meaning: &'static str,
}

#[derive(Debug, Serialize)]
struct Checkpoint<'a> {
    origin: &'a str,
    size: u64,
    root: String,
}

#[derive(Debug, Serialize)]
struct Entry<'a> {
    index: u64,
    content: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    recorded: Option<&'a Record>,
}

#[derive(Debug, Serialize)]
struct Export {
    records: u64,
    erased: u64,
}

#[derive(Debug, Serialize)]
struct FaultReport {
    code: &'static str,
    line: u64,
    field: &'static str,
    reason: String,
}

/// The answer's members.
pub(super) fn report(verdict: &Verdict) -> Report<'_> {
    match verdict {
        Verdict::Shown(findings) => held("unaltered", true, findings),
        Verdict::IssuerNotChecked(findings) => held("unaltered-issuer-not-checked", false, findings),
        Verdict::Undecided(fault) => failed("undecided", fault),
        Verdict::Altered(fault) => failed("altered", fault),
        Verdict::Unreadable(fault) => failed("unreadable", fault),
    }
}

fn held<'a>(verdict: &'static str, issuer_checked: bool, findings: &'a Findings) -> Report<'a> {
    let checkpoint = Checkpoint { origin: &findings.origin, size: findings.size, root: base64(&findings.root) };
    let mut report = empty(verdict, issuer_checked);
    report.subject = Some(subject(&findings.subject));
    report.checkpoint = Some(checkpoint);
    report.key = Some(findings.key.to_string());
    report.grown_from = findings.older;
    report.witnesses_unchecked = Some(&findings.witnesses_unchecked);
    match &findings.subject {
        Subject::Report { index, record, .. } => {
            report.record = Some(Entry { index: *index, content: "held", recorded: Some(record) });
        }
        Subject::Record { index, content } => report.record = Some(entry(*index, content)),
        Subject::Export { records, erased } => {
            report.export = Some(Export { records: *records, erased: *erased });
        }
        Subject::Checkpoint | Subject::Consistency => {}
    }
    report
}

fn failed(verdict: &'static str, fault: &Fault) -> Report<'static> {
    let reason = because(&fault.problem);
    let fault = FaultReport { code: fault.problem.code(), line: fault.line, field: fault.field, reason };
    Report { fault: Some(fault), ..empty(verdict, false) }
}

fn empty(verdict: &'static str, issuer_checked: bool) -> Report<'static> {
    Report {
        schema: 1,
        verdict,
        issuer_checked,
        subject: None,
        checkpoint: None,
        key: None,
        grown_from: None,
        record: None,
        export: None,
        witnesses_unchecked: None,
        fault: None,
        meaning: MEANING,
    }
}

fn subject(subject: &Subject) -> &'static str {
    match subject {
        Subject::Record { .. } => "record",
        Subject::Report { .. } => "report",
        Subject::Checkpoint => "checkpoint",
        Subject::Consistency => "consistency",
        Subject::Export { .. } => "export",
    }
}

fn entry(index: u64, content: &Content) -> Entry<'_> {
    match content {
        Content::Held(record) => Entry { index, content: "held", recorded: Some(record) },
        Content::Erased => Entry { index, content: "erased", recorded: None },
    }
}
