//! The triage queue: flaws in the order in which somebody has to decide on them.

pub(crate) mod places;
pub(crate) mod rank;
pub mod sample;
pub(crate) mod settle;

use crate::assessment::strings;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::{Sql, statements};
use crate::time::Time;
use crate::tx::Tx;
use crate::value::{Row, Value};

/// A row of the queue.
macro_rules! queue {
    ($rest:literal) => {
        concat!(
            "SELECT f.number, f.name, f.ids, f.origin, f.summary, f.severity, f.cvss, f.epss, f.exploited, \
             f.informational, f.first_seen, t.waits, t.hits, t.revisits, t.unknowns, t.releases, t.products, c.name, \
             c.version, CAST(CASE WHEN t.component = t.last_component THEN 0 ELSE 1 END AS INT8), t.units, t.unstated, t.affected, \
             t.risk, t.rank FROM triage t JOIN flaw f ON f.number = t.flaw JOIN component c ON c.number = t.component \
             WHERE t.product = ?1 AND t.rank >= ?5 AND (CAST(?6 AS INT8) < 0 OR t.severity = ?6) \
             AND (CAST(?7 AS INT8) = 0 OR t.revisits > 0) AND (CAST(?8 AS INT8) = 0 OR t.unknowns > 0) AND ",
            $rest
        )
    };
}

statements! {
    WAITING = queue!("t.waits > 0 AND (t.rank, t.flaw) < (?2, ?3) ORDER BY t.rank DESC, t.flaw DESC LIMIT ?4");
    WAITING_UP = queue!("t.waits > 0 AND (t.rank, t.flaw) > (?2, ?3) ORDER BY t.rank, t.flaw LIMIT ?4");
    EVERY = queue!("(t.rank, t.flaw) < (?2, ?3) ORDER BY t.rank DESC, t.flaw DESC LIMIT ?4");
    EVERY_UP = queue!("(t.rank, t.flaw) > (?2, ?3) ORDER BY t.rank, t.flaw LIMIT ?4");
    COMPONENTS = "SELECT DISTINCT c.name, c.version FROM finding f JOIN component c ON c.number = f.component
        WHERE f.flaw = ?1 AND f.status IN ('affected', 'unknown') ORDER BY c.name, c.version LIMIT ?2";
    PRODUCTS = "SELECT p.id, p.name FROM triage t JOIN product p ON p.id = t.product WHERE t.flaw = ?1
        AND t.product <> ?2 AND t.hits > 0 ORDER BY t.product LIMIT ?3";
    NAMES = "SELECT id, name FROM product ORDER BY name, id LIMIT ?1";
    TALLY = "SELECT CAST(COUNT(*) AS INT8), CAST(COALESCE(SUM(waits), 0) AS INT8),
        CAST(COALESCE(SUM(CASE WHEN rank >= ?2 THEN 1 ELSE 0 END), 0) AS INT8),
        CAST(COALESCE(SUM(CASE WHEN revisits > 0 THEN 1 ELSE 0 END), 0) AS INT8)
        FROM triage WHERE product = ?1 AND waits > 0";
    FLAW = "SELECT number, name, ids, origin, summary, severity, cvss, vector, epss, exploited, informational, refs,
        modified, first_seen, waits, hits, units, rank FROM flaw WHERE number = ?1";
}

/// From this rank on a flaw is exploited.
pub(crate) const EXPLOITED: i64 = 1 << 49;

/// Which flaws of the queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QueueFilter {
    /// Of one product line.
    pub product: Option<Id<kinds::Product>>,
    /// Of one severity: 0 critical to 4 none, 5 unrated.
    pub severity: Option<i64>,
    /// Only exploited ones.
    pub exploited: bool,
    /// Only those with an assessment that is to be looked at again.
    pub revisit: bool,
    /// Only those of which nobody can tell whether something that waits is affected.
    pub unknown: bool,
    /// Those too on which everything is decided.
    pub decided: bool,
}

/// A place in the queue: rank and number of a flaw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueuePlace {
    /// Its rank.
    pub rank: i64,
    /// Its number.
    pub flaw: i64,
}

