//! The manufacturer's own register: flaws that are known and not published. What they are about stands in the register
//! alone, not in the flaw that everybody with a right to exposures sees.

use crate::assessment::words;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::{Row, Value};

/// An entry's columns.
macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT o.id, o.flaw, f.name, o.source, o.title, o.detail, o.part, o.first_sequence, o.fixed_sequence, \
             o.severity, o.exploited, o.state, o.created, o.version, o.vector_v3, o.vector_v4, f.cvss FROM own_flaw o JOIN flaw f ON f.number = o.flaw ",
            $rest
        )
    };
}

statements! {
    INSERT = "INSERT INTO own_flaw (id, flaw, source, title, detail, part, first_sequence, fixed_sequence, severity,
        exploited, state, created, version, vector_v3, vector_v4)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 'open', ?11, 1, ?12, ?13)";
    GET = columns!("WHERE o.id = ?1");
    OF_FLAW = columns!("WHERE o.flaw = ?1");
    LIST = columns!("WHERE o.id < ?1 AND (?2 = '' OR o.state = ?2) ORDER BY o.id DESC LIMIT ?3");
    CHANGE = "UPDATE own_flaw SET source = ?2, title = ?3, detail = ?4, first_sequence = ?5, fixed_sequence = ?6,
        severity = ?7, exploited = ?8, state = ?9, version = version + 1, vector_v3 = ?11, vector_v4 = ?12
        WHERE id = ?1 AND version = ?10";
    NAMES = "SELECT name FROM flaw WHERE name >= ?1 AND name < ?2";
    FLAW_INSERT = "INSERT INTO flaw (number, name, ids, origin, summary, severity, exploited, refs, modified, first_seen,
        waits, hits, rank, cvss, vector) SELECT COALESCE(MAX(number), 0) + 1, ?1, ?2, 'own', '', CAST(?3 AS INT8), ?4,
        '[]', CAST(?5 AS INT8), CAST(?5 AS INT8), 0, 0, 0, CAST(?6 AS INT8), CAST(?7 AS TEXT) FROM flaw";
    FLAW_ID = "INSERT INTO flaw_id (id, flaw) VALUES (?1, ?2)";
    FLAW_NUMBER = "SELECT number FROM flaw WHERE name = ?1";
    FLAW_CHANGE = "UPDATE flaw SET severity = ?2, exploited = ?3, modified = ?4, cvss = ?5, vector = ?6 WHERE number = ?1";
    ITSELF = "INSERT INTO component (number, digest, name, version, purl, cpe, content, platforms)
        VALUES (0, ?1, ?2, NULL, NULL, NULL, ?3, NULL) ON CONFLICT (number) DO NOTHING";
    OPEN = "INSERT INTO exposure (flaw, release, component, found, opened, waits)
        SELECT o.flaw, r.id, 0, 'affected', CAST(?2 AS INT8), 0 FROM own_flaw o JOIN release r ON r.part = o.part
        WHERE o.flaw = ?1 AND o.state = 'open' AND r.sequence >= o.first_sequence
        AND (o.fixed_sequence IS NULL OR r.sequence < o.fixed_sequence)
        ON CONFLICT (flaw, release, component) DO UPDATE SET closed = NULL,
        opened = CASE WHEN exposure.closed IS NULL THEN exposure.opened ELSE excluded.opened END";
    CLOSE = "UPDATE exposure SET closed = ?2, waits = 0 WHERE flaw = ?1 AND component = 0 AND closed IS NULL
        AND NOT EXISTS (SELECT 1 FROM own_flaw o JOIN release r ON r.part = o.part WHERE o.flaw = exposure.flaw
        AND r.id = exposure.release AND o.state = 'open' AND r.sequence >= o.first_sequence
        AND (o.fixed_sequence IS NULL OR r.sequence < o.fixed_sequence))";
    OF_RELEASE = "SELECT o.flaw FROM own_flaw o JOIN release r ON r.part = o.part WHERE r.id = ?1 ORDER BY o.flaw";
}

