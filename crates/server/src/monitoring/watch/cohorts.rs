//! Units of one product that run the same releases: which there are, and what is usual among them.

use std::collections::BTreeMap;
use std::sync::Arc;

use steadfast_monitor::declared::Declaration;
use steadfast_monitor::detect::{Cohort, Shard, Surprise};
use steadfast_store::{Id, KeptCohort, StoreError, Time, Tx, UnitRuns, kinds};

use super::declared;
use crate::jobs::work::{Work, WorkError};

/// What stands for a release that the catalogue does not know.
const UNKNOWN: &str = "unknown";
/// Most cohorts that are held at once; the rest is read when it is needed.
const MOST_HELD: usize = 64;

/// A cohort with what its units are declared to do.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub(super) number: i64,
    merged: Option<Time>,
    pub(super) cohort: Arc<Cohort>,
    pub(super) declaration: Option<Arc<Declaration>>,
}

impl Held {
    fn read(tx: &mut Tx<'_>, kept: KeptCohort, runs: &[UnitRuns]) -> Result<Self, StoreError> {
        let KeptCohort { number, merged, state, .. } = kept;
        let declaration = declared::of_all(tx, runs)?;
        Ok(Self { number, merged, cohort: Arc::new(decode(&state, number)), declaration: declaration.map(Arc::new) })
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
    ) -> Result<Held, StoreError> {
        let key = (product, text(runs));
        if let Some(held) = self.held.get(&key)
            && tx.cohort_as_of(product, &key.1)? == Some(held.merged)
        {
            return Ok(held.clone());
        }
        let kept = match tx.cohort(product, &key.1)? {
            Some(kept) => kept,
            None => begin(tx, product, &key.1)?,
        };
        let held = Held::read(tx, kept, runs)?;
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

fn begin(tx: &mut Tx<'_>, product: Id<kinds::Product>, runs: &str) -> Result<KeptCohort, StoreError> {
    let before = tx.cohort_latest(product)?;
    let cohort = before.as_ref().map(|kept| decode(&kept.state, kept.number).successor()).unwrap_or_default();
    let (began_from, state) = (before.map(|kept| kept.number), steadfast_protocol::encode(&cohort));
    let number = tx.cohort_insert(product, runs, (began_from, &state))?;
    Ok(KeptCohort { number, product, runs: runs.to_owned(), began_from, state, merged: None })
}

/// What another version of the program wrote is not read: what is usual is learned anew then.
pub(in crate::monitoring) fn decode(state: &[u8], number: i64) -> Cohort {
    steadfast_protocol::decode_within(state, state.len()).unwrap_or_else(|error| {
        tracing::warn!(cohort = number, %error, "what a cohort was taught cannot be read; it begins anew");
        Cohort::default()
    })
}

/// What a shard was taught of a cohort and nobody took in yet.
pub(super) fn shard(tx: &mut Tx<'_>, cohort: i64, shard: i64) -> Result<Shard, StoreError> {
    let state = tx.cohort_shard(cohort, shard)?;
    let read = |state: Vec<u8>| steadfast_protocol::decode_within(&state, state.len()).ok();
    Ok(state.and_then(read).unwrap_or_default())
}

/// Brings together what the shards were taught, cohort by cohort.
pub(super) async fn bring_together(work: &Work) -> Result<(), WorkError> {
    let taught = work.app().store.read::<_, StoreError, _>(|tx| tx.cohorts_taught()).await?;
    for number in taught {
        let now = work.app().ambient.now();
        work.keep_house(move |tx| {
            let Some(kept) = tx.cohort_of_number(number)? else { return tx.cohort_shards_taken(number) };
            let shards = tx.cohort_shards(number)?;
            let shards = shards
                .iter()
                .filter_map(|(_, state)| steadfast_protocol::decode_within::<Shard>(state, state.len()).ok());
            let (mut cohort, shards) = (decode(&kept.state, number), shards.collect::<Vec<_>>());
            cohort.merge(&shards);
            tx.cohort_merged(number, &steadfast_protocol::encode(&cohort), now)?;
            tx.cohort_shards_taken(number)
        })
        .await?;
        work.go_on()?;
    }
    Ok(())
}
