//! When units were last heard of: durable before a unit is answered, without a transaction for each.
//!
//! Units that ask while a row is on its way to the disk are noted together in the next one. A job brings what was noted to
//! the units, in the order of their numbers.

use std::collections::BTreeMap;
use std::mem::take;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use steadfast_store::{Id, Sighting, StoreError, Time, Tx, kinds};
use tokio::sync::oneshot;

use crate::app::App;
use crate::jobs::work::{Work, WorkError};

/// Rows that are read at once.
const ROWS: i64 = 500;
/// Units that are brought up to date in one go, and rows: what is in memory at once.
const MOST: [usize; 2] = [1 << 20, 1 << 16];
/// Units that change in one transaction: far below 50 ms of the one writer of SQLite.
const SLICE: usize = 1000;

/// That units which were heard of could not be noted: one cause for all of them.
#[derive(Clone, Debug, thiserror::Error)]
#[error("it could not be noted that this unit was heard of")]
pub struct Unnoted(#[source] pub Arc<StoreError>);

/// How long the first one waits for company: no device minds, and the disk does.
const COMPANY: Duration = Duration::from_millis(2);

type Noted = Result<(), Unnoted>;

/// Units that were heard of, on their way to the disk.
#[derive(Debug, Default)]
pub struct Sightings(Mutex<Waiting>);

#[derive(Debug, Default)]
struct Waiting {
    units: Vec<i64>,
    told: Vec<oneshot::Sender<Noted>>,
    /// Whether a row is on its way.
    busy: bool,
}

impl Sightings {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The units that wait with those who want to know; where there are none, nothing is on its way any more.
    fn next(&self) -> Option<(Vec<i64>, Vec<oneshot::Sender<Noted>>)> {
        let mut waiting = self.lock();
        waiting.busy = !waiting.units.is_empty();
        waiting.busy.then(|| (take(&mut waiting.units), take(&mut waiting.told)))
    }
}

/// Notes that a unit was heard of which is known to be awake; done when that is on the disk.
///
/// # Errors
/// When the database fails.
pub(crate) async fn note(app: &Arc<App>, unit: i64) -> Noted {
    let (told, noted) = oneshot::channel();
    let first = {
        let mut waiting = app.sightings.lock();
        waiting.units.push(unit);
        waiting.told.push(told);
        !std::mem::replace(&mut waiting.busy, true)
    };
    if first {
        // Its own task: whoever came first may hang up, and the others wait on.
        tokio::spawn(note_all(Arc::clone(app)));
    }
    noted.await.unwrap_or_else(|_| Err(Unnoted(Arc::new(StoreError::Closed))))
}

async fn note_all(app: Arc<App>) {
    loop {
        tokio::time::sleep(COMPANY).await;
        let Some((units, told)) = app.sightings.next() else { return };
        let sighting = Sighting { id: app.ambient.id(), seen: app.ambient.now(), units };
        let noted = app.store.write::<_, StoreError, _>(move |tx| tx.sighting_insert(&sighting)).await;
        let noted = noted.map_err(|error| {
            tracing::error!(%error, units = told.len(), "it could not be noted that units were heard of");
            Unnoted(Arc::new(error))
        });
        for waits in told {
            // A device that hung up wants to know no more.
            drop(waits.send(noted.clone()));
        }
    }
}

/// The job: brings what was noted to the units.
pub(crate) async fn run(work: &Work) -> Result<(), WorkError> {
    while settle(work).await? {
        work.go_on()?;
    }
    Ok(())
}

/// Brings as many units up to date as [`MOST`] says; whether there may be more.
async fn settle(work: &Work) -> Result<bool, WorkError> {
    let Waits { seen, ids, more } = work.app().store.read::<_, StoreError, _>(waits).await?;
    for slice in seen.chunks(SLICE).map(<[_]>::to_vec) {
        work.keep_house(move |tx| tx.sightings_settle(&slice)).await?;
        work.go_on()?;
    }
    // Only now: killed in between, it is done once more, to the same effect.
    for slice in ids.chunks(SLICE).map(<[_]>::to_vec) {
        work.keep_house(move |tx| tx.sightings_erase(&slice)).await?;
    }
    Ok(more)
}

/// What waits to be brought to the units.
struct Waits {
    /// When each unit was heard of last, in the order of their numbers.
    seen: Vec<(i64, Time)>,
    /// The rows that say so.
    ids: Vec<Id<kinds::Sighting>>,
    /// Whether there are more of them.
    more: bool,
}

fn waits(tx: &mut Tx<'_>) -> Result<Waits, StoreError> {
    let (mut seen, mut ids) = (BTreeMap::new(), Vec::new());
    loop {
        let rows = tx.sightings_waiting(ids.last().copied(), ROWS)?;
        let last = rows.len() < usize::try_from(ROWS).unwrap_or(usize::MAX);
        for row in rows {
            ids.push(row.id);
            row.units.into_iter().for_each(|unit| newest(&mut seen, unit, row.seen));
        }
        let [units, rows] = MOST;
        if last || seen.len() >= units || ids.len() >= rows {
            return Ok(Waits { seen: seen.into_iter().collect(), ids, more: !last });
        }
    }
}

fn newest(seen: &mut BTreeMap<i64, Time>, unit: i64, at: Time) {
    let known = seen.entry(unit).or_insert(at);
    *known = (*known).max(at);
}
