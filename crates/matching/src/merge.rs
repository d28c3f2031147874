//! From meetings to findings: records about one flaw in one component become one finding.

use std::collections::{BTreeMap, BTreeSet};

use crate::bill::{Bill, Identity};
use crate::ecosystem;
use crate::finding::{Finding, Kind, Severity, Status};
use crate::index::record::{Entry, Feed, Rating, Record};
use crate::index::{FlawNumber, Index, IndexError, RecordNumber, Signals};
use crate::judge::Judgement;
use crate::key;
use crate::meet::Meeting;
use crate::version::Scheme;

/// Merges meetings into findings, the most urgent first. What is clear is no finding.
///
/// # Errors
/// When the index is damaged.
pub fn findings(
    index: &Index<'_>,
    bill: &Bill<'_>,
    meetings: &[Meeting],
    signals: &Signals,
) -> Result<Vec<Finding>, IndexError> {
    let mut parts: BTreeMap<usize, Vec<(RecordNumber, Judgement)>> = BTreeMap::new();
    for meeting in meetings {
        parts.entry(meeting.part).or_default().push((meeting.record, meeting.judgement.clone()));
    }
    let mut findings = Vec::new();
    for (number, said) in parts {
        let part = bill.parts.get(number).ok_or(IndexError::Damaged("the meetings"))?;
        let of_part = component(index, &part.identity, &said, signals)?;
        findings.extend(of_part.into_iter().map(|finding| Finding { part: number, ..finding }));
    }
    findings.sort_by_cached_key(Finding::urgency);
    Ok(findings)
}

/// The findings of one component from what records say of it, by flaw; their place in a bill is 0.
///
/// # Errors
/// When the index is damaged.
pub fn component(
    index: &Index<'_>,
    identity: &Identity,
    said: &[(RecordNumber, Judgement)],
    signals: &Signals,
) -> Result<Vec<Finding>, IndexError> {
    let mut flaws: BTreeMap<FlawNumber, Vec<&(RecordNumber, Judgement)>> = BTreeMap::new();
    for each in said {
        flaws.entry(index.flaw(each.0)).or_default().push(each);
    }
    let mut findings = Vec::new();
    for (flaw, said) in flaws {
        let judgement = said.iter().map(|(_, judgement)| judgement.clone()).reduce(Judgement::or);
        if let Some(judgement) = judgement.filter(|judgement| *judgement != Judgement::Clear) {
            findings.push(finding(index, identity, signals, Flaw { flaw, judgement, said: &said })?);
        }
    }
    Ok(without_errata(findings))
}

/// A flaw in a component that is about to become a finding.
struct Flaw<'m> {
    flaw: FlawNumber,
    judgement: Judgement,
    said: &'m [&'m (RecordNumber, Judgement)],
}

fn finding(index: &Index<'_>, identity: &Identity, signals: &Signals, flaw: Flaw<'_>) -> Result<Finding, IndexError> {
    let mut records = Vec::new();
    for (number, _) in flaw.said.iter().filter(|(_, judgement)| *judgement != Judgement::Clear) {
        records.push(index.record(*number)?);
    }
    records.sort_by_key(rank);
    let lead = records.first().ok_or(IndexError::Damaged("the table"))?;
    let ids = index.flaw_ids(flaw.flaw);
    let cvss = rating(index, &records, &ids)?;
    let (status, reason, fixed) = match flaw.judgement {
        Judgement::Affected(fixed) => (Status::Affected, None, fixed),
        Judgement::Unknown(reason) => (Status::Unknown, Some(reason), Vec::new()),
        Judgement::Clear => (Status::NotAffected, None, Vec::new()),
    };
    let related: BTreeSet<&str> = records.iter().flat_map(|record| record.related.iter().copied()).collect();
    Ok(Finding {
        id: lead.id.to_owned(),
        aliases: ids.iter().filter(|id| **id != lead.id).map(|id| (*id).to_owned()).collect(),
        kind: kind(&records),
        status,
        part: 0,
        reason,
        detail: None,
        fixed_in: in_order(fixed, identity),
        summary: summary(&records),
        references: references(&records),
        severity: severity(&cvss, &records),
        cvss,
        exploited: exploited(signals, &records, &ids, &related),
        epss: ids.iter().filter_map(|id| signals.probability(id)).reduce(f32::max),
        modified: records.iter().filter_map(|record| record.modified).max(),
        program_files: program_files(&records),
        related: related.into_iter().filter(|id| !ids.contains(id)).map(str::to_owned).collect(),
    })
}

