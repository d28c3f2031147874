//! How far notices came, unit by unit.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

statements! {
    PUT = "INSERT INTO owner_notice_unit (notice, unit, since, told, kept, opened) VALUES (?1, ?2, ?3, NULL, NULL, NULL)
        ON CONFLICT DO NOTHING";
    TOLD = "UPDATE owner_notice_unit SET told = ?3 WHERE notice = ?1 AND unit = ?2 AND told IS NULL";
    WAS_TOLD = "SELECT CAST(1 AS INT8) FROM owner_notice_unit WHERE notice = ?1 AND unit = ?2 AND told IS NOT NULL";
    KEPT = "UPDATE owner_notice_unit SET kept = ?3 WHERE notice = ?1 AND unit = ?2 AND told IS NOT NULL AND kept IS NULL";
    OPENED = "UPDATE owner_notice_unit SET opened = ?3, kept = COALESCE(kept, ?3)
        WHERE notice = ?1 AND unit = ?2 AND told IS NOT NULL AND opened IS NULL";
    AGAIN = "UPDATE owner_notice_unit SET told = NULL, kept = NULL, opened = NULL WHERE unit = ?1 AND told IS NOT NULL";
    PROGRESS = "SELECT CAST(COUNT(*) AS INT8), CAST(COUNT(x.kept) AS INT8), CAST(COUNT(x.opened) AS INT8),
        CAST(COALESCE(SUM(CASE WHEN x.kept IS NULL AND u.public_key IS NOT NULL THEN 1 ELSE 0 END), 0) AS INT8),
        CAST(COALESCE(SUM(CASE WHEN x.kept IS NULL AND u.public_key IS NULL AND NOT EXISTS (SELECT 1 FROM owner_delivery d
        WHERE d.notice = x.notice AND d.unit = x.unit) THEN 1 ELSE 0 END), 0) AS INT8)
        FROM owner_notice_unit x JOIN unit u ON u.number = x.unit WHERE x.notice = ?1";
    CASE_TOLD = "SELECT CAST(COUNT(*) AS INT8), CAST(COALESCE(SUM(t.told), 0) AS INT8) FROM (SELECT x.unit,
        MAX(CASE WHEN x.kept IS NOT NULL OR EXISTS (SELECT 1 FROM owner_delivery d WHERE d.notice = x.notice
        AND d.unit = x.unit AND d.state = 'delivered') THEN 1 ELSE 0 END) AS told
        FROM owner_notice_unit x JOIN owner_notice n ON n.id = x.notice WHERE n.case_id = ?1 GROUP BY x.unit) t";
    LIST = "SELECT x.unit, u.id, u.serial, u.market, CAST(CASE WHEN u.public_key IS NULL THEN 0 ELSE 1 END AS INT8), x.told, x.kept,
        x.opened FROM owner_notice_unit x JOIN unit u ON u.number = x.unit
        WHERE x.notice = ?1 AND x.unit > ?2 ORDER BY x.unit LIMIT ?3";
}

/// How far a notice came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoticeProgress {
    /// All units that it is for.
    pub units: i64,
    /// They state that they keep it.
    pub kept: i64,
    /// Among them: an owner opened it.
    pub opened: i64,
    /// They speak for themselves, and did not come for it yet.
    pub waiting: i64,
    /// Neither the unit nor an address of its owner's can be told.
    pub unreachable: i64,
}

/// A unit that a notice is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticedUnit {
    /// The unit's number.
    pub number: i64,
    /// Its id.
    pub unit: Id<kinds::Unit>,
    /// Its serial number.
    pub serial: String,
    /// Where it was made available.
    pub market: Option<String>,
    /// Whether it speaks for itself.
    pub speaks: bool,
    /// When it was first told.
    pub told: Option<Time>,
    /// When it stated that it keeps it.
    pub kept: Option<Time>,
    /// When it stated that an owner opened it.
    pub opened: Option<Time>,
}

