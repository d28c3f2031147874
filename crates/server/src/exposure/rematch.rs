//! Components matched anew: what differs from what is kept is written, in slices.

use std::collections::{BTreeMap, BTreeSet};

use sha2::Digest;
use steadfast_formats::bom::{self, Bom};
use steadfast_matching::finding::{Finding, Status};
use steadfast_store::{BlobHash, NewFinding, StoreError};
use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::task::{block_in_place, spawn_blocking};

use super::compute::{self, Flaw, Found, is_bound};
use super::engine::{Engine, Kept, Release};
use super::matching::{Tally, now};
use crate::catalogue::bills::LIMITS;
use crate::jobs::work::{Work, WorkError};

/// Components of one chunk: bounds what is in memory at once.
const CHUNK: usize = 4096;
/// Flaws of a slice.
const FLAWS: usize = 200;
/// Rows of a slice.
const ROWS: usize = 3000;

/// Matches these components anew, and writes what differs; the components of which it does.
pub(super) async fn members(
    work: &Work,
    engine: &mut Engine,
    numbers: &BTreeSet<i64>,
    tally: &mut Tally,
) -> Result<BTreeSet<i64>, WorkError> {
    let mut differing = BTreeSet::new();
    let (bound, free): (Vec<i64>, Vec<i64>) = numbers.iter().copied().partition(|number| is_bound(engine, *number));
    for chunk in free.chunks(CHUNK) {
        differing.append(&mut chunk_of(work, engine, chunk, BTreeMap::new(), tally).await?);
        work.go_on()?;
    }
    for release in engine.holders(&bound.into_iter().collect()) {
        match bill(work, release).await {
            Ok(Some(bom)) => {
                differing.append(&mut chunk_of(work, engine, &[], BTreeMap::from([(release, bom)]), tally).await?);
            }
            Ok(None) => {}
            // The others are matched all the same; the job ends with this, and begins anew.
            Err(error) => {
                tally.half = true;
                tally.unread.insert(release, error.to_string());
            }
        }
    }
    Ok(differing)
}

async fn chunk_of(
    work: &Work,
    engine: &mut Engine,
    numbers: &[i64],
    bound: BTreeMap<Release, Bom>,
    tally: &mut Tally,
) -> Result<BTreeSet<i64>, WorkError> {
    let found = at_length(|| compute::findings(engine, numbers, &bound));
    let found = found.map_err(|error| WorkError::Fault(error.to_string()))?;
    tally.matched += found.findings.len();
    let mut touched = flaws(work, engine, &found).await?;
    let changes = changes(engine, found, tally);
    write(work, &changes, &mut touched).await?;
    settle(work, &touched).await?;
    let differing = changes.iter().map(|change| change.component).collect();
    changes.into_iter().for_each(|change| change.remember(engine));
    Ok(differing)
}

/// Work that takes long: other tasks go on meanwhile, where there are threads for them.
fn at_length<T>(work: impl FnOnce() -> T) -> T {
    match Handle::current().runtime_flavor() {
        RuntimeFlavor::MultiThread => block_in_place(work),
        _ => work(),
    }
}

/// The bill of a release, read from its bytes.
async fn bill(work: &Work, release: Release) -> Result<Option<Bom>, WorkError> {
    let sbom = work.app().store.read::<_, StoreError, _>(move |tx| tx.release_sbom(release)).await?;
    match sbom {
        Some(sbom) => read(work, sbom).await.map(Some),
        None => Ok(None),
    }
}

/// A bill by the hash of its bytes.
pub(super) async fn read(work: &Work, sbom: [u8; 32]) -> Result<Bom, WorkError> {
    let bytes = work.app().blobs.bytes(BlobHash(sbom), u64::MAX).await?;
    let read = spawn_blocking(move || bom::read(&bytes, &LIMITS)).await;
    let read = read.map_err(|error| WorkError::Fault(error.to_string()))?;
    read.map_err(|error| WorkError::Fault(format!("a bill that was read once cannot be read: {error}")))
}

/// Keeps flaws that are new, or of which something else is said; their numbers.
async fn flaws(work: &Work, engine: &mut Engine, found: &Found) -> Result<BTreeSet<i64>, WorkError> {
    let mut wanted: Vec<(Option<i64>, Flaw)> = Vec::new();
    // Where one flaw turned out to be two, the first keeps the number.
    let mut given = BTreeSet::new();
    for flaw in found.flaws.values() {
        let number = flaw.ids.iter().filter_map(|id| engine.flaw_of_id.get(id)).min().copied();
        let number = number.filter(|number| given.insert(*number));
        let kept = number.and_then(|number| engine.flaws.get(&number));
        if kept.is_none_or(|kept| kept.digest != flaw.digest) {
            wanted.push((number, flaw.clone()));
        }
    }
    let (mut touched, now) = (BTreeSet::new(), now(work));
    for slice in wanted.chunks(FLAWS) {
        let slice = slice.to_vec();
        let kept = slice.clone();
        let numbers = work.keep_house(move |tx| {
            let put = |(number, flaw): &(Option<i64>, Flaw)| tx.flaw_put(*number, &flaw.facts, &flaw.ids, now);
            kept.iter().map(put).collect::<Result<Vec<i64>, StoreError>>()
        });
        for (number, (_, flaw)) in numbers.await?.into_iter().zip(&slice) {
            engine.name(number, flaw.ids.clone(), flaw.digest);
            touched.insert(number);
        }
        work.go_on()?;
    }
    Ok(touched)
}

