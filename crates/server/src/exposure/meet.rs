//! Bills that wait to be met: their components are kept, matched, and said to be held.

use std::collections::BTreeSet;
use std::sync::Arc;

use sha2::{Digest, Sha256};
use steadfast_formats::bom::Bom;
use steadfast_matching::bill::{Bill, Part};
use steadfast_matching::judge::Platforms;
use steadfast_matching::member::Member;
use steadfast_matching::scan::{self, NOWHERE};
use steadfast_store::{Holding, Id, NewComponent, StoreError, Unmet};

use super::compute::is_bound;
use super::engine::{Engine, Held, Place, Release};
use super::matching::{Tally, begin, now};
use super::{rematch, verdicts};
use crate::jobs::work::{Work, WorkError};

/// Rows of a slice.
const ROWS: usize = 500;
/// Bills of one look.
const BILLS: i64 = 64;

/// Meets every bill that waits; whether there was any.
pub(super) async fn all(work: &Work, engine: &mut Engine, tally: &mut Tally) -> Result<bool, WorkError> {
    let (mut after, mut any) = (Id::from_bytes([0; 16]), false);
    loop {
        let waiting = work.app().store.read::<_, StoreError, _>(move |tx| tx.release_to_meet(after, BILLS)).await?;
        let Some(last) = waiting.last() else { return Ok(any) };
        after = last.id;
        let waiting: Vec<Unmet> = waiting.into_iter().filter(|unmet| !tally.unread.contains_key(&unmet.id)).collect();
        if waiting.is_empty() {
            continue;
        }
        if !any {
            begin(work, engine).await?;
        }
        any = true;
        let (mut met, mut flaws) = (BTreeSet::new(), BTreeSet::new());
        for unmet in waiting {
            match rematch::read(work, unmet.sbom).await {
                Ok(bom) => flaws.extend(one(work, engine, &unmet, &bom, tally).await?),
                // The others are met all the same; the job ends with this, and comes back to it.
                Err(error) => drop(tally.unread.insert(unmet.id, error.to_string())),
            }
            met.insert(unmet.id);
        }
        // Once for all of them: releases of a product have their flaws in common.
        rematch::settle(work, &flaws).await?;
        verdicts::look(work, engine, met, tally).await?;
    }
}

/// Meets one bill; the flaws that its release is or was exposed to.
async fn one(
    work: &Work,
    engine: &mut Engine,
    unmet: &Unmet,
    bom: &Bom,
    tally: &mut Tally,
) -> Result<Vec<i64>, WorkError> {
    let (new, platforms, built_from) = taken_apart(unmet.id, bom);
    let numbers = keep(work, engine, &new, &platforms).await?;
    let places = numbers.iter().zip(&new).map(|(number, new)| Place { component: *number, counted: new.counted });
    let held = Held { places: places.collect(), built_from };
    // What a bill says about its own components may be something else than before.
    let is_fresh = |number: &i64| engine.members[number].holders.is_empty() || is_bound(engine, *number);
    let fresh: BTreeSet<i64> = numbers.into_iter().filter(is_fresh).collect();
    hold(work, unmet.id, &held).await?;
    engine.hold(unmet.id, held);
    rematch::members(work, engine, &fresh, tally).await?;
    tally.met += 1;
    tally.digest.update(format!("{} {}\n", unmet.id, unmet.bill));
    expose(work, unmet).await
}

/// A component of the bill, as it is to be kept.
#[derive(Clone)]
struct New {
    member: Member,
    counted: bool,
    kept: NewComponent,
}

/// The components, what the bill tells of platforms, and the places that each was built from.
fn taken_apart(release: Release, bom: &Bom) -> (Vec<New>, Arc<Platforms>, Vec<Vec<usize>>) {
    let bill = Bill::new(bom);
    let content = serde_json::to_vec(&bill.platforms).unwrap_or_default();
    let digest: [u8; 32] = Sha256::digest(&content).into();
    let bound = (!bom.statements.is_empty()).then(|| release.bytes());
    let new = bill.parts.iter().map(|part| new(part, digest, bound)).collect();
    let built_from = scan::built_from(&bill);
    let any = built_from.iter().any(|sources| !sources.is_empty());
    (new, Arc::new(bill.platforms), if any { built_from } else { Vec::new() })
}

