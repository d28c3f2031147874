//! What is inside releases: the components that they hold, and the flaws that these are exposed to.

use super::pattern;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

macro_rules! exposures {
    ($rest:literal) => {
        concat!(
            "SELECT f.number, f.name, f.origin, f.summary, f.severity, f.cvss, f.exploited, f.informational, f.rank,
                c.name, c.version, e.found, e.opened, e.closed, a.status, e.revisit, e.waits
             FROM exposure e JOIN flaw f ON f.number = e.flaw
             LEFT JOIN component c ON c.number = e.component LEFT JOIN assessment a ON a.id = e.assessment
             WHERE e.release = ?1 ",
            $rest
        )
    };
}

statements! {
    COMPONENTS = "SELECT c.number, c.name, c.version, c.purl, c.cpe FROM holding h JOIN component c ON c.number = h.component
        WHERE h.release = ?1 AND h.counted = 1 AND (?2 = '' OR LOWER(c.name) LIKE ?2 ESCAPE '\\')
        ORDER BY h.place LIMIT ?3 OFFSET ?4";
    COUNT_COMPONENTS = "SELECT CAST(COUNT(*) AS INT8) FROM holding h JOIN component c ON c.number = h.component
        WHERE h.release = ?1 AND h.counted = 1 AND (?2 = '' OR LOWER(c.name) LIKE ?2 ESCAPE '\\')";
    EXPOSURES = exposures!("AND (?2 = '' OR (?2 = 'waits' AND e.waits = 1) OR (?2 = 'open' AND e.closed IS NULL)
        OR (?2 = 'closed' AND e.closed IS NOT NULL)) ORDER BY f.rank DESC, f.number, e.component LIMIT ?3 OFFSET ?4");
    COUNT_EXPOSURES = "SELECT CAST(COUNT(*) AS INT8), CAST(COALESCE(SUM(e.waits), 0) AS INT8),
        CAST(COALESCE(SUM(CASE WHEN e.closed IS NULL THEN 1 ELSE 0 END), 0) AS INT8)
        FROM exposure e WHERE e.release = ?1";
    OPEN = exposures!("AND e.closed IS NULL AND e.found IN ('affected', 'unknown')
        ORDER BY f.rank DESC, f.number, e.component");
    FLAWS = "SELECT DISTINCT flaw FROM exposure WHERE release = ?1 AND closed IS NULL ORDER BY flaw";
    FLAWS_OF_PRODUCT = "SELECT DISTINCT e.flaw FROM part p JOIN release r ON r.part = p.id
        JOIN exposure e ON e.release = r.id WHERE p.product = ?1 AND e.closed IS NULL ORDER BY e.flaw";
}

/// A component of a release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldComponent {
    /// Its number.
    pub number: i64,
    /// Its name.
    pub name: String,
    /// Its version, where the bill states one.
    pub version: Option<String>,
    /// Its package URL.
    pub purl: Option<String>,
    /// Its name in the CPE dictionary.
    pub cpe: Option<String>,
}

/// A flaw that a component of a release has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleaseExposure {
    /// The flaw's number.
    pub flaw: i64,
    /// Its name.
    pub name: String,
    /// `published` or `own`.
    pub origin: String,
    /// What it is, in a sentence.
    pub summary: String,
    /// 0 critical … 4 none, 5 unrated.
    pub severity: i64,
    /// Tenths of the base score.
    pub cvss: Option<i64>,
    /// By whose word it is exploited.
    pub exploited: Option<String>,
    /// What it is where it is no vulnerability.
    pub informational: Option<String>,
    /// What comes first.
    pub rank: i64,
    /// The component's name; nothing for a flaw of the release as a whole, from the manufacturer's own register.
    pub component: Option<String>,
    /// Its version.
    pub component_version: Option<String>,
    /// What was found: `affected`, `unknown`, `not_affected`, `fixed`.
    pub found: String,
    /// Since when.
    pub opened: Time,
    /// When it closed.
    pub closed: Option<Time>,
    /// The status of the assessment that stands.
    pub assessed: Option<String>,
    /// Why that is to be looked at again.
    pub revisit: Option<String>,
    /// Whether somebody has to decide.
    pub waits: bool,
}

/// How many exposures a release has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExposureCounts {
    /// Ever.
    pub all: i64,
    /// Those that wait for a decision.
    pub waits: i64,
    /// Those that are not closed.
    pub open: i64,
}

