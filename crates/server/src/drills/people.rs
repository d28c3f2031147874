//! Who is rung on the copy, and when they answer: as quickly as in the past, where that was measured.

use std::collections::BTreeMap;

use steadfast_store::{Alarm, AlarmAnswer, AlarmClock, Id, RingWay, StoreError, Time, Tx, kinds};

use super::error::DrillError;
use super::report::Answers;
use super::run::{Run, Step};
use crate::access::action::Action;
use crate::ringing::answer::{answer, waited};

type PersonId = Id<kinds::Person>;

/// What is taken of somebody of whom nothing was measured, in minutes.
const ASSUMED: i64 = 10;
/// Alarms of the past that are looked at.
const PAST: i64 = 500;
/// So long an alarm rings in a drill before it is called unanswered, in minutes: until long after everybody was rung.
const PATIENCE: i64 = 90;
/// Alarms that are open at once.
const OPEN: i64 = 1000;

/// How quickly people answered in the past.
#[derive(Clone, Debug, Default)]
pub(super) struct Pace {
    /// Minutes between ring and answer, by who answered.
    of: BTreeMap<PersonId, Vec<i64>>,
}

impl Pace {
    /// Reads it off past alarms, tests among them.
    pub(super) fn of(tx: &mut Tx<'_>) -> Result<Self, StoreError> {
        let mut pace = Self::default();
        for alarm in tx.alarms(None, PAST)? {
            let (rings, answers) = (tx.rings(alarm.id)?, tx.alarm_answers(alarm.id)?);
            for said in &answers {
                pace.note(*said, waited(&rings, &answers, *said));
            }
        }
        Ok(pace)
    }

    fn note(&mut self, said: AlarmAnswer, minutes: Option<i64>) {
        if let Some(minutes) = minutes {
            self.of.entry(said.person).or_default().push(minutes);
        }
    }

    fn all(&self) -> Vec<i64> {
        self.of.values().flatten().copied().collect()
    }

    /// How long somebody takes, and by what that is known.
    pub(super) fn minutes(&self, person: PersonId) -> (i64, &'static str) {
        let own = self.of.get(&person).and_then(|minutes| middle(minutes.clone()));
        match (own, middle(self.all())) {
            (Some(own), _) => (own, "measured"),
            (None, Some(others)) => (others, "measured-of-others"),
            (None, None) => (ASSUMED, "assumed"),
        }
    }

    /// As the report says it.
    pub(super) fn told(&self) -> Answers {
        let all = self.all();
        Answers {
            measured: i64::try_from(all.len()).unwrap_or(i64::MAX),
            median_minutes: middle(all),
            assumed_minutes: ASSUMED,
        }
    }
}

/// The middle one, the later of two.
fn middle(mut minutes: Vec<i64>) -> Option<i64> {
    minutes.sort_unstable();
    minutes.get(minutes.len() / 2).copied()
}

/// Somebody answered.
#[derive(Clone, Copy, Debug)]
pub(super) struct Answer {
    pub(super) person: PersonId,
}

/// Rung for the first time at a minute.
type Rung = BTreeMap<PersonId, Time>;

impl Run {
    /// Rings for a thing until somebody answers: the steps `rung` and `answered`.
    pub(super) async fn ring(&mut self, subject: String) -> Result<Option<Answer>, DrillError> {
        let mut step = self.step("rung");
        self.minute().await?;
        let mut rung = Rung::new();
        self.note(&subject, &mut rung).await?;
        self.say_rung(&mut step, rung.len()).await?;
        self.over(step).await?;
        let mut step = self.step("answered");
        let found = self.wait(&subject, &mut rung, &mut step).await?;
        step.gap_where(found.is_none(), "nobody-answered");
        self.over(step).await?;
        Ok(found)
    }

    async fn say_rung(&self, step: &mut Step, people: usize) -> Result<(), DrillError> {
        let read = |tx: &mut Tx<'_>| Ok((tx.duty()?.len(), crate::messages::settings::server(tx)?.is_some()));
        let (on_duty, has_mail) = self.app.store.read::<_, StoreError, _>(read).await?;
        step.fact("people", people);
        step.gap_where(people == 0, "nobody-is-rung");
        step.gap_where(on_duty == 0, "nobody-on-duty");
        step.gap_where(on_duty == 1, "no-deputy");
        step.gap_where(!has_mail, "no-mail-server");
        Ok(())
    }

    /// Waits minute by minute until somebody who is there had time to answer.
    async fn wait(&mut self, subject: &str, rung: &mut Rung, step: &mut Step) -> Result<Option<Answer>, DrillError> {
        for _ in 0..PATIENCE {
            let alarm = self.note(subject, rung).await?;
            let there = rung.iter().filter(|(person, _)| !self.absent.contains(person));
            let (now, pace) = (self.now(), &self.pace);
            let in_time =
                |(person, since): &(&PersonId, &Time)| now.0 - since.0 >= pace.minutes(**person).0 * 60_000_000;
            let ready = there.clone().filter(in_time).min_by_key(|(_, since)| **since).map(|(person, _)| *person);
            if let (Some(alarm), Some(person)) = (alarm, ready) {
                let (minutes, by) = self.pace.minutes(person);
                step.fact("minutes", minutes);
                step.fact("known-by", by);
                step.fact("people-rung", rung.len());
                let ask = self.by(person, Action::AlarmAnswer).await?;
                answer(&self.app, ask, alarm).await?;
                return Ok(Some(Answer { person }));
            }
            self.minute().await?;
        }
        step.fact("people-rung", rung.len());
        Ok(None)
    }

    /// Notes who was rung by now; the alarm.
    async fn note(&self, subject: &str, rung: &mut Rung) -> Result<Option<Id<kinds::Alarm>>, DrillError> {
        let subject = subject.to_owned();
        let read = move |tx: &mut Tx<'_>| {
            let open = tx.alarms_open(OPEN)?;
            let ours = |alarm: &&Alarm| alarm.subject == subject && alarm.clock != AlarmClock::Test;
            let Some(alarm) = open.iter().find(ours) else { return Ok(None) };
            let people = tx.ring_people(alarm.id)?;
            let people = people.into_iter().filter(|one| one.way != RingWay::Receiver);
            let ids = people.filter_map(|one| Some(Id::from_bytes(<[u8; 16]>::try_from(one.who).ok()?)));
            Ok(Some((alarm.id, ids.collect::<Vec<PersonId>>())))
        };
        let Some((alarm, people)) = self.app.store.read::<_, StoreError, _>(read).await? else { return Ok(None) };
        for person in people {
            rung.entry(person).or_insert(self.now());
        }
        Ok(Some(alarm))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(number: u8) -> PersonId {
        Id::from_bytes([number; 16])
    }

    #[test]
    fn who_was_measured_takes_as_long_as_before_and_others_as_long_as_those() {
        let mut pace = Pace::default();
        assert_eq!(pace.minutes(person(1)), (ASSUMED, "assumed"));
        for minutes in [3, 9, 4] {
            pace.note(AlarmAnswer { round: 0, person: person(1), time: Time(0) }, Some(minutes));
        }
        pace.note(AlarmAnswer { round: 0, person: person(2), time: Time(0) }, None);
        assert_eq!((pace.minutes(person(1)), pace.minutes(person(2))), ((4, "measured"), (4, "measured-of-others")));
        assert_eq!(pace.told(), Answers { measured: 3, median_minutes: Some(4), assumed_minutes: ASSUMED });
    }
}
