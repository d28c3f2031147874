//! Where one record meets one component: the same judgement serves both directions of the match.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::bill::{Bill, Identity, OSS_FUZZ, Part};
use crate::coverage::Coverage;
use crate::ecosystem::{self, Package};
use crate::index::record::{Entry, Product, Record};
use crate::index::{Index, IndexError, RecordNumber};
use crate::judge::{self, Judgement, PackageView};
use crate::key;
use crate::reason::Reason;

/// A record that speaks of a component, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// The record.
    pub record: RecordNumber,
    /// The component's place in [`Bill::parts`].
    pub part: usize,
    /// What it says.
    pub judgement: Judgement,
}

/// Direction one: every record of the index that speaks of a component of the bill, by part and then record. Packages
/// built from one source are often named alike; what one of them met, the others meet.
///
/// # Errors
/// When the index is damaged.
pub fn bill(index: &Index<'_>, bill: &Bill<'_>, coverage: &Coverage) -> Result<Vec<Meeting>, IndexError> {
    let mut meetings = Vec::new();
    let mut met: BTreeMap<&Identity, Range<usize>> = BTreeMap::new();
    for (number, part) in bill.parts.iter().enumerate() {
        let start = meetings.len();
        if let Some(same) = met.get(&part.identity) {
            meetings.extend_from_within(same.clone());
            meetings[start..].iter_mut().for_each(|meeting: &mut Meeting| meeting.part = number);
            continue;
        }
        meet_part(index, bill, coverage, number, &mut meetings)?;
        met.insert(&part.identity, start..meetings.len());
    }
    Ok(meetings)
}

fn meet_part(
    index: &Index<'_>,
    bill: &Bill<'_>,
    coverage: &Coverage,
    number: usize,
    meetings: &mut Vec<Meeting>,
) -> Result<(), IndexError> {
    let mut records: Vec<RecordNumber> = bill.parts[number].keys().iter().flat_map(|key| index.lookup(key)).collect();
    records.sort_unstable();
    records.dedup();
    for record in records {
        let judgement = judgement(&index.record(record)?, &bill.parts[number], bill, coverage);
        meetings.extend(judgement.map(|judgement| Meeting { record, part: number, judgement }));
    }
    Ok(())
}

/// Direction two: bills held under the keys of their components, so that one record finds the bills it hits.
#[derive(Debug, Default)]
pub struct Portfolio {
    holders: BTreeMap<String, Vec<(usize, usize)>>,
}

impl Portfolio {
    /// Holds `bills` by key; a bill is known by its place in the slice.
    pub fn new(bills: &[Bill<'_>]) -> Self {
        let mut portfolio = Self::default();
        for (bill, content) in bills.iter().enumerate() {
            for (part, component) in content.parts.iter().enumerate() {
                for key in component.keys() {
                    portfolio.holders.entry(key).or_default().push((bill, part));
                }
            }
        }
        portfolio
    }

    /// The components that a record speaks of: (bill, part) and what it says, sorted.
    pub fn record(
        &self,
        record: &Record<'_>,
        bills: &[Bill<'_>],
        coverage: &Coverage,
    ) -> Vec<((usize, usize), Judgement)> {
        let keys = key::of_record(record);
        let mut places: Vec<_> = keys.iter().filter_map(|key| self.holders.get(key)).flatten().copied().collect();
        places.sort_unstable();
        places.dedup();
        let judged = places.into_iter().filter_map(|(bill, part)| {
            let content = bills.get(bill)?;
            let judgement = judgement(record, content.parts.get(part)?, content, coverage)?;
            Some(((bill, part), judgement))
        });
        judged.collect()
    }
}

/// What a record says of a component; `None` where it does not speak of it, or was withdrawn.
pub fn judgement(record: &Record<'_>, part: &Part<'_>, bill: &Bill<'_>, coverage: &Coverage) -> Option<Judgement> {
    if record.withdrawn.is_some() {
        return None;
    }
    let by_package = record.affected.iter().filter_map(|entry| by_package(entry, part)).reduce(Judgement::or);
    by_package.or_else(|| by_cpe(record, part, bill, coverage))
}

fn by_package(entry: &Entry<'_>, part: &Part<'_>) -> Option<Judgement> {
    let Product::Package { base, name, .. } = &entry.product else { return None };
    let packages = part.identity.packages.iter();
    let packages = packages.filter(|package| package.base == *base && package.names.iter().any(|own| own == name));
    let judged = packages.filter_map(|package| judge::package(entry, &view(package, name)));
    judged.reduce(Judgement::or).or_else(|| by_project(entry, base, name, part))
}

/// The package under one of its names: advisories of a source package go by the source's version.
fn view<'p>(package: &'p Package, name: &str) -> PackageView<'p> {
    let is_source = package.names.first().is_some_and(|own| own != name);
    let source = package.source_version.as_deref().filter(|_| is_source);
    PackageView {
        base: package.base,
        release: package.release.as_deref(),
        by_release: ecosystem::has_releases(package.base),
        version: source.or(package.version.as_deref()),
    }
}

/// A C or C++ project under the name that OSS-Fuzz gives it.
fn by_project(entry: &Entry<'_>, base: &str, name: &str, part: &Part<'_>) -> Option<Judgement> {
    let (_, version) = part.identity.project.as_ref().filter(|(project, _)| base == OSS_FUZZ && project == name)?;
    judge::package(
        entry,
        &PackageView { base: OSS_FUZZ, release: None, by_release: false, version: version.as_deref() },
    )
}

/// By CPE name. Where the component is a package of a known ecosystem, that ecosystem's own advisories speak, and a
/// CPE name is at most a hint: distributions fix flaws under the same version, and products share names.
fn by_cpe(record: &Record<'_>, part: &Part<'_>, bill: &Bill<'_>, coverage: &Coverage) -> Option<Judgement> {
    let packaged = !part.identity.packages.is_empty();
    if packaged && coverage.gap(part).is_none() {
        return None;
    }
    let packaged = packaged || part.identity.of_distribution;
    let judgement = match (by_entries(record, part, bill, false), by_entries(record, part, bill, true)) {
        // The publisher's word, where it decides; what others added only fills its gaps.
        (Some(decided @ (Judgement::Affected(_) | Judgement::Clear)), _) => decided,
        (Some(doubt), Some(added)) => doubt.or(added),
        (one, other) => one.or(other)?,
    };
    Some(match judgement {
        Judgement::Affected(_) if packaged => Judgement::Unknown(Reason::CpeOnly),
        other => other,
    })
}

fn by_entries(record: &Record<'_>, part: &Part<'_>, bill: &Bill<'_>, enriched: bool) -> Option<Judgement> {
    let names = part.identity.cpes.iter();
    let judged = names.flat_map(|(cpe, version)| {
        let entries = record.affected.iter().filter(move |entry| entry.enriched == enriched);
        entries.filter_map(move |entry| judge::cpe(entry, cpe, version.as_deref(), &bill.platforms))
    });
    judged.reduce(Judgement::or)
}