/// What differs of one component.
struct Change {
    component: i64,
    put: Vec<NewFinding>,
    remove: Vec<i64>,
    findings: Vec<Kept>,
    holders: usize,
}

impl Change {
    fn remember(self, engine: &mut Engine) {
        if let Some(known) = engine.members.get_mut(&self.component) {
            known.findings = self.findings;
        }
    }

    fn rows(&self) -> usize {
        (self.put.len() + self.remove.len()) * (self.holders + 1)
    }
}

fn changes(engine: &Engine, found: Found, tally: &mut Tally) -> Vec<Change> {
    let names: BTreeMap<String, i64> = found
        .flaws
        .iter()
        .filter_map(|(name, flaw)| Some((name.clone(), *flaw.ids.iter().find_map(|id| engine.flaw_of_id.get(id))?)))
        .collect();
    let changes = found.findings.into_iter().filter_map(|(component, findings)| {
        let findings = findings.into_iter().filter_map(|(name, finding)| Some((*names.get(&name)?, finding)));
        change(engine, component, findings.collect())
    });
    let changes: Vec<Change> = changes.collect();
    for change in &changes {
        tally.kept += change.put.len();
        tally.forgotten += change.remove.len();
        tally.digest.update(format!("{} {:?} {:?}\n", change.component, change.put, change.remove));
    }
    changes
}

/// What differs of a component between what is kept and what was found, if anything does.
fn change(engine: &Engine, component: i64, findings: Vec<(i64, Finding)>) -> Option<Change> {
    let known = engine.members.get(&component)?;
    let mut of: BTreeMap<i64, Finding> = BTreeMap::new();
    for (flaw, finding) in findings {
        // Two findings that became one flaw: the graver one speaks.
        let graver = of.get(&flaw).is_none_or(|other| finding.urgency() < other.urgency());
        if graver {
            of.insert(flaw, finding);
        }
    }
    let former: BTreeMap<i64, Kept> = known.findings.iter().map(|kept| (kept.flaw, *kept)).collect();
    let mut change =
        Change { component, put: Vec::new(), remove: Vec::new(), findings: Vec::new(), holders: known.holders.len() };
    for (flaw, finding) in &of {
        let (kept, content) = Kept::of(*flaw, finding);
        if former.get(flaw) != Some(&kept) {
            change.put.push(new_finding(component, *flaw, finding, content));
        }
        change.findings.push(kept);
    }
    change.remove = former.keys().filter(|flaw| !of.contains_key(flaw)).copied().collect();
    (!change.put.is_empty() || !change.remove.is_empty()).then_some(change)
}

fn new_finding(component: i64, flaw: i64, finding: &Finding, content: String) -> NewFinding {
    let status = match finding.status {
        Status::Affected => "affected",
        Status::Unknown => "unknown",
        Status::NotAffected => "not_affected",
        Status::Fixed => "fixed",
    };
    NewFinding { component, flaw, status, reason: finding.reason.map(|reason| reason.code()), content }
}

async fn write(work: &Work, changes: &[Change], touched: &mut BTreeSet<i64>) -> Result<(), WorkError> {
    let (mut slice, mut rows) = (Vec::new(), 0);
    for change in changes {
        touched.extend(change.put.iter().map(|put| put.flaw).chain(change.remove.iter().copied()));
        slice.push(NewFindings::of(change));
        rows += change.rows();
        if rows >= ROWS {
            write_slice(work, std::mem::take(&mut slice)).await?;
            rows = 0;
        }
    }
    write_slice(work, slice).await
}

/// What a slice writes.
#[derive(Clone)]
struct NewFindings {
    component: i64,
    put: Vec<NewFinding>,
    remove: Vec<i64>,
}

impl NewFindings {
    fn of(change: &Change) -> Self {
        Self { component: change.component, put: change.put.clone(), remove: change.remove.clone() }
    }
}

async fn write_slice(work: &Work, slice: Vec<NewFindings>) -> Result<(), WorkError> {
    if slice.is_empty() {
        return Ok(());
    }
    let now = now(work);
    work.keep_house(move |tx| {
        for new in &slice {
            new.remove.iter().try_for_each(|flaw| tx.finding_remove(new.component, *flaw, now))?;
            new.put.iter().try_for_each(|put| tx.finding_put(put, now))?;
        }
        Ok(())
    })
    .await?;
    work.go_on()
}

/// Decides for the exposures of these flaws which assessment stands, and counts them.
pub(super) async fn settle(work: &Work, flaws: &BTreeSet<i64>) -> Result<(), WorkError> {
    let (flaws, now): (Vec<i64>, _) = (flaws.iter().copied().collect(), now(work));
    for slice in flaws.chunks(FLAWS) {
        let slice = slice.to_vec();
        work.keep_house(move |tx| crate::triage::settle::settle(tx, &slice, now)).await?;
        work.go_on()?;
    }
    Ok(())
}
