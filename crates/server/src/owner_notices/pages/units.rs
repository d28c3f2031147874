//! The units of a notice.

use std::sync::Arc;

use axum::extract::{Path, Query as Asked, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use steadfast_store::{NoticedUnit, OwnerDelivered};

use crate::access::action::Action;
use crate::app::App;
use crate::cases::error::CaseError;
use crate::cases::step;
use crate::http::problem::Problem;
use crate::owner_notices::read;
use crate::web::components::{Paging, Query, Total};
use crate::web::pages::owner_notice::{NoticedRow, NoticedUnitsView, noticed_units};
use crate::web::reader::Reader;
use crate::web::urls;
use crate::web::visit::page;

/// Rows on a page.
const ROWS: usize = 50;

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
    Path(id): Path<String>,
    Asked(wanted): Asked<Wanted>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CaseRead)?;
    reader.by.may(Action::UnitRead)?;
    let lost = |_| Problem::invalid("the address names no page of this list");
    let after: i64 = if wanted.after.is_empty() { 0 } else { wanted.after.parse().map_err(lost)? };
    let id = id.parse().map_err(CaseError::Id)?;
    let found = app.store.read::<_, CaseError, _>(move |tx| {
        let notice = read::notice(tx, id)?;
        let case = step::case(tx, notice.case)?;
        let units = tx.owner_notice_units(id, after, ROWS as i64 + 1)?;
        let last = units.last().map_or(after, |unit| unit.number);
        let delivered = tx.owner_deliveries(id, after, last)?;
        Ok((units, delivered, tx.owner_notice_progress(id)?, notice, case))
    });
    let (mut units, delivered, progress, notice, case) = found.await?;
    let next = units.get(ROWS.saturating_sub(1)).filter(|_| units.len() > ROWS).map(|unit| unit.number.to_string());
    units.truncate(ROWS);
    let view = NoticedUnitsView {
        notice: (id.to_string(), notice.number),
        case: (case.id.to_string(), case.number, case.title),
        query: Query::new(urls::with(urls::OWNER_NOTICE_UNITS, &[&id.to_string()])),
        paging: Paging {
            before: (after > 0).then(String::new),
            after: next,
            total: Total::Exact(u64::try_from(progress.units).unwrap_or(0)),
        },
        rows: units.into_iter().map(|unit| row(unit, &delivered)).collect(),
    };
    Ok(page(StatusCode::OK, noticed_units(&reader.frame, &view)))
}

fn row(found: NoticedUnit, delivered: &[OwnerDelivered]) -> NoticedRow {
    let own = delivered.iter().filter(|one| one.unit == found.number);
    let shown =
        |one: &OwnerDelivered| (one.way.as_str(), one.state.clone(), one.tried.map(|at| at.0), one.answer.clone());
    NoticedRow {
        unit: (found.unit.to_string(), found.serial),
        market: found.market,
        speaks: found.speaks,
        deliveries: own.map(shown).collect(),
        times: [found.told, found.kept, found.opened].map(|at| at.map(|at| at.0)),
    }
}
