//! What is read of the fleet.

use steadfast_store::{
    Id, NEVER_TESTED, Product, Running, StoreError, TestVerdict, Tx, Unit, UnitEvent, UnitFilter, UnitLog, UnitPage,
    UnitRuns, UnitSecret, UnitState, kinds,
};

use super::error::FleetError;
use super::market;
use super::reason::{Reason, Wrong};
use super::statements::{self, Stated};
use crate::app::App;

/// A unit with what it runs.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The unit.
    pub unit: Unit,
    /// What it runs.
    pub runs: Vec<UnitRuns>,
}

/// A unit with everything but its history.
#[derive(Clone, Debug)]
pub struct Whole {
    /// The unit.
    pub unit: Unit,
    /// Its product.
    pub product: Product,
    /// What it runs.
    pub runs: Vec<UnitRuns>,
    /// Its secrets, of which only kind and times are for showing.
    pub secrets: Vec<UnitSecret>,
    /// What it said of its event log, and of its owner's switches.
    pub log: UnitLog,
    /// What it stated of itself.
    pub stated: Stated,
}

/// Which units, as text: of an address or a request. What is empty asks nothing.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// `prd_…`.
    pub product: String,
    /// `rel_…`, or `unknown`.
    pub release: String,
    /// `prt_…`.
    pub part: String,
    /// A Member State, or `-` for those of which nobody has said.
    pub market: String,
    /// A state.
    pub state: String,
    /// `yes` or `no`.
    pub silent: String,
    /// What the serial number begins with.
    pub serial: String,
    /// What the last self-test came to: `passed`, `failed`, `unknown` or `never`.
    pub tested: String,
}

impl Asked {
    /// The filter that it is.
    ///
    /// # Errors
    /// When a value is none, with its name.
    pub fn filter(&self) -> Result<UnitFilter, Wrong> {
        let wrong = |field: &'static str| move || Wrong::new(field, Reason::Unknown(field));
        let asked = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let silent = match self.silent.trim() {
            "" => None,
            "yes" | "true" => Some(true),
            "no" | "false" => Some(false),
            _ => return Err(wrong("silent")()),
        };
        let market = match self.market.trim() {
            "" | "-" => self.market.trim(),
            text => market::read(text).ok_or_else(wrong("market"))?,
        };
        let running = match asked(&self.release).as_deref() {
            None => None,
            Some("unknown") => Some(Running::Unknown),
            Some(id) => Some(Running::Release(id.parse().map_err(|_| wrong("release")())?)),
        };
        let product = asked(&self.product).map(|id| id.parse().map_err(|_| wrong("product")())).transpose()?;
        let part = asked(&self.part).map(|id| id.parse().map_err(|_| wrong("part")())).transpose()?;
        let state = asked(&self.state).map(|word| word.parse::<UnitState>().map_err(|_| wrong("state")()));
        let (serial, tested) = (self.serial.trim().to_owned(), self.tested.trim().to_owned());
        let is_known = tested.is_empty() || tested == NEVER_TESTED || tested.parse::<TestVerdict>().is_ok();
        if !is_known {
            return Err(wrong("tested")());
        }
        let (market, state) = (market.to_owned(), state.transpose()?);
        Ok(UnitFilter { product, running, part, market, state, silent, serial, tested })
    }
}

/// A page of units, each with what it runs.
///
/// # Errors
/// When the database fails.
pub async fn list(app: &App, filter: UnitFilter, page: UnitPage, limit: i64) -> Result<Vec<Listed>, StoreError> {
    app.store.read(move |tx| listed(tx, &filter, page, limit)).await
}

/// The same, inside a transaction.
pub(crate) fn listed(
    tx: &mut Tx<'_>,
    filter: &UnitFilter,
    page: UnitPage,
    limit: i64,
) -> Result<Vec<Listed>, StoreError> {
    let units = tx.unit_list(filter, page, limit)?;
    units.into_iter().map(|unit| Ok(Listed { runs: tx.unit_runs(unit.number)?, unit })).collect()
}

/// One unit.
///
/// # Errors
/// When there is none, or the database fails.
pub async fn one(app: &App, id: Id<kinds::Unit>) -> Result<Whole, FleetError> {
    app.store.read(move |tx| whole(tx, id)).await
}

/// The same, inside a transaction.
pub(crate) fn whole(tx: &mut Tx<'_>, id: Id<kinds::Unit>) -> Result<Whole, FleetError> {
    let unit = tx.unit(id)?.ok_or(FleetError::NotFound("unit"))?;
    let product = tx.product(unit.product)?.ok_or(FleetError::NotFound("product"))?;
    let (runs, secrets) = (tx.unit_runs(unit.number)?, tx.unit_secrets(unit.number)?);
    let (log, stated) = (tx.unit_log(unit.number)?, statements::read(tx, &unit, &runs)?);
    Ok(Whole { unit, product, runs, secrets, log, stated })
}

/// What happened to a unit before `before`, the newest first.
///
/// # Errors
/// When there is no such unit, or the database fails.
pub async fn history(
    app: &App,
    id: Id<kinds::Unit>,
    before: Option<Id<kinds::UnitEvent>>,
    limit: i64,
) -> Result<Vec<UnitEvent>, FleetError> {
    let read = move |tx: &mut Tx<'_>| {
        let unit = tx.unit(id)?.ok_or(FleetError::NotFound("unit"))?;
        Ok(tx.unit_history(unit.number, before, limit)?)
    };
    app.store.read(read).await
}
