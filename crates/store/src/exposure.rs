//! Flaws, findings and exposures, as the matching writes them.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::triage::settle::{EVERY_PRODUCT, to_decide};
use crate::tx::Tx;
use crate::value::Value;

/// An exposure that was there before: it goes on, or opens again. What was decided on it is looked at by whoever settles.
macro_rules! again {
    () => {
        "ON CONFLICT (flaw, release, component) DO UPDATE SET found = excluded.found, closed = NULL,
        opened = CASE WHEN exposure.closed IS NULL THEN exposure.opened ELSE excluded.opened END,
        waits = CASE WHEN exposure.assessment IS NULL THEN excluded.waits ELSE exposure.waits END"
    };
}

statements! {
    FLAW_OF_ID = "SELECT flaw FROM flaw_id WHERE id = ?1";
    FLAW_INSERT = "INSERT INTO flaw (number, name, ids, origin, summary, severity, cvss, vector, epss, exploited,
        informational, refs, modified, first_seen, waits, hits, units, rank)
        SELECT COALESCE(MAX(number), 0) + 1, ?1, ?2, 'published', ?3, CAST(?4 AS INT8), CAST(?5 AS INT8), ?6, ?7, ?8, ?9,
        ?10, CAST(?11 AS INT8), CAST(?12 AS INT8), 0, 0, NULL, 0 FROM flaw";
    FLAW_NUMBER = "SELECT number FROM flaw WHERE name = ?1";
    FLAW_CHANGE = "UPDATE flaw SET name = ?1, ids = ?2, summary = ?3, severity = ?4, cvss = ?5, vector = ?6, epss = ?7,
        exploited = ?8, informational = ?9, refs = ?10, modified = ?11 WHERE number = ?12";
    FLAW_AWAY = "UPDATE flaw SET name = '~' || CAST(number AS TEXT) WHERE name = ?1 AND number <> ?2";
    FLAW_IDS_CLEAR = "DELETE FROM flaw_id WHERE flaw = ?1";
    FLAW_ID_PUT = "INSERT INTO flaw_id (id, flaw) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET flaw = excluded.flaw";
    FLAW_LIST = "SELECT number, ids, name, summary, severity, cvss, vector, epss, exploited, informational, refs, modified
        FROM flaw WHERE number > ?1 AND origin = 'published' ORDER BY number LIMIT ?2";
    FLAW_ID_LIST = "SELECT id, flaw FROM flaw_id WHERE id > ?1 ORDER BY id LIMIT ?2";
    FINDING_PUT = "INSERT INTO finding (component, flaw, status, reason, content) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (component, flaw) DO UPDATE SET status = excluded.status, reason = excluded.reason,
        content = excluded.content";
    FINDING_REMOVE = "DELETE FROM finding WHERE component = ?1 AND flaw = ?2";
    FINDING_LIST = "SELECT component, flaw, content FROM finding WHERE (component, flaw) > (?1, ?2)
        ORDER BY component, flaw LIMIT ?3";
    OPEN = concat!("INSERT INTO exposure (flaw, release, component, found, opened, waits)
        SELECT DISTINCT f.number, h.release, h.component, CAST(?3 AS TEXT), CAST(?4 AS INT8),
        CASE WHEN ", to_decide!("f", "CAST(?3 AS TEXT)"), " THEN 1 ELSE 0 END
        FROM flaw f JOIN holding h ON h.component = ?1 WHERE f.number = ?2 ", again!());
    CLOSE = "UPDATE exposure SET closed = ?3, waits = 0 WHERE flaw = ?2 AND component = ?1 AND closed IS NULL";
    MEET = concat!("INSERT INTO exposure (flaw, release, component, found, opened, waits)
        SELECT DISTINCT f.flaw, h.release, h.component, f.status, CAST(?2 AS INT8),
        CASE WHEN ", to_decide!("w", "f.status"), " THEN 1 ELSE 0 END
        FROM holding h JOIN finding f ON f.component = h.component JOIN flaw w ON w.number = f.flaw WHERE h.release = ?1 ", again!());
    UNMEET = "UPDATE exposure SET closed = ?2, waits = 0 WHERE release = ?1 AND closed IS NULL AND component <> 0
        AND NOT EXISTS (SELECT 1 FROM holding h JOIN finding f ON f.component = h.component
        WHERE h.release = exposure.release AND h.component = exposure.component AND f.flaw = exposure.flaw)";
    FLAWS_OF = "SELECT DISTINCT flaw FROM exposure WHERE release = ?1 ORDER BY flaw";
    ALL_OF_RELEASE = "SELECT flaw, component, found, closed FROM exposure WHERE release = ?1 ORDER BY flaw, component";
    TALLY = "INSERT INTO exposure_day (day, waits, open, exploited, critical, high, medium, low, unrated, unknown)
        SELECT CAST(?1 AS INT8), CAST(COALESCE(SUM(waits), 0) AS INT8), CAST(COALESCE(SUM(hits), 0) AS INT8),
        CAST(COALESCE(SUM(CASE WHEN exploited IS NOT NULL THEN hits ELSE 0 END), 0) AS INT8),
        CAST(COALESCE(SUM(CASE WHEN severity = 0 THEN hits ELSE 0 END), 0) AS INT8),
        CAST(COALESCE(SUM(CASE WHEN severity = 1 THEN hits ELSE 0 END), 0) AS INT8),
        CAST(COALESCE(SUM(CASE WHEN severity = 2 THEN hits ELSE 0 END), 0) AS INT8),
        CAST(COALESCE(SUM(CASE WHEN severity IN (3, 4) THEN hits ELSE 0 END), 0) AS INT8),
        CAST(COALESCE(SUM(CASE WHEN severity = 5 THEN hits ELSE 0 END), 0) AS INT8),
        CAST((SELECT COALESCE(SUM(unknowns), 0) FROM triage WHERE product = ?2) AS INT8)
        FROM flaw WHERE hits > 0 AND informational IS NULL
        ON CONFLICT (day) DO UPDATE SET waits = excluded.waits, open = excluded.open, exploited = excluded.exploited,
        critical = excluded.critical, high = excluded.high, medium = excluded.medium, low = excluded.low,
        unrated = excluded.unrated, unknown = excluded.unknown";
    DAYS = "SELECT day, waits, open, exploited, critical, high, medium, low, unrated, unknown FROM exposure_day
        WHERE day >= ?1 ORDER BY day LIMIT ?2";
}

/// What all records say of a flaw.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FlawFacts {
    /// Its CVE id, else the first of its ids.
    pub name: String,
    /// Every id, as a JSON array.
    pub ids: String,
    /// One line for people.
    pub summary: String,
    /// 0 critical to 5 unrated.
    pub severity: i64,
    /// Tenths of the CVSS base score.
    pub cvss: Option<i64>,
    /// The CVSS vector.
    pub vector: Option<String>,
    /// The probability of exploitation.
    pub epss: Option<f64>,
    /// By whose word it is exploited.
    pub exploited: Option<String>,
    /// The informational kind; nothing for a vulnerability.
    pub informational: Option<String>,
    /// Addresses to read more, as a JSON array.
    pub references: String,
    /// The last change of its records.
    pub modified: Option<Time>,
}

