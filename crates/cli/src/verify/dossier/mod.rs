//! A dossier, or two of one ledger: whether they are as they were made.

mod check;
mod register;
mod report;
mod text;

use std::fs::File;
use std::io::{Read as _, Write};
use std::path::Path;

use jiff::Timestamp;
use steadfast_verify::Verdict;
use steadfast_verify::dossier::{
    DossierAsked, DossierFault, DossierFindings, DossierVerdict, Relation, compare_dossiers,
};

use crate::args::{CheckFormat, Verify};
use crate::failure::{Exit, Failure};
use crate::scan;

/// How a dossier begins.
const MARK: &[u8] = b"PK\x03\x04";

/// What is said in the end.
enum Answer {
    /// Of one dossier.
    One(DossierVerdict),
    /// Of two that hold, and how they go together.
    Two(Box<[DossierFindings; 2]>, Result<Relation, DossierFault>),
}

/// Whether a file begins as a dossier does. Standard input and pipes are none: parts are read where the manifest says they lie.
pub(super) fn is_dossier(path: &Path) -> Result<bool, Failure> {
    let unreadable = |source| Failure::Unreadable { file: path.to_owned(), source };
    if path.as_os_str() == "-" || !std::fs::metadata(path).map_err(unreadable)?.is_file() {
        return Ok(false);
    }
    let mut mark = Vec::new();
    File::open(path).map_err(unreadable)?.take(MARK.len() as u64).read_to_end(&mut mark).map_err(unreadable)?;
    Ok(mark == MARK)
}

/// Whether bytes begin as a dossier does.
pub(super) fn begins(bytes: &[u8]) -> bool {
    bytes.starts_with(MARK)
}

/// Checks a dossier, and compares it with a second one where there is one. Yes: unaltered, and of the named key. No: altered,
/// of another key, or two heads of one ledger that exclude each other. Undecided: no key was named, or it does not lead to
/// the older checkpoint or the other dossier.
pub(super) fn run(args: &Verify, older: Option<&str>, clock: Timestamp, out: &mut dyn Write) -> Result<Exit, Failure> {
    let asked = DossierAsked { key: args.key.as_ref(), revoked: &args.revoked, older };
    let (file, answer) = answer(args, &asked)?;
    if let Answer::One(Verdict::Unreadable(fault)) = answer {
        return Err(Failure::Dossier { file: file.to_owned(), source: Box::new(fault) });
    }
    let report = report::report(file, &answer, args.key.is_some(), args.now.unwrap_or(clock));
    let written = match args.format {
        CheckFormat::Table => text::text(&report),
        CheckFormat::Json => scan::to_json(&report),
    };
    out.write_all(written.as_bytes()).map_err(Failure::Output)?;
    Ok(exit(&answer, args.key.is_some()))
}

/// The answer, and the file that it is about: the first that does not hold.
fn answer<'a>(args: &'a Verify, asked: &DossierAsked<'_>) -> Result<(&'a Path, Answer), Failure> {
    let one = verdict(&args.file, asked)?;
    let (Some(path), Some(first)) = (&args.other, held(&one)) else { return Ok((&args.file, Answer::One(one))) };
    let asked = DossierAsked { older: None, ..*asked };
    let two = verdict(path, &asked)?;
    let Some(second) = held(&two) else { return Ok((path, Answer::One(two))) };
    let relation = compare_dossiers(first, second);
    Ok((&args.file, Answer::Two(Box::new([first.clone(), second.clone()]), relation)))
}

fn verdict(path: &Path, asked: &DossierAsked<'_>) -> Result<DossierVerdict, Failure> {
    Ok(Verdict::of_dossier(check::check(path, asked)?, asked.key.is_some()))
}

fn held(verdict: &DossierVerdict) -> Option<&DossierFindings> {
    match verdict {
        Verdict::Shown(findings) | Verdict::IssuerNotChecked(findings) => Some(findings),
        Verdict::Undecided(_) | Verdict::Altered(_) | Verdict::Unreadable(_) => None,
    }
}

fn exit(answer: &Answer, is_named: bool) -> Exit {
    match answer {
        Answer::One(Verdict::Shown(_)) => Exit::Yes,
        Answer::One(Verdict::Altered(_)) => Exit::No,
        Answer::One(Verdict::Unreadable(_)) => Exit::BadInput,
        Answer::One(Verdict::IssuerNotChecked(_) | Verdict::Undecided(_)) => Exit::Undecided,
        Answer::Two(_, Ok(_)) if is_named => Exit::Yes,
        Answer::Two(_, Err(fault)) if is_fork(fault) => Exit::No,
        Answer::Two(..) => Exit::Undecided,
    }
}

fn is_fork(fault: &DossierFault) -> bool {
    fault.problem.outcome() == steadfast_verify::Outcome::Altered
}