/// The number of the component that stands for the product itself.
const ITSELF_NAME: &str = "the product itself";

/// How an own flaw became known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OwnSource {
    /// Somebody reported it.
    Finder,
    /// Own tests.
    Test,
    /// It was found in an incident.
    Incident,
}

words!(OwnSource, "source of an own flaw", Finder = "finder", Test = "test", Incident = "incident");

/// An entry of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnFlaw {
    /// Its id.
    pub id: Id<kinds::OwnFlaw>,
    /// The flaw that it is.
    pub flaw: i64,
    /// Its name: `OWN-2026-1`.
    pub name: String,
    /// How it became known.
    pub source: OwnSource,
    /// One line about it.
    pub title: String,
    /// What is known.
    pub detail: String,
    /// The part that has it.
    pub part: Id<kinds::Part>,
    /// The first release with it.
    pub first_sequence: i64,
    /// The first release without it.
    pub fixed_sequence: Option<i64>,
    /// 0 critical to 4 none, 5 unrated.
    pub severity: i64,
    /// Its vector of CVSS 3.
    pub vector_v3: Option<String>,
    /// Its vector of CVSS 4.
    pub vector_v4: Option<String>,
    /// Tenths of the base score of the newer one of them.
    pub cvss: Option<i64>,
    /// Whether it is exploited.
    pub exploited: bool,
    /// Whether it still counts.
    pub open: bool,
    /// When it was entered.
    pub created: Time,
    /// Rises with every change.
    pub version: i64,
}

impl OwnFlaw {
    fn exploited_by(&self) -> Option<&'static str> {
        self.exploited.then_some("own")
    }

    /// The vector by which it is ranked.
    fn vector(&self) -> Option<&String> {
        self.vector_v4.as_ref().or(self.vector_v3.as_ref())
    }
}

