//! The job that rings: each minute, and as soon as something asks for it.

use steadfast_store::{Id, StoreError, Time, Tx, kinds};

use super::{ring, settle, test};
use crate::jobs::kind::Kind;
use crate::jobs::work::{Work, WorkError};

/// Alarms that open in one run; the next run opens the others.
const OPENED: usize = 200;

/// Alarms follow the clocks, a weekly test begins, and what is to be rung is rung.
pub(crate) async fn run(work: &Work) -> Result<(), WorkError> {
    let ambient = &work.app().ambient;
    let (now, ids) = (ambient.now(), (0..OPENED).map(|_| ambient.id()).collect::<Vec<Id<kinds::Alarm>>>());
    work.keep_house(move |tx| {
        settle::settle(tx, now, &ids)?;
        test::settle(tx, now, ids.last().copied())
    })
    .await?;
    let open = work.app().store.read::<_, StoreError, _>(|tx| tx.alarms_open(settle::MOST)).await?;
    for alarm in &open {
        ring::ring(work, alarm.id).await?;
        work.go_on()?;
    }
    test::miss(work, &open).await
}

/// Has the job run at once: something happened that may be rung for. Whoever calls it wakes a worker.
pub(crate) fn ask(tx: &mut Tx<'_>, now: Time) -> Result<(), StoreError> {
    tx.job_ask(Kind::Ringing.as_str(), now)
}