/// Which exposures of a release.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExposureFilter {
    /// All that there ever were.
    All,
    /// Those that wait for a decision.
    Waits,
    /// Those that are not closed.
    #[default]
    Open,
    /// Those that are closed.
    Closed,
}

impl ExposureFilter {
    /// Its word; empty for all.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Waits => "waits",
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }
}

fn component(row: &Row<'_>) -> Result<HeldComponent, StoreError> {
    Ok(HeldComponent {
        number: row.get(0)?,
        name: row.get(1)?,
        version: row.get(2)?,
        purl: row.get(3)?,
        cpe: row.get(4)?,
    })
}

fn exposure(row: &Row<'_>) -> Result<ReleaseExposure, StoreError> {
    Ok(ReleaseExposure {
        flaw: row.get(0)?,
        name: row.get(1)?,
        origin: row.get(2)?,
        summary: row.get(3)?,
        severity: row.get(4)?,
        cvss: row.get(5)?,
        exploited: row.get(6)?,
        informational: row.get(7)?,
        rank: row.get(8)?,
        component: row.get(9)?,
        component_version: row.get(10)?,
        found: row.get(11)?,
        opened: row.get(12)?,
        closed: row.get(13)?,
        assessed: row.get(14)?,
        revisit: row.get(15)?,
        waits: row.get(16)?,
    })
}

impl Tx<'_> {
    /// Components of a release in the order of its bill, whose name has `sought` in it: `limit` of them, from the
    /// `skip`th on.
    ///
    /// # Errors
    /// When the database fails.
    pub fn release_components(
        &mut self,
        id: Id<kinds::Release>,
        sought: &str,
        skip: i64,
        limit: i64,
    ) -> Result<Vec<HeldComponent>, StoreError> {
        let pattern = pattern(sought);
        self.rows(COMPONENTS, &[id.into(), (&pattern).into(), limit.into(), skip.into()], component)
    }

    /// How many components a release has whose name has `sought` in it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn release_component_count(&mut self, id: Id<kinds::Release>, sought: &str) -> Result<i64, StoreError> {
        let pattern = pattern(sought);
        Ok(self.optional(COUNT_COMPONENTS, &[id.into(), (&pattern).into()], |row| row.get(0))?.unwrap_or(0))
    }

    /// Exposures of a release, what matters most first: `limit` of them, from the `skip`th on.
    ///
    /// # Errors
    /// When the database fails.
    pub fn release_exposures(
        &mut self,
        id: Id<kinds::Release>,
        which: ExposureFilter,
        skip: i64,
        limit: i64,
    ) -> Result<Vec<ReleaseExposure>, StoreError> {
        self.rows(EXPOSURES, &[id.into(), which.as_str().into(), limit.into(), skip.into()], exposure)
    }

    /// How many exposures a release has.
    ///
    /// # Errors
    /// When the database fails.
    pub fn release_exposure_counts(&mut self, id: Id<kinds::Release>) -> Result<ExposureCounts, StoreError> {
        let read = |row: &Row<'_>| Ok(ExposureCounts { all: row.get(0)?, waits: row.get(1)?, open: row.get(2)? });
        Ok(self.optional(COUNT_EXPOSURES, &[id.into()], read)?.unwrap_or_default())
    }

    /// Every open exposure of a release by which it is affected, or may be.
    ///
    /// # Errors
    /// When the database fails.
    pub fn release_open(&mut self, id: Id<kinds::Release>) -> Result<Vec<ReleaseExposure>, StoreError> {
        self.rows(OPEN, &[id.into()], exposure)
    }

    /// Numbers of the flaws that a release is exposed to.
    ///
    /// # Errors
    /// When the database fails.
    pub fn release_flaws(&mut self, id: Id<kinds::Release>) -> Result<Vec<i64>, StoreError> {
        self.rows(FLAWS, &[id.into()], |row| row.get(0))
    }

    /// Numbers of the flaws that any release of a product is exposed to.
    ///
    /// # Errors
    /// When the database fails.
    pub fn product_flaws(&mut self, id: Id<kinds::Product>) -> Result<Vec<i64>, StoreError> {
        self.rows(FLAWS_OF_PRODUCT, &[id.into()], |row| row.get(0))
    }
}
