//! What an import read and could not read, and what an index holds.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use steadfast_matching::index::{Index, Shape, Source, SourceKind};

use super::collect::Reading;
use crate::failure::Failure;
use crate::table::{count, day, grouped, row, table, width};
use crate::terminal::clean;

/// How many problems are shown one by one.
const SHOWN: usize = 10;

/// Tells of an import.
pub(crate) fn imported(
    out: &mut dyn Write,
    file: &Path,
    bytes: &[u8],
    reading: &Reading,
    failed: &[Failure],
) -> Result<(), Failure> {
    let sources: Vec<&Source> = reading.sources.iter().map(|report| &report.source).collect();
    let text = [
        sources_table(&sources),
        problems(reading),
        failures(failed),
        format!("{}: {} bytes\n", clean(&file.to_string_lossy()), grouped(bytes.len())),
    ];
    out.write_all(text.concat().as_bytes()).map_err(Failure::Output)
}

/// Tells what an index holds.
pub(crate) fn listed(out: &mut dyn Write, file: &Path, index: &Index<'_>) -> Result<(), Failure> {
    let sources: Vec<&Source> = index.sources().iter().collect();
    let digest: String = index.digest().iter().map(|byte| format!("{byte:02x}")).collect();
    let records = count(index.len(), "advisory", "advisories");
    let place = clean(&file.to_string_lossy()).into_owned();
    let text = format!("{}{place}: {records}, snapshot sha256:{digest}\n", sources_table(&sources));
    out.write_all(text.as_bytes()).map_err(Failure::Output)
}

/// Sources, one in a row.
pub(crate) fn sources_table(sources: &[&Source]) -> String {
    let mut rows = table(&["source", "records", "covers", "as of", "not understood"], width());
    for source in sources {
        let name = format!("{} {}", source.kind.name(), source.name);
        let problems = if source.problems == 0 { String::new() } else { grouped(source.problems as usize) };
        let records = grouped(source.records as usize);
        row(&mut rows, &[&name, &records, &covered(source), &day(source.as_of()), &problems]);
    }
    format!("{rows}\n\n")
}

/// Ecosystems with the number of their releases: `Debian (4 releases)`.
fn covered(source: &Source) -> String {
    if matches!(source.kind, SourceKind::Kev | SourceKind::Epss) {
        return "exploitation".to_owned();
    }
    if source.shape == Shape::Single {
        return "nothing: single records".to_owned();
    }
    let mut releases: BTreeMap<&str, usize> = BTreeMap::new();
    for name in &source.covers {
        *releases.entry(name.split(':').next().unwrap_or(name)).or_default() += usize::from(name.contains(':'));
    }
    let named = releases.iter().map(|(base, releases)| match releases {
        0 => (*base).to_owned(),
        number => format!("{base} ({})", count(*number, "release", "releases")),
    });
    named.collect::<Vec<_>>().join(", ")
}

fn problems(reading: &Reading) -> String {
    let mut text = String::new();
    for report in reading.sources.iter().filter(|report| !report.future.is_empty()) {
        let ids = report.future.iter().take(3).map(|id| clean(id).into_owned()).collect::<Vec<_>>().join(", ");
        let records = count(report.future.len(), "record is", "records are");
        text += &format!(
            "{}: {records} dated in the future ({ids}): used, the date not trusted\n",
            clean(&report.source.name)
        );
    }
    for (file, problem) in reading.problems.iter().take(SHOWN) {
        text += &format!("not understood: {}: {}\n", clean(file), clean(&problem.to_string()));
    }
    let more = reading.problems.len().saturating_sub(SHOWN);
    if more > 0 {
        text += &format!("not understood: {} more\n", grouped(more));
    }
    text + &skipped(&reading.skipped)
}

fn skipped(names: &[String]) -> String {
    let Some(first) = names.first() else { return String::new() };
    format!(
        "passed over, no feed: {} ({}{})\n",
        count(names.len(), "file", "files"),
        clean(first),
        if names.len() > 1 { ", …" } else { "" }
    )
}

fn failures(failed: &[Failure]) -> String {
    failed
        .iter()
        .map(|failure| format!("failed: {}; what was loaded of it before stays\n", clean(&failure.to_string())))
        .collect()
}
