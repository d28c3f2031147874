//! `steadfast verify`: whether a file is as it was recorded, without a network and without a server.

mod dossier;
mod lines;
mod receipt;
mod report;
mod text;
mod unit_log;

use std::io::Write;
use std::path::Path;

use jiff::Timestamp;
use serde_json::Value;
use steadfast_device::log::export_key;
use steadfast_formats::Limits;
use steadfast_verify::{Asked, Begun, Export, Fault, Findings, MOST_LINE, Problem, Verdict, begin, is_receipt};

use crate::args::{CheckFormat, Verify};
use crate::failure::{Exit, Failure};
use crate::{input, parallel, scan};
use lines::Lines;

/// Why a check stopped: the file itself, or what it says.
enum Stop {
    Failure(Failure),
    Fault(Fault),
}

/// Checks a file. Yes: unaltered, and of the named key. No: altered, or of another key. Undecided: unaltered, but no key
/// was named, or the file does not lead to the older checkpoint.
pub(crate) fn run(args: &Verify, clock: Timestamp, out: &mut dyn Write) -> Result<Exit, Failure> {
    let older = args.against.as_deref().map(older).transpose()?;
    if dossier::is_dossier(&args.file)? {
        return dossier::run(args, older.as_deref(), clock, out);
    }
    if args.other.is_some() || args.now.is_some() || !args.revoked.is_empty() {
        let reason = "a second file, --revoked and --now go with dossiers, and this file is none".to_owned();
        return Err(Failure::Nothing { path: args.file.display().to_string(), reason });
    }
    let asked = Asked { key: args.key.as_ref(), older: older.as_deref() };
    let mut lines = Lines::open(&args.file)?;
    let first = lines.next_line()?;
    if first.as_ref().is_some_and(|line| dossier::begins(line)) {
        let reason = "a dossier is read from a file: its parts are read where its manifest says they lie".to_owned();
        return Err(Failure::Nothing { path: args.file.display().to_string(), reason });
    }
    if let Some(line) = first.as_ref().filter(|line| is_receipt(line)) {
        return receipt::run(args, lines.rest(line.clone()), out);
    }
    if let Some((line, key)) = first.as_ref().and_then(|line| Some((line, export_key(line)?))) {
        return unit_log::run(args, key, lines.rest(line.clone()), out);
    }
    let checked = match check(first, lines, &asked) {
        Ok(findings) => Ok(findings),
        Err(Stop::Fault(fault)) => Err(fault),
        Err(Stop::Failure(failure)) => return Err(failure),
    };
    let verdict = match Verdict::of(checked, args.key.is_some()) {
        Verdict::Unreadable(fault) => {
            return Err(Failure::Bundle { file: args.file.clone(), source: Box::new(fault) });
        }
        verdict => verdict,
    };
    let answer = match args.format {
        CheckFormat::Table => text::text(&verdict),
        CheckFormat::Json => scan::to_json(&report::report(&verdict)),
    };
    out.write_all(answer.as_bytes()).map_err(Failure::Output)?;
    Ok(exit(&verdict))
}

fn exit(verdict: &Verdict) -> Exit {
    match verdict {
        Verdict::Shown(_) => Exit::Yes,
        Verdict::Altered(_) => Exit::No,
        Verdict::Unreadable(_) => Exit::BadInput,
        Verdict::IssuerNotChecked(_) | Verdict::Undecided(_) => Exit::Undecided,
    }
}

fn check(first: Option<Vec<u8>>, mut lines: Lines, asked: &Asked<'_>) -> Result<Findings, Stop> {
    let Some(first) = first else {
        return Err(Stop::Fault(Fault { line: 1, field: "line", problem: Problem::Empty }));
    };
    match begin(&first, asked).map_err(Stop::Fault)? {
        Begun::Export(export) => rest(*export, &mut lines),
        Begun::Whole(findings) => match lines.next_line()? {
            None => Ok(findings),
            Some(_) => Err(Stop::Fault(Fault { line: 2, field: "line", problem: Problem::More })),
        },
    }
}

/// Further lines in batches: signatures are checked on all processors, the tree grows in order.
fn rest(mut export: Export, lines: &mut Lines) -> Result<Findings, Stop> {
    loop {
        let batch = lines.batch()?;
        if batch.is_empty() {
            return export.end().map_err(Stop::Fault);
        }
        let examined = parallel::map(&batch, |(number, line)| export.examine(*number, line));
        for entry in examined {
            entry.and_then(|entry| export.enter(entry)).map_err(Stop::Fault)?;
        }
    }
}

/// The note of the older checkpoint: the file itself, or its member `checkpoint`.
fn older(path: &Path) -> Result<String, Failure> {
    let limits = Limits { document: MOST_LINE, ..Limits::default() };
    let bytes = input::document(path, &limits)?;
    let nothing = |reason: &str| Failure::Nothing { path: path.display().to_string(), reason: reason.to_owned() };
    if !bytes.starts_with(b"{") {
        return String::from_utf8(bytes.to_vec()).map_err(|_| nothing("no checkpoint: it is not UTF-8 text"));
    }
    let bundle: Option<Value> = serde_json::from_slice(&bytes).ok();
    let note = bundle.as_ref().and_then(|bundle| bundle.get("checkpoint")?.as_str());
    note.map(str::to_owned).ok_or_else(|| nothing("no checkpoint in it: neither a signed note nor a bundle"))
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}
