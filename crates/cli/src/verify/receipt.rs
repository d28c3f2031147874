//! A receipt of a unit's, as text or as the line of a code: whether it is as the unit signed it.

use std::fmt::Write as _;
use std::io::{BufRead, Read as _, Write};

use serde::Serialize;
use steadfast_protocol::{CopyError, ReceiptCopy};
use steadfast_verify::{Receipt, receipt};

use super::text::because;
use crate::args::{CheckFormat, Verify};
use crate::failure::{Exit, Failure};
use crate::scan;
use crate::table::wrapped;
use crate::terminal::clean;

/// More bytes than any receipt has.
const MOST: u64 = 1 << 20;

/// What no receipt says.
const MEANING: &str = "A receipt proves who said this and that nobody changed it, not that it was true.";

/// The answer as JSON; `docs/verify.md` describes it.
#[derive(Debug, Serialize)]
struct Report {
    schema: u32,
    verdict: &'static str,
    subject: &'static str,
    issuer_checked: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    says: Vec<Line>,
    #[serde(skip_serializing_if = "Option::is_none")]
    states: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    meaning: &'static str,
}

/// What it says, name by name. A name may be there more than once.
#[derive(Debug, Serialize)]
struct Line {
    name: &'static str,
    value: String,
}

/// Checks the receipt under the key that it names, and that key against the one that was named outside. Yes: the unit that was
/// named signed it so. No: altered, or of another unit. Undecided: nobody named the unit, it is of a kind that this program does
/// not know, or what was signed has more than it knows.
pub(super) fn run(args: &Verify, lines: impl BufRead, out: &mut dyn Write) -> Result<Exit, Failure> {
    if args.against.is_some() {
        let reason = "a receipt leads to no checkpoint: leave out --against".to_owned();
        return Err(Failure::Nothing { path: args.file.display().to_string(), reason });
    }
    let mut bytes = Vec::new();
    let read = lines.take(MOST).read_to_end(&mut bytes);
    read.map_err(|source| Failure::Unreadable { file: args.file.clone(), source })?;
    let checked = receipt(&bytes, args.key.as_ref());
    let report = report(&checked, args.key.is_some());
    let answer = match args.format {
        CheckFormat::Table => text(&checked, &report),
        CheckFormat::Json => scan::to_json(&report),
    };
    out.write_all(answer.as_bytes()).map_err(Failure::Output)?;
    Ok(exit(&checked))
}

fn exit(checked: &Receipt) -> Exit {
    match checked {
        Receipt::Shown(_) => Exit::Yes,
        Receipt::Altered(_) | Receipt::OtherUnit(_) => Exit::No,
        Receipt::UnitNotChecked(_) | Receipt::Unknown(_) | Receipt::Newer(_) => Exit::Undecided,
    }
}

fn report(checked: &Receipt, is_named: bool) -> Report {
    match checked {
        Receipt::Shown(copy) => held("unaltered", is_named, copy),
        Receipt::UnitNotChecked(copy) => held("unaltered-issuer-not-checked", is_named, copy),
        Receipt::OtherUnit(copy) => held("another-unit", is_named, copy),
        Receipt::Altered(error) => failed("altered", error),
        Receipt::Unknown(error) => failed("unknown-kind", error),
        Receipt::Newer(error) => failed("newer", error),
    }
}

fn held(verdict: &'static str, is_named: bool, copy: &ReceiptCopy) -> Report {
    let line = |(name, value)| Line { name, value };
    Report {
        issuer_checked: is_named,
        key: Some(copy.fingerprint().to_string()),
        kind: Some(copy.said().kind()),
        says: copy.said().lines().into_iter().map(line).collect(),
        states: Some(copy.said().meaning()),
        ..empty(verdict)
    }
}

fn failed(verdict: &'static str, error: &CopyError) -> Report {
    Report { reason: Some(because(error)), ..empty(verdict) }
}

fn empty(verdict: &'static str) -> Report {
    Report {
        schema: 1,
        verdict,
        subject: "receipt",
        issuer_checked: false,
        key: None,
        kind: None,
        says: Vec::new(),
        states: None,
        reason: None,
        meaning: MEANING,
    }
}

fn text(checked: &Receipt, report: &Report) -> String {
    let (heading, caution) = match checked {
        Receipt::Shown(_) => ("UNALTERED", ""),
        Receipt::OtherUnit(_) => ("OF ANOTHER UNIT", "The key of this receipt is not the one that was named."),
        Receipt::Altered(_) => ("ALTERED", "Nothing that stands in it can be relied on."),
        Receipt::Unknown(_) => ("OF A KIND THAT IS NOT KNOWN", "A newer version of this program may know it."),
        Receipt::Newer(_) => {
            ("NEWER THAN THIS PROGRAM", "Its signature holds; a newer version may tell about its words.")
        }
        Receipt::UnitNotChecked(_) => (
            "UNALTERED, UNIT NOT CHECKED",
            "Whoever made the receipt may have made the key: name the unit's own with --key, which stands in the factory list \
             and on the unit's own pages.",
        ),
    };
    let mut text = format!("{heading}\n\n");
    // What it says leads nobody to think that it holds.
    let is_believed = matches!(checked, Receipt::Shown(_) | Receipt::UnitNotChecked(_) | Receipt::OtherUnit(_));
    for Line { name, value } in report.says.iter().filter(|_| is_believed) {
        let _ = writeln!(text, "  {name}: {}", clean(value));
    }
    if let Some(key) = &report.key {
        let _ = writeln!(text, "  signed under key {key}");
    }
    if let Some(reason) = &report.reason {
        text.push_str(&wrapped(&clean(reason)));
        text.push('\n');
    }
    let states = report.states.as_deref().unwrap_or_default();
    format!("{text}\n{}\n", wrapped(format!("{caution} {states} {MEANING}").trim()))
}
