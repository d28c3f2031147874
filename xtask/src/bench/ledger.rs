//! `verify`, offline: one record of a ledger of ten million, and a whole export.

use super::measure::Program;
use super::setting::{Built, text};
use super::table::{Row, time};
use super::{figures, wall};
use crate::process::{cargo, run};

/// Records of the ledger that the one record comes from.
const RECORDS: &str = "10000000";

/// Records of the export.
const EXPORTED: u32 = 100_000;

/// Builds both ledgers, then measures.
///
/// # Errors
/// When they cannot be built, or the check fails.
pub(super) fn rows(built: &Built) -> Result<Vec<Row>, String> {
    let (folder, exported) = (text(&built.out), EXPORTED.to_string());
    let example = ["run", "--release", "--locked", "--package", "steadfast-verify", "--example", "large_ledger", "--"];
    run(cargo(&example).args([RECORDS, &exported, &folder]))?;
    let mut rows = figures("`verify` of one record of 10 million", &built.verify("record.json"), 10, 20)?;
    rows.extend(export(built)?);
    Ok(rows)
}

fn export(built: &Built) -> Result<Vec<Row>, String> {
    let program: Program = built.verify("export.jsonl");
    let took = wall(&program)?;
    let what = format!("`verify` of an export of {EXPORTED} records, every signature checked");
    let figure = format!("{}, {:.0} records a second", time(took), f64::from(EXPORTED) / took.as_secs_f64());
    Ok(vec![Row::plain(&what, figure), Row::peak(&format!("{what}: peak memory"), program.peak()?, 20)])
}
