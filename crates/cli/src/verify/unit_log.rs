//! A unit's log, as its owner saved it: whether it is as it was recorded.

use std::fmt::Write as _;
use std::io::{BufRead, Write};

use serde::Serialize;
use steadfast_device::log::{Checked, verify_export};
use steadfast_trust::key::UnitPublicKey;

use super::text::MEANING;
use crate::args::{CheckFormat, Verify};
use crate::failure::{Exit, Failure};
use crate::scan;
use crate::table::wrapped;

/// The answer as JSON; `docs/verify.md` describes it.
#[derive(Debug, Serialize)]
struct Report {
    schema: u32,
    verdict: &'static str,
    subject: &'static str,
    issuer_checked: bool,
    key: String,
    heads: usize,
    classes: Vec<Class>,
    flaws: Vec<String>,
    other_words: u64,
    meaning: &'static str,
}

#[derive(Debug, Serialize)]
struct Class {
    class: &'static str,
    events: u64,
    first: Option<u64>,
    last: u64,
    sealed: u64,
    before: u64,
}

/// Checks the log under the key that it names, and that key against the one that was named outside. Yes: what is there was
/// recorded so by that unit. No: altered, or of another unit. Undecided: not all of it is signed, its words are others than
/// this program reads, or nobody named the unit.
pub(super) fn run(
    args: &Verify,
    key: UnitPublicKey,
    lines: impl BufRead,
    out: &mut dyn Write,
) -> Result<Exit, Failure> {
    let unreadable = |reason: &dyn std::fmt::Display| Failure::Nothing {
        path: args.file.display().to_string(),
        reason: reason.to_string(),
    };
    if args.against.is_some() {
        return Err(unreadable(&"a unit's log leads to no checkpoint: leave out --against"));
    }
    let checked = verify_export(lines, &key).map_err(|error| unreadable(&error))?;
    let of_unit = args.key.as_ref().map(|named| *named == key.fingerprint());
    let (exit, verdict) = match of_unit {
        _ if !checked.flaws.is_empty() => (Exit::No, "altered"),
        Some(false) => (Exit::No, "another-unit"),
        _ if !checked.is_whole() => (Exit::Undecided, "not-sealed"),
        _ if checked.other_words > 0 => (Exit::Undecided, "other-words"),
        Some(true) => (Exit::Yes, "unaltered"),
        None => (Exit::Undecided, "unaltered-issuer-not-checked"),
    };
    let report = report(verdict, of_unit, key, &checked);
    let answer = match args.format {
        CheckFormat::Table => text(&report),
        CheckFormat::Json => scan::to_json(&report),
    };
    out.write_all(answer.as_bytes()).map_err(Failure::Output)?;
    Ok(exit)
}

fn report(verdict: &'static str, of_unit: Option<bool>, key: UnitPublicKey, checked: &Checked) -> Report {
    let class = |it: &steadfast_device::log::CheckedClass| Class {
        class: it.class.code(),
        events: it.events,
        first: it.first,
        last: it.last,
        sealed: it.sealed,
        before: it.before(),
    };
    Report {
        schema: 1,
        verdict,
        subject: "unit-log",
        issuer_checked: of_unit.is_some(),
        key: key.fingerprint().to_string(),
        heads: checked.heads,
        classes: checked.classes.iter().map(class).collect(),
        flaws: checked.flaws.iter().map(ToString::to_string).collect(),
        other_words: checked.other_words,
        meaning: MEANING,
    }
}

fn text(report: &Report) -> String {
    let (heading, caution) = match report.verdict {
        "unaltered" => ("UNALTERED", ""),
        "another-unit" => ("OF ANOTHER UNIT", "The key of this log is not the one that was named."),
        "altered" => ("ALTERED", "What is listed above is not as it was recorded."),
        "not-sealed" => ("NOT SEALED TO ITS END", "Anybody may have written what comes after the last signed head."),
        "other-words" => (
            "UNALTERED, WORDS NOT CHECKED",
            "Beside some events stands something else than this version reads in them: a newer one may read more, or \
             somebody changed the words. What counts are the events themselves.",
        ),
        _ => (
            "UNALTERED, UNIT NOT CHECKED",
            "Whoever made the file may have made the key: name the unit's own with --key, which stands in the factory list; \
             the fingerprint on the label is that of its certificate.",
        ),
    };
    let mut text = format!("{heading}\n\n");
    for it in &report.classes {
        let _ = writeln!(text, "  {:<9} {}", it.class, row(it));
    }
    for flaw in &report.flaws {
        let _ = writeln!(text, "  flaw      {flaw}");
    }
    if report.other_words > 0 {
        let _ =
            writeln!(text, "  flaw      {} events say something else than what stands beside them", report.other_words);
    }
    let _ = writeln!(text, "  heads     {} signed under key {}", report.heads, report.key);
    format!("{text}\n{}\n", wrapped(format!("{caution} {MEANING}").trim()))
}

fn row(it: &Class) -> String {
    let before = match it.before {
        0 => String::new(),
        count => format!("; {count} before are not here: the ring dropped them, or somebody took them out"),
    };
    match it.first {
        None if it.last == 0 => "none".to_owned(),
        None => format!("none{before}"),
        Some(first) => format!("{} events, {first} to {}, sealed up to {}{before}", it.events, it.last, it.sealed),
    }
}
