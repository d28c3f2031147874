//! The units of a case: those of its alerts, as they are known today. Those that a flaw hits are counted in
//! [`crate::fleet::affected`].

use crate::error::StoreError;
use crate::fleet::unit::{Unit, columns, read};
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Row;

/// The numbers of the units of a case's alerts, each once for each alert.
macro_rules! numbers {
    () => {
        "SELECT a.unit FROM case_signal s JOIN alert_unit a ON a.alert = s.alert WHERE s.case_id = ?1"
    };
}

statements! {
    UNITS = columns!("WHERE u.number IN (", numbers!(), ") AND u.number > ?2 ORDER BY u.number LIMIT ?3");
    HOLDS = "SELECT CAST(1 AS INT8) FROM case_signal s JOIN alert_unit a ON a.alert = s.alert
        WHERE s.case_id = ?1 AND a.unit = ?2 LIMIT 1";
    MARKETS = concat!("SELECT COALESCE(u.market, '-'), CAST(COUNT(*) AS INT8) FROM unit u WHERE u.number IN (",
        numbers!(), ") GROUP BY u.market ORDER BY COALESCE(u.market, '-')");
    RELEASES = concat!("SELECT r.release, r.part, p.name, r.label, CAST(COUNT(*) AS INT8) FROM unit_runs r
        JOIN part p ON p.id = r.part WHERE r.unit IN (", numbers!(), ") GROUP BY r.release, r.part, p.name, r.label
        ORDER BY p.name, r.part, COUNT(*) DESC, r.label");
    ALERT_MARKETS = "SELECT COALESCE(u.market, '-'), CAST(COUNT(*) AS INT8) FROM alert_unit a
        JOIN unit u ON u.number = a.unit WHERE a.alert = ?1 GROUP BY u.market ORDER BY COALESCE(u.market, '-')";
    ALERT_RELEASES = "SELECT r.release, r.part, p.name, r.label, CAST(COUNT(*) AS INT8) FROM alert_unit a
        JOIN unit_runs r ON r.unit = a.unit JOIN part p ON p.id = r.part WHERE a.alert = ?1
        GROUP BY r.release, r.part, p.name, r.label ORDER BY p.name, r.part, COUNT(*) DESC, r.label";
}

/// A release that units of a case run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRelease {
    /// The release; nothing where the catalogue does not know the version.
    pub release: Option<Id<kinds::Release>>,
    /// Its part.
    pub part: Id<kinds::Part>,
    /// The part's name.
    pub part_name: String,
    /// The version.
    pub label: String,
    /// How many units of the case run it.
    pub units: i64,
}

fn ran(row: &Row<'_>) -> Result<CaseRelease, StoreError> {
    Ok(CaseRelease {
        release: row.get(0)?,
        part: row.get(1)?,
        part_name: row.get(2)?,
        label: row.get(3)?,
        units: row.get(4)?,
    })
}

impl Tx<'_> {
    /// Up to `limit` units of a case's alerts with numbers above `after`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn case_units(&mut self, case: Id<kinds::Case>, after: i64, limit: i64) -> Result<Vec<Unit>, StoreError> {
        self.rows(UNITS, &[case.into(), after.into(), limit.into()], read)
    }

    /// Whether a unit is one of a case's alerts.
    ///
    /// # Errors
    /// When the database fails.
    pub fn case_holds(&mut self, case: Id<kinds::Case>, unit: i64) -> Result<bool, StoreError> {
        Ok(self.optional(HOLDS, &[case.into(), unit.into()], |_| Ok(()))?.is_some())
    }

    /// How many units of a case's alerts there are in each Member State; `-` where nobody has said.
    ///
    /// # Errors
    /// When the database fails.
    pub fn case_markets(&mut self, case: Id<kinds::Case>) -> Result<Vec<(String, i64)>, StoreError> {
        self.rows(MARKETS, &[case.into()], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// What units of a case's alerts run, part by part, the most frequent first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn case_releases(&mut self, case: Id<kinds::Case>) -> Result<Vec<CaseRelease>, StoreError> {
        self.rows(RELEASES, &[case.into()], ran)
    }

    /// How many units of an alert there are in each Member State; `-` where nobody has said.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alert_markets(&mut self, alert: Id<kinds::Alert>) -> Result<Vec<(String, i64)>, StoreError> {
        self.rows(ALERT_MARKETS, &[alert.into()], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// What units of an alert run, part by part, the most frequent first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alert_releases(&mut self, alert: Id<kinds::Alert>) -> Result<Vec<CaseRelease>, StoreError> {
        self.rows(ALERT_RELEASES, &[alert.into()], ran)
    }
}
