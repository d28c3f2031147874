//! House-cleaning: what is over is forgotten, in slices. What was forgotten is counted in the same transaction, and told
//! in one record at the end; killed in between, the next run tells it.

use std::collections::BTreeMap;
use std::time::Duration;

use steadfast_store::{StoreError, Time, Tx};

use super::work::{Work, WorkError};
use crate::access::session::{ABSOLUTE, IDLE};
use crate::act::Fact;

/// Rows forgotten in one transaction: far below 50 ms of the one writer of SQLite.
const SLICE: i64 = 200;
/// The setting with what was forgotten and not told yet.
const TALLY: &str = "house-cleaning";
/// What is over stays for so long: time to look into it, and safety from a clock that jumped ahead.
const GRACE: Duration = Duration::from_secs(7 * DAY);
/// Ended deliveries and done jobs stay for so long.
const HISTORY: Duration = Duration::from_secs(30 * DAY);
/// Files of releases that no metadata names stay for so long.
const UNNAMED: Duration = Duration::from_secs(DAY);
const DAY: u64 = 86_400;

/// How many of what.
type Tally = BTreeMap<String, u64>;

/// One thing that is forgotten when it is over.
struct Step {
    /// As the record says it.
    name: &'static str,
    /// Whether forgetting it is worth a record by itself.
    matters: bool,
    /// Forgets a slice as of a time; how many.
    sweep: fn(&mut Tx<'_>, Time) -> Result<u64, StoreError>,
}

const STEPS: [Step; 9] = [
    Step { name: "sessions", matters: true, sweep: sessions },
    Step { name: "links", matters: true, sweep: |tx, now| tx.invitation_sweep(now.before(HISTORY), SLICE) },
    Step { name: "deliveries", matters: true, sweep: |tx, now| tx.delivery_sweep(now.before(HISTORY), SLICE) },
    Step { name: "messages", matters: true, sweep: |tx, now| tx.message_sweep(now.before(HISTORY), SLICE) },
    Step { name: "imports", matters: false, sweep: |tx, now| tx.import_sweep(now.before(HISTORY), SLICE) },
    Step { name: "files", matters: false, sweep: |tx, now| tx.artifact_file_sweep(now.before(UNNAMED), SLICE) },
    Step { name: "sign-ins", matters: false, sweep: |tx, now| tx.sign_in_sweep(now.before(GRACE)) },
    Step { name: "answers", matters: false, sweep: |tx, now| tx.remembered_sweep(now, SLICE) },
    Step { name: "jobs", matters: false, sweep: |tx, now| tx.job_sweep(now.before(HISTORY), SLICE) },
];

/// A session is over when it is too old, was not used for too long, or was ended.
fn sessions(tx: &mut Tx<'_>, now: Time) -> Result<u64, StoreError> {
    let micros = |span: i64| Duration::from_micros(span.unsigned_abs());
    let since = now.before(GRACE);
    tx.session_sweep(since.before(micros(ABSOLUTE)), since.before(micros(IDLE)), SLICE)
}

/// Forgets everything that is over.
pub(super) async fn run(work: &Work) -> Result<(), WorkError> {
    for (number, step) in STEPS.iter().enumerate() {
        work.progress(number, STEPS.len()).await?;
        while slice(work, step).await? >= SLICE.unsigned_abs() {
            work.go_on()?;
        }
        work.go_on()?;
    }
    work.progress(STEPS.len(), STEPS.len()).await?;
    tell(work).await
}

async fn slice(work: &Work, step: &'static Step) -> Result<u64, WorkError> {
    let now = work.app().ambient.now();
    work.keep_house(move |tx| {
        let removed = (step.sweep)(tx, now)?;
        if removed > 0 {
            let mut tally = read(tx)?;
            *tally.entry(step.name.to_owned()).or_default() += removed;
            tx.setting_put(TALLY, &text(&tally))?;
        }
        Ok(removed)
    })
    .await
}

/// One record with every count, where something that matters is among it.
async fn tell(work: &Work) -> Result<(), WorkError> {
    let tally = work.app().store.read::<_, StoreError, _>(read).await?;
    let matters = STEPS.iter().any(|step| step.matters && tally.contains_key(step.name));
    if !matters {
        return work.keep_house(|tx| tx.setting_put(TALLY, &text(&Tally::new()))).await;
    }
    work.act(|tx, _| {
        let tally = read(tx)?;
        tx.setting_put(TALLY, &text(&Tally::new()))?;
        let fact = Fact::new("swept", &"store");
        Ok(((), tally.into_iter().fold(fact, |fact, (name, count)| fact.with(&name, count))))
    })
    .await
}

fn read(tx: &mut Tx<'_>) -> Result<Tally, StoreError> {
    let Some(kept) = tx.setting(TALLY)? else { return Ok(Tally::new()) };
    serde_json::from_str(&kept).map_err(|_| StoreError::UnknownWord { what: "count of what was swept", found: kept })
}

fn text(tally: &Tally) -> String {
    serde_json::Value::from_iter(tally.clone()).to_string()
}
