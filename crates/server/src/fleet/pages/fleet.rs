//! The fleet as a whole, and the list of its devices.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use steadfast_store::{StoreError, Tx, UnitFilter, UnitPage};

use super::rows;
use crate::access::action::Action;
use crate::app::App;
use crate::fleet::error::FleetError;
use crate::fleet::market;
use crate::fleet::read::{Asked, Listed, listed};
use crate::fleet::statements::lately;
use crate::http::problem::Problem;
use crate::web::components::{self, Paging, Total};
use crate::web::pages::fleet::{FleetView, UnitRow, fleet};
use crate::web::reader::Reader;
use crate::web::urls;
use crate::web::visit::page;

/// Rows on a page.
const ROWS: i64 = 50;
/// Releases to choose from.
const RELEASES: i64 = 200;

/// What the address says.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    product: String,
    release: String,
    market: String,
    state: String,
    silent: String,
    serial: String,
    tested: String,
    after: String,
    before: String,
}

impl Wanted {
    fn asked(&self) -> Asked {
        Asked {
            product: self.product.clone(),
            release: self.release.clone(),
            part: String::new(),
            market: self.market.clone(),
            state: self.state.clone(),
            silent: self.silent.clone(),
            serial: self.serial.clone(),
            tested: self.tested.clone(),
        }
    }

    fn page(&self) -> Result<UnitPage, Problem> {
        let lost = |_| Problem::invalid("the address names no page of this list");
        match (self.after.as_str(), self.before.as_str()) {
            ("", "") => Ok(UnitPage::First),
            ("", before) => before.parse().map(UnitPage::Before).map_err(lost),
            (after, _) => after.parse().map(UnitPage::After).map_err(lost),
        }
    }

    fn query(&self) -> components::Query {
        components::Query::new(urls::FLEET)
            .filter("serial", self.serial.clone())
            .filter("product", self.product.clone())
            .filter("release", self.release.clone())
            .filter("market", self.market.clone())
            .filter("state", self.state.clone())
            .filter("silent", self.silent.clone())
            .filter("tested", self.tested.clone())
    }
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    reader.by.may(Action::UnitRead)?;
    let (filter, place) = (wanted.asked().filter().map_err(FleetError::from)?, wanted.page()?);
    let may_enrol = reader.by.may(Action::UnitEnrol).is_ok();
    let (query, since) = (wanted.query(), lately(app.ambient.now()));
    let view = app.store.read::<_, StoreError, _>(move |tx| {
        let (rows, paging) = units(tx, &filter, place)?;
        let shares = tx.release_shares(filter.product, RELEASES)?;
        Ok(FleetView {
            tally: rows::tally(&tx.unit_tally(filter.product)?),
            tests: rows::tests(&tx.unit_tests(filter.product)?),
            erased: rows::erased(&tx.units_erased(filter.product, since)?),
            markets: rows::markets(&tx.unit_markets(filter.product)?),
            map: market::MAP,
            shares: shares.into_iter().map(rows::share).collect(),
            products: rows::products(tx)?,
            rows,
            query: query.clone(),
            paging,
            may_enrol,
        })
    });
    Ok(page(StatusCode::OK, fleet(&reader.frame, &view.await?)))
}

/// One page, and where it lies. The one row too many says that there is more; it lies at the far end.
fn units(tx: &mut Tx<'_>, filter: &UnitFilter, place: UnitPage) -> Result<(Vec<UnitRow>, Paging), StoreError> {
    let mut found = listed(tx, filter, place, ROWS + 1)?;
    let more = i64::try_from(found.len()).is_ok_and(|count| count > ROWS);
    if more {
        found.remove(if matches!(place, UnitPage::Before(_)) { 0 } else { found.len() - 1 });
    }
    let (is_before, is_after) = match place {
        UnitPage::First => (false, more),
        UnitPage::After(_) => (true, more),
        UnitPage::Before(_) => (more, true),
    };
    let cursor = |there: bool, one: Option<&Listed>| one.filter(|_| there).map(|one| one.unit.id.to_string());
    let total = if is_before || is_after { Total::Unknown } else { Total::Exact(found.len() as u64) };
    let paging = Paging { before: cursor(is_before, found.first()), after: cursor(is_after, found.last()), total };
    let rows: Result<Vec<_>, StoreError> = found.into_iter().map(|one| row(tx, one)).collect();
    Ok((rows?, paging))
}

fn row(tx: &mut Tx<'_>, listed: Listed) -> Result<UnitRow, StoreError> {
    let Listed { unit, runs } = listed;
    Ok(UnitRow {
        id: unit.id.to_string(),
        serial: unit.serial,
        product: rows::product(tx, unit.product)?,
        runs: runs.iter().map(rows::run).collect(),
        market: unit.market,
        state: unit.state.as_str(),
        silent: unit.silent,
        last_seen: unit.last_seen.map(|time| time.0),
    })
}
