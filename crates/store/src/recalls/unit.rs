//! The units of a recall: those that ran one of its releases when it was decided, and what became of each since.

use crate::error::StoreError;
use crate::fleet::affected::answer;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

type RecallId = Id<kinds::Recall>;

/// What became of unit `u` of recall `x`, which runs `r`: read from what it runs now. `?2` is the flaw of the case.
macro_rules! standing {
    () => {
        concat!(
            "CASE WHEN x.returned IS NOT NULL THEN 'returned' WHEN u.state = 'decommissioned' THEN 'decommissioned'
            WHEN r.release IS NULL OR r.silent = 1 THEN 'unknown' WHEN EXISTS (SELECT 1 FROM unit_runs w
            WHERE w.unit = x.unit AND (EXISTS (SELECT 1 FROM recall_release b WHERE b.recall = x.recall
            AND b.release = w.release) OR EXISTS (SELECT 1 FROM exposure e LEFT JOIN assessment a ON a.id = e.assessment
            WHERE e.flaw = ?2 AND e.release = w.release AND e.closed IS NULL AND ",
            answer!(),
            " >= 3))) THEN 'open' ELSE 'corrected' END"
        )
    };
}

/// The unit, what it runs of the part, and whom it went to.
macro_rules! joined {
    () => {
        " FROM recall_unit x JOIN unit u ON u.number = x.unit LEFT JOIN unit_runs r ON r.unit = x.unit AND r.part = x.part
        LEFT JOIN unit_partner ui ON ui.unit = x.unit AND ui.kind = 'importer' LEFT JOIN partner i ON i.id = ui.partner
        LEFT JOIN unit_partner ud ON ud.unit = x.unit AND ud.kind = 'dealer' LEFT JOIN partner d ON d.id = ud.partner "
    };
}

statements! {
    GATHER = "INSERT INTO recall_unit (recall, unit, part, release) SELECT ?1, r.unit, r.part, r.release FROM unit_runs r
        JOIN unit u ON u.number = r.unit WHERE r.release = ?2 AND u.state <> 'decommissioned'
        ON CONFLICT (recall, unit) DO NOTHING";
    STANDINGS = concat!("SELECT n.standing, CAST(COUNT(*) AS INT8) FROM (SELECT ", standing!(), " AS standing
        FROM recall_unit x JOIN unit u ON u.number = x.unit LEFT JOIN unit_runs r ON r.unit = x.unit AND r.part = x.part
        WHERE x.recall = ?1) n GROUP BY n.standing ORDER BY n.standing");
    PLACES = concat!("SELECT u.market, i.name, d.name, CAST(COUNT(*) AS INT8)", joined!(), "WHERE x.recall = ?1
        GROUP BY u.market, i.name, d.name
        ORDER BY COALESCE(u.market, '-'), COALESCE(i.name, ''), COALESCE(d.name, '') LIMIT ?2");
    UNITS = concat!("SELECT u.number, u.id, u.serial, u.market, i.name, d.name, p.name, l.label, ", standing!(), joined!(),
        "JOIN release l ON l.id = x.release JOIN part p ON p.id = x.part
        WHERE x.recall = ?1 AND x.unit > ?3 ORDER BY x.unit LIMIT ?4");
    RETURN = "UPDATE recall_unit SET returned = ?3 WHERE recall = ?1 AND unit = ?2 AND returned IS NULL";
    HOLDS = "SELECT 1 FROM recall_unit WHERE recall = ?1 AND unit = ?2";
    COUNT = "SELECT CAST(COUNT(*) AS INT8) FROM recall_unit WHERE recall = ?1";
}

/// What became of a unit since the decision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UnitStanding {
    /// Runs a release without the flaw.
    pub corrected: i64,
    /// Came back.
    pub returned: i64,
    /// Is out of use.
    pub decommissioned: i64,
    /// Nobody can tell: silent, or with a version that nobody knows.
    pub unknown: i64,
    /// Still runs what is recalled, or has the flaw.
    pub open: i64,
}

/// Units in one Member State that went to the same partners.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecallPlace {
    /// The Member State; nothing where nobody has said, as of the others.
    pub market: Option<String>,
    /// The importer.
    pub importer: Option<String>,
    /// The dealer.
    pub dealer: Option<String>,
    /// How many.
    pub units: i64,
}

/// A unit of a recall.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecallUnit {
    /// Its number.
    pub number: i64,
    /// Its id.
    pub id: Id<kinds::Unit>,
    /// Its serial number.
    pub serial: String,
    /// The Member State; nothing where nobody has said, as of the partners.
    pub market: Option<String>,
    /// The importer.
    pub importer: Option<String>,
    /// The dealer.
    pub dealer: Option<String>,
    /// The part and version by which it is one.
    pub ran: (String, String),
    /// `corrected`, `returned`, `decommissioned`, `unknown` or `open`.
    pub standing: String,
}

fn read(row: &Row<'_>) -> Result<RecallUnit, StoreError> {
    Ok(RecallUnit {
        number: row.get(0)?,
        id: row.get(1)?,
        serial: row.get(2)?,
        market: row.get(3)?,
        importer: row.get(4)?,
        dealer: row.get(5)?,
        ran: (row.get(6)?, row.get(7)?),
        standing: row.get(8)?,
    })
}

impl Tx<'_> {
    /// Takes the units in use that run a release into a recall.
    ///
    /// # Errors
    /// When the database fails.
    pub fn recall_gather(&mut self, recall: RecallId, release: Id<kinds::Release>) -> Result<(), StoreError> {
        self.execute(GATHER, &[recall.into(), release.into()]).map(drop)
    }

    /// What became of the units of a recall, whose case is about a flaw.
    ///
    /// # Errors
    /// When the database fails.
    pub fn recall_standings(&mut self, recall: RecallId, flaw: Option<i64>) -> Result<UnitStanding, StoreError> {
        let counts: Vec<(String, i64)> =
            self.rows(STANDINGS, &[recall.into(), flaw.into()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let of = |word: &str| counts.iter().find(|(found, _)| found == word).map_or(0, |(_, count)| *count);
        Ok(UnitStanding {
            corrected: of("corrected"),
            returned: of("returned"),
            decommissioned: of("decommissioned"),
            unknown: of("unknown"),
            open: of("open"),
        })
    }

    /// Up to `limit` places with units of a recall, by Member State.
    ///
    /// # Errors
    /// When the database fails.
    pub fn recall_places(&mut self, recall: RecallId, limit: i64) -> Result<Vec<RecallPlace>, StoreError> {
        self.rows(PLACES, &[recall.into(), limit.into()], |row| {
            Ok(RecallPlace { market: row.get(0)?, importer: row.get(1)?, dealer: row.get(2)?, units: row.get(3)? })
        })
    }

    /// Up to `limit` units of a recall with numbers above `after`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn recall_units(
        &mut self,
        recall: RecallId,
        flaw: Option<i64>,
        after: i64,
        limit: i64,
    ) -> Result<Vec<RecallUnit>, StoreError> {
        self.rows(UNITS, &[recall.into(), flaw.into(), after.into(), limit.into()], read)
    }

    /// A unit of a recall came back; false where that was noted before, or it is none.
    ///
    /// # Errors
    /// When the database fails.
    pub fn recall_return(&mut self, recall: RecallId, unit: i64, now: Time) -> Result<bool, StoreError> {
        Ok(self.execute(RETURN, &[recall.into(), unit.into(), now.into()])? == 1)
    }

    /// Whether a unit is one of a recall.
    ///
    /// # Errors
    /// When the database fails.
    pub fn recall_holds(&mut self, recall: RecallId, unit: i64) -> Result<bool, StoreError> {
        Ok(self.optional(HOLDS, &[recall.into(), unit.into()], |_| Ok(()))?.is_some())
    }

    /// How many units a recall is about.
    ///
    /// # Errors
    /// When the database fails.
    pub fn recall_unit_count(&mut self, recall: RecallId) -> Result<i64, StoreError> {
        Ok(self.optional(COUNT, &[recall.into()], |row| row.get(0))?.unwrap_or(0))
    }
}