fn read(row: &Row<'_>) -> Result<NoticedUnit, StoreError> {
    Ok(NoticedUnit {
        number: row.get(0)?,
        unit: row.get(1)?,
        serial: row.get(2)?,
        market: row.get(3)?,
        speaks: row.get::<i64>(4)? != 0,
        told: row.get(5)?,
        kept: row.get(6)?,
        opened: row.get(7)?,
    })
}

type Notice = Id<kinds::OwnerNotice>;

impl Tx<'_> {
    /// A unit came into the scope of a notice.
    ///
    /// # Errors
    /// When the database fails.
    pub fn owner_notice_unit_put(&mut self, notice: Notice, unit: i64, now: Time) -> Result<(), StoreError> {
        self.execute(PUT, &[notice.into(), unit.into(), now.into()]).map(drop)
    }

    /// A unit is told a notice.
    ///
    /// # Errors
    /// When the database fails.
    pub fn owner_notice_told(&mut self, notice: Notice, unit: i64, now: Time) -> Result<(), StoreError> {
        self.execute(TOLD, &[notice.into(), unit.into(), now.into()]).map(drop)
    }

    /// Whether a unit was told a notice, and its owner is still the one of then.
    ///
    /// # Errors
    /// When the database fails.
    pub fn owner_notice_was_told(&mut self, notice: Notice, unit: i64) -> Result<bool, StoreError> {
        Ok(self.optional(WAS_TOLD, &[notice.into(), unit.into()], |_| Ok(()))?.is_some())
    }

    /// A unit states that it keeps a notice; whether that is new.
    ///
    /// # Errors
    /// When the database fails.
    pub fn owner_notice_kept(&mut self, notice: Notice, unit: i64, now: Time) -> Result<bool, StoreError> {
        Ok(self.execute(KEPT, &[notice.into(), unit.into(), now.into()])? == 1)
    }

    /// A unit states that an owner opened a notice; whether that is new.
    ///
    /// # Errors
    /// When the database fails.
    pub fn owner_notice_opened(&mut self, notice: Notice, unit: i64, now: Time) -> Result<bool, StoreError> {
        Ok(self.execute(OPENED, &[notice.into(), unit.into(), now.into()])? == 1)
    }

    /// The owner of a unit is another one, or begins anew: what was told was told to somebody else.
    ///
    /// # Errors
    /// When the database fails.
    pub fn owner_notices_again(&mut self, unit: i64) -> Result<(), StoreError> {
        self.execute(AGAIN, &[unit.into()]).map(drop)
    }

    /// How far a notice came. It looks at each of its units.
    ///
    /// # Errors
    /// When the database fails.
    pub fn owner_notice_progress(&mut self, notice: Notice) -> Result<NoticeProgress, StoreError> {
        let progress = self.optional(PROGRESS, &[notice.into()], |row| {
            Ok(NoticeProgress {
                units: row.get(0)?,
                kept: row.get(1)?,
                opened: row.get(2)?,
                waiting: row.get(3)?,
                unreachable: row.get(4)?,
            })
        })?;
        Ok(progress.unwrap_or_default())
    }

    /// Of the units that the notices of a case are for, each once: how many there are, and how many keep one or had one
    /// delivered to an address of their owner's.
    ///
    /// # Errors
    /// When the database fails.
    pub fn owner_notices_told(&mut self, case: Id<kinds::Case>) -> Result<(i64, i64), StoreError> {
        let counts = self.optional(CASE_TOLD, &[case.into()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(counts.unwrap_or_default())
    }

    /// Up to `limit` units of a notice with numbers above `after`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn owner_notice_units(
        &mut self,
        notice: Notice,
        after: i64,
        limit: i64,
    ) -> Result<Vec<NoticedUnit>, StoreError> {
        self.rows(LIST, &[notice.into(), after.into(), limit.into()], read)
    }
}
