//! A slice of a shard, looked at in one transaction.

use std::collections::BTreeMap;

use steadfast_monitor::detect::log::Batch;
use steadfast_monitor::detect::{Edges, Light, Reason, Shard, Surprise, Watch};
use steadfast_monitor::event::{Class, Event};
use steadfast_protocol::encode;
use steadfast_store::{EventBatch, HowItCame, Id, SHARDS, StoreError, Time, Tx, kinds};

use super::cohorts::{self, Cohorts, Held};
use super::conclude;
use super::known::Known;
use crate::jobs::work::{Work, WorkError};
use crate::monitoring::batch;
use crate::monitoring::settings::settings;

/// Batches that are looked at in one transaction: far below 50 ms of the one writer of SQLite.
const SLICE: usize = 16;

/// Looks at the next batches of a shard. Whether there may be more.
pub(super) async fn slice(work: &Work, cohorts: &mut Cohorts, fleet: u64, shard: i64) -> Result<bool, WorkError> {
    let now = work.app().ambient.now();
    let ids: Vec<Id<kinds::Alert>> = (0..SLICE).map(|_| work.app().ambient.id()).collect();
    let (known, seed) = (cohorts.clone(), work.app().ambient.random::<8>());
    let (looked, known) = work
        .keep_house(move |tx| {
            let mut look = Look::begin(tx, known.clone(), (fleet, shard), (now, u64::from_le_bytes(seed)), &ids)?;
            let waiting = tx.events_waiting(shard, i64::try_from(SLICE).unwrap_or(i64::MAX))?;
            for of_unit in waiting.chunk_by(|(one, _), (next, _)| (one.unit, one.log) == (next.unit, next.log)) {
                look.at(tx, of_unit)?;
            }
            look.end(tx)?;
            Ok((waiting.len(), look.cohorts))
        })
        .await?;
    *cohorts = known;
    Ok(looked == SLICE)
}

/// A batch that waits, and how it came.
type Waiting = (EventBatch, HowItCame);

/// What its unit said in it.
type Opened = (Class, steadfast_protocol::EventBatch, HowItCame);

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
    /// Whom the units of the shard turn to, and how often.
    edges: Edges,
    /// What is kept of that: it is written where anything else is counted then.
    edges_kept: Option<Vec<u8>>,
}

impl<'a> Look<'a> {
    fn begin(
        tx: &mut Tx<'_>,
        cohorts: Cohorts,
        (fleet, shard): (u64, i64),
        (now, seed): (Time, u64),
        ids: &'a [Id<kinds::Alert>],
    ) -> Result<Self, StoreError> {
        let alerts_a_month = settings(tx)?.alerts_a_month;
        let edges_kept = tx.event_edges(shard)?;
        let edges = edges(edges_kept.as_deref(), fleet, seed);
        let taught = BTreeMap::new();
        Ok(Self { cohorts, shard, now, ids: ids.iter(), alerts_a_month, fleet, taught, edges, edges_kept })
    }

    /// Looks at batches of one unit.
    fn at(&mut self, tx: &mut Tx<'_>, batches: &[Waiting]) -> Result<(), StoreError> {
        let Some((first, _)) = batches.first() else { return Ok(()) };
        let Some(unit) = tx.unit_of_number(first.unit)? else { return done(tx, batches) };
        let runs = tx.unit_runs(unit.number)?;
        let held = self.cohorts.of(tx, unit.product, &runs, self.now)?;
        let threshold = held.threshold(self.alerts_a_month, self.fleet);
        let mut known = Known::read(tx, &unit, first.log, self.now)?;
        let answers = conclude::answers(tx, unit.product)?;
        let reasons = self.reasons(tx, &mut known.watch, batches, &held, threshold)?;
        if known.watch.alarm(reasons, &answers, threshold) {
            let ids = &mut self.ids.by_ref().copied();
            known.alert = conclude::conclude(tx, &unit, &known.watch, (known.alert, self.now), ids)?;
        }
        known.keep(tx, unit.number, self.now)?;
        done(tx, batches)
    }

