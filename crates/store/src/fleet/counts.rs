//! How many units there are, where, and what they run. Each is a walk along one index.

use super::UnitState;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Row;

statements! {
    STATES = "SELECT state, silent, CAST(COUNT(*) AS INT8) FROM unit GROUP BY state, silent ORDER BY state, silent";
    STATES_OF = "SELECT state, silent, CAST(COUNT(*) AS INT8) FROM unit WHERE product = ?1 GROUP BY state, silent
        ORDER BY state, silent";
    UNKNOWN = "SELECT CAST(COUNT(DISTINCT unit) AS INT8) FROM unit_runs WHERE release IS NULL
        AND (part IN (SELECT id FROM part WHERE product = ?1) OR ?1 IS NULL)";
    MARKETS = "SELECT COALESCE(market, '-'), CAST(COUNT(*) AS INT8) FROM unit WHERE state <> 'decommissioned'
        GROUP BY market ORDER BY COALESCE(market, '-')";
    MARKETS_OF = "SELECT COALESCE(market, '-'), CAST(COUNT(*) AS INT8) FROM unit WHERE product = ?1
        AND state <> 'decommissioned' GROUP BY market ORDER BY COALESCE(market, '-')";
    SHARES = "SELECT n.release, r.label, p.id, p.name, d.id, d.name, n.heard, n.silent FROM
        (SELECT release, CAST(SUM(1 - silent) AS INT8) AS heard, CAST(SUM(silent) AS INT8) AS silent FROM unit_runs
        WHERE release IS NOT NULL GROUP BY release) n JOIN release r ON r.id = n.release JOIN part p ON p.id = r.part
        JOIN product d ON d.id = p.product WHERE (d.id = ?1 OR ?1 IS NULL)
        ORDER BY n.heard + n.silent DESC, n.release LIMIT ?2";
    RUNNERS = "SELECT silent, CAST(COUNT(*) AS INT8) FROM unit_runs WHERE release = ?1 GROUP BY silent ORDER BY silent";
    SILENT = "SELECT CAST(COUNT(*) AS INT8) FROM unit WHERE product = ?1 AND state IN ('expected', 'active') AND silent = 1";
    KNOWS = "SELECT 1 WHERE EXISTS (SELECT 1 FROM unit WHERE product = ?1)";
}

/// How many units there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UnitTally {
    /// In use, and heard of lately.
    pub heard: i64,
    /// In use, and silent; those among them that were never heard of are counted here too.
    pub silent: i64,
    /// Among the silent: never heard of.
    pub expected: i64,
    /// Out of use.
    pub decommissioned: i64,
    /// In use, with a part whose version the catalogue does not know.
    pub unknown: i64,
}

impl UnitTally {
    /// In use.
    #[must_use]
    pub const fn in_use(&self) -> i64 {
        self.heard + self.silent
    }

    fn add(&mut self, state: UnitState, silent: bool, count: i64) {
        match (state, silent) {
            (UnitState::Decommissioned, _) => self.decommissioned += count,
            (UnitState::Expected, _) => {
                self.expected += count;
                self.silent += count;
            }
            (UnitState::Active, true) => self.silent += count,
            (UnitState::Active, false) => self.heard += count,
        }
    }
}

/// How many units run a release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleaseShare {
    /// The release.
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
    /// Units that were heard of lately.
    pub heard: i64,
    /// Units that are silent: it is what they were last known to run.
    pub silent: i64,
}

impl Tx<'_> {
    /// How many units there are, of one product or of all.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_tally(&mut self, product: Option<Id<kinds::Product>>) -> Result<UnitTally, StoreError> {
        let read = |row: &Row<'_>| Ok((row.get::<String>(0)?.parse()?, row.get(1)?, row.get(2)?));
        let counts: Vec<(UnitState, bool, i64)> = match product {
            Some(product) => self.rows(STATES_OF, &[product.into()], read)?,
            None => self.rows(STATES, &[], read)?,
        };
        let mut tally = UnitTally::default();
        counts.into_iter().for_each(|(state, silent, count)| tally.add(state, silent, count));
        tally.unknown = self.optional(UNKNOWN, &[product.into()], |row| row.get(0))?.unwrap_or(0);
        Ok(tally)
    }

    /// How many units in use there are in each market; [`super::list::NO_MARKET`] where nobody has said.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_markets(&mut self, product: Option<Id<kinds::Product>>) -> Result<Vec<(String, i64)>, StoreError> {
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        match product {
            Some(product) => self.rows(MARKETS_OF, &[product.into()], read),
            None => self.rows(MARKETS, &[], read),
        }
    }

    /// Up to `limit` releases that units run, the most frequent first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn release_shares(
        &mut self,
        product: Option<Id<kinds::Product>>,
        limit: i64,
    ) -> Result<Vec<ReleaseShare>, StoreError> {
        self.rows(SHARES, &[product.into(), limit.into()], |row| {
            Ok(ReleaseShare {
                release: row.get(0)?,
                label: row.get(1)?,
                part: row.get(2)?,
                part_name: row.get(3)?,
                product: row.get(4)?,
                product_name: row.get(5)?,
                heard: row.get(6)?,
                silent: row.get(7)?,
            })
        })
    }

    /// How many units run a release: those heard of lately, and those that were last known to, and are silent.
    ///
    /// # Errors
    /// When the database fails.
    pub fn release_runners(&mut self, release: Id<kinds::Release>) -> Result<(i64, i64), StoreError> {
        let read = |row: &Row<'_>| Ok((row.get::<bool>(0)?, row.get::<i64>(1)?));
        let counts = self.rows(RUNNERS, &[release.into()], read)?;
        let of = |wanted| counts.iter().find(|(silent, _)| *silent == wanted).map_or(0, |(_, count)| *count);
        Ok((of(false), of(true)))
    }

    /// How many units in use of a product were not heard of for too long, or never.
    ///
    /// # Errors
    /// When the database fails.
    pub fn product_silent(&mut self, product: Id<kinds::Product>) -> Result<i64, StoreError> {
        Ok(self.optional(SILENT, &[product.into()], |row| row.get(0))?.unwrap_or(0))
    }

    /// Whether the fleet knows any unit of a product.
    ///
    /// # Errors
    /// When the database fails.
    pub fn product_has_units(&mut self, product: Id<kinds::Product>) -> Result<bool, StoreError> {
        Ok(self.optional(KNOWS, &[product.into()], |_| Ok(()))?.is_some())
    }
}
