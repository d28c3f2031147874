//! What is read of ringing, for the page and the API alike.

use std::collections::BTreeMap;

use steadfast_store::{Alarm, AlarmAnswer, Id, KeptRing, RingPerson, RingWay, StoreError, Time, Tx, kinds};

use super::alarm::{can_answer, duty, steps};
use super::answer::waited;
use super::heartbeat::{self, Heartbeat};
use super::settings::{Kept, kept, next};
use super::settle::MOST;
use super::steps::{Round, Whom};

/// Tests that are shown: half a year of them.
const TESTS: i64 = 26;

type PersonId = Id<kinds::Person>;

/// Somebody on duty, as they are now.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub(crate) id: PersonId,
    pub(crate) name: String,
    pub(crate) since: Time,
    /// Whether they can be rung: the account is open, and the role answers alarms.
    pub(crate) is_there: bool,
    /// Whether mail rings them.
    pub(crate) has_mail: bool,
}

/// An answer, and after how many minutes it came.
#[derive(Clone, Debug)]
pub(crate) struct NamedAnswer {
    pub(crate) answer: AlarmAnswer,
    pub(crate) name: String,
    pub(crate) minutes: Option<i64>,
}

/// A step that was rung, and whom it reached by mail and on pages alone; receivers are no people.
#[derive(Clone, Debug)]
pub(crate) struct NamedRing {
    pub(crate) ring: KeptRing,
    pub(crate) by_mail: Vec<String>,
    pub(crate) by_page: Vec<String>,
    pub(crate) receivers: usize,
}

/// An alarm with all that became of it.
#[derive(Clone, Debug)]
pub(crate) struct WholeAlarm {
    pub(crate) alarm: Alarm,
    pub(crate) rings: Vec<NamedRing>,
    pub(crate) answers: Vec<NamedAnswer>,
    /// Whether it rings now.
    pub(crate) is_ringing: bool,
    /// When it rings again, whatever is answered.
    pub(crate) next_round: Option<Time>,
}

/// Everything about ringing.
#[derive(Clone, Debug)]
pub(crate) struct Overview {
    /// The first on duty, then the deputies; empty: everybody who may assess.
    pub(crate) list: Vec<Named>,
    /// Everybody who may assess.
    pub(crate) everybody: Vec<(PersonId, String)>,
    /// Everybody who can be on duty.
    pub(crate) choices: Vec<(PersonId, String)>,
    pub(crate) open: Vec<WholeAlarm>,
    pub(crate) tests: Vec<WholeAlarm>,
    pub(crate) kept: Kept,
    pub(crate) next_test: Option<Time>,
    pub(crate) heartbeat: Option<Heartbeat>,
    pub(crate) has_mail_server: bool,
}

/// Names of people as they are today; who is not there any more has none.
#[derive(Default)]
struct Names(BTreeMap<PersonId, String>);

impl Names {
    fn of(&mut self, tx: &mut Tx<'_>, id: PersonId) -> Result<String, StoreError> {
        if let Some(name) = self.0.get(&id) {
            return Ok(name.clone());
        }
        let name = tx.person(id)?.map_or_else(|| id.to_string(), |person| person.name);
        self.0.insert(id, name.clone());
        Ok(name)
    }
}

/// Everything about ringing, as it is now.
pub(crate) fn overview(tx: &mut Tx<'_>, now: Time) -> Result<Overview, StoreError> {
    let kept = kept(tx)?;
    let people = tx.person_list(None, MOST)?;
    let choices = people.iter().filter(|person| can_answer(person)).map(|person| (person.id, person.name.clone()));
    let choices: Vec<(PersonId, String)> = choices.collect();
    let assessors = duty(tx)?.everybody;
    let everybody = choices.iter().filter(|(id, _)| assessors.contains(id)).cloned().collect();
    let (open, tests) = (tx.alarms_open(MOST)?, tx.alarm_tests(TESTS)?);
    Ok(Overview {
        list: on_duty(tx)?,
        everybody,
        choices,
        open: whole(tx, open, &kept, now)?,
        tests: whole(tx, tests, &kept, now)?,
        next_test: kept.settings.test.map(|test| next(test, now)),
        kept,
        heartbeat: heartbeat::state(tx)?,
        has_mail_server: crate::messages::settings::server(tx)?.is_some(),
    })
}

