//! Test alarms: they ring like real ones, somebody must answer, and one that nobody answered in time stays as a gap.

use std::time::Duration;

use steadfast_store::{Alarm, AlarmClock, Id, StoreError, Time, Tx, kinds};

use super::error::RingingError;
use super::settings::{kept, slot};
use super::settle::{MOST, end};
use super::work;
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::jobs::work::{Work, WorkError};

/// Within so long somebody should answer a test.
pub(crate) const WITHIN: Duration = Duration::from_secs(30 * 60);
/// After so long a test that nobody answered rings no more: it stays as a gap.
const LONGEST: Duration = Duration::from_secs(12 * 3600);

fn alarm(id: Id<kinds::Alarm>, subject: String, now: Time) -> Alarm {
    Alarm {
        id,
        subject,
        clock: AlarmClock::Test,
        number: None,
        product: String::new(),
        begun: now,
        due: now.after(WITHIN),
        at_once: true,
        opened: now,
        ended: None,
        missed: None,
    }
}

/// Begins the weekly test whose hour has come, once whatever the clock does, and ends those that rang long enough.
pub(super) fn settle(tx: &mut Tx<'_>, now: Time, id: Option<Id<kinds::Alarm>>) -> Result<(), StoreError> {
    for alarm in running(tx)? {
        if now >= alarm.begun.after(LONGEST) {
            end(tx, alarm.id, now)?;
        }
    }
    let Some((slot, id)) = slot(&kept(tx)?, now).zip(id) else { return Ok(()) };
    let subject = format!("test {slot}");
    match tx.alarm_known(&subject, AlarmClock::Test, slot)? {
        Some(_) => Ok(()),
        None => tx.alarm_insert(&alarm(id, subject, now)),
    }
}

fn running(tx: &mut Tx<'_>) -> Result<Vec<Alarm>, StoreError> {
    Ok(tx.alarms_open(MOST)?.into_iter().filter(|alarm| alarm.clock == AlarmClock::Test).collect())
}

/// Records each test that nobody answered in time, once.
pub(super) async fn miss(work: &Work, open: &[Alarm]) -> Result<(), WorkError> {
    for alarm in open.iter().filter(|alarm| alarm.clock == AlarmClock::Test && alarm.missed.is_none()) {
        let id = alarm.id;
        let missed = work.act(move |tx, at| {
            let alarm = tx.alarm(id)?.filter(|alarm| at.now >= alarm.due && alarm.ended.is_none());
            let alarm = alarm.ok_or(WorkError::Already)?;
            if !tx.alarm_answers(id)?.is_empty() || !tx.alarm_missed(id, at.now)? {
                return Err(WorkError::Already);
            }
            Ok(((), Fact::new("test-alarm-missed", &id).with("begun", alarm.begun.to_string())))
        });
        match missed.await {
            Ok(()) | Err(WorkError::Already) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Begins a test now.
///
/// # Errors
/// When one goes on, or it is not allowed.
pub async fn begin(app: &App, ask: Ask) -> Result<Id<kinds::Alarm>, RingingError> {
    let id = app.ambient.id();
    let done = app.act::<_, RingingError, _>(ask, move |tx, at| {
        if !running(tx)?.is_empty() {
            return Err(RingingError::Testing);
        }
        tx.alarm_insert(&alarm(id, format!("test by hand {id}"), at.now))?;
        work::ask(tx, at.now)?;
        Ok((id, Fact::new("test-alarm-begun", &id)))
    });
    let begun = done.await?.answer;
    app.wake.notify_one();
    Ok(begun)
}