impl Tx<'_> {
    /// Enters a flaw under the next name of its year, with everything that makes it a flaw like any other; its number
    /// and name.
    ///
    /// # Errors
    /// When the database fails.
    pub fn own_flaw_insert(&mut self, new: &OwnFlaw, year: i16) -> Result<(i64, String), StoreError> {
        let empty: &[u8] = &[];
        self.execute(ITSELF, &[(&[0_u8; 32]).into(), ITSELF_NAME.into(), empty.into()])?;
        let name = self.next_name(year)?;
        let ids = serde_json::Value::from(vec![name.clone()]).to_string();
        let flaw: [Value<'_>; 7] = [
            (&name).into(),
            (&ids).into(),
            new.severity.into(),
            new.exploited_by().into(),
            new.created.into(),
            new.cvss.into(),
            new.vector().into(),
        ];
        self.execute(FLAW_INSERT, &flaw)?;
        let number: Option<i64> = self.optional(FLAW_NUMBER, &[(&name).into()], |row| row.get(0))?;
        let number = number.ok_or(StoreError::Inconsistent { column: 0, expected: "a flaw" })?;
        self.execute(FLAW_ID, &[(&name).into(), number.into()])?;
        let values = [
            new.id.into(),
            number.into(),
            new.source.as_str().into(),
            (&new.title).into(),
            (&new.detail).into(),
            new.part.into(),
            new.first_sequence.into(),
            new.fixed_sequence.into(),
            new.severity.into(),
            new.exploited.into(),
            new.created.into(),
            new.vector_v3.as_ref().into(),
            new.vector_v4.as_ref().into(),
        ];
        self.execute(INSERT, &values)?;
        Ok((number, name))
    }

    fn next_name(&mut self, year: i16) -> Result<String, StoreError> {
        let (from, until) = (format!("OWN-{year}-"), format!("OWN-{year}."));
        let names: Vec<String> = self.rows(NAMES, &[(&from).into(), (&until).into()], |row| row.get(0))?;
        let numbers = names.iter().filter_map(|name| name.strip_prefix(&from)?.parse::<u32>().ok());
        Ok(format!("{from}{}", numbers.max().unwrap_or(0) + 1))
    }

    /// One entry.
    ///
    /// # Errors
    /// When the database fails.
    pub fn own_flaw(&mut self, id: Id<kinds::OwnFlaw>) -> Result<Option<OwnFlaw>, StoreError> {
        self.optional(GET, &[id.into()], own_flaw)
    }

    /// The entry that a flaw is, where it is one.
    ///
    /// # Errors
    /// When the database fails.
    pub fn own_flaw_of(&mut self, flaw: i64) -> Result<Option<OwnFlaw>, StoreError> {
        self.optional(OF_FLAW, &[flaw.into()], own_flaw)
    }

    /// Up to `limit` entries made before `before`, the newest first; `state` is `open`, `closed` or empty for all.
    ///
    /// # Errors
    /// When the database fails.
    pub fn own_flaw_list(
        &mut self,
        state: &str,
        before: Option<Id<kinds::OwnFlaw>>,
        limit: i64,
    ) -> Result<Vec<OwnFlaw>, StoreError> {
        let before = before.unwrap_or_else(|| Id::from_bytes([0xff; 16]));
        self.rows(LIST, &[before.into(), state.into(), limit.into()], own_flaw)
    }

    /// Writes what changed, where `changed.version` is still the newest; false where somebody else changed it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn own_flaw_change(&mut self, changed: &OwnFlaw, now: Time) -> Result<bool, StoreError> {
        let values = [
            changed.id.into(),
            changed.source.as_str().into(),
            (&changed.title).into(),
            (&changed.detail).into(),
            changed.first_sequence.into(),
            changed.fixed_sequence.into(),
            changed.severity.into(),
            changed.exploited.into(),
            if changed.open { "open" } else { "closed" }.into(),
            changed.version.into(),
            changed.vector_v3.as_ref().into(),
            changed.vector_v4.as_ref().into(),
        ];
        if self.execute(CHANGE, &values)? != 1 {
            return Ok(false);
        }
        let flaw = [
            changed.flaw.into(),
            changed.severity.into(),
            changed.exploited_by().into(),
            now.into(),
            changed.cvss.into(),
            changed.vector().into(),
        ];
        self.execute(FLAW_CHANGE, &flaw)?;
        Ok(true)
    }

    /// Brings the exposures of an own flaw in line with its releases.
    ///
    /// # Errors
    /// When the database fails.
    pub fn own_flaw_expose(&mut self, flaw: i64, now: Time) -> Result<(), StoreError> {
        self.execute(CLOSE, &[flaw.into(), now.into()])?;
        self.execute(OPEN, &[flaw.into(), now.into()]).map(drop)
    }

    /// The own flaws of the part that a release is of.
    ///
    /// # Errors
    /// When the database fails.
    pub fn own_flaws_near(&mut self, release: Id<kinds::Release>) -> Result<Vec<i64>, StoreError> {
        self.rows(OF_RELEASE, &[release.into()], |row| row.get(0))
    }
}

fn own_flaw(row: &Row<'_>) -> Result<OwnFlaw, StoreError> {
    Ok(OwnFlaw {
        id: row.get(0)?,
        flaw: row.get(1)?,
        name: row.get(2)?,
        source: row.get::<String>(3)?.parse()?,
        title: row.get(4)?,
        detail: row.get(5)?,
        part: row.get(6)?,
        first_sequence: row.get(7)?,
        fixed_sequence: row.get(8)?,
        severity: row.get(9)?,
        exploited: row.get(10)?,
        open: row.get::<String>(11)? == "open",
        created: row.get(12)?,
        version: row.get(13)?,
        vector_v3: row.get(14)?,
        vector_v4: row.get(15)?,
        cvss: row.get(16)?,
    })
}