/// One finding to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFinding {
    /// The component's number.
    pub component: i64,
    /// The flaw's number.
    pub flaw: i64,
    /// affected, unknown, not_affected, fixed.
    pub status: &'static str,
    /// The code of the reason.
    pub reason: Option<&'static str>,
    /// The whole finding, as JSON.
    pub content: String,
}

/// An exposure, as much of it as the matching decides.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FoundExposure {
    /// The flaw's number.
    pub flaw: i64,
    /// The component's number.
    pub component: i64,
    /// What was found.
    pub found: String,
    /// Since when it is no more.
    pub closed: Option<Time>,
}

/// Exposures at the end of a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExposureDay {
    /// Days since the epoch.
    pub day: i64,
    /// That wait for a decision.
    pub waits: i64,
    /// That are open.
    pub open: i64,
    /// Of them: exploited.
    pub exploited: i64,
    /// Critical, high, medium, low, unrated.
    pub by_severity: [i64; 5],
    /// That wait, and of which nobody can tell.
    pub unknown: i64,
}

impl Tx<'_> {
    /// The flaw that has this id.
    ///
    /// # Errors
    /// When the database fails.
    pub fn flaw_of_id(&mut self, id: &str) -> Result<Option<i64>, StoreError> {
        self.optional(FLAW_OF_ID, &[id.into()], |row| row.get(0))
    }

    /// Keeps what is said of a flaw: a new one, or `number`. Its number.
    ///
    /// # Errors
    /// When the database fails.
    pub fn flaw_put(
        &mut self,
        number: Option<i64>,
        facts: &FlawFacts,
        ids: &[String],
        now: Time,
    ) -> Result<i64, StoreError> {
        self.execute(FLAW_AWAY, &[(&facts.name).into(), number.unwrap_or(-1).into()])?;
        let number = match number {
            Some(number) => self.flaw_change(number, facts)?,
            None => self.flaw_insert(facts, now)?,
        };
        self.execute(FLAW_IDS_CLEAR, &[number.into()])?;
        for id in ids {
            self.execute(FLAW_ID_PUT, &[id.into(), number.into()])?;
        }
        Ok(number)
    }

    fn flaw_insert(&mut self, facts: &FlawFacts, now: Time) -> Result<i64, StoreError> {
        self.execute(FLAW_INSERT, &said(facts, now.into()))?;
        let number = self.optional(FLAW_NUMBER, &[(&facts.name).into()], |row| row.get(0))?;
        number.ok_or(StoreError::Inconsistent { column: 0, expected: "a flaw" })
    }

    fn flaw_change(&mut self, number: i64, facts: &FlawFacts) -> Result<i64, StoreError> {
        self.execute(FLAW_CHANGE, &said(facts, number.into()))?;
        Ok(number)
    }

    /// Up to `limit` published flaws behind `after`, by number.
    ///
    /// # Errors
    /// When the database fails.
    pub fn flaw_list(&mut self, after: i64, limit: i64) -> Result<Vec<(i64, FlawFacts)>, StoreError> {
        self.rows(FLAW_LIST, &[after.into(), limit.into()], |row| {
            let facts = FlawFacts {
                ids: row.get(1)?,
                name: row.get(2)?,
                summary: row.get(3)?,
                severity: row.get(4)?,
                cvss: row.get(5)?,
                vector: row.get(6)?,
                epss: row.get(7)?,
                exploited: row.get(8)?,
                informational: row.get(9)?,
                references: row.get(10)?,
                modified: row.get(11)?,
            };
            Ok((row.get(0)?, facts))
        })
    }

    /// Up to `limit` ids behind `after`, each with the flaw that has it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn flaw_id_list(&mut self, after: &str, limit: i64) -> Result<Vec<(String, i64)>, StoreError> {
        self.rows(FLAW_ID_LIST, &[after.into(), limit.into()], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Keeps a finding, and opens the exposure of every release that holds the component.
    ///
    /// # Errors
    /// When the database fails.
    pub fn finding_put(&mut self, new: &NewFinding, now: Time) -> Result<(), StoreError> {
        let (component, flaw) = (new.component.into(), new.flaw.into());
        self.execute(FINDING_PUT, &[component, flaw, new.status.into(), new.reason.into(), (&new.content).into()])?;
        let values = [new.component.into(), new.flaw.into(), new.status.into(), now.into()];
        self.execute(OPEN, &values).map(drop)
    }

    /// Forgets a finding, and closes its exposures.
    ///
    /// # Errors
    /// When the database fails.
    pub fn finding_remove(&mut self, component: i64, flaw: i64, now: Time) -> Result<(), StoreError> {
        self.execute(FINDING_REMOVE, &[component.into(), flaw.into()])?;
        self.execute(CLOSE, &[component.into(), flaw.into(), now.into()]).map(drop)
    }

    /// Up to `limit` findings behind a pair: component, flaw and content.
    ///
    /// # Errors
    /// When the database fails.
    pub fn finding_list(&mut self, after: (i64, i64), limit: i64) -> Result<Vec<(i64, i64, String)>, StoreError> {
        self.rows(FINDING_LIST, &[after.0.into(), after.1.into(), limit.into()], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
    }

    /// Brings a release's exposures in line with what it holds; the flaws that it is or was exposed to.
    ///
    /// # Errors
    /// When the database fails.
    pub fn exposure_meet(&mut self, release: Id<kinds::Release>, now: Time) -> Result<Vec<i64>, StoreError> {
        self.execute(UNMEET, &[release.into(), now.into()])?;
        self.execute(MEET, &[release.into(), now.into()])?;
        self.rows(FLAWS_OF, &[release.into()], |row| row.get(0))
    }

    /// Every exposure of a release, closed ones too.
    ///
    /// # Errors
    /// When the database fails.
    pub fn exposures_found(&mut self, release: Id<kinds::Release>) -> Result<Vec<FoundExposure>, StoreError> {
        self.rows(ALL_OF_RELEASE, &[release.into()], |row| {
            Ok(FoundExposure { flaw: row.get(0)?, component: row.get(1)?, found: row.get(2)?, closed: row.get(3)? })
        })
    }

    /// Counts the exposures of a day anew.
    ///
    /// # Errors
    /// When the database fails.
    pub fn exposure_tally(&mut self, day: i64) -> Result<(), StoreError> {
        self.execute(TALLY, &[day.into(), Value::Bytes(EVERY_PRODUCT)]).map(drop)
    }

    /// The days from `since` on, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn exposure_days(&mut self, since: i64, limit: i64) -> Result<Vec<ExposureDay>, StoreError> {
        self.rows(DAYS, &[since.into(), limit.into()], |row| {
            let mut by_severity = [0; 5];
            for (at, count) in by_severity.iter_mut().enumerate() {
                *count = row.get(at + 4)?;
            }
            Ok(ExposureDay {
                day: row.get(0)?,
                waits: row.get(1)?,
                open: row.get(2)?,
                exploited: row.get(3)?,
                by_severity,
                unknown: row.get(9)?,
            })
        })
    }
}

/// What is said of a flaw as arguments 1 to 11, and one more behind.
fn said<'a>(facts: &'a FlawFacts, last: Value<'a>) -> [Value<'a>; 12] {
    [
        (&facts.name).into(),
        (&facts.ids).into(),
        (&facts.summary).into(),
        facts.severity.into(),
        facts.cvss.into(),
        facts.vector.as_ref().into(),
        facts.epss.into(),
        facts.exploited.as_ref().into(),
        facts.informational.as_ref().into(),
        (&facts.references).into(),
        facts.modified.into(),
        last,
    ]
}
