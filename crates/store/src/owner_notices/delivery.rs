//! Notices on their way to addresses of owners'.

use super::contact::{ContactWay, OwnerContact, read as contact};
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;

statements! {
    FAN_OUT = "INSERT INTO owner_delivery (notice, unit, way, state, due, attempts, tried, answer)
        SELECT x.notice, x.unit, c.way, 'waiting', CAST(?2 AS INT8), 0, NULL, '' FROM owner_notice_unit x
        JOIN owner_contact c ON c.unit = x.unit AND c.confirmed IS NOT NULL WHERE x.notice = ?1";
    FAN_OUT_ONE = "INSERT INTO owner_delivery (notice, unit, way, state, due, attempts, tried, answer)
        SELECT x.notice, x.unit, c.way, 'waiting', CAST(?2 AS INT8), 0, NULL, '' FROM owner_notice_unit x
        JOIN owner_contact c ON c.unit = x.unit AND c.confirmed IS NOT NULL WHERE x.notice = ?1 AND x.unit = ?3
        ON CONFLICT DO NOTHING";
    DUE_UNITS = "SELECT d.unit FROM owner_delivery d WHERE d.state = 'waiting' AND d.due <= ?1
        UNION SELECT c.unit FROM owner_contact c WHERE c.due <= ?1 LIMIT ?2";
    DUE = "SELECT notice, way, attempts FROM owner_delivery WHERE unit = ?1 AND state = 'waiting' AND due <= ?2
        ORDER BY due, notice, way LIMIT 1";
    CONTACT = "SELECT unit, way, sealed, language, link, asked, confirmed, due, attempts FROM owner_contact
        WHERE unit = ?1 AND way = ?2 AND confirmed IS NOT NULL";
    CONTACT_DUE = "SELECT unit, way, sealed, language, link, asked, confirmed, due, attempts FROM owner_contact
        WHERE unit = ?1 AND due <= ?2 AND link IS NOT NULL LIMIT 1";
    ATTEMPTED = "UPDATE owner_delivery SET state = ?4, due = ?5, attempts = attempts + 1, tried = ?6, answer = ?7
        WHERE notice = ?1 AND unit = ?2 AND way = ?3 AND state = 'waiting'";
    STOP = "DELETE FROM owner_delivery WHERE notice = ?1 AND state = 'waiting'";
    COUNTS = "SELECT way, state, CAST(COUNT(*) AS INT8) FROM owner_delivery WHERE notice = ?1 GROUP BY way, state
        ORDER BY way, state";
    OF_UNITS = "SELECT unit, way, state, tried, answer FROM owner_delivery WHERE notice = ?1 AND unit > ?2
        AND unit <= ?3 ORDER BY unit, way";
}

/// A notice that is due to an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnerDelivery {
    /// Which.
    pub notice: Id<kinds::OwnerNotice>,
    /// How often it was tried.
    pub attempts: i64,
    /// To where.
    pub contact: OwnerContact,
}

/// How a delivery to one unit's owner stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnerDelivered {
    /// The unit's number.
    pub unit: i64,
    /// Which way.
    pub way: ContactWay,
    /// `waiting`, `delivered` or `failed`.
    pub state: String,
    /// When it was tried last.
    pub tried: Option<Time>,
    /// What the other side answered last.
    pub answer: String,
}

/// How an attempt ended.
#[derive(Clone, Copy, Debug)]
pub struct OwnerAttempt<'a> {
    /// `waiting`, `delivered` or `failed`.
    pub state: &'static str,
    /// Of what waits: until when.
    pub due: Time,
    /// When it was.
    pub tried: Time,
    /// What the other side answered.
    pub answer: &'a str,
}

type Notice = Id<kinds::OwnerNotice>;

impl Tx<'_> {
    /// A notice goes to every confirmed address of its units' owners.
    ///
    /// # Errors
    /// When the database fails.
    pub fn owner_deliveries_begin(&mut self, notice: Notice, now: Time) -> Result<u64, StoreError> {
        self.execute(FAN_OUT, &[notice.into(), now.into()])
    }

    /// The same for one unit that came into its scope.
    ///
    /// # Errors
    /// When the database fails.
    pub fn owner_deliveries_join(&mut self, notice: Notice, unit: i64, now: Time) -> Result<(), StoreError> {
        self.execute(FAN_OUT_ONE, &[notice.into(), now.into(), unit.into()]).map(drop)
    }

    /// Up to `limit` units to whose owners something is due.
    ///
    /// # Errors
    /// When the database fails.
    pub fn owner_deliveries_due(&mut self, now: Time, limit: i64) -> Result<Vec<i64>, StoreError> {
        self.rows(DUE_UNITS, &[now.into(), limit.into()], |row| row.get(0))
    }

    /// What is due to the owner of a unit next.
    ///
    /// # Errors
    /// When the database fails.
    pub fn owner_delivery_due(&mut self, unit: i64, now: Time) -> Result<Option<OwnerDelivery>, StoreError> {
        let due = self.optional(DUE, &[unit.into(), now.into()], |row| {
            Ok((row.get::<Id<kinds::OwnerNotice>>(0)?, row.get::<String>(1)?, row.get(2)?))
        })?;
        let Some((notice, way, attempts)) = due else { return Ok(None) };
        let contact = self.optional(CONTACT, &[unit.into(), (&way).into()], contact)?;
        Ok(contact.map(|contact| OwnerDelivery { notice, attempts, contact }))
    }

    /// The address to which the mail with a link is due.
    ///
    /// # Errors
    /// When the database fails.
    pub fn owner_contact_due(&mut self, unit: i64, now: Time) -> Result<Option<OwnerContact>, StoreError> {
        self.optional(CONTACT_DUE, &[unit.into(), now.into()], contact)
    }

    /// Keeps how an attempt ended.
    ///
    /// # Errors
    /// When the database fails.
    pub fn owner_delivery_attempted(
        &mut self,
        delivery: &OwnerDelivery,
        attempt: &OwnerAttempt<'_>,
    ) -> Result<(), StoreError> {
        let values = [
            delivery.notice.into(),
            delivery.contact.unit.into(),
            delivery.contact.way.as_str().into(),
            attempt.state.into(),
            attempt.due.into(),
            attempt.tried.into(),
            attempt.answer.into(),
        ];
        self.execute(ATTEMPTED, &values).map(drop)
    }

    /// What waits of a notice that was recalled goes.
    ///
    /// # Errors
    /// When the database fails.
    pub fn owner_deliveries_stop(&mut self, notice: Notice) -> Result<u64, StoreError> {
        self.execute(STOP, &[notice.into()])
    }

    /// How many deliveries of a notice stand how: way, state, count.
    ///
    /// # Errors
    /// When the database fails.
    pub fn owner_delivery_counts(&mut self, notice: Notice) -> Result<Vec<(ContactWay, String, i64)>, StoreError> {
        self.rows(COUNTS, &[notice.into()], |row| Ok((row.get::<String>(0)?.parse()?, row.get(1)?, row.get(2)?)))
    }

    /// The deliveries of a notice to units with numbers above `after` and up to `last`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn owner_deliveries(
        &mut self,
        notice: Notice,
        after: i64,
        last: i64,
    ) -> Result<Vec<OwnerDelivered>, StoreError> {
        self.rows(OF_UNITS, &[notice.into(), after.into(), last.into()], |row| {
            Ok(OwnerDelivered {
                unit: row.get(0)?,
                way: row.get::<String>(1)?.parse()?,
                state: row.get(2)?,
                tried: row.get(3)?,
                answer: row.get(4)?,
            })
        })
    }
}
