//! What the loaded feeds cover, and how fresh they are. Absence of a finding means something only where a feed covers
//! the component's ecosystem and is fresh enough.

use std::collections::{BTreeMap, BTreeSet};

use crate::bill::{Identity, Part};
use crate::ecosystem::{self, Package};
use crate::index::{CPE, Source, SourceKind};
use crate::reason::Reason;

/// What is covered, and as of when (seconds since the epoch).
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    /// By name: the number of records of the largest source, and when that is as of.
    covered: BTreeMap<String, (u32, Option<i64>)>,
    /// Names of which a source was not understood in more than one place for a hundred records.
    broken: BTreeSet<String>,
    /// Catalogues of exploited vulnerabilities.
    exploited: Option<Option<i64>>,
    /// Prediction scores.
    scores: Option<Option<i64>>,
    /// The oldest time that still counts as fresh.
    oldest: i64,
}

/// Whether something is covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// Covered by a fresh feed.
    Fresh,
    /// Covered by a feed too much of which was not understood.
    Broken,
    /// Covered by a feed that is too old, or whose age is not known.
    Stale,
    /// Not covered.
    Absent,
}

impl Coverage {
    /// The coverage of `sources`; feeds from before `oldest` (seconds since the epoch) are stale.
    pub fn new(sources: &[Source], oldest: i64) -> Self {
        let mut coverage = Self { oldest, ..Self::default() };
        let has_records = sources.iter().any(|source| source.kind == SourceKind::Cve && !source.covers.is_empty());
        for source in sources {
            match source.kind {
                // Configurations complete the CVE records; they must not make old records look fresh.
                SourceKind::Nvd if has_records => {}
                SourceKind::Kev => coverage.exploited = coverage.exploited.max(Some(source.as_of())),
                SourceKind::Epss => coverage.scores = coverage.scores.max(Some(source.as_of())),
                _ => coverage.add(source),
            }
        }
        coverage
    }

    fn add(&mut self, source: &Source) {
        if u64::from(source.problems) * 100 > u64::from(source.records) {
            self.broken.extend(source.covers.iter().cloned());
        }
        for name in &source.covers {
            // A small fresh source must not make a large old one look fresh.
            let largest = self.covered.entry(name.clone()).or_default();
            *largest = (*largest).max((source.records, source.as_of()));
        }
    }

    /// What is covered, by name, with the time it is as of.
    pub fn covered(&self) -> impl Iterator<Item = (&str, Option<i64>)> {
        self.covered.iter().map(|(name, (_, as_of))| (name.as_str(), *as_of))
    }

    /// Whether an ecosystem, a release of one (`Debian:12`), or [`CPE`] is covered.
    pub fn of(&self, name: &str) -> Freshness {
        if self.broken.contains(name) {
            return Freshness::Broken;
        }
        self.covered.get(name).map_or(Freshness::Absent, |(_, as_of)| self.freshness(*as_of))
    }

    /// Whether a catalogue of exploited vulnerabilities is loaded.
    pub fn of_exploited(&self) -> Freshness {
        self.exploited.map_or(Freshness::Absent, |as_of| self.freshness(as_of))
    }

    /// Whether prediction scores are loaded.
    pub fn of_scores(&self) -> Freshness {
        self.scores.map_or(Freshness::Absent, |as_of| self.freshness(as_of))
    }

    fn freshness(&self, as_of: Option<i64>) -> Freshness {
        if as_of.is_some_and(|as_of| as_of >= self.oldest) { Freshness::Fresh } else { Freshness::Stale }
    }

    /// Why the absence of findings says nothing about a component; `None` where it was checked. Each package of it
    /// must be covered, or, where it is no package of a known ecosystem, its CPE name.
    pub fn gap(&self, identity: &Identity) -> Option<Reason> {
        if identity.nameless.is_some() {
            return identity.nameless;
        }
        if identity.packages.is_empty() && identity.of_distribution {
            return Some(Reason::EcosystemNotKnown);
        }
        if identity.packages.is_empty() {
            return self.gap_of_cpe(identity);
        }
        identity.packages.iter().find_map(|package| self.gap_of_package(package))
    }

    fn gap_of_cpe(&self, identity: &Identity) -> Option<Reason> {
        let named = !identity.cpes.is_empty();
        let version = identity.cpes.iter().any(|(_, version)| version.is_some());
        gap(if named { self.of(CPE) } else { Freshness::Absent }).or((!version).then_some(Reason::NoVersion))
    }

    fn gap_of_package(&self, package: &Package) -> Option<Reason> {
        let by_release = ecosystem::has_releases(package.base);
        let covered = match &package.release {
            Some(release) if by_release => self.of(&format!("{}:{release}", package.base)),
            _ => self.of(package.base),
        };
        let nameless = (!package.source_known).then_some(Reason::SourcePackageUnknown);
        let versionless = package.version.is_none().then_some(Reason::NoVersion);
        let releaseless = (by_release && package.release.is_none()).then_some(Reason::ReleaseUnknown);
        gap(covered).or(versionless).or(releaseless).or(nameless)
    }

    /// The oldest time of the feeds that cover a component, in seconds since the epoch.
    pub fn as_of(&self, part: &Part<'_>) -> Option<i64> {
        wanted(&part.identity).iter().filter_map(|name| self.covered.get(name).and_then(|(_, as_of)| *as_of)).min()
    }

    /// The names of ecosystems that the bill needs and no loaded feed covers, with the reason.
    pub fn missing<'p>(&self, parts: impl Iterator<Item = &'p Part<'p>>) -> BTreeMap<String, Reason> {
        let wanted = parts.filter(|part| !part.own).flat_map(|part| wanted(&part.identity));
        wanted.filter_map(|name| gap(self.of(&name)).map(|reason| (name, reason))).collect()
    }
}

fn gap(freshness: Freshness) -> Option<Reason> {
    match freshness {
        Freshness::Fresh => None,
        Freshness::Broken => Some(Reason::FeedNotUnderstood),
        Freshness::Stale => Some(Reason::FeedStale),
        Freshness::Absent => Some(Reason::NoFeed),
    }
}

/// What must be covered for a component to count as checked: see [`Coverage::of`].
pub fn wanted(identity: &Identity) -> Vec<String> {
    let packages = &identity.packages;
    let named = packages.iter().map(|package| match &package.release {
        Some(release) if ecosystem::has_releases(package.base) => format!("{}:{release}", package.base),
        _ => package.base.to_owned(),
    });
    let by_cpe = packages.is_empty() && !identity.cpes.is_empty();
    named.chain(by_cpe.then(|| CPE.to_owned())).collect()
}
