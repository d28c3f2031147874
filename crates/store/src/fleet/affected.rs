//! Which units a flaw hits, and which flaws hit a unit.
//!
//! Every release of a part that a flaw is in has one answer, the worst that its exposures give; a unit has the worst of
//! the releases it runs. Answers are numbers, the worst highest: see [`Answer`].

use super::unit::{Unit, columns, read};
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Row;

/// What an exposure `e` that is not closed comes to, with the assessment `a` that stands on it.
macro_rules! answer {
    () => {
        "CASE WHEN a.status = 'affected' THEN 4 WHEN a.status IN ('not_affected', 'fixed') THEN 0
        WHEN e.found = 'affected' THEN 3 WHEN e.found = 'unknown' THEN 2 ELSE 0 END"
    };
}
pub(crate) use answer;

/// `class`: the answer of every release of the parts that flaw `?1` is in. Remote parts have deployments instead of units.
macro_rules! class {
    () => {
        concat!(
            "WITH hit AS (SELECT e.release AS release, MAX(",
            answer!(),
            ") AS answer FROM exposure e LEFT JOIN assessment a ON a.id = e.assessment
                WHERE e.flaw = ?1 AND e.closed IS NULL GROUP BY e.release),
            struck AS (SELECT r.part AS part, MAX(CASE WHEN h.answer >= 3 THEN r.sequence END) AS newest
                FROM hit h JOIN release r ON r.id = h.release JOIN part p ON p.id = r.part
                WHERE h.answer >= 2 AND p.kind <> 'remote' GROUP BY r.part),
            class AS (SELECT r.id AS release, r.part AS part, p.product AS product, CASE WHEN h.answer >= 2
                THEN h.answer WHEN r.sequence > s.newest THEN 1 ELSE 0 END AS answer
                FROM struck s JOIN release r ON r.part = s.part JOIN part p ON p.id = s.part
                LEFT JOIN hit h ON h.release = r.id) "
        )
    };
}

