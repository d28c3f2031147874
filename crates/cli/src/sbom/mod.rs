//! `steadfast sbom check`: what a bill of materials lacks against the minimum of the Cyber Resilience Act and
//! against BSI TR-03183-2.
//!
//! [`assess()`] is pure. Nothing is rounded up: what a document cannot show, and what is not read from it, is counted
//! as unknown.

mod assess;
mod component;
mod content;
mod document;
mod guideline;
mod minimum;
mod report;
mod table;

use std::io::Write;

use assess::assess;
use report::{Coverage, Demand, Report};

use crate::args::{Check, CheckFormat};
use crate::failure::{Exit, Failure};
use crate::{scan, table as tables};

/// Checks a bill. Yes: nothing that the act or the guideline requires is missing. No: something is. Else it cannot
/// be told.
pub(crate) fn run(args: &Check, out: &mut dyn Write) -> Result<Exit, Failure> {
    let bom = scan::read(&args.bom)?;
    let report = assess(&bom);
    let text = match args.format {
        CheckFormat::Table => table::table(&report, Some(tables::width())),
        CheckFormat::Json => scan::to_json(&report),
    };
    out.write_all(text.as_bytes()).map_err(Failure::Output)?;
    Ok(exit(&report))
}

fn exit(report: &Report) -> Exit {
    match (report.cra_minimum.verdict, report.tr_03183_2.verdict) {
        (Demand::Met, Coverage::Complete) => Exit::Yes,
        (Demand::NotMet, _) | (_, Coverage::Incomplete) => Exit::No,
        (Demand::Unknown, _) | (_, Coverage::Unknown) => Exit::Undecided,
    }
}

#[cfg(test)]
mod tests;