/// A flaw in the queue.
#[derive(Clone, Debug, PartialEq)]
pub struct QueueRow {
    /// Its number.
    pub flaw: i64,
    /// Its first name.
    pub name: String,
    /// All of them.
    pub ids: Vec<String>,
    /// Whether it is of the manufacturer's own register.
    pub own: bool,
    /// One line about it.
    pub summary: String,
    /// 0 critical to 4 none, 5 unrated.
    pub severity: i64,
    /// Tenths of the CVSS base score.
    pub cvss: Option<i64>,
    /// The probability of exploitation.
    pub epss: Option<f64>,
    /// By whose word it is exploited.
    pub exploited: Option<String>,
    /// Its kind, where it is no vulnerability.
    pub informational: Option<String>,
    /// When it was first seen here.
    pub first_seen: Time,
    /// Exposures that wait.
    pub waits: i64,
    /// Exposures that are not closed.
    pub hits: i64,
    /// Those to be looked at again.
    pub revisits: i64,
    /// Waiting ones of which nobody can tell.
    pub unknowns: i64,
    /// Releases with it.
    pub releases: i64,
    /// Product lines with it.
    pub products: i64,
    /// The first component with it: name and version.
    pub component: (String, Option<String>),
    /// Whether there are others.
    pub more_components: bool,
    /// Units behind what waits.
    pub units: Option<i64>,
    /// Releases of which nobody said how many units there are.
    pub unstated: i64,
    /// Whether something that waits is affected beyond doubt.
    pub affected: bool,
    /// The gravest risk of the products: 4 critical to 1 low; 2 where nobody said.
    pub risk: i64,
    /// Its place.
    pub rank: i64,
}

impl QueueRow {
    /// Its place in the queue.
    #[must_use]
    pub fn place(&self) -> QueuePlace {
        QueuePlace { rank: self.rank, flaw: self.flaw }
    }
}

/// A flaw.
#[derive(Clone, Debug, PartialEq)]
pub struct FlawRow {
    /// Its number.
    pub number: i64,
    /// Its first name.
    pub name: String,
    /// All of them.
    pub ids: Vec<String>,
    /// Whether it is of the manufacturer's own register.
    pub own: bool,
    /// One line about it.
    pub summary: String,
    /// 0 critical to 4 none, 5 unrated.
    pub severity: i64,
    /// Tenths of the CVSS base score.
    pub cvss: Option<i64>,
    /// Its CVSS vector.
    pub vector: Option<String>,
    /// The probability of exploitation.
    pub epss: Option<f64>,
    /// By whose word it is exploited.
    pub exploited: Option<String>,
    /// Its kind, where it is no vulnerability.
    pub informational: Option<String>,
    /// Addresses to read more.
    pub references: Vec<String>,
    /// The last change of its records.
    pub modified: Option<Time>,
    /// When it was first seen here.
    pub first_seen: Time,
    /// Exposures that wait.
    pub waits: i64,
    /// Exposures that are not closed.
    pub hits: i64,
    /// Units behind what waits.
    pub units: Option<i64>,
    /// Its place in the queue.
    pub rank: i64,
}

/// What the queue comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Flaws that wait.
    pub flaws: i64,
    /// Exposures that wait.
    pub exposures: i64,
    /// Waiting flaws that are exploited.
    pub exploited: i64,
    /// Flaws with an assessment to be looked at again.
    pub revisits: i64,
}

impl QueueFilter {
    fn values(&self, from: QueuePlace, limit: i64) -> [Value<'static>; 8] {
        [
            self.product.map_or(Value::Bytes(settle::EVERY_PRODUCT), Into::into),
            from.rank.into(),
            from.flaw.into(),
            limit.into(),
            if self.exploited { EXPLOITED.into() } else { 0_i64.into() },
            self.severity.unwrap_or(-1).into(),
            self.revisit.into(),
            self.unknown.into(),
        ]
    }

    fn sql(&self, up: bool) -> Sql {
        match (self.decided, up) {
            (false, false) => WAITING,
            (false, true) => WAITING_UP,
            (true, false) => EVERY,
            (true, true) => EVERY_UP,
        }
    }
}