statements! {
    COUNTS = concat!(class!(), "SELECT n.product, n.part, CAST(n.answer AS INT8), CAST(SUM(n.units) AS INT8) FROM
        (SELECT c.product AS product, c.part AS part, c.answer AS answer, (SELECT COUNT(*) FROM unit_runs u
        WHERE u.release = c.release AND u.silent = 0) AS units FROM class c) n
        GROUP BY n.product, n.part, n.answer ORDER BY n.product, n.part, n.answer");
    COUNTS_OF = concat!(class!(), "SELECT n.product, n.part, CAST(n.answer AS INT8), CAST(SUM(n.units) AS INT8) FROM
        (SELECT c.product AS product, c.part AS part, c.answer AS answer, (SELECT COUNT(*) FROM unit_runs u
        WHERE u.release = c.release AND u.silent = 0) AS units FROM class c WHERE c.product = ?2) n
        GROUP BY n.product, n.part, n.answer ORDER BY n.product, n.part, n.answer");
    TOGETHER = concat!(class!(), "SELECT CAST(m.worst AS INT8), CAST(m.parts AS INT8), CAST(COUNT(*) AS INT8) FROM
        (SELECT u.unit AS unit, MAX(c.answer) AS worst, COUNT(*) AS parts FROM class c CROSS JOIN unit_runs u
        WHERE c.product = ?2 AND u.release = c.release AND u.silent = 0 GROUP BY u.unit) m
        GROUP BY m.worst, m.parts ORDER BY m.worst, m.parts");
    TOTAL = "SELECT CAST(COUNT(*) AS INT8) FROM unit WHERE product = ?1 AND state IN ('expected', 'active')";
    RELEASES = concat!(class!(), "SELECT c.release, r.label, c.part, p.name, c.product, d.name, CAST(c.answer AS INT8)
        FROM class c JOIN release r ON r.id = c.release JOIN part p ON p.id = c.part JOIN product d ON d.id = c.product
        WHERE c.answer >= 3 ORDER BY d.name, c.product, c.part, r.sequence DESC");
    MARKETS = concat!(class!(), "SELECT COALESCE(u.market, '-'), CAST(COUNT(DISTINCT u.number) AS INT8) FROM class c
        JOIN unit_runs r ON r.release = c.release JOIN unit u ON u.number = r.unit
        WHERE c.answer >= 3 AND r.silent = 0 GROUP BY u.market ORDER BY COALESCE(u.market, '-')");
    UNITS = columns!("JOIN unit_runs r ON r.unit = u.number WHERE r.release = ?1 AND r.silent = 0 AND r.unit > ?2
        ORDER BY r.unit LIMIT ?3");
    FLAWS = concat!("SELECT f.number, f.name, f.summary, f.severity, f.cvss, f.exploited, f.informational, f.rank,
        f.origin, CAST(MAX(", answer!(), ") AS INT8) FROM unit_runs u JOIN exposure e ON e.release = u.release
        JOIN flaw f ON f.number = e.flaw LEFT JOIN assessment a ON a.id = e.assessment
        WHERE u.unit = ?1 AND e.closed IS NULL AND (f.rank, f.number) < (?2, ?3)
        GROUP BY f.number, f.name, f.summary, f.severity, f.cvss, f.exploited, f.informational, f.rank, f.origin
        HAVING MAX(", answer!(), ") >= 2 ORDER BY f.rank DESC, f.number DESC LIMIT ?4");
}

/// What a flaw is to a release or a unit. The worst is the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// Another release, not exposed, that is no newer than an affected one.
    Other,
    /// A newer release that is not exposed.
    Fixed,
    /// Nobody can tell.
    Unknown,
    /// Affected, and nobody has decided on it yet.
    Undecided,
    /// Affected, and decided so.
    Affected,
}

impl Answer {
    pub(super) fn of(number: i64) -> Self {
        match number {
            4 => Self::Affected,
            3 => Self::Undecided,
            1 => Self::Fixed,
            0 => Self::Other,
            _ => Self::Unknown,
        }
    }

    /// Its word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Other => "other",
            Self::Fixed => "fixed",
            Self::Unknown => "unknown",
            Self::Undecided => "undecided",
            Self::Affected => "affected",
        }
    }
}

/// Units of one product that a flaw is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProductHit {
    /// Which product.
    pub product: Id<kinds::Product>,
    /// Units in use.
    pub total: i64,
    /// Affected, and decided so.
    pub affected: i64,
    /// Affected, and nobody has decided on it yet.
    pub undecided: i64,
    /// With a newer release that is not exposed.
    pub fixed: i64,
    /// With another release that is not exposed.
    pub other: i64,
}

/// A release with units that a flaw hits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HitRelease {
    /// Which.
    pub release: Id<kinds::Release>,
    /// Its version.
    pub label: String,
    /// Its part.
    pub part: Id<kinds::Part>,
    /// The part's name.
    pub part_name: String,
    /// Its product.
    pub product: Id<kinds::Product>,
    /// The product's name.
    pub product_name: String,
    /// [`Answer::Affected`] or [`Answer::Undecided`].
    pub answer: Answer,
}

/// A flaw that a unit has, by what it runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitFlaw {
    /// The flaw's number.
    pub number: i64,
    /// Its first name.
    pub name: String,
    /// Whether it is of the manufacturer's own register.
    pub own: bool,
    /// One line about it.
    pub summary: String,
    /// 0 critical to 4 none, 5 unrated.
    pub severity: i64,
    /// Tenths of the CVSS base score.
    pub cvss: Option<i64>,
    /// By whose word it is exploited.
    pub exploited: Option<String>,
    /// Its kind, where it is no vulnerability.
    pub informational: Option<String>,
    /// What comes first.
    pub rank: i64,
    /// What it is to the releases that the unit runs, or was last known to run.
    pub answer: Answer,
}

/// Units of one part that run a release of one answer, and were heard of lately.
type Group = (Id<kinds::Product>, Id<kinds::Part>, i64, i64);

impl Tx<'_> {
    /// How many units of each product a flaw hits: of products with a part, remote ones aside, of which a release is
    /// affected, or may be.
    ///
    /// # Errors
    /// When the database fails.
    pub fn flaw_hits(&mut self, flaw: i64) -> Result<Vec<ProductHit>, StoreError> {
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
        let groups: Vec<Group> = self.rows(COUNTS, &[flaw.into()], read)?;
        let of_one = |one: &Group, next: &Group| one.0 == next.0;
        groups.chunk_by(of_one).map(|groups| self.product_hit(flaw, groups)).collect()
    }

    /// How many units of one product a flaw hits; nothing where it has no such part. No unit of another product is counted.
    ///
    /// # Errors
    /// When the database fails.
    pub fn flaw_hit(&mut self, flaw: i64, product: Id<kinds::Product>) -> Result<Option<ProductHit>, StoreError> {
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
        let groups: Vec<Group> = self.rows(COUNTS_OF, &[flaw.into(), product.into()], read)?;
        (!groups.is_empty()).then(|| self.product_hit(flaw, &groups)).transpose()
    }

    fn product_hit(&mut self, flaw: i64, groups: &[Group]) -> Result<ProductHit, StoreError> {
        let product = groups[0].0;
        let total = self.optional(TOTAL, &[product.into()], |row| row.get(0))?.unwrap_or(0);
        let parts = i64::try_from(groups.chunk_by(|one, next| one.1 == next.1).count()).unwrap_or(i64::MAX);
        let mut hit = ProductHit { product, total, affected: 0, undecided: 0, fixed: 0, other: 0 };
        if parts == 1 {
            groups.iter().for_each(|(_, _, answer, units)| hit.add(*answer, true, *units));
            return Ok(hit);
        }
        // With more than one part in question, each unit is looked at: its worst part counts.
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let together: Vec<(i64, i64, i64)> = self.rows(TOGETHER, &[flaw.into(), product.into()], read)?;
        together.iter().for_each(|(worst, known, units)| hit.add(*worst, *known == parts, *units));
        Ok(hit)
    }

    /// Every release with units that a flaw may hit, product by product and part by part, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn flaw_releases(&mut self, flaw: i64) -> Result<Vec<HitRelease>, StoreError> {
        self.rows(RELEASES, &[flaw.into()], |row| {
            Ok(HitRelease {
                release: row.get(0)?,
                label: row.get(1)?,
                part: row.get(2)?,
                part_name: row.get(3)?,
                product: row.get(4)?,
                product_name: row.get(5)?,
                answer: Answer::of(row.get(6)?),
            })
        })
    }

    /// How many units that a flaw hits, and that were heard of lately, there are in each Member State; `-` where nobody has
    /// said.
    ///
    /// # Errors
    /// When the database fails.
    pub fn flaw_markets(&mut self, flaw: i64) -> Result<Vec<(String, i64)>, StoreError> {
        self.rows(MARKETS, &[flaw.into()], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Up to `limit` units that run a release and were heard of lately, with numbers above `after`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn release_units(
        &mut self,
        release: Id<kinds::Release>,
        after: i64,
        limit: i64,
    ) -> Result<Vec<Unit>, StoreError> {
        self.rows(UNITS, &[release.into(), after.into(), limit.into()], read)
    }

    /// Up to `limit` flaws that a unit has, or may have, behind a rank and a number; what comes first first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_flaws(
        &mut self,
        unit: i64,
        after: Option<(i64, i64)>,
        limit: i64,
    ) -> Result<Vec<UnitFlaw>, StoreError> {
        let (rank, number) = after.unwrap_or((i64::MAX, i64::MAX));
        self.rows(FLAWS, &[unit.into(), rank.into(), number.into(), limit.into()], |row| {
            Ok(UnitFlaw {
                number: row.get(0)?,
                name: row.get(1)?,
                summary: row.get(2)?,
                severity: row.get(3)?,
                cvss: row.get(4)?,
                exploited: row.get(5)?,
                informational: row.get(6)?,
                rank: row.get(7)?,
                own: row.get::<String>(8)? == "own",
                answer: Answer::of(row.get(9)?),
            })
        })
    }
}

impl ProductHit {
    /// Units that nobody can tell of: silent, or with a release that is not known, or of which it is not known whether it
    /// is affected.
    #[must_use]
    pub const fn unknown(&self) -> i64 {
        self.total - self.affected - self.undecided - self.fixed - self.other
    }

    /// A unit is as well off as its worst part; where one of its parts is not known, only the worst is certain.
    fn add(&mut self, worst: i64, whole: bool, units: i64) {
        match (Answer::of(worst), whole) {
            (Answer::Affected, _) => self.affected += units,
            (Answer::Undecided, _) => self.undecided += units,
            (Answer::Fixed, true) => self.fixed += units,
            (Answer::Other, true) => self.other += units,
            _ => {}
        }
    }
}
