//! The list of units: filtered, in pages both ways, each a few searches of an index that are put together.

use super::UnitState;
use super::unit::{Unit, columns, read};
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::{Sql, statements};
use crate::tx::Tx;
use crate::value::Value;

/// What every statement asks besides. `?1` to `?4`: product, market, part, release; `?5` the most rows; `?6` and `?7` state
/// and silence; `?8` the number that the page begins behind; `?9` what the last self-test came to.
macro_rules! asked {
    () => {
        " AND (u.product = ?1 OR ?1 IS NULL) AND (?2 = '' OR COALESCE(u.market, '-') = ?2)
        AND (EXISTS (SELECT 1 FROM unit_runs x WHERE x.unit = u.number AND x.part = ?3) OR ?3 IS NULL)
        AND (?4 IN (SELECT x.release FROM unit_runs x WHERE x.unit = u.number) OR ?4 IS NULL)
        AND (?9 = '' OR COALESCE(u.tested, 'never') = ?9)"
    };
}

/// One strand: units in one state, silent or not, in the order of their numbers.
macro_rules! strand {
    ($which:literal, $way:literal, $order:literal) => {
        columns!(
            $which,
            " u.state = ?6 AND u.silent = ?7 AND u.number ",
            $way,
            " ?8",
            asked!(),
            " ORDER BY u.number",
            $order,
            " LIMIT ?5"
        )
    };
}

/// One strand of those that run a release, or one that is not known.
macro_rules! runners {
    ($release:literal, $way:literal, $order:literal) => {
        columns!(
            "JOIN unit_runs r ON r.unit = u.number WHERE ",
            $release,
            " AND r.silent = ?7 AND r.unit ",
            $way,
            " ?8 AND u.state = ?6",
            asked!(),
            " ORDER BY r.unit",
            $order,
            " LIMIT ?5"
        )
    };
}

/// Those whose serial number begins so, in the order of these.
macro_rules! serials {
    ($way:literal, $order:literal) => {
        columns!(
            "WHERE (?6 = '' OR u.state = ?6) AND (CAST(?7 AS INT8) < 0 OR u.silent = ?7)
            AND (u.serial, u.number) ",
            $way,
            " (?10, ?8) AND u.serial >= ?11 AND u.serial < ?12
            AND (CAST(?13 AS INT8) = 0 OR 0 < (SELECT COUNT(*) - COUNT(x.release) FROM unit_runs x
            WHERE x.unit = u.number))",
            asked!(),
            " ORDER BY u.serial",
            $order,
            ", u.number",
            $order,
            " LIMIT ?5"
        )
    };
}

statements! {
    EVERY = strand!("WHERE", ">", "");
    EVERY_DOWN = strand!("WHERE", "<", " DESC");
    PRODUCT = strand!("WHERE u.product = ?1 AND", ">", "");
    PRODUCT_DOWN = strand!("WHERE u.product = ?1 AND", "<", " DESC");
    MARKET = strand!("WHERE u.market = ?2 AND", ">", "");
    MARKET_DOWN = strand!("WHERE u.market = ?2 AND", "<", " DESC");
    TESTED = strand!("WHERE u.tested = ?9 AND", ">", "");
    TESTED_DOWN = strand!("WHERE u.tested = ?9 AND", "<", " DESC");
    RUNNERS = runners!("r.release = ?4", ">", "");
    RUNNERS_DOWN = runners!("r.release = ?4", "<", " DESC");
    UNKNOWN = runners!("r.release IS NULL AND (r.part = ?3 OR ?3 IS NULL)", ">", "");
    UNKNOWN_DOWN = runners!("r.release IS NULL AND (r.part = ?3 OR ?3 IS NULL)", "<", " DESC");
    SERIALS = serials!(">", "");
    SERIALS_DOWN = serials!("<", " DESC");
    PLACE = "SELECT number, serial FROM unit WHERE id = ?1";
}

/// What a unit of a list runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Running {
    /// This release.
    Release(Id<kinds::Release>),
    /// A version that the catalogue does not know.
    Unknown,
}

/// The market of units of which nobody has said where they were made available.
pub const NO_MARKET: &str = "-";

/// The self-test of units that never stated one.
pub const NEVER_TESTED: &str = "never";

/// Which units.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitFilter {
    /// Of this product.
    pub product: Option<Id<kinds::Product>>,
    /// That run this.
    pub running: Option<Running>,
    /// Of which it is known what they run of this part.
    pub part: Option<Id<kinds::Part>>,
    /// Made available in this Member State, or [`NO_MARKET`]; empty for all.
    pub market: String,
    /// In this state; nothing for all.
    pub state: Option<UnitState>,
    /// Silent, or heard of.
    pub silent: Option<bool>,
    /// What the serial number begins with; empty for all.
    pub serial: String,
    /// What the last self-test came to, or [`NEVER_TESTED`]; empty for all.
    pub tested: String,
}

