//! Deliveries: one record on its way to one webhook.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::{Sql, statements};
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

statements! {
    INSERT = "INSERT INTO delivery (day, id, webhook, number, body, state, due, attempts, created)
        VALUES (?1, ?2, ?3, ?4, ?5, 'waiting', ?6, 0, ?6)";
    GET = "SELECT id, webhook, number, body, state, due, attempts, status, answer, took, ended, created FROM delivery
        WHERE day = ?1 AND id = ?2";
    LIST = "SELECT id, webhook, number, body, state, due, attempts, status, answer, took, ended, created FROM delivery
        WHERE webhook = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3";
    LIST_STATE = "SELECT id, webhook, number, body, state, due, attempts, status, answer, took, ended, created
        FROM delivery WHERE webhook = ?1 AND id < ?2 AND state = ?4 ORDER BY id DESC LIMIT ?3";
    NEWER = "SELECT id, webhook, number, body, state, due, attempts, status, answer, took, ended, created FROM delivery
        WHERE webhook = ?1 AND id > ?2 ORDER BY id LIMIT ?3";
    NEWER_STATE = "SELECT id, webhook, number, body, state, due, attempts, status, answer, took, ended, created
        FROM delivery WHERE webhook = ?1 AND id > ?2 AND state = ?4 ORDER BY id LIMIT ?3";
    DUE = "SELECT id, webhook, number, body, state, due, attempts, status, answer, took, ended, created FROM delivery
        WHERE webhook = ?1 AND state = 'waiting' AND (due <= ?2 OR due > ?4) ORDER BY due, id LIMIT ?3";
    WEBHOOKS_DUE = "SELECT w.id FROM webhook w WHERE w.state = 'on' AND (w.pause <= ?1 OR w.pause > ?3) AND EXISTS
        (SELECT 1 FROM delivery d WHERE d.webhook = w.id AND d.state = 'waiting' AND (d.due <= ?1 OR d.due > ?3)) LIMIT ?2";
    ERASE = "DELETE FROM delivery WHERE webhook IN (SELECT id FROM webhook) AND number = ?1";
    ENDED = "UPDATE delivery SET state = ?3, attempts = attempts + 1, due = ?4, status = ?5, answer = ?6, took = ?8,
        ended = ?7 WHERE day = ?1 AND id = ?2";
    AGAIN = "UPDATE delivery SET state = 'waiting', attempts = 0, due = ?3 WHERE day = ?1 AND id = ?2";
    ALL_DUE = "UPDATE delivery SET due = ?2 WHERE webhook = ?1 AND state = 'waiting' AND due > ?2";
    WAITING = "SELECT CAST(COUNT(*) AS INT8) FROM delivery WHERE webhook = ?1 AND state = 'waiting'";
    SWEEPABLE = "SELECT 1 FROM delivery WHERE day < ?1 AND state <> 'waiting' LIMIT 1";
    SWEEP = "DELETE FROM delivery WHERE (day, id) IN
        (SELECT day, id FROM delivery WHERE day < ?1 AND state <> 'waiting' LIMIT ?2)";
}

/// No delivery and no webhook waits longer: a time beyond it was written by a clock that was ahead, and counts as now.
pub(crate) const LONGEST_WAIT: Duration = Duration::from_secs(2 * 86_400);
/// Milliseconds of a day.
pub(crate) const DAY: i64 = 86_400_000;

/// Where a delivery stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeliveryState {
    /// For its first or its next attempt.
    Waiting,
    /// The receiver took it.
    Delivered,
    /// It was given up.
    Failed,
}

impl DeliveryState {
    /// Its word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Delivered => "delivered",
            Self::Failed => "failed",
        }
    }
}

impl fmt::Display for DeliveryState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for DeliveryState {
    type Err = StoreError;

    fn from_str(word: &str) -> Result<Self, StoreError> {
        let all = [Self::Waiting, Self::Delivered, Self::Failed];
        let unknown = || StoreError::UnknownWord { what: "delivery state", found: word.to_owned() };
        all.into_iter().find(|state| state.as_str() == word).ok_or_else(unknown)
    }
}