/// What all records say of a flaw, whichever components they speak of.
#[derive(Debug, Clone, PartialEq)]
pub struct FlawFacts {
    /// Every id, sorted.
    pub ids: Vec<String>,
    /// One line for people.
    pub summary: String,
    /// How severe it is.
    pub severity: Severity,
    /// The CVSS vector behind the severity, and tenths of its base score.
    pub cvss: Option<(String, u8)>,
    /// By whose word it is exploited.
    pub exploited: Option<String>,
    /// The probability of exploitation.
    pub epss: Option<f32>,
    /// Whether it is a vulnerability.
    pub kind: Kind,
    /// Addresses to read more.
    pub references: Vec<String>,
    /// The last change of its records, in seconds since the epoch.
    pub modified: Option<i64>,
}

/// What all records that were not withdrawn say of the flaw that has `id`; `None` where no record has it.
///
/// # Errors
/// When the index is damaged.
pub fn flaw(index: &Index<'_>, id: &str, signals: &Signals) -> Result<Option<FlawFacts>, IndexError> {
    let Some(first) = index.lookup(&key::id(id)).next() else { return Ok(None) };
    let ids = index.flaw_ids(index.flaw(first));
    let numbers: BTreeSet<RecordNumber> = ids.iter().flat_map(|id| index.lookup(&key::id(id))).collect();
    let mut records = Vec::new();
    for number in numbers {
        records.push(index.record(number)?);
    }
    records.retain(|record| record.withdrawn.is_none());
    records.sort_by_key(rank);
    let cvss = rating(index, &records, &ids)?;
    let related: BTreeSet<&str> = records.iter().flat_map(|record| record.related.iter().copied()).collect();
    Ok(Some(FlawFacts {
        summary: summary(&records),
        severity: severity(&cvss, &records),
        cvss,
        exploited: exploited(signals, &records, &ids, &related),
        epss: ids.iter().filter_map(|id| signals.probability(id)).reduce(f32::max),
        kind: kind(&records),
        references: references(&records),
        modified: records.iter().filter_map(|record| record.modified).max(),
        ids: ids.into_iter().map(str::to_owned).collect(),
    }))
}

fn summary(records: &[Record<'_>]) -> String {
    records.iter().map(|record| record.summary).find(|text| !text.is_empty()).unwrap_or_default().to_owned()
}

/// The record that names the finding: an ecosystem's own database before a collection, OSV before CVE.
fn rank<'a>(record: &Record<'a>) -> (Feed, bool, &'a str) {
    (record.feed, record.id.starts_with("GHSA-"), record.id)
}

/// Informational only where every record that hits says so.
fn kind(records: &[Record<'_>]) -> Kind {
    let kinds: Option<Vec<&str>> = records.iter().map(informational).collect();
    let kind = kinds.and_then(|kinds| kinds.first().map(|kind| (*kind).to_owned()));
    kind.map_or(Kind::Vulnerability, Kind::Informational)
}

fn informational<'a>(record: &Record<'a>) -> Option<&'a str> {
    let entries: Option<Vec<&str>> = record.affected.iter().map(|entry| entry.informational).collect();
    let kind = record.informational.or_else(|| entries.and_then(|kinds| kinds.first().copied()));
    // The words of the one database that has informational advisories; any other word may mean anything.
    kind.filter(|kind| matches!(*kind, "unmaintained" | "unsound" | "notice"))
}

