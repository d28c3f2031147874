//! The job that brings exposures and verdicts up to date: whatever changed, it goes on until nothing is left to do.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};
use steadfast_matching::index::changes;
use steadfast_store::{StoreError, Time, Tx};
use steadfast_trust::encoding::hex;

use super::engine::{Engine, Release};
use super::ground::Ground;
use super::{load, meet, rematch, verdicts};
use crate::act::Fact;
use crate::cases::listed;
use crate::jobs::kind::Kind;
use crate::jobs::work::{Work, WorkError};

/// The setting with the number of the last writer.
const GENERATION: &str = "matching-generation";
/// Releases that a record names at most.
const NAMED: usize = 50;
const MICROS_OF_A_DAY: i64 = 86_400_000_000;

/// What a run did.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Bills that were met.
    pub(super) met: usize,
    /// Components that were matched anew.
    pub(super) matched: usize,
    /// Findings that were kept and forgotten.
    pub(super) kept: usize,
    pub(super) forgotten: usize,
    /// Releases whose verdict turned, and those that were looked at.
    pub(super) turned: BTreeSet<Release>,
    pub(super) looked: usize,
    /// Whether some components could not be matched on the ground of now.
    pub(super) half: bool,
    /// Releases whose bills cannot be read, and why.
    pub(super) unread: BTreeMap<Release, String>,
    /// Of everything that changed.
    pub(super) digest: Sha256,
}

/// Brings everything up to date.
pub(crate) async fn run(work: &Work) -> Result<(), WorkError> {
    let mut place = work.app().exposures.engine.lock().await;
    let mut tally = Tally::default();
    // Where anything fails in between, memory and database may differ: the next attempt begins from the database.
    let mut engine = follow(work, place.take(), &mut tally).await?;
    tell(work, &mut engine, &tally).await?;
    // What could not be matched on the new ground is matched once more, with all else, from the database.
    *place = Some(engine).filter(|_| !tally.half);
    listed::follow(work.app(), Kind::Matching.as_str()).await?;
    match tally.unread.first_key_value() {
        Some((release, why)) => Err(WorkError::Fault(format!("{release} waits to be met: {why}"))),
        None => Ok(()),
    }
}

async fn follow(work: &Work, former: Option<Engine>, tally: &mut Tally) -> Result<Engine, WorkError> {
    let generation = work.app().store.read::<_, StoreError, _>(generation).await?;
    let mut engine = match former.filter(|engine| engine.generation == generation) {
        Some(engine) => engine,
        None => anew(work, generation, tally).await?,
    };
    while step(work, &mut engine, tally).await? {
        work.go_on()?;
    }
    Ok(engine)
}

/// One look at everything that may have changed; whether anything had.
async fn step(work: &Work, engine: &mut Engine, tally: &mut Tally) -> Result<bool, WorkError> {
    let advisories = follow_advisories(work, engine, tally).await?;
    let releases = meet::all(work, engine, tally).await?;
    let doubted = verdicts::doubted(work).await?;
    let any = advisories || releases || !doubted.is_empty();
    verdicts::look(work, engine, doubted, tally).await?;
    Ok(any)
}

/// A portfolio from the database, matched from nothing: so that whatever stopped in the middle is mended.
async fn anew(work: &Work, generation: i64, tally: &mut Tally) -> Result<Engine, WorkError> {
    let ground = ground(work, None).await?;
    let mut engine = load::engine(work, generation, ground).await?;
    begin(work, &mut engine).await?;
    let all: BTreeSet<i64> = engine.members.keys().copied().collect();
    rematch::members(work, &mut engine, &all, tally).await?;
    let flaws: BTreeSet<i64> = engine.flaws.keys().copied().collect();
    rematch::settle(work, &flaws).await?;
    let releases = engine.releases.keys().copied().collect();
    verdicts::look(work, &mut engine, releases, tally).await?;
    Ok(engine)
}