/// A delivery that waits to be made.
#[derive(Clone, Debug)]
pub struct NewDelivery {
    /// Its id; the receiver knows a repeated one by it.
    pub id: Id<kinds::Delivery>,
    /// To which webhook.
    pub webhook: Id<kinds::Webhook>,
    /// The record's number; nothing for a test.
    pub number: Option<u64>,
    /// What is sent.
    pub body: String,
}

/// A delivery as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Its id.
    pub id: Id<kinds::Delivery>,
    /// To which webhook.
    pub webhook: Id<kinds::Webhook>,
    /// The record's number; nothing for a test.
    pub number: Option<u64>,
    /// What is sent.
    pub body: String,
    /// Where it stands.
    pub state: DeliveryState,
    /// When it is tried next.
    pub due: Time,
    /// Attempts so far.
    pub attempts: i64,
    /// The status of the last answer.
    pub status: Option<i64>,
    /// The begin of the last answer, or why there was none.
    pub answer: Option<String>,
    /// How many milliseconds the last attempt took.
    pub took: Option<i64>,
    /// When the last attempt ended.
    pub ended: Option<Time>,
    /// When it was made.
    pub created: Time,
}

/// How an attempt ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// Where the delivery stands now.
    pub state: DeliveryState,
    /// When it is tried next, where it waits.
    pub due: Time,
    /// The answer's status.
    pub status: Option<i64>,
    /// The answer's begin, or why there was none.
    pub answer: String,
    /// How many milliseconds it took.
    pub took: i64,
}

/// Which deliveries of a webhook a list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeliveryFilter {
    /// The webhook.
    pub webhook: Id<kinds::Webhook>,
    /// Only those that stand there.
    pub state: Option<DeliveryState>,
}