fn on_duty(tx: &mut Tx<'_>) -> Result<Vec<Named>, StoreError> {
    let mut list = Vec::new();
    for one in tx.duty()? {
        let person = tx.person(one.person)?;
        let is_off = tx.receiver_of_rings(one.person)?.is_some_and(|to| to.state != steadfast_store::ReceiverState::On);
        let has_mail = !is_off && person.as_ref().is_some_and(|person| person.email.contains('@'));
        list.push(Named {
            id: one.person,
            since: one.since,
            is_there: person.as_ref().is_some_and(can_answer),
            has_mail,
            name: person.map_or_else(|| one.person.to_string(), |person| person.name),
        });
    }
    Ok(list)
}

/// Alarms with all that became of them.
pub(crate) fn whole(
    tx: &mut Tx<'_>,
    alarms: Vec<Alarm>,
    kept: &Kept,
    now: Time,
) -> Result<Vec<WholeAlarm>, StoreError> {
    let mut names = Names::default();
    alarms.into_iter().map(|alarm| whole_one(tx, &mut names, alarm, kept, now)).collect()
}

fn whole_one(
    tx: &mut Tx<'_>,
    names: &mut Names,
    alarm: Alarm,
    kept: &Kept,
    now: Time,
) -> Result<WholeAlarm, StoreError> {
    let (rings, answers) = (tx.rings(alarm.id)?, tx.alarm_answers(alarm.id)?);
    let steps = steps(tx, &alarm, kept.settings.again_minutes)?;
    let mut named = Vec::new();
    for answer in &answers {
        let (name, minutes) = (names.of(tx, answer.person)?, waited(&rings, &answers, *answer));
        named.push(NamedAnswer { answer: *answer, name, minutes });
    }
    let reached = tx.ring_people(alarm.id)?;
    let rings = rings.into_iter().map(|ring| reached_by(tx, names, ring, &reached)).collect::<Result<_, _>>()?;
    let (is_ringing, next_round) = (steps.rings(now), steps.next_round(now));
    Ok(WholeAlarm { alarm, rings, answers: named, is_ringing, next_round })
}

fn reached_by(
    tx: &mut Tx<'_>,
    names: &mut Names,
    ring: KeptRing,
    reached: &[RingPerson],
) -> Result<NamedRing, StoreError> {
    let mut named = NamedRing { ring, by_mail: Vec::new(), by_page: Vec::new(), receivers: 0 };
    for one in reached.iter().filter(|one| (one.round, one.turn) == (named.ring.round, named.ring.turn)) {
        let person = <[u8; 16]>::try_from(one.who.as_slice()).map(Id::from_bytes);
        match (one.way, person) {
            (RingWay::Mail, Ok(id)) => named.by_mail.push(names.of(tx, id)?),
            (RingWay::Page, Ok(id)) => named.by_page.push(names.of(tx, id)?),
            _ => named.receivers += 1,
        }
    }
    Ok(named)
}

/// An alarm as it stands on every page.
#[derive(Clone, Debug)]
pub(crate) struct Banner {
    pub(crate) alarm: Alarm,
    /// Who is on it, where somebody is.
    pub(crate) answered: Option<String>,
    /// Whether it rings, and for the reader: for everybody, or for them.
    pub(crate) rings: bool,
}

/// What stands on every page of somebody: what rings for them, and what is due next whoever is on it. It asks neither the job
/// nor mail.
pub(crate) fn banners(tx: &mut Tx<'_>, me: PersonId, now: Time) -> Result<Vec<Banner>, StoreError> {
    let open = tx.alarms_open(MOST)?;
    if open.is_empty() {
        return Ok(Vec::new());
    }
    let (again, duty) = (kept(tx)?.settings.again_minutes, duty(tx)?);
    let (mut all, mut names) = (Vec::new(), Names::default());
    for alarm in open {
        let steps = steps(tx, &alarm, again)?;
        let whom = steps.whom(now);
        let rings = steps.rings(now) && (whom == Whom::All || duty.reached(whom).contains(&me));
        let round = steps.round(now).map(Round::number);
        let answer = tx.alarm_answers(alarm.id)?.into_iter().find(|answer| Some(answer.round) == round);
        let answered = answer.map(|answer| names.of(tx, answer.person)).transpose()?;
        all.push(Banner { alarm, answered, rings });
    }
    Ok(all)
}