/// Where other advisories are in force, or time took freshness away, the components that this touches are matched anew.
async fn follow_advisories(work: &Work, engine: &mut Engine, tally: &mut Tally) -> Result<bool, WorkError> {
    let ground = ground(work, Some(&engine.ground)).await?;
    let other_index = ground.number() != engine.ground.number();
    let all_verdicts = ground.decides_otherwise(&engine.ground, &engine.ages);
    if !other_index && !all_verdicts && ground.differing(&engine.ground).is_empty() {
        engine.ground = ground;
        return Ok(false);
    }
    begin(work, engine).await?;
    let keys = if other_index { changed(&engine.ground, &ground)? } else { BTreeSet::new() };
    let (touched, mut otherwise) = engine.stand_on(ground, &keys);
    otherwise.append(&mut rematch::members(work, engine, &touched, tally).await?);
    let releases = if all_verdicts { engine.releases.keys().copied().collect() } else { engine.holders(&otherwise) };
    verdicts::look(work, engine, releases, tally).await?;
    Ok(true)
}

fn changed(old: &Ground, new: &Ground) -> Result<BTreeSet<String>, WorkError> {
    let changed = old.index().and_then(|old| changes(&old, &new.index()?));
    changed.map_err(|error| WorkError::Fault(error.to_string()))
}

async fn ground(work: &Work, before: Option<&Ground>) -> Result<Ground, WorkError> {
    let loaded = work.app().advisories.current(work.app()).await;
    let loaded = loaded.map_err(|error| WorkError::Fault(error.to_string()))?;
    let now = work.app().ambient.now();
    Ground::new(loaded, now, before).map_err(|error| WorkError::Fault(error.to_string()))
}

fn generation(tx: &mut Tx<'_>) -> Result<i64, StoreError> {
    Ok(tx.setting(GENERATION)?.and_then(|text| text.parse().ok()).unwrap_or(0))
}

/// Says, before anything is written, that what other processes have in memory is no longer so.
pub(super) async fn begin(work: &Work, engine: &mut Engine) -> Result<(), WorkError> {
    let own = engine.generation;
    engine.generation = work
        .keep_house(move |tx| {
            let next = generation(tx)?.max(own) + 1;
            tx.setting_put(GENERATION, &next.to_string())?;
            Ok(next)
        })
        .await?;
    Ok(())
}

/// One record with counts and digest, where anything changed; and the day's numbers for the charts, where they may be
/// others than before: to count them takes a look at every flaw.
async fn tell(work: &Work, engine: &mut Engine, tally: &Tally) -> Result<(), WorkError> {
    let day = now(work).0.div_euclid(MICROS_OF_A_DAY);
    let worked = tally.met + tally.matched + tally.looked > 0;
    if worked || engine.tallied != Some(day) {
        work.keep_house(move |tx| tx.exposure_tally(day)).await?;
        engine.tallied = Some(day);
    }
    if tally.met + tally.kept + tally.forgotten + tally.turned.len() == 0 {
        return Ok(());
    }
    let counts = BTreeMap::from([
        ("releases-met", tally.met),
        ("components-matched", tally.matched),
        ("findings-kept", tally.kept),
        ("findings-gone", tally.forgotten),
        ("verdicts-turned", tally.turned.len()),
    ]);
    let turned: Vec<String> = tally.turned.iter().take(NAMED).map(ToString::to_string).collect();
    let (snapshot, digest) = (hex(&engine.ground.digest()), hex(&tally.digest.clone().finalize()));
    work.act(move |_, _| {
        let fact = counts
            .iter()
            .fold(Fact::new("exposures-matched", &"exposures"), |fact, (name, count)| fact.with(name, *count));
        let fact = fact.with("snapshot", snapshot.clone()).with("digest", digest.clone());
        Ok(((), fact.with("releases-turned", turned.clone())))
    })
    .await
}

/// The present of the job.
pub(super) fn now(work: &Work) -> Time {
    work.app().ambient.now()
}
