//! The devices of a case.

use std::sync::Arc;

use axum::extract::{Path, Query as Asked, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::rows::unit;
use crate::access::action::Action;
use crate::app::App;
use crate::cases::error::CaseError;
use crate::cases::units::{self, Concerned, Place};
use crate::http::problem::Problem;
use crate::web::components::{Paging, Query, Total};
use crate::web::pages::case_units::{CaseUnitsView, case_units};
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
    let lost = || Problem::invalid("the address names no page of this list");
    let from = match wanted.after.as_str() {
        "" => Place::First,
        text => Place::read(text).ok_or_else(lost)?,
    };
    let id = id.parse().map_err(CaseError::Id)?;
    let found = app.store.read::<_, CaseError, _>(move |tx| {
        let case = tx.case(id)?.ok_or(CaseError::NotFound("case"))?;
        Ok((units::page(tx, &case, from, ROWS as i64 + 1)?, case))
    });
    let (mut found, case) = found.await?;
    let more = found.len() > ROWS;
    found.truncate(ROWS);
    let id = case.id.to_string();
    let is_first = from == Place::First;
    let view = CaseUnitsView {
        rows: found.iter().map(unit).collect(),
        query: Query::new(urls::with(urls::CASE_UNITS, &[&id])),
        paging: Paging {
            before: (!is_first).then(String::new),
            after: found.last().filter(|_| more).map(Concerned::cursor),
            total: if more || !is_first { Total::Unknown } else { Total::Exact(found.len() as u64) },
        },
        case: (id, case.number, case.title),
    };
    Ok(page(StatusCode::OK, case_units(&reader.frame, &view)))
}
