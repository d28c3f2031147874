//! Which devices a flaw hits.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::rows::counts;
use crate::access::action::Action;
use crate::app::App;
use crate::fleet::affected::{self, HitPlace, HitUnit};
use crate::fleet::error::FleetError;
use crate::http::problem::Problem;
use crate::triage::read::number;
use crate::web::components::{self, Paging, Total};
use crate::web::pages::flaw_units::{HitRow, HitsView, flaw_units};
use crate::web::reader::Reader;
use crate::web::urls;
use crate::web::visit::page;

/// Rows on a page.
const ROWS: i64 = 50;

/// What the address says.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    after: String,
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(flaw): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    reader.by.may(Action::UnitRead)?;
    reader.by.may(Action::ExposureRead)?;
    let lost = || Problem::invalid("the address names no page of this list");
    let after = match wanted.after.as_str() {
        "" => None,
        text => Some(HitPlace::read(text).ok_or_else(lost)?),
    };
    let read = app.store.read::<_, FleetError, _>(move |tx| {
        let found = number(tx, &flaw).map_err(|_| FleetError::NotFound("flaw"))?;
        let row = tx.flaw_row(found)?.ok_or(FleetError::NotFound("flaw"))?;
        let (counted, units) = (affected::counts(tx, found)?, affected::units(tx, found, after, ROWS + 1)?);
        Ok((row, counted, units))
    });
    let (row, counted, mut units) = read.await?;
    let more = i64::try_from(units.len()).is_ok_and(|count| count > ROWS);
    units.truncate(usize::try_from(ROWS).unwrap_or(usize::MAX));
    let place = |hit: &HitUnit| HitPlace { release: hit.by.release, unit: hit.unit.number }.cursor();
    let view = HitsView {
        query: components::Query::new(urls::with(urls::FLAW_UNITS, &[&row.number.to_string()])),
        paging: Paging {
            before: after.map(|_| String::new()),
            after: units.last().filter(|_| more).map(place),
            total: Total::Exact(u64::try_from(counted.affected).unwrap_or(0)),
        },
        flaw: (row.number, row.name),
        counts: counts(&counted),
        rows: units.into_iter().map(hit).collect(),
    };
    Ok(page(StatusCode::OK, flaw_units(&reader.frame, &view)))
}

fn hit(hit: HitUnit) -> HitRow {
    let HitUnit { unit, by } = hit;
    HitRow {
        id: unit.id.to_string(),
        serial: unit.serial,
        product: by.product_name,
        runs: (by.part_name, by.label, by.release.to_string()),
        answer: by.answer.as_str(),
        market: unit.market,
    }
}
