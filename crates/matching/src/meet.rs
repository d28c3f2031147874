//! Where one record meets one component: the same judgement serves both directions of the match.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::bill::{Bill, Identity, OSS_FUZZ};
use crate::coverage::Coverage;
use crate::ecosystem::{self, Package};
use crate::index::record::{Entry, Product, Record};
use crate::index::{Index, IndexError, RecordNumber};
use crate::judge::{self, Judgement, PackageView, Platforms};
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
        let of_part = component(index, &part.identity, &bill.platforms, coverage)?;
        meetings.extend(of_part.into_iter().map(|(record, judgement)| Meeting { record, part: number, judgement }));
        met.insert(&part.identity, start..meetings.len());
    }
    Ok(meetings)
}

/// Every record of the index that speaks of a component, and what it says, by record.
///
/// # Errors
/// When the index is damaged.
pub fn component(
    index: &Index<'_>,
    identity: &Identity,
    platforms: &Platforms,
    coverage: &Coverage,
) -> Result<Vec<(RecordNumber, Judgement)>, IndexError> {
    let mut records: Vec<RecordNumber> = identity.keys().iter().flat_map(|key| index.lookup(key)).collect();
    records.sort_unstable();
    records.dedup();
    let mut said = Vec::new();
    for number in records {
        let judgement = judgement(&index.record(number)?, identity, platforms, coverage);
        said.extend(judgement.map(|judgement| (number, judgement)));
    }
    Ok(said)
}

/// What a record says of a component; `None` where it does not speak of it, or was withdrawn.
pub fn judgement(
    record: &Record<'_>,
    identity: &Identity,
    platforms: &Platforms,
    coverage: &Coverage,
) -> Option<Judgement> {
    if record.withdrawn.is_some() {
        return None;
    }
    let by_package = record.affected.iter().filter_map(|entry| by_package(entry, identity)).reduce(Judgement::or);
    by_package.or_else(|| by_cpe(record, identity, platforms, coverage))
}

fn by_package(entry: &Entry<'_>, identity: &Identity) -> Option<Judgement> {
    let Product::Package { base, name, .. } = &entry.product else { return None };
    let packages = identity.packages.iter();
    let packages = packages.filter(|package| package.base == *base && package.names.iter().any(|own| own == name));
    let judged = packages.filter_map(|package| judge::package(entry, &view(package, name)));
    judged.reduce(Judgement::or).or_else(|| by_project(entry, base, name, identity))
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
fn by_project(entry: &Entry<'_>, base: &str, name: &str, identity: &Identity) -> Option<Judgement> {
    let (_, version) = identity.project.as_ref().filter(|(project, _)| base == OSS_FUZZ && project == name)?;
    judge::package(
        entry,
        &PackageView { base: OSS_FUZZ, release: None, by_release: false, version: version.as_deref() },
    )
}

/// By CPE name. Where the component is a package of a known ecosystem, that ecosystem's own advisories speak, and a
/// CPE name is at most a hint: distributions fix flaws under the same version, and products share names.
fn by_cpe(record: &Record<'_>, identity: &Identity, platforms: &Platforms, coverage: &Coverage) -> Option<Judgement> {
    let packaged = !identity.packages.is_empty();
    if packaged && coverage.gap(identity).is_none() {
        return None;
    }
    let packaged = packaged || identity.of_distribution;
    let (published, added) =
        (by_entries(record, identity, platforms, false), by_entries(record, identity, platforms, true));
    let judgement = match (published, added) {
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

fn by_entries(record: &Record<'_>, identity: &Identity, platforms: &Platforms, enriched: bool) -> Option<Judgement> {
    let names = identity.cpes.iter();
    let judged = names.flat_map(|(cpe, version)| {
        let entries = record.affected.iter().filter(move |entry| entry.enriched == enriched);
        entries.filter_map(move |entry| judge::cpe(entry, cpe, version.as_deref(), platforms))
    });
    judged.reduce(Judgement::or)
}