fn references(records: &[Record<'_>]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let all = records.iter().flat_map(|record| record.references.iter().copied());
    all.filter(|address| seen.insert(*address)).take(8).map(str::to_owned).collect()
}

fn program_files(records: &[Record<'_>]) -> Vec<String> {
    let files = records.iter().flat_map(|record| &record.affected).flat_map(|entry| entry.program_files.iter());
    files.collect::<BTreeSet<_>>().into_iter().map(|file| (*file).to_owned()).collect()
}

/// The highest score that a record gives, each by its newest CVSS version; else that of any record about the same flaw.
pub(crate) fn rating(
    index: &Index<'_>,
    records: &[Record<'_>],
    ids: &[&str],
) -> Result<Option<(String, u8)>, IndexError> {
    if let Some(rating) = records.iter().filter_map(best).max_by_key(|(_, tenths)| *tenths) {
        return Ok(Some(rating));
    }
    for id in ids {
        for number in index.lookup(&key::id(id)) {
            let record = index.record(number)?;
            if let Some(rating) = best(&record).filter(|_| record.withdrawn.is_none()) {
                return Ok(Some(rating));
            }
        }
    }
    Ok(None)
}

fn best(record: &Record<'_>) -> Option<(String, u8)> {
    let scored = ratings(record).filter_map(|rating| Some((generation(rating.text), rating.tenths?, rating.text)));
    scored.max().map(|(_, tenths, text)| (text.to_owned(), tenths))
}

fn ratings<'r, 'a>(record: &'r Record<'a>) -> impl Iterator<Item = &'r Rating<'a>> {
    record.severities.iter().chain(record.affected.iter().flat_map(|entry: &Entry<'a>| &entry.severities))
}

/// Version 4 vectors are preferred to version 3, and those to version 2.
fn generation(vector: &str) -> u8 {
    match vector.get(..6) {
        Some("CVSS:4") => 4,
        Some("CVSS:3") => 3,
        _ => 2,
    }
}

fn severity(cvss: &Option<(String, u8)>, records: &[Record<'_>]) -> Severity {
    let worded = records.iter().flat_map(ratings).filter(|rating| rating.tenths.is_none());
    let worded = worded.map(|rating| Severity::of_word(rating.text)).min();
    cvss.as_ref().map(|(_, tenths)| Severity::of_tenths(*tenths)).or(worded).unwrap_or(Severity::Unknown)
}

fn exploited(signals: &Signals, records: &[Record<'_>], ids: &[&str], related: &BTreeSet<&str>) -> Option<String> {
    let listed = ids.iter().chain(related).find_map(|id| signals.exploitation(id));
    let listed = listed.map(|found| {
        let since = found.since.map(|since| format!(" since {since}")).unwrap_or_default();
        format!("listed as exploited{since}{}", if found.ransomware { ", by ransomware" } else { "" })
    });
    listed.or_else(|| records.iter().find_map(|record| record.exploited).map(str::to_owned))
}

/// Fixed versions in the component's own order, lowest first; in byte order where they cannot be ordered.
fn in_order(mut fixed: Vec<String>, identity: &Identity) -> Vec<String> {
    let package = identity.packages.first();
    let scheme = package.map_or(Scheme::Generic, |package| ecosystem::scheme(package.base));
    fixed.sort();
    fixed.dedup();
    let orderable = fixed.iter().all(|version| scheme.compare(version, version).is_ok());
    if orderable {
        fixed.sort_by(|left, right| scheme.compare(left, right).unwrap_or_else(|_| left.cmp(right)));
    }
    fixed
}

/// An erratum that names several flaws says nothing new where each of them is a finding of the same component.
fn without_errata(findings: Vec<Finding>) -> Vec<Finding> {
    let known: BTreeSet<String> = findings.iter().flat_map(Finding::ids).map(str::to_owned).collect();
    let says_more =
        |finding: &Finding| finding.related.len() < 2 || !finding.related.iter().all(|id| known.contains(id));
    findings.into_iter().filter(says_more).collect()
}
