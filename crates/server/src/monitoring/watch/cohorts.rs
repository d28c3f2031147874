//! Units of one product that run the same releases: which there are, and what is usual among them.

use std::collections::BTreeMap;
use std::sync::Arc;

use steadfast_monitor::declared::Declaration;
use steadfast_monitor::detect::{Cohort, Shard, Surprise};
use steadfast_protocol::encode;
use steadfast_store::{Id, KeptCohort, SHARDS, StoreError, Time, Tx, UnitRuns, kinds};

use super::declared;
use crate::jobs::work::{Work, WorkError};
use crate::monitoring::kept::read_kept;

/// What stands for a release that the catalogue does not know.
const UNKNOWN: &str = "unknown";
/// Most cohorts that are held at once; the rest is read when it is needed.
const MOST_HELD: usize = 64;
/// Shards of a cohort that are brought together in one transaction, and bytes of them after which none is added.
const TOGETHER: i64 = 16;
const ROOM: usize = 256 << 10;

/// A cohort with what its units are declared to do.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub(super) number: i64,
    merged: Option<Time>,
    /// The last day on which a unit of it sent something, as far as that was kept.
    used: i64,
    pub(super) cohort: Arc<Cohort>,
    pub(super) declaration: Option<Arc<Declaration>>,
}

impl Held {
    fn read(tx: &mut Tx<'_>, kept: KeptCohort, runs: &[UnitRuns]) -> Result<Self, StoreError> {
        let KeptCohort { number, merged, used, state, .. } = kept;
        let declaration = declared::of_all(tx, runs)?;
        let (cohort, declaration) = (Arc::new(decode(&state, number)), declaration.map(Arc::new));
        Ok(Self { number, merged, used, cohort, declaration })
    }

    /// The score above which to alarm, where the whole fleet may alarm falsely so often in a month.
    pub(super) fn threshold(&self, alerts_a_month: u32, fleet: u64) -> Surprise {
        threshold(&self.cohort, alerts_a_month, fleet)
    }
}

/// The score above which to alarm in a cohort, by its share of so many false alerts in a month.
pub(in crate::monitoring) fn threshold(cohort: &Cohort, alerts_a_month: u32, fleet: u64) -> Surprise {
    let size = cohort.size();
    let share = size as f64 / fleet.max(size) as f64;
    cohort.threshold(f64::from(alerts_a_month) * share)
}

/// Cohorts as they were read last.
#[derive(Clone, Debug, Default)]
pub(super) struct Cohorts {
    held: BTreeMap<(Id<kinds::Product>, String), Held>,
}

impl Cohorts {
    /// The cohort of units that run this. One that nobody was in before begins with what was usual for its product.
    pub(super) fn of(
        &mut self,
        tx: &mut Tx<'_>,
        product: Id<kinds::Product>,
        runs: &[UnitRuns],
        now: Time,
    ) -> Result<Held, StoreError> {
        let key = (product, text(runs));
        if let Some(held) = self.held.get(&key)
            && held.used >= now.day()
            && tx.cohort_as_of(product, &key.1)? == Some(held.merged)
        {
            return Ok(held.clone());
        }
        let kept = match tx.cohort(product, &key.1)? {
            Some(kept) => kept,
            None => begin(tx, product, &key.1, now)?,
        };
        tx.cohort_use(kept.number, now)?;
        let held = Held::read(tx, KeptCohort { used: kept.used.max(now.day()), ..kept }, runs)?;
        if self.held.len() >= MOST_HELD {
            self.held.clear();
        }
        self.held.insert(key, held.clone());
        Ok(held)
    }
}

/// What units run, as text that is equal where it is the same. Releases that the catalogue does not know are one: whatever units
/// call them.
fn text(runs: &[UnitRuns]) -> String {
    let mut runs: Vec<String> = runs
        .iter()
        .map(|one| {
            let release = one.release.map_or_else(|| UNKNOWN.to_owned(), |release| release.to_string());
            format!("{} {release}", one.part)
        })
        .collect();
    runs.sort_unstable();
    runs.join(",")
}

fn begin(tx: &mut Tx<'_>, product: Id<kinds::Product>, runs: &str, now: Time) -> Result<KeptCohort, StoreError> {
    let before = tx.cohort_latest(product)?;
    let cohort = before.as_ref().map(|kept| decode(&kept.state, kept.number).successor()).unwrap_or_default();
    let (began_from, state) = (before.map(|kept| kept.number), encode(&cohort));
    let number = tx.cohort_insert(product, runs, (began_from, &state), now)?;
    Ok(KeptCohort { number, product, runs: runs.to_owned(), began_from, state, merged: None, used: now.day() })
}

/// What another version of the program wrote is not read: what is usual is learned anew then.
pub(in crate::monitoring) fn decode(state: &[u8], number: i64) -> Cohort {
    read_kept(state).unwrap_or_else(|error| {
        tracing::warn!(cohort = number, %error, "what a cohort was taught cannot be read; it begins anew");
        Cohort::default()
    })
}

/// What a shard was taught of a cohort and nobody took in yet.
pub(super) fn shard(tx: &mut Tx<'_>, cohort: i64, shard: i64) -> Result<Shard, StoreError> {
    let state = tx.cohort_shard(cohort, shard)?;
    let read = |state: Vec<u8>| read_kept(&state).ok();
    Ok(state.and_then(read).unwrap_or_default())
}

/// Brings together what the shards were taught, cohort by cohort, a few shards in a transaction. What it takes in goes with it:
/// killed in between, the next run takes in the rest.
pub(super) async fn bring_together(work: &Work) -> Result<(), WorkError> {
    let taught = work.app().store.read::<_, StoreError, _>(|tx| tx.cohorts_taught()).await?;
    for number in taught {
        loop {
            let now = work.app().ambient.now();
            let has_more = work.keep_house(move |tx| take_in(tx, number, now)).await?;
            work.go_on()?;
            if !has_more {
                break;
            }
        }
    }
    Ok(())
}

/// Takes in what the next shards were taught. Whether there may be more.
fn take_in(tx: &mut Tx<'_>, number: i64, now: Time) -> Result<bool, StoreError> {
    let Some(kept) = tx.cohort_of_number(number)? else {
        return tx.cohort_shards_taken(number, SHARDS).map(|()| false);
    };
    let mut shards = tx.cohort_shards(number, TOGETHER)?;
    shards.truncate(fitting(&shards));
    let Some((through, _)) = shards.last() else { return Ok(false) };
    let taught = shards.iter().filter_map(|(_, state)| read_kept::<Shard>(state).ok());
    let (mut cohort, taught) = (decode(&kept.state, number), taught.collect::<Vec<_>>());
    cohort.merge(&taught);
    tx.cohort_merged(number, &encode(&cohort), now)?;
    tx.cohort_shards_taken(number, *through)?;
    Ok(true)
}

/// How many of these states fit into one transaction: one at least.
fn fitting(shards: &[(i64, Vec<u8>)]) -> usize {
    let mut bytes = 0;
    let fits = |(_, state): &&(i64, Vec<u8>)| {
        let fits = bytes < ROOM;
        bytes += state.len();
        fits
    };
    shards.iter().take_while(fits).count()
}
