//! Messages: one text on its way to one receiver.

use crate::delivery::{DAY, DeliveryState, LONGEST_WAIT};
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::receiver::Way;
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

statements! {
    INSERT = "INSERT INTO message (day, id, receiver, kind, alert, subject, body, state, due, attempts, created)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'waiting', ?8, 0, ?8)";
    GET = "SELECT id, receiver, kind, alert, subject, body, state, due, attempts, answer, took, ended, created
        FROM message WHERE day = ?1 AND id = ?2";
    LIST = "SELECT id, receiver, kind, alert, subject, body, state, due, attempts, answer, took, ended, created
        FROM message WHERE receiver = ?1 AND id < ?2 AND (state = ?4 OR ?4 IS NULL) ORDER BY id DESC LIMIT ?3";
    DUE = "SELECT id, receiver, kind, alert, subject, body, state, due, attempts, answer, took, ended, created
        FROM message WHERE receiver = ?1 AND state = 'waiting' AND (due <= ?2 OR due > ?3) ORDER BY id LIMIT ?4";
    ENDED = "UPDATE message SET state = ?3, attempts = attempts + 1, due = ?4, answer = ?5, took = ?7, ended = ?6
        WHERE day = ?1 AND id = ?2";
    AGAIN = "UPDATE message SET state = 'waiting', due = ?3 WHERE day = ?1 AND id = ?2";
    ALL_DUE = "UPDATE message SET due = ?2 WHERE receiver = ?1 AND state = 'waiting' AND due > ?2";
    ALL_DUE_WAY = "UPDATE message SET due = ?2 WHERE state = 'waiting' AND due > ?2 AND receiver IN
        (SELECT id FROM receiver WHERE way = ?1)";
    DROP_ONE = "DELETE FROM message WHERE day = ?1 AND id = ?2";
    DROP_ALERTS = "DELETE FROM message_alert WHERE message = ?1";
    WAITING = "SELECT CAST(COUNT(*) AS INT8) FROM message WHERE receiver = ?1 AND state = 'waiting'";
    SWEEP = "DELETE FROM message WHERE (day, id) IN
        (SELECT day, id FROM message WHERE day < ?1 AND state <> 'waiting' LIMIT ?2)";
    SWEEP_ALERTS = "DELETE FROM message_alert WHERE day < ?1 AND NOT EXISTS
        (SELECT 1 FROM message m WHERE m.day = message_alert.day AND m.id = message_alert.message)";
}

/// A message that waits to be made.
#[derive(Clone, Debug)]
pub struct NewMessage {
    /// Its id; the receiver knows a repeated one by it.
    pub id: Id<kinds::Message>,
    /// To whom.
    pub receiver: Id<kinds::Receiver>,
    /// What kind of message it is.
    pub kind: String,
    /// The alert that it is about, where it is about one.
    pub alert: Option<Id<kinds::Alert>>,
    /// Its subject; empty where its words are made when it is sent, from the news that it rests on.
    pub subject: String,
    /// What is sent, or empty like it.
    pub body: String,
}

/// A message as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its id.
    pub id: Id<kinds::Message>,
    /// To whom.
    pub receiver: Id<kinds::Receiver>,
    /// What kind of message it is.
    pub kind: String,
    /// The alert that it is about, where it is about one.
    pub alert: Option<Id<kinds::Alert>>,
    /// Its subject; empty where its words are made when it is sent, from the news that it rests on.
    pub subject: String,
    /// What is sent, or empty like it.
    pub body: String,
    /// Where it stands.
    pub state: DeliveryState,
    /// When it is tried next.
    pub due: Time,
    /// Attempts so far.
    pub attempts: i64,
    /// The last answer, or why there was none.
    pub answer: Option<String>,
    /// How many milliseconds the last attempt took.
    pub took: Option<i64>,
    /// When the last attempt ended.
    pub ended: Option<Time>,
    /// When it was made.
    pub created: Time,
}

/// How an attempt to send a message ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageAttempt {
    /// Where the message stands now.
    pub state: DeliveryState,
    /// When it is tried next, where it waits.
    pub due: Time,
    /// The answer, or why there was none.
    pub answer: String,
    /// How many milliseconds it took.
    pub took: i64,
}

