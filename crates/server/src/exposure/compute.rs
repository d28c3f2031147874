//! The pure part of a re-match: the findings of components on the ground of now, on all processors.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::thread;

use steadfast_formats::bom::Bom;
use steadfast_matching::bill::Bill;
use steadfast_matching::finding::{Finding, Kind, Severity};
use steadfast_matching::index::{Index, IndexError};
use steadfast_matching::member::View;
use steadfast_matching::merge;
use steadfast_matching::scan::{Question, scan};
use steadfast_store::{FlawFacts, Time, storable};

use super::engine::{Engine, Release, digest};

/// A flaw as it is to be kept.
#[derive(Clone, Debug)]
pub(super) struct Flaw {
    /// What is said of it.
    pub(super) facts: FlawFacts,
    /// Every id.
    pub(super) ids: Vec<String>,
    /// Of both.
    pub(super) digest: u64,
}

/// What components have, and the flaws by name.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// By component: findings with the name of their flaw.
    pub(super) findings: BTreeMap<i64, Vec<(String, Finding)>>,
    /// By name.
    pub(super) flaws: BTreeMap<String, Flaw>,
}

/// Matches components anew. `bound` are the bills whose own statements decide.
pub(super) fn findings(engine: &Engine, numbers: &[i64], bound: &BTreeMap<Release, Bom>) -> Result<Found, IndexError> {
    let index = engine.ground.index()?;
    let view = engine.ground.view(&index);
    let free: Vec<i64> = numbers.iter().copied().filter(|number| !is_bound(engine, *number)).collect();
    let mut of: BTreeMap<i64, Vec<Finding>> = in_parallel(engine, &free, &view)?;
    for (release, bom) in bound {
        of_bill(engine, *release, bom, &view, &mut of)?;
    }
    let mut found = Found::default();
    // What all records say of a flaw does not depend on the component that has it.
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for (number, findings) in of {
        let mut named = Vec::new();
        for finding in findings {
            let name = match names.get(&finding.id) {
                Some(name) => name.clone(),
                None => {
                    let flaw = flaw(&index, &view, &finding)?;
                    let name = flaw.facts.name.clone();
                    names.insert(finding.id.clone(), name.clone());
                    found.flaws.entry(name.clone()).or_insert(flaw);
                    name
                }
            };
            named.push((name, finding));
        }
        found.findings.insert(number, named);
    }
    Ok(found)
}

/// Whether statements inside a bill decide about a component.
pub(super) fn is_bound(engine: &Engine, number: i64) -> bool {
    engine.members.get(&number).is_some_and(|known| known.member.bound.is_some())
}

fn in_parallel(engine: &Engine, numbers: &[i64], view: &View<'_>) -> Result<BTreeMap<i64, Vec<Finding>>, IndexError> {
    let workers = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let share = numbers.len().div_ceil(workers).max(64);
    let shares = thread::scope(|scope| {
        let workers: Vec<_> =
            numbers.chunks(share).map(|share| scope.spawn(move || of_members(engine, share, view))).collect();
        workers.into_iter().map(thread::ScopedJoinHandle::join).collect::<Vec<_>>()
    });
    let mut all = BTreeMap::new();
    for share in shares {
        all.extend(share.map_err(|_| IndexError::Damaged("a thread"))??);
    }
    Ok(all)
}

fn of_members(engine: &Engine, numbers: &[i64], view: &View<'_>) -> Result<Vec<(i64, Vec<Finding>)>, IndexError> {
    let known = numbers.iter().filter_map(|number| Some((*number, engine.members.get(number)?)));
    known.map(|(number, known)| Ok((number, known.member.findings(view, &known.platforms)?))).collect()
}

/// A bill with statements of its own is answered as a whole.
fn of_bill(
    engine: &Engine,
    release: Release,
    bom: &Bom,
    view: &View<'_>,
    of: &mut BTreeMap<i64, Vec<Finding>>,
) -> Result<(), IndexError> {
    let Some(held) = engine.releases.get(&release) else { return Ok(()) };
    let question =
        Question { index: view.index, coverage: view.coverage, signals: view.signals, compiled_in: &[], told: &[] };
    let scan = scan(&question, &Bill::new(bom))?;
    held.components().into_iter().for_each(|number| drop(of.insert(number, Vec::new())));
    for finding in scan.findings {
        if let Some(place) = held.places.get(finding.part) {
            of.entry(place.component).or_default().push(Finding { part: 0, ..finding });
        }
    }
    Ok(())
}

/// The flaw of a finding: by all records, or by the finding alone where no record has it.
fn flaw(index: &Index<'_>, view: &View<'_>, finding: &Finding) -> Result<Flaw, IndexError> {
    let mut known = None;
    for id in finding.ids() {
        known = merge::flaw(index, id, view.signals)?;
        if known.is_some() {
            break;
        }
    }
    let facts = known.unwrap_or_else(|| merge::FlawFacts {
        ids: finding.ids().map(str::to_owned).collect(),
        summary: finding.summary.clone(),
        severity: finding.severity,
        cvss: finding.cvss.clone(),
        exploited: finding.exploited.clone(),
        epss: finding.epss,
        kind: finding.kind.clone(),
        references: finding.references.clone(),
        modified: finding.modified,
    });
    Ok(kept(facts))
}

fn kept(facts: merge::FlawFacts) -> Flaw {
    let json = |list: &[String]| serde_json::Value::from(list.to_vec()).to_string();
    // As the database keeps them: they are compared with what is read from there.
    let mut ids: Vec<String> = facts.ids.iter().map(|id| storable(id).into_owned()).collect();
    ids.sort();
    ids.dedup();
    let (vector, cvss) = facts.cvss.map_or((None, None), |(vector, tenths)| (Some(vector), Some(i64::from(tenths))));
    let kept = FlawFacts {
        name: name(&ids),
        ids: json(&ids),
        summary: facts.summary,
        severity: place(facts.severity),
        cvss,
        vector,
        epss: facts.epss.map(f64::from),
        exploited: facts.exploited,
        informational: match facts.kind {
            Kind::Vulnerability => None,
            Kind::Informational(kind) => Some(kind),
        },
        references: json(&facts.references),
        modified: facts.modified.map(|seconds| Time(seconds.saturating_mul(1_000_000))),
    };
    Flaw { digest: flaw_digest(&kept), facts: kept, ids }
}

/// Of what is said of a flaw.
pub(super) fn flaw_digest(facts: &FlawFacts) -> u64 {
    digest(format!("{facts:?}").as_bytes())
}

/// The name of a flaw for people: its CVE id where it has one.
fn name(ids: &[String]) -> String {
    let cve = ids.iter().find(|id| id.starts_with("CVE-"));
    cve.or_else(|| ids.first()).cloned().unwrap_or_default()
}

/// Severity as a number, worst first.
fn place(severity: Severity) -> i64 {
    match severity {
        Severity::Critical => 0,
        Severity::High => 1,
        Severity::Medium => 2,
        Severity::Low => 3,
        Severity::None => 4,
        Severity::Unknown => 5,
    }
}

/// The severity of a number.
pub(super) fn severity(place: i64) -> Severity {
    match place {
        0 => Severity::Critical,
        1 => Severity::High,
        2 => Severity::Medium,
        3 => Severity::Low,
        4 => Severity::None,
        _ => Severity::Unknown,
    }
}
