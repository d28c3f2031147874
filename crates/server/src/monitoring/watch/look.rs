//! A slice of a shard, looked at in one transaction.

use std::collections::BTreeMap;

use steadfast_monitor::detect::log::Batch;
use steadfast_monitor::detect::{Light, Reason, Shard, Surprise, Watch};
use steadfast_monitor::event::{Class, Event};
use steadfast_protocol::{decode_within, encode};
use steadfast_store::{EventBatch, Id, StoreError, Time, Tx, Unit, UnitWatch, kinds};

use super::cohorts::{self, Cohorts, Held};
use super::conclude;
use crate::jobs::work::{Work, WorkError};
use crate::monitoring::batch;
use crate::monitoring::settings::settings;

/// Batches that are looked at in one transaction: far below 50 ms of the one writer of SQLite.
const SLICE: usize = 16;

/// Looks at the next batches of a shard. Whether there may be more.
pub(super) async fn slice(work: &Work, cohorts: &mut Cohorts, shard: i64) -> Result<bool, WorkError> {
    let now = work.app().ambient.now();
    let ids: Vec<Id<kinds::Alert>> = (0..SLICE).map(|_| work.app().ambient.id()).collect();
    let known = cohorts.clone();
    let (looked, known) = work
        .keep_house(move |tx| {
            let mut look = Look::begin(tx, known.clone(), shard, now, &ids)?;
            let waiting = tx.events_waiting(shard, i64::try_from(SLICE).unwrap_or(i64::MAX))?;
            for of_unit in waiting.chunk_by(|one, next| one.unit == next.unit) {
                look.at(tx, of_unit)?;
            }
            look.end(tx)?;
            Ok((waiting.len(), look.cohorts))
        })
        .await?;
    *cohorts = known;
    Ok(looked == SLICE)
}

/// A look at a slice.
struct Look<'a> {
    cohorts: Cohorts,
    shard: i64,
    now: Time,
    /// Ids for alerts that open: no unit opens more than one.
    ids: std::slice::Iter<'a, Id<kinds::Alert>>,
    alerts_a_month: u32,
    /// How many units there are that anything is known of.
    fleet: u64,
    /// What is taught to each cohort.
    taught: BTreeMap<i64, Shard>,
}

impl<'a> Look<'a> {
    fn begin(
        tx: &mut Tx<'_>,
        cohorts: Cohorts,
        shard: i64,
        now: Time,
        ids: &'a [Id<kinds::Alert>],
    ) -> Result<Self, StoreError> {
        let alerts_a_month = settings(tx)?.alerts_a_month;
        let fleet = tx.unit_watch_count()?.unsigned_abs();
        Ok(Self { cohorts, shard, now, ids: ids.iter(), alerts_a_month, fleet, taught: BTreeMap::new() })
    }

    /// Looks at batches of one unit.
    fn at(&mut self, tx: &mut Tx<'_>, batches: &[EventBatch]) -> Result<(), StoreError> {
        let Some(unit) = batches.first().map(|first| tx.unit_of_number(first.unit)).transpose()?.flatten() else {
            return done(tx, batches);
        };
        let runs = tx.unit_runs(unit.number)?;
        let held = self.cohorts.of(tx, unit.product, &runs)?;
        let threshold = held.threshold(self.alerts_a_month, self.fleet);
        let (mut watch, mut kept) = self.known(tx, &unit, batches)?;
        let answers = conclude::answers(tx, unit.product)?;
        let reasons = self.reasons(tx, &mut watch, batches, &held, threshold)?;
        if watch.alarm(reasons, &answers, threshold) {
            kept.alert = conclude::conclude(tx, &unit, &watch, kept.alert, &mut self.ids.by_ref().copied())?;
        }
        kept.state = encode(&watch);
        tx.unit_watch_put(unit.number, &kept, self.now)?;
        done(tx, batches)
    }

    /// What is known of a unit. Where its alert is over, it is calm again; with another key it begins another log.
    fn known(&self, tx: &mut Tx<'_>, unit: &Unit, batches: &[EventBatch]) -> Result<(Watch, UnitWatch), StoreError> {
        let log = batches.last().map_or(0, |last| last.log);
        let kept = tx.unit_watch(unit.number)?.unwrap_or(UnitWatch { log, alert: None, state: Vec::new() });
        let mut watch: Watch = decode_within(&kept.state, kept.state.len()).unwrap_or_default();
        let is_quiet = watch.alert().is_some_and(|alert| alert.is_over(self.now.0.div_euclid(1_000_000)));
        let alert = kept
            .alert
            .filter(|_| !is_quiet)
            .map(|id| tx.alert(id))
            .transpose()?
            .flatten()
            .filter(|alert| alert.ended.is_none());
        if alert.is_none() {
            watch.calm();
        }
        if kept.log != log {
            watch.new_log();
        }
        Ok((watch, UnitWatch { log, alert: alert.map(|alert| alert.id), state: Vec::new() }))
    }

    fn reasons(
        &mut self,
        tx: &mut Tx<'_>,
        watch: &mut Watch,
        batches: &[EventBatch],
        held: &Held,
        threshold: Surprise,
    ) -> Result<Vec<Reason>, StoreError> {
        let taught = match self.taught.remove(&held.number) {
            Some(taught) => taught,
            None => cohorts::shard(tx, held.number, self.shard)?,
        };
        let taught = self.taught.entry(held.number).or_insert(taught);
        let now = self.now.0.div_euclid(1_000_000);
        let (cohort, declaration) = (held.cohort.as_ref(), held.declaration.as_deref());
        let light = Light { cohort, declaration, threshold, is_open: false, now };
        let mut reasons = watch.pass(&light, taught);
        for kept in batches {
            reasons.extend(each(watch, kept, &light, taught));
        }
        Ok(reasons)
    }

    fn end(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        for (cohort, taught) in &self.taught {
            tx.cohort_shard_put(*cohort, self.shard, &encode(taught))?;
        }
        Ok(())
    }
}

/// What one batch says. What cannot be read says nothing: it was signed so, and is kept.
fn each(watch: &mut Watch, kept: &EventBatch, light: &Light<'_>, taught: &mut Shard) -> Vec<Reason> {
    let (Ok(batch), Some(class)) = (batch::open(kept), u8::try_from(kept.class).ok().and_then(Class::of)) else {
        tracing::warn!(unit = kept.unit, first = kept.first, "a batch of events cannot be read");
        return Vec::new();
    };
    let (before, after) = (batch.before.map(|chain| *chain), batch.after.map(|chain| *chain));
    let chain = Batch { class, first: batch.first, last: batch.last, before, after };
    let mut reasons = watch.batch(&chain, light.now);
    // An event of a kind that came after this program is passed over.
    let events = batch.events.iter().filter_map(|bytes| Event::decode(bytes).ok());
    events.for_each(|event| reasons.extend(watch.look(&event, light, taught)));
    reasons
}

fn done(tx: &mut Tx<'_>, batches: &[EventBatch]) -> Result<(), StoreError> {
    batches.iter().try_for_each(|batch| tx.event_looked_at(batch))
}