impl Tx<'_> {
    /// Makes a message, due at once.
    ///
    /// # Errors
    /// When the database fails.
    pub fn message_insert(&mut self, new: &NewMessage, now: Time) -> Result<(), StoreError> {
        let values = [
            day(new.id).into(),
            new.id.into(),
            new.receiver.into(),
            (&new.kind).into(),
            new.alert.into(),
            (&new.subject).into(),
            (&new.body).into(),
            now.into(),
        ];
        self.execute(INSERT, &values).map(drop)
    }

    /// One message.
    ///
    /// # Errors
    /// When the database fails.
    pub fn message(&mut self, id: Id<kinds::Message>) -> Result<Option<Message>, StoreError> {
        self.optional(GET, &[day(id).into(), id.into()], message)
    }

    /// Up to `limit` messages to a receiver made before `before`, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn message_list(
        &mut self,
        receiver: Id<kinds::Receiver>,
        state: Option<DeliveryState>,
        before: Option<Id<kinds::Message>>,
        limit: i64,
    ) -> Result<Vec<Message>, StoreError> {
        let before = before.unwrap_or_else(|| Id::from_bytes([0xff; 16]));
        let state = state.map(DeliveryState::as_str);
        self.rows(LIST, &[receiver.into(), before.into(), limit.into(), state.into()], message)
    }

    /// Up to `limit` messages to a receiver that are due, the oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn messages_due(
        &mut self,
        receiver: Id<kinds::Receiver>,
        now: Time,
        limit: i64,
    ) -> Result<Vec<Message>, StoreError> {
        self.rows(DUE, &[receiver.into(), now.into(), now.after(LONGEST_WAIT).into(), limit.into()], message)
    }

    /// Keeps how an attempt ended.
    ///
    /// # Errors
    /// When the database fails.
    pub fn message_attempted(
        &mut self,
        id: Id<kinds::Message>,
        attempt: &MessageAttempt,
        now: Time,
    ) -> Result<(), StoreError> {
        let MessageAttempt { state, due, answer, took } = attempt;
        let values = [
            day(id).into(),
            id.into(),
            state.as_str().into(),
            (*due).into(),
            answer.into(),
            now.into(),
            (*took).into(),
        ];
        self.execute(ENDED, &values).map(drop)
    }

    /// Has a message sent once more, whatever became of it; false where there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub fn message_again(&mut self, id: Id<kinds::Message>, now: Time) -> Result<bool, StoreError> {
        Ok(self.execute(AGAIN, &[day(id).into(), id.into(), now.into()])? == 1)
    }

    /// Lets every message to a receiver that waits be tried now.
    ///
    /// # Errors
    /// When the database fails.
    pub fn messages_all_due(&mut self, receiver: Id<kinds::Receiver>, now: Time) -> Result<(), StoreError> {
        self.execute(ALL_DUE, &[receiver.into(), now.into()]).map(drop)
    }

    /// The same for all receivers that are reached in one way.
    ///
    /// # Errors
    /// When the database fails.
    pub fn messages_all_due_by(&mut self, way: Way, now: Time) -> Result<(), StoreError> {
        self.execute(ALL_DUE_WAY, &[way.as_str().into(), now.into()]).map(drop)
    }

    /// Forgets a message: what it is about is gone.
    ///
    /// # Errors
    /// When the database fails.
    pub fn message_drop(&mut self, id: Id<kinds::Message>) -> Result<(), StoreError> {
        self.execute(DROP_ALERTS, &[id.into()])?;
        self.execute(DROP_ONE, &[day(id).into(), id.into()]).map(drop)
    }

    /// How many messages to a receiver wait.
    ///
    /// # Errors
    /// When the database fails.
    pub fn messages_waiting(&mut self, receiver: Id<kinds::Receiver>) -> Result<i64, StoreError> {
        Ok(self.optional(WAITING, &[receiver.into()], |row| row.get(0))?.unwrap_or(0))
    }

    /// Forgets up to `limit` ended messages from the days before that of `before`; how many.
    ///
    /// # Errors
    /// When the database fails.
    pub fn message_sweep(&mut self, before: Time, limit: i64) -> Result<u64, StoreError> {
        let day = before.millis().div_euclid(DAY);
        let swept = self.execute(SWEEP, &[day.into(), limit.into()])?;
        self.execute(SWEEP_ALERTS, &[day.into()])?;
        Ok(swept)
    }
}

/// The day that an id was made on.
pub(crate) fn day(id: Id<kinds::Message>) -> i64 {
    id.made().millis().div_euclid(DAY)
}

fn message(row: &Row<'_>) -> Result<Message, StoreError> {
    Ok(Message {
        id: row.get(0)?,
        receiver: row.get(1)?,
        kind: row.get(2)?,
        alert: row.get(3)?,
        subject: row.get(4)?,
        body: row.get(5)?,
        state: row.get::<String>(6)?.parse()?,
        due: row.get(7)?,
        attempts: row.get(8)?,
        answer: row.get(9)?,
        took: row.get(10)?,
        ended: row.get(11)?,
        created: row.get(12)?,
    })
}
