//! CISA's catalogue of known exploited vulnerabilities.

use serde::Deserialize;

use super::{Exploited, Facts, FeedFile, FeedKind};
use crate::advisory::words::date;
use crate::content::Top;
use crate::json::{self, Loose, Raw};
use crate::reporter::{Raws, Reporter};
use crate::{Problem, ReadError};

#[derive(Deserialize)]
struct Catalogue<'a> {
    #[serde(default, rename = "dateReleased")]
    released: Loose,
    #[serde(borrow)]
    vulnerabilities: Raws<'a>,
}

#[derive(Deserialize)]
struct Entry {
    #[serde(rename = "cveID")]
    cve: String,
    #[serde(default, rename = "dateAdded")]
    added: Loose,
    #[serde(default, rename = "knownRansomwareCampaignUse")]
    ransomware: Loose,
}

pub(super) fn read<'a>(text: &'a str, top: &Top<'a>) -> Result<FeedFile, ReadError> {
    let raw = top.raw("one catalogue")?;
    let catalogue: Catalogue<'a> = json::entry(text, raw, "").map_err(malformed)?;
    let mut reporter = Reporter::new(text);
    let dated = date(&mut reporter, raw, format_args!("/dateReleased"), &catalogue.released.0);
    let read = |(index, raw): (usize, &Raw<'a>)| exploited(&mut reporter, raw, index);
    let exploited = catalogue.vulnerabilities.iter().enumerate().filter_map(read).collect();
    Ok(FeedFile { kind: FeedKind::Kev, dated, facts: Facts::Exploited(exploited), problems: reporter.finish() })
}

/// The document's own object is broken: there is nothing to keep.
fn malformed(problem: Problem) -> ReadError {
    ReadError::Malformed { place: problem.place, reason: problem.reason }
}

fn exploited<'a>(reporter: &mut Reporter<'a>, raw: Raw<'a>, index: usize) -> Option<Exploited> {
    let entry: Entry = reporter.entry(raw, format_args!("/vulnerabilities/{index}"))?;
    let added = entry.added.0.trim();
    let day = added.parse::<jiff::civil::Date>().ok();
    if day.is_none() && !added.is_empty() {
        reporter.note(raw, format_args!("/vulnerabilities/{index}/dateAdded"), format!("`{added}` is not a date"));
    }
    Some(Exploited {
        since: day.map(|day| day.to_string()),
        ransomware: entry.ransomware.0.eq_ignore_ascii_case("known"),
        cve: entry.cve,
    })
}
