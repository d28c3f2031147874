//! What was rung, and who answered.

use super::RingWay;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

statements! {
    INSERT = "INSERT INTO ring (alarm, round, turn, whom, time) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (alarm, round, turn) DO NOTHING";
    OF_ALARM = "SELECT alarm, round, turn, whom, time FROM ring WHERE alarm = ?1 ORDER BY time, round, turn";
    REACHED = "INSERT INTO ring_person (alarm, round, turn, who, way, message) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (alarm, round, turn, who) DO NOTHING";
    WHO = "SELECT round, turn, who, way, message FROM ring_person WHERE alarm = ?1 ORDER BY round, turn, who";
    STALE = "DELETE FROM message WHERE state = 'waiting' AND id IN
        (SELECT p.message FROM ring_person p WHERE p.alarm = ?1 AND p.message IS NOT NULL AND (p.who = ?2 OR ?2 IS NULL))";
    ANSWER = "INSERT INTO alarm_answer (alarm, round, person, time) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (alarm, round) DO NOTHING";
    ANSWERS = "SELECT round, person, time FROM alarm_answer WHERE alarm = ?1 ORDER BY time, round";
}

/// A step that was rung.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptRing {
    /// Of which alarm.
    pub alarm: Id<kinds::Alarm>,
    /// The number of its round.
    pub round: i64,
    /// The step of that.
    pub turn: i64,
    /// Whom it reached: `first`, `deputy` or `all`.
    pub whom: String,
    /// When.
    pub time: Time,
}

/// Somebody who was rung.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RingPerson {
    /// The number of the round.
    pub round: i64,
    /// The step of that.
    pub turn: i64,
    /// The bytes of a person's id, or of a receiver's.
    pub who: Vec<u8>,
    /// How.
    pub way: RingWay,
    /// The mail.
    pub message: Option<Id<kinds::Message>>,
}

/// Somebody who said that they are on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AlarmAnswer {
    /// The number of the round.
    pub round: i64,
    /// Who.
    pub person: Id<kinds::Person>,
    /// When.
    pub time: Time,
}

fn read(row: &Row<'_>) -> Result<KeptRing, StoreError> {
    Ok(KeptRing { alarm: row.get(0)?, round: row.get(1)?, turn: row.get(2)?, whom: row.get(3)?, time: row.get(4)? })
}

fn person(row: &Row<'_>) -> Result<RingPerson, StoreError> {
    let way = row.get::<String>(3)?.parse()?;
    Ok(RingPerson { round: row.get(0)?, turn: row.get(1)?, who: row.get(2)?, way, message: row.get(4)? })
}

impl Tx<'_> {
    /// Keeps that a step is rung; false where it was before.
    ///
    /// # Errors
    /// When the database fails.
    pub fn ring_insert(&mut self, ring: &KeptRing) -> Result<bool, StoreError> {
        let KeptRing { alarm, round, turn, whom, time } = ring;
        let values = [(*alarm).into(), (*round).into(), (*turn).into(), whom.into(), (*time).into()];
        Ok(self.execute(INSERT, &values)? == 1)
    }

    /// Every step of an alarm that was rung, in their order.
    ///
    /// # Errors
    /// When the database fails.
    pub fn rings(&mut self, alarm: Id<kinds::Alarm>) -> Result<Vec<KeptRing>, StoreError> {
        self.rows(OF_ALARM, &[alarm.into()], read)
    }

    /// Keeps who was rung by a step.
    ///
    /// # Errors
    /// When the database fails.
    pub fn ring_reached(&mut self, alarm: Id<kinds::Alarm>, reached: &RingPerson) -> Result<(), StoreError> {
        let RingPerson { round, turn, who, way, message } = reached;
        let values = [
            alarm.into(),
            (*round).into(),
            (*turn).into(),
            who.as_slice().into(),
            way.as_str().into(),
            (*message).into(),
        ];
        self.execute(REACHED, &values).map(drop)
    }

    /// Who was rung for an alarm.
    ///
    /// # Errors
    /// When the database fails.
    pub fn ring_people(&mut self, alarm: Id<kinds::Alarm>) -> Result<Vec<RingPerson>, StoreError> {
        self.rows(WHO, &[alarm.into()], person)
    }

    /// Forgets mails of an alarm that still wait, to somebody or to all: another says how it stands, or somebody answered.
    ///
    /// # Errors
    /// When the database fails.
    pub fn ring_mails_drop(&mut self, alarm: Id<kinds::Alarm>, who: Option<&[u8]>) -> Result<u64, StoreError> {
        self.execute(STALE, &[alarm.into(), who.into()])
    }

    /// Keeps who is on it; false where somebody said so before.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alarm_answer(&mut self, alarm: Id<kinds::Alarm>, answer: AlarmAnswer) -> Result<bool, StoreError> {
        let AlarmAnswer { round, person, time } = answer;
        Ok(self.execute(ANSWER, &[alarm.into(), round.into(), person.into(), time.into()])? == 1)
    }

    /// Who answered an alarm, in their order.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alarm_answers(&mut self, alarm: Id<kinds::Alarm>) -> Result<Vec<AlarmAnswer>, StoreError> {
        self.rows(ANSWERS, &[alarm.into()], |row| {
            Ok(AlarmAnswer { round: row.get(0)?, person: row.get(1)?, time: row.get(2)? })
        })
    }
}
