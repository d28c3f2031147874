//! Reading and parsing advisories, and nothing else: what an import is measured beside.

use std::ops::ControlFlow;

use steadfast_formats::feed::{self, Facts, FeedFile};
use steadfast_formats::{Limits, archive};

use crate::Failure;

/// Reads a file or an archive of advisories; how many records it has.
pub(crate) fn records(content: &[u8]) -> Result<usize, Failure> {
    let limits = Limits::default();
    if !archive::is_archive(content) {
        return Ok(count(&feed::read(content, &limits)?));
    }
    let mut records = 0;
    archive::visit(content, &limits, &mut |member| {
        records += feed::read(&member.bytes, &limits).map_or(0, |file| count(&file));
        ControlFlow::Continue(())
    })?;
    Ok(records)
}

fn count(file: &FeedFile) -> usize {
    match &file.facts {
        Facts::Advisories(advisories) => advisories.len(),
        Facts::Exploited(entries) => entries.len(),
        Facts::Scores(scores) => scores.len(),
    }
}