    fn reasons(
        &mut self,
        tx: &mut Tx<'_>,
        watch: &mut Watch,
        batches: &[Waiting],
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
        let light = Light { cohort, declaration, threshold, is_open: false, edge: None, now };
        let reasons = each(watch, batches, &light, (taught, &mut self.edges));
        Ok(reasons.into_iter().chain(watch.pass(&light, taught)).collect())
    }

    fn end(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        for (cohort, taught) in &self.taught {
            tx.cohort_shard_put(*cohort, self.shard, &encode(taught))?;
        }
        let edges = self.edges.to_bytes();
        if self.edges_kept.as_ref() == Some(&edges) { Ok(()) } else { tx.event_edges_put(self.shard, &edges) }
    }
}

/// What is counted of a shard's units edge by edge. It begins anew where there is nothing that can be read, or the fleet
/// outgrew it.
fn edges(kept: Option<&[u8]>, fleet: u64, seed: u64) -> Edges {
    let units = fleet.div_ceil(SHARDS.unsigned_abs());
    let kept = kept.and_then(|kept| Edges::from_bytes(kept).ok());
    kept.filter(|kept| kept.is_wide_enough(units)).unwrap_or_else(|| Edges::new(units, seed))
}

/// What batches say: first whether each goes on where the log was, then their events in the order in which they happened. What
/// cannot be read says nothing: it was signed so, and is kept.
fn each(
    watch: &mut Watch,
    batches: &[Waiting],
    light: &Light<'_>,
    (taught, edges): (&mut Shard, &mut Edges),
) -> Vec<Reason> {
    let unit = batches.first().map_or(0, |(batch, _)| batch.unit.unsigned_abs());
    let opened: Vec<Opened> = batches.iter().filter_map(opened).collect();
    let mut reasons: Vec<Reason> = opened.iter().flat_map(|batch| watch.batch(&chain(batch), light.now)).collect();
    let mut events: Vec<(Event<'_>, bool)> = opened.iter().flat_map(events).collect();
    events.sort_by_key(|(event, _)| event.time);
    for (event, was_missed) in &events {
        let look = if *was_missed { Watch::look_late } else { Watch::look };
        reasons.extend(look(watch, event, light, taught, (edges, unit)));
    }
    reasons
}

fn opened((kept, came): &Waiting) -> Option<Opened> {
    let class = u8::try_from(kept.class).ok().and_then(Class::of)?;
    let opened = batch::open(kept);
    if opened.is_err() {
        tracing::warn!(unit = kept.unit, first = kept.first, "a batch of events cannot be read");
    }
    opened.ok().map(|batch| (class, batch, *came))
}

fn chain((class, batch, came): &Opened) -> Batch {
    let (before, after) = (batch.before.map(|chain| *chain), batch.after.map(|chain| *chain));
    let has_waited = came.has_waited;
    Batch { class: *class, first: batch.first, last: batch.last, before, after, has_waited }
}

/// The events of a batch. An event has the number of its place, whatever it says itself: the door looked at that. One of another
/// class, or of a kind that came after this program, is passed over. And whether the door missed it until now.
fn events((class, batch, came): &Opened) -> impl Iterator<Item = (Event<'_>, bool)> {
    let missed = came.missed.map(|(first, last)| first.unsigned_abs()..=last.unsigned_abs());
    let numbered = batch.events.iter().zip(batch.first..);
    let read = numbered.filter_map(|(bytes, number)| Some(Event { number, ..Event::decode(bytes).ok()? }));
    let own = read.filter(move |event| event.class() == Some(*class));
    own.map(move |event| (event, missed.as_ref().is_some_and(|missed| missed.contains(&event.number))))
}

fn done(tx: &mut Tx<'_>, batches: &[Waiting]) -> Result<(), StoreError> {
    batches.iter().try_for_each(|(batch, _)| tx.event_looked_at(batch))
}
