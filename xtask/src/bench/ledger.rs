//! `verify`, offline: one record of a ledger of ten million, a whole export, and a large dossier.

use std::path::Path;

use super::measure::{Program, median};
use super::setting::{Built, text};
use super::table::{Row, time};
use super::{figures, wall};
use crate::process::{cargo, run};

/// Records of the ledger that the one record comes from.
const RECORDS: &str = "10000000";

/// Records of the export.
const EXPORTED: u32 = 100_000;

/// Parts, bytes of each, and records of the dossier.
const DOSSIER: [&str; 3] = ["10000", "102400", "2000"];
const FILE: &str = "large-dossier.zip";
/// Rounds: ours, theirs, ours, theirs, …
const ROUNDS: usize = 5;
/// How many times as long hashing alone takes, at the least, for `verify` to be bound by it.
const BOUND: f64 = 0.67;

/// Builds both ledgers and the dossier, then measures.
///
/// # Errors
/// When they cannot be built, or the check fails.
pub(super) fn rows(built: &Built) -> Result<Vec<Row>, String> {
    let (folder, exported) = (text(&built.out), EXPORTED.to_string());
    let example = ["run", "--release", "--locked", "--package", "steadfast-verify", "--example", "large_ledger", "--"];
    run(cargo(&example).args([RECORDS, &exported, &folder]))?;
    let mut rows = figures("`verify` of one record of 10 million", &built.verify("record.json"), 10, 20)?;
    rows.extend(export(built)?);
    rows.extend(dossier(built)?);
    Ok(rows)
}

/// Beside `sha256sum` of the same file, one after the other.
fn dossier(built: &Built) -> Result<Vec<Row>, String> {
    let [parts, bytes, records] = DOSSIER;
    let example = ["run", "--release", "--locked", "--package", "steadfast-verify", "--example", "large_dossier", "--"];
    run(cargo(&example).args([parts, bytes, records, &text(&built.out.join(FILE))]))?;
    let (ours, theirs) = (built.verify(FILE), Program::new(Path::new("sha256sum"), &built.out, &[FILE]));
    let (mut our_times, mut their_times) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        our_times.push(ours.wall()?);
        their_times.push(theirs.wall()?);
    }
    let what = format!("`verify` of a dossier of {parts} files: `sha256sum` of it takes");
    let beside = Row::ratio(&what, median(our_times), median(their_times), BOUND);
    Ok(vec![beside, Row::peak("`verify` of it: peak memory", ours.peak()?, 100)])
}

fn export(built: &Built) -> Result<Vec<Row>, String> {
    let program: Program = built.verify("export.jsonl");
    let took = wall(&program)?;
    let what = format!("`verify` of an export of {EXPORTED} records, every signature checked");
    let figure = format!("{}, {:.0} records a second", time(took), f64::from(EXPORTED) / took.as_secs_f64());
    Ok(vec![Row::plain(&what, figure), Row::peak(&format!("{what}: peak memory"), program.peak()?, 20)])
}