impl Tx<'_> {
    /// Up to `limit` flaws behind `after`, what comes first first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn queue(
        &mut self,
        filter: &QueueFilter,
        after: Option<QueuePlace>,
        limit: i64,
    ) -> Result<Vec<QueueRow>, StoreError> {
        let from = after.unwrap_or(QueuePlace { rank: i64::MAX, flaw: i64::MAX });
        self.rows(filter.sql(false), &filter.values(from, limit), queue_row)
    }

    /// The up to `limit` flaws right before `before`, what comes first first: a page back.
    ///
    /// # Errors
    /// When the database fails.
    pub fn queue_back(
        &mut self,
        filter: &QueueFilter,
        before: QueuePlace,
        limit: i64,
    ) -> Result<Vec<QueueRow>, StoreError> {
        let mut found = self.rows(filter.sql(true), &filter.values(before, limit), queue_row)?;
        found.reverse();
        Ok(found)
    }

    /// What the queue comes to, of one product line or of all.
    ///
    /// # Errors
    /// When the database fails.
    pub fn queue_tally(&mut self, product: Option<Id<kinds::Product>>) -> Result<Tally, StoreError> {
        let product = product.map_or(Value::Bytes(settle::EVERY_PRODUCT), Into::into);
        let tally = self.optional(TALLY, &[product, EXPLOITED.into()], |row| {
            let (flaws, exposures) = (row.get(0)?, row.get(1)?);
            Ok(Tally { flaws, exposures, exploited: row.get(2)?, revisits: row.get(3)? })
        })?;
        Ok(tally.unwrap_or_default())
    }

    /// Up to `limit` components that a flaw is in, by name and version.
    ///
    /// # Errors
    /// When the database fails.
    pub fn flaw_components(&mut self, flaw: i64, limit: i64) -> Result<Vec<(String, Option<String>)>, StoreError> {
        self.rows(COMPONENTS, &[flaw.into(), limit.into()], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Up to `limit` product lines that a flaw hits, by id and name.
    ///
    /// # Errors
    /// When the database fails.
    pub fn flaw_products(&mut self, flaw: i64, limit: i64) -> Result<Vec<(Id<kinds::Product>, String)>, StoreError> {
        let values = [flaw.into(), Value::Bytes(settle::EVERY_PRODUCT), limit.into()];
        self.rows(PRODUCTS, &values, |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Up to `limit` product lines, by id and name, in the alphabet's order.
    ///
    /// # Errors
    /// When the database fails.
    pub fn product_names(&mut self, limit: i64) -> Result<Vec<(Id<kinds::Product>, String)>, StoreError> {
        self.rows(NAMES, &[limit.into()], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// One flaw.
    ///
    /// # Errors
    /// When the database fails.
    pub fn flaw_row(&mut self, number: i64) -> Result<Option<FlawRow>, StoreError> {
        self.optional(FLAW, &[number.into()], flaw)
    }
}

fn queue_row(row: &Row<'_>) -> Result<QueueRow, StoreError> {
    Ok(QueueRow {
        flaw: row.get(0)?,
        name: row.get(1)?,
        ids: strings(&row.get::<String>(2)?),
        own: row.get::<String>(3)? == "own",
        summary: row.get(4)?,
        severity: row.get(5)?,
        cvss: row.get(6)?,
        epss: row.get(7)?,
        exploited: row.get(8)?,
        informational: row.get(9)?,
        first_seen: row.get(10)?,
        waits: row.get(11)?,
        hits: row.get(12)?,
        revisits: row.get(13)?,
        unknowns: row.get(14)?,
        releases: row.get(15)?,
        products: row.get(16)?,
        component: (row.get(17)?, row.get(18)?),
        more_components: row.get(19)?,
        units: row.get(20)?,
        unstated: row.get(21)?,
        affected: row.get(22)?,
        risk: row.get(23)?,
        rank: row.get(24)?,
    })
}

fn flaw(row: &Row<'_>) -> Result<FlawRow, StoreError> {
    Ok(FlawRow {
        number: row.get(0)?,
        name: row.get(1)?,
        ids: strings(&row.get::<String>(2)?),
        own: row.get::<String>(3)? == "own",
        summary: row.get(4)?,
        severity: row.get(5)?,
        cvss: row.get(6)?,
        vector: row.get(7)?,
        epss: row.get(8)?,
        exploited: row.get(9)?,
        informational: row.get(10)?,
        references: strings(&row.get::<String>(11)?),
        modified: row.get(12)?,
        first_seen: row.get(13)?,
        waits: row.get(14)?,
        hits: row.get(15)?,
        units: row.get(16)?,
        rank: row.get(17)?,
    })
}