/// Which page of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UnitPage {
    /// The first one.
    #[default]
    First,
    /// The one behind a unit.
    After(Id<kinds::Unit>),
    /// The one that ends in front of a unit.
    Before(Id<kinds::Unit>),
}

impl UnitFilter {
    fn release(&self) -> Option<Id<kinds::Release>> {
        match self.running {
            Some(Running::Release(release)) => Some(release),
            _ => None,
        }
    }

    /// The statement whose index leaves the least to look through.
    fn statement(&self, down: bool) -> Sql {
        let (up, back) = match self.running {
            Some(Running::Release(_)) => (RUNNERS, RUNNERS_DOWN),
            Some(Running::Unknown) => (UNKNOWN, UNKNOWN_DOWN),
            None if !self.tested.is_empty() && self.tested != NEVER_TESTED => (TESTED, TESTED_DOWN),
            None if self.product.is_some() => (PRODUCT, PRODUCT_DOWN),
            None if !self.market.is_empty() && self.market != NO_MARKET => (MARKET, MARKET_DOWN),
            None => (EVERY, EVERY_DOWN),
        };
        if down { back } else { up }
    }

    /// States and silence, each pair of which is one strand. A decommissioned unit is silent and runs nothing.
    fn strands(&self) -> Vec<(UnitState, bool)> {
        let states = UnitState::ALL.iter().copied().filter(|state| self.state.is_none_or(|wanted| wanted == *state));
        let pairs = states.flat_map(|state| [(state, false), (state, true)]);
        let possible = |(state, silent): &(UnitState, bool)| *silent || *state == UnitState::Active;
        pairs.filter(|pair| self.silent.is_none_or(|wanted| wanted == pair.1)).filter(possible).collect()
    }

    fn values<'a>(&'a self, limit: i64) -> Vec<Value<'a>> {
        let market = self.market.as_str().into();
        vec![self.product.into(), market, self.part.into(), self.release().into(), limit.into()]
    }
}

/// Behind which number and serial number a page begins.
struct Place {
    number: i64,
    serial: String,
}

impl Place {
    fn end(down: bool) -> Self {
        if down {
            Self { number: i64::MAX, serial: LAST.to_owned() }
        } else {
            Self { number: -1, serial: String::new() }
        }
    }
}

/// A text behind all others.
const LAST: &str = "\u{10ffff}";

impl Tx<'_> {
    /// A page of units: in the order they were entered, or by serial number where its beginning is asked for.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_list(&mut self, filter: &UnitFilter, page: UnitPage, limit: i64) -> Result<Vec<Unit>, StoreError> {
        let (down, unit) = match page {
            UnitPage::First => (false, None),
            UnitPage::After(id) => (false, Some(id)),
            UnitPage::Before(id) => (true, Some(id)),
        };
        let place = match unit {
            Some(id) => self.unit_place(id)?.unwrap_or_else(|| Place::end(down)),
            None => Place::end(down),
        };
        let mut found = if filter.serial.is_empty() {
            self.by_number(filter, &place, down, limit)?
        } else {
            self.by_serial(filter, &place, down, limit)?
        };
        if down {
            found.reverse();
        }
        Ok(found)
    }

    fn unit_place(&mut self, id: Id<kinds::Unit>) -> Result<Option<Place>, StoreError> {
        self.optional(PLACE, &[id.into()], |row| Ok(Place { number: row.get(0)?, serial: row.get(1)? }))
    }

    /// The strands, put together.
    fn by_number(
        &mut self,
        filter: &UnitFilter,
        place: &Place,
        down: bool,
        limit: i64,
    ) -> Result<Vec<Unit>, StoreError> {
        let mut found = Vec::new();
        for (state, silent) in filter.strands() {
            let mut values = filter.values(limit);
            values.extend([state.as_str().into(), silent.into(), place.number.into(), (&filter.tested).into()]);
            found.extend(self.rows(filter.statement(down), &values, read)?);
        }
        found.sort_by_key(|unit| if down { -unit.number } else { unit.number });
        found.dedup_by_key(|unit| unit.number);
        found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(found)
    }

    fn by_serial(
        &mut self,
        filter: &UnitFilter,
        place: &Place,
        down: bool,
        limit: i64,
    ) -> Result<Vec<Unit>, StoreError> {
        let behind = format!("{}{LAST}", filter.serial);
        let mut values = filter.values(limit);
        let silent = filter.silent.map_or(-1, i64::from);
        let unknown = filter.running == Some(Running::Unknown);
        values.extend([filter.state.map_or("", UnitState::as_str).into(), silent.into(), place.number.into()]);
        values.push((&filter.tested).into());
        values.extend([(&place.serial).into(), (&filter.serial).into(), (&behind).into(), unknown.into()]);
        self.rows(if down { SERIALS_DOWN } else { SERIALS }, &values, read)
    }
}