impl Tx<'_> {
    /// Makes a delivery, due at once.
    ///
    /// # Errors
    /// When the database fails, or the webhook has heard of this record before.
    pub fn delivery_insert(&mut self, new: &NewDelivery, now: Time) -> Result<(), StoreError> {
        let number = new.number.map(|number| i64::try_from(number).unwrap_or(i64::MAX));
        let values =
            [day(new.id).into(), new.id.into(), new.webhook.into(), number.into(), (&new.body).into(), now.into()];
        self.execute(INSERT, &values).map(drop)
    }

    /// One delivery.
    ///
    /// # Errors
    /// When the database fails.
    pub fn delivery(&mut self, id: Id<kinds::Delivery>) -> Result<Option<Delivery>, StoreError> {
        self.optional(GET, &[day(id).into(), id.into()], delivery)
    }

    /// Up to `limit` deliveries made before `before`, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn delivery_list(
        &mut self,
        filter: DeliveryFilter,
        before: Option<Id<kinds::Delivery>>,
        limit: i64,
    ) -> Result<Vec<Delivery>, StoreError> {
        self.deliveries([LIST, LIST_STATE], filter, before.unwrap_or_else(|| Id::from_bytes([0xff; 16])), limit)
    }

    /// Up to `limit` deliveries made after `after`, the nearest of them, still the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn delivery_list_newer(
        &mut self,
        filter: DeliveryFilter,
        after: Id<kinds::Delivery>,
        limit: i64,
    ) -> Result<Vec<Delivery>, StoreError> {
        let mut found = self.deliveries([NEWER, NEWER_STATE], filter, after, limit)?;
        found.reverse();
        Ok(found)
    }

    fn deliveries(
        &mut self,
        [any, one]: [Sql; 2],
        filter: DeliveryFilter,
        from: Id<kinds::Delivery>,
        limit: i64,
    ) -> Result<Vec<Delivery>, StoreError> {
        let (webhook, from, limit) = (filter.webhook.into(), from.into(), limit.into());
        match filter.state {
            None => self.rows(any, &[webhook, from, limit], delivery),
            Some(state) => self.rows(one, &[webhook, from, limit, state.as_str().into()], delivery),
        }
    }

    /// Up to `limit` deliveries of a webhook that are due, the longest due first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn delivery_due(
        &mut self,
        webhook: Id<kinds::Webhook>,
        now: Time,
        limit: i64,
    ) -> Result<Vec<Delivery>, StoreError> {
        self.rows(DUE, &[webhook.into(), now.into(), limit.into(), now.after(LONGEST_WAIT).into()], delivery)
    }

    /// Up to `limit` webhooks that are on and have deliveries to be tried now.
    ///
    /// # Errors
    /// When the database fails.
    pub fn webhooks_due(&mut self, now: Time, limit: i64) -> Result<Vec<Id<kinds::Webhook>>, StoreError> {
        self.rows(WEBHOOKS_DUE, &[now.into(), limit.into(), now.after(LONGEST_WAIT).into()], |row| row.get(0))
    }

    /// Forgets every delivery of a record, whether it arrived or not, as when its content is erased.
    ///
    /// # Errors
    /// When the database fails.
    pub fn delivery_erase(&mut self, number: u64) -> Result<(), StoreError> {
        self.execute(ERASE, &[i64::try_from(number).unwrap_or(i64::MAX).into()]).map(drop)
    }

    /// Keeps how an attempt ended.
    ///
    /// # Errors
    /// When the database fails.
    pub fn delivery_attempted(
        &mut self,
        id: Id<kinds::Delivery>,
        attempt: &Attempt,
        now: Time,
    ) -> Result<(), StoreError> {
        let values = [
            day(id).into(),
            id.into(),
            attempt.state.as_str().into(),
            attempt.due.into(),
            attempt.status.into(),
            (&attempt.answer).into(),
            now.into(),
            attempt.took.into(),
        ];
        self.execute(ENDED, &values).map(drop)
    }

    /// Has a delivery sent once more, whatever became of it; false where there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub fn delivery_again(&mut self, id: Id<kinds::Delivery>, now: Time) -> Result<bool, StoreError> {
        Ok(self.execute(AGAIN, &[day(id).into(), id.into(), now.into()])? == 1)
    }

    /// Lets every delivery of a webhook that waits be tried now.
    ///
    /// # Errors
    /// When the database fails.
    pub fn delivery_all_due(&mut self, webhook: Id<kinds::Webhook>, now: Time) -> Result<(), StoreError> {
        self.execute(ALL_DUE, &[webhook.into(), now.into()]).map(drop)
    }

    /// How many deliveries of a webhook wait.
    ///
    /// # Errors
    /// When the database fails.
    pub fn delivery_waiting(&mut self, webhook: Id<kinds::Webhook>) -> Result<i64, StoreError> {
        Ok(self.optional(WAITING, &[webhook.into()], |row| row.get(0))?.unwrap_or(0))
    }

    /// Whether there are ended deliveries from the days before that of `before`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn delivery_sweepable(&mut self, before: Time) -> Result<bool, StoreError> {
        Ok(self.optional(SWEEPABLE, &[before.millis().div_euclid(DAY).into()], |_| Ok(()))?.is_some())
    }

    /// Forgets up to `limit` ended deliveries from the days before that of `before`; how many.
    ///
    /// # Errors
    /// When the database fails.
    pub fn delivery_sweep(&mut self, before: Time, limit: i64) -> Result<u64, StoreError> {
        self.execute(SWEEP, &[before.millis().div_euclid(DAY).into(), limit.into()])
    }
}

/// The day that an id was made on.
fn day(id: Id<kinds::Delivery>) -> i64 {
    id.made().millis().div_euclid(DAY)
}

fn delivery(row: &Row<'_>) -> Result<Delivery, StoreError> {
    let number: Option<i64> = row.get(2)?;
    Ok(Delivery {
        id: row.get(0)?,
        webhook: row.get(1)?,
        number: number.map(i64::unsigned_abs),
        body: row.get(3)?,
        state: row.get::<String>(4)?.parse()?,
        due: row.get(5)?,
        attempts: row.get(6)?,
        status: row.get(7)?,
        answer: row.get(8)?,
        took: row.get(9)?,
        ended: row.get(10)?,
        created: row.get(11)?,
    })
}