fn new(part: &Part<'_>, platforms: [u8; 32], bound: Option<[u8; 16]>) -> New {
    let member = Member { bound, ..Member::of(part) };
    let platforms = member.minds_platforms().then_some(platforms);
    let content = serde_json::to_vec(&member).unwrap_or_default();
    let digest = Sha256::new().chain_update(&content).chain_update(platforms.unwrap_or_default()).finalize().into();
    let kept = NewComponent {
        digest,
        name: member.name.clone(),
        version: member.version.clone(),
        purl: member.purls.first().cloned(),
        cpe: part.component.cpes.first().cloned(),
        content,
        platforms,
    };
    New { member, counted: part.counted, kept }
}

/// Keeps what is not kept yet; the number of each.
async fn keep(
    work: &Work,
    engine: &mut Engine,
    new: &[New],
    platforms: &Arc<Platforms>,
) -> Result<Vec<i64>, WorkError> {
    let digest = new.iter().find_map(|new| new.kept.platforms);
    let content = serde_json::to_vec(&**platforms).unwrap_or_default();
    if let Some(digest) = digest {
        work.keep_house(move |tx| tx.platforms_put(&digest, &content)).await?;
    }
    let none = Arc::new(Platforms::default());
    let mut numbers = Vec::new();
    for slice in new.chunks(ROWS) {
        let kept: Vec<NewComponent> = slice.iter().map(|new| new.kept.clone()).collect();
        let put =
            work.keep_house(move |tx| kept.iter().map(|kept| tx.component_put(kept)).collect::<Result<Vec<_>, _>>());
        for ((number, _), new) in put.await?.into_iter().zip(slice) {
            if !engine.members.contains_key(&number) {
                let platforms = if new.kept.platforms.is_some() { platforms } else { &none };
                engine.add(number, new.member.clone(), Arc::clone(platforms));
            }
            numbers.push(number);
        }
        work.go_on()?;
    }
    Ok(numbers)
}

/// Says what the release holds, in place of what it held.
async fn hold(work: &Work, release: Release, held: &Held) -> Result<(), WorkError> {
    let holdings: Vec<Holding> = (0..held.places.len()).map(|place| holding(release, held, place)).collect();
    work.keep_house(move |tx| tx.holding_clear(release)).await?;
    for slice in holdings.chunks(ROWS) {
        let slice = slice.to_vec();
        work.keep_house(move |tx| slice.iter().try_for_each(|holding| tx.holding_insert(holding))).await?;
        work.go_on()?;
    }
    Ok(())
}

fn holding(release: Release, held: &Held, place: usize) -> Holding {
    let sources = held.built_from.get(place).filter(|sources| !sources.is_empty());
    let number = |place: &usize| if *place == NOWHERE { -1 } else { i64::try_from(*place).unwrap_or(-1) };
    let built_from = sources.map(|sources| serde_json::Value::from_iter(sources.iter().map(number)).to_string());
    let Place { component, counted } = held.places[place];
    Holding { release, place: i64::try_from(place).unwrap_or(i64::MAX), component, counted, built_from }
}

/// Brings the exposures in line with what the release holds now; with that its bill is met.
async fn expose(work: &Work, unmet: &Unmet) -> Result<Vec<i64>, WorkError> {
    let (release, bill, now) = (unmet.id, unmet.bill, now(work));
    work.keep_house(move |tx| {
        let flaws = tx.exposure_meet(release, now)?;
        crate::triage::own::own_exposures(tx, release, now)?;
        tx.release_met(release, bill)?;
        // Nothing that was said of an earlier bill counts for this one.
        tx.verdict_await(release, now)?;
        Ok(flaws)
    })
    .await
}
