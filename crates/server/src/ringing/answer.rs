//! "I am on it": whoever says so first has the alarm until its next round.

use serde::{Deserialize, Serialize};
use steadfast_store::{AlarmAnswer, AlarmClock, Id, KeptRing, Time, Tx, kinds};

use super::alarm::steps;
use super::error::RingingError;
use super::settings::kept;
use super::settle::end;
use crate::act::{Ask, Fact};
use crate::app::App;

const MINUTE: i64 = 60_000_000;

/// Who is on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// Who.
    pub person: Id<kinds::Person>,
    /// Since when.
    pub time: Time,
    /// Whether that was said just now.
    pub is_first: bool,
}

/// Says that somebody is on it. Whoever comes second is told who came first, and nothing changes.
///
/// # Errors
/// When it does not ring, or it is not allowed.
pub async fn answer(app: &App, ask: Ask, id: Id<kinds::Alarm>) -> Result<Answered, RingingError> {
    let person = ask.by.person().ok_or(RingingError::NotFound)?;
    let done = app.act::<_, RingingError, _>(ask, move |tx, at| take(tx, id, person, at.now));
    match done.await {
        Ok(done) => Ok(done.answer),
        Err(RingingError::Answered) => before(app, id).await,
        Err(error) => Err(error),
    }
}

fn take(
    tx: &mut Tx<'_>,
    id: Id<kinds::Alarm>,
    person: Id<kinds::Person>,
    now: Time,
) -> Result<(Answered, Fact), RingingError> {
    let alarm = tx.alarm(id)?.ok_or(RingingError::NotFound)?;
    let again = kept(tx)?.settings.again_minutes;
    let Some(round) = steps(tx, &alarm, again)?.round(now) else {
        // A test is over as soon as somebody answered.
        let is_answered = alarm.clock == AlarmClock::Test && !tx.alarm_answers(id)?.is_empty();
        return Err(if is_answered { RingingError::Answered } else { RingingError::Silent });
    };
    let said = AlarmAnswer { round: round.number(), person, time: now };
    let minutes = waited(&tx.rings(id)?, &tx.alarm_answers(id)?, said);
    if !tx.alarm_answer(id, said)? {
        return Err(RingingError::Answered);
    }
    tx.ring_mails_drop(id, None)?;
    let is_test = alarm.clock == AlarmClock::Test;
    if is_test {
        end(tx, id, now)?;
    }
    let fact = if is_test { Fact::new("test-alarm-answered", &id) } else { Fact::new("alarm-acknowledged", &id) };
    let fact = fact
        .with("of", alarm.subject.as_str())
        .with("clock", alarm.clock.as_str())
        .with("case_number", alarm.number)
        .with("round", round.number())
        .with("minutes", minutes);
    Ok((Answered { person, time: now, is_first: true }, fact))
}

/// After how many whole minutes an answer came: since the first ring that no earlier answer was to. Nothing was rung: nothing.
pub(crate) fn waited(rings: &[KeptRing], answers: &[AlarmAnswer], said: AlarmAnswer) -> Option<i64> {
    let before = answers.iter().filter(|answer| answer.time < said.time).map(|answer| answer.time).max();
    let rung = rings.iter().map(|ring| ring.time).filter(|time| before.is_none_or(|before| *time > before));
    rung.min().filter(|time| *time <= said.time).map(|time| (said.time.0 - time.0) / MINUTE)
}

async fn before(app: &App, id: Id<kinds::Alarm>) -> Result<Answered, RingingError> {
    let found = app.store.read::<_, RingingError, _>(move |tx| Ok(tx.alarm_answers(id)?.pop()));
    let AlarmAnswer { person, time, .. } = found.await?.ok_or(RingingError::Silent)?;
    Ok(Answered { person, time, is_first: false })
}
