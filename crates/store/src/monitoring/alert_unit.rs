//! The units of alerts.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

statements! {
    GET = "SELECT alert, unit, opened, latest, score, reasons FROM alert_unit WHERE alert = ?1 AND unit = ?2";
    PUT = "INSERT INTO alert_unit (alert, unit, opened, latest, score, reasons) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (alert, unit) DO UPDATE SET latest = excluded.latest, score = excluded.score, reasons = excluded.reasons";
    OF_ALERT = "SELECT alert, unit, opened, latest, score, reasons FROM alert_unit WHERE alert = ?1 AND unit > ?2
        ORDER BY unit LIMIT ?3";
    OF_UNIT = "SELECT alert, unit, opened, latest, score, reasons FROM alert_unit WHERE unit = ?1
        ORDER BY alert DESC LIMIT ?2";
    OPEN_OF_UNIT = "SELECT u.alert, u.unit, u.opened, u.latest, u.score, u.reasons FROM alert_unit u
        JOIN alert a ON a.id = u.alert WHERE u.unit = ?1 AND a.ended IS NULL ORDER BY u.alert";
    ERASE = "DELETE FROM alert_unit WHERE unit = ?1";
    HOLLOW = "SELECT id FROM alert WHERE units <= 1 AND id IN (SELECT alert FROM alert_unit WHERE unit = ?1)";
    GONE = "DELETE FROM alert WHERE id = ?1";
    RECOUNT = "UPDATE alert SET units = units - 1
        WHERE id IN (SELECT alert FROM alert_unit WHERE unit = ?1)";
}

/// A unit of an alert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlertUnit {
    /// The alert.
    pub alert: Id<kinds::Alert>,
    /// The unit's number.
    pub unit: i64,
    /// When it was seen first at this unit.
    pub opened: Time,
    /// When it was seen last.
    pub latest: Time,
    /// How rarely it happens by chance, in hundredths of decimal orders.
    pub score: i64,
    /// The reasons, as CBOR.
    pub reasons: Vec<u8>,
}

fn read(row: &Row<'_>) -> Result<AlertUnit, StoreError> {
    Ok(AlertUnit {
        alert: row.get(0)?,
        unit: row.get(1)?,
        opened: row.get(2)?,
        latest: row.get(3)?,
        score: row.get(4)?,
        reasons: row.get(5)?,
    })
}

impl Tx<'_> {
    /// A unit of an alert.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alert_unit(&mut self, alert: Id<kinds::Alert>, unit: i64) -> Result<Option<AlertUnit>, StoreError> {
        self.optional(GET, &[alert.into(), unit.into()], read)
    }

    /// Keeps that an alert was seen at a unit, and why.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alert_unit_put(&mut self, new: &AlertUnit) -> Result<(), StoreError> {
        let AlertUnit { alert, unit, opened, latest, score, reasons } = new;
        let values =
            [(*alert).into(), (*unit).into(), (*opened).into(), (*latest).into(), (*score).into(), reasons.into()];
        self.execute(PUT, &values).map(drop)
    }

    /// Up to `limit` units of an alert, those with numbers above `after`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alert_units(
        &mut self,
        alert: Id<kinds::Alert>,
        after: i64,
        limit: i64,
    ) -> Result<Vec<AlertUnit>, StoreError> {
        self.rows(OF_ALERT, &[alert.into(), after.into(), limit.into()], read)
    }

    /// Up to `limit` alerts of a unit, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alerts_of_unit(&mut self, unit: i64, limit: i64) -> Result<Vec<AlertUnit>, StoreError> {
        self.rows(OF_UNIT, &[unit.into(), limit.into()], read)
    }

    /// The open alerts of a unit, the oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alerts_open_of_unit(&mut self, unit: i64) -> Result<Vec<AlertUnit>, StoreError> {
        self.rows(OPEN_OF_UNIT, &[unit.into()], read)
    }

    /// Forgets what was concluded of a unit: nobody inherits it. Its alerts stay, with a unit less; those of this unit alone go,
    /// and all that was to be told of them.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alerts_forget(&mut self, unit: i64) -> Result<u64, StoreError> {
        let hollow: Vec<Id<kinds::Alert>> = self.rows(HOLLOW, &[unit.into()], |row| row.get(0))?;
        for alert in hollow {
            self.alert_untell(alert)?;
            self.execute(GONE, &[alert.into()])?;
        }
        self.execute(RECOUNT, &[unit.into()])?;
        self.execute(ERASE, &[unit.into()])
    }
}
