//! The answer for people.

use std::error::Error;
use std::fmt::Write;

use steadfast_trust::record::Record;
use steadfast_verify::{Content, Fault, Findings, Subject, Verdict};

use crate::table::{count, wrapped};
use crate::terminal::clean;

/// What no answer says.
pub(super) const MEANING: &str = "This does not prove that what was recorded was true.";

/// The answer as text: conclusion first, what was checked, what it means.
pub(super) fn text(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Shown(findings) => held("UNALTERED", findings, ""),
        Verdict::IssuerNotChecked(findings) => held(
            "UNALTERED, ISSUER NOT CHECKED",
            findings,
            "Whoever made the file may have made the key: compare it with what the issuer published elsewhere, or name \
             that with --key.",
        ),
        Verdict::Undecided(fault) => failed("CANNOT BE DECIDED", fault),
        Verdict::Altered(fault) => failed("ALTERED", fault),
        Verdict::Unreadable(fault) => failed("UNREADABLE", fault),
    }
}

/// A problem with its causes, where they add something.
pub(super) fn because(problem: &dyn Error) -> String {
    let mut text = problem.to_string();
    let mut cause = problem.source();
    while let Some(error) = cause {
        let words = error.to_string();
        if !text.contains(&words) {
            text = format!("{text}: {words}");
        }
        cause = error.source();
    }
    text
}

fn failed(verdict: &str, fault: &Fault) -> String {
    let place = format!("line {}, {}: {}", fault.line, fault.field, because(&fault.problem));
    format!("{verdict}\n\n{}\n\nReason code: {}\n", wrapped(&clean(&place)), fault.problem.code())
}

fn held(verdict: &str, findings: &Findings, caution: &str) -> String {
    let mut text = format!("{verdict}\n\n");
    for (name, value) in rows(findings) {
        let _ = writeln!(text, "  {name:<11} {}", clean(&value));
    }
    let (size, key) = (findings.size, findings.key);
    let since = format!("Unaltered since checkpoint {size} under key {key}. {caution} {MEANING}");
    text + "\n" + &wrapped(&since) + "\n"
}

fn rows(findings: &Findings) -> Vec<(&'static str, String)> {
    let mut rows = vec![("ledger", findings.origin.clone()), ("checked", checked(findings))];
    match &findings.subject {
        Subject::Record { content: Content::Held(record), .. } | Subject::Report { record, .. } => {
            rows.extend(said(record));
        }
        _ => {}
    }
    if let Some(older) = findings.older {
        rows.push(("grown from", format!("the checkpoint over its first {}", records(older))));
    }
    if !findings.witnesses_unchecked.is_empty() {
        let names = findings.witnesses_unchecked.join(", ");
        rows.push(("witnesses", format!("{names} (their signatures are not checked here)")));
    }
    rows
}

fn checked(findings: &Findings) -> String {
    let size = records(findings.size);
    match &findings.subject {
        Subject::Record { index, content: Content::Held(_) } => {
            format!("record number {index} of a ledger of {size}, counted from 0")
        }
        Subject::Record { index, content: Content::Erased } => {
            format!("record number {index} of a ledger of {size}, counted from 0: content erased, hash holds")
        }
        Subject::Report { index, bytes, .. } => {
            format!(
                "a report of {bytes} bytes, by its digest in record number {index} of a ledger of {size}, counted from 0"
            )
        }
        Subject::Checkpoint => format!("a checkpoint over {size}, by itself"),
        Subject::Consistency => format!("that the ledger of {size} grew from an older one"),
        Subject::Export { erased: 0, .. } => format!("all of {size}"),
        Subject::Export { erased, .. } => format!("all of {size}; {erased} of them: content erased, hash holds"),
    }
}

fn said(record: &Record) -> Vec<(&'static str, String)> {
    let actor = record.actor.id.iter().fold(record.actor.kind.clone(), |actor, id| format!("{actor} {id}"));
    let mut rows =
        vec![("id", record.id.clone()), ("kind", record.kind.clone()), ("time", record.time.clone()), ("actor", actor)];
    rows.extend(record.subject.iter().map(|subject| ("subject", subject.clone())));
    rows.extend(record.facts.iter().map(|(name, value)| ("fact", format!("{name}: {value}"))));
    rows
}

fn records(number: u64) -> String {
    count(usize::try_from(number).unwrap_or(usize::MAX), "record", "records")
}
