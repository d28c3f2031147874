//! What a source covers, told from the ecosystems that its records name.

use std::collections::{BTreeMap, BTreeSet};

use super::record::{Product, Record};
use super::source::{CPE, Shape, Source, SourceKind};

/// The ecosystems a record names, bases and releases: `Debian`, `Debian:12`.
pub(super) fn ecosystems(record: &Record<'_>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for entry in &record.affected {
        if let Product::Package { base, release, .. } = &entry.product {
            names.insert((*base).to_owned());
            names.extend(release.map(|release| format!("{base}:{release}")));
        }
    }
    names
}

/// What a source covers. Nearly all records of an export name its ecosystem, and some name others too: it covers the
/// ecosystems that nine of ten records name, not those that some mention in passing. Where there is none, it is a
/// collection of exports: it covers every ecosystem that has a record of its own in it.
pub(super) fn covers(source: &Source, records: &[BTreeSet<String>]) -> Vec<String> {
    match (source.shape, source.kind) {
        (Shape::Single, _) => Vec::new(),
        (Shape::Export, SourceKind::Cve | SourceKind::Nvd) => vec![CPE.to_owned()],
        (Shape::Export, SourceKind::Osv) => ecosystems_covered(records),
        (Shape::Export, _) => Vec::new(),
    }
}

fn ecosystems_covered(records: &[BTreeSet<String>]) -> Vec<String> {
    let bases: Vec<BTreeSet<&str>> = records.iter().map(bases).filter(|bases| !bases.is_empty()).collect();
    let mut named: BTreeMap<&str, usize> = BTreeMap::new();
    bases.iter().flatten().for_each(|base| *named.entry(base).or_default() += 1);
    let prevails = |times: usize| times.saturating_mul(10) >= bases.len().saturating_mul(9);
    let mut covered: BTreeSet<&str> =
        named.iter().filter(|(_, times)| prevails(**times)).map(|(base, _)| *base).collect();
    if covered.is_empty() {
        covered = bases.iter().filter(|bases| bases.len() == 1).flat_map(|bases| bases.iter().copied()).collect();
    }
    let all: BTreeSet<&String> = records.iter().flatten().collect();
    let is_covered = |name: &str| name.split(':').next().is_some_and(|base| covered.contains(base));
    all.into_iter().filter(|name| is_covered(name)).cloned().collect()
}

fn bases(names: &BTreeSet<String>) -> BTreeSet<&str> {
    names.iter().map(String::as_str).filter(|name| !name.contains(':')).collect()
}
