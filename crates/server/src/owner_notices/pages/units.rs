//! The units of a notice.

use std::sync::Arc;

use axum::extract::{Path, Query as Asked, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use steadfast_store::NoticedUnit;

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
        Ok((tx.owner_notice_units(id, after, ROWS as i64 + 1)?, tx.owner_notice_progress(id)?, notice, case))
    });
    let (mut units, progress, notice, case) = found.await?;
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
        rows: units.into_iter().map(row).collect(),
    };
    Ok(page(StatusCode::OK, noticed_units(&reader.frame, &view)))
}

fn row(found: NoticedUnit) -> NoticedRow {
    NoticedRow {
        unit: (found.unit.to_string(), found.serial),
        market: found.market,
        speaks: found.speaks,
        times: [found.told, found.kept, found.opened].map(|at| at.map(|at| at.0)),
    }
}
