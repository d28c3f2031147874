//! Factory lists.

use std::sync::Arc;

use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use steadfast_store::{Id, LineFault, StoreError, Tx, UnitImport, kinds};
use steadfast_trust::encoding::hex;

use super::rows;
use super::rows::count;
use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::fleet::error::FleetError;
use crate::fleet::list::FAULTS_KEPT;
use crate::fleet::list::hand_in::{self, LIST};
use crate::http::problem::Problem as HttpProblem;
use crate::http::upload;
use crate::web::components::{self, Paging, Total};
use crate::web::flash::done;
use crate::web::pages::unit_lists::{FaultRow, ListRow, ListView, ListsView, unit_list, unit_lists};
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{Filled, Problem, urls};

/// Rows on a page.
const ROWS: i64 = 50;

/// What the address says.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    after: String,
}

/// The lists, under the form.
pub(super) async fn list(
    State(app): State<Arc<App>>,
    reader: Reader,
    Query(wanted): Query<Wanted>,
) -> Result<Response, HttpProblem> {
    reader.by.may(Action::UnitRead)?;
    listed(&app, &reader, &wanted.after, Filled::empty(), StatusCode::OK).await
}

async fn listed(
    app: &App,
    reader: &Reader,
    after: &str,
    filled: Filled,
    status: StatusCode,
) -> Result<Response, HttpProblem> {
    let behind: Option<Id<kinds::UnitImport>> =
        Some(after).filter(|after| !after.is_empty()).map(str::parse).transpose().map_err(FleetError::from)?;
    let read = move |tx: &mut Tx<'_>| {
        let mut found = tx.unit_import_list(behind, ROWS + 1)?;
        let more = i64::try_from(found.len()).is_ok_and(|count| count > ROWS);
        found.truncate(usize::try_from(ROWS).unwrap_or(usize::MAX));
        let next = found.last().filter(|_| more).map(|import| import.id.to_string());
        let rows: Result<Vec<_>, StoreError> = found.into_iter().map(|import| row(tx, &import)).collect();
        Ok((rows?, next, rows::products(tx)?))
    };
    let (rows, next, products) = app.store.read::<_, StoreError, _>(read).await?;
    let whole = next.is_none() && behind.is_none();
    let total = if whole { Total::Exact(rows.len() as u64) } else { Total::Unknown };
    let view = ListsView {
        rows,
        products,
        query: components::Query::new(urls::UNIT_LISTS),
        paging: Paging { before: None, after: next, total },
        filled,
        may_enrol: reader.by.may(Action::UnitEnrol).is_ok(),
    };
    Ok(page(status, unit_lists(&reader.frame, &view)))
}

fn row(tx: &mut Tx<'_>, import: &UnitImport) -> Result<ListRow, StoreError> {
    let lines = import.lines;
    Ok(ListRow {
        id: import.id.to_string(),
        name: import.name.clone(),
        product: rows::product(tx, import.product)?,
        state: import.state.as_str(),
        lines: [lines.lines, lines.made, lines.changed, lines.unchanged, lines.refused].map(count),
        place: (count(import.place), count(import.bytes)),
        created: import.created.0,
    })
}

/// Hands the form's list in.
pub(super) async fn hand_in(
    State(app): State<Arc<App>>,
    reader: Reader,
    request: Request,
) -> Result<Response, HttpProblem> {
    reader.by.may(Action::UnitEnrol)?;
    let form = upload::form(&app.blobs, request, &[LIST]).await?;
    let filled = Filled::empty().with("product", form.value("product"));
    if let Some((field, problem)) = form.refused() {
        let filled = filled.wrong(field, Problem::Other(problem.detail.clone()));
        return listed(&app, &reader, "", filled, StatusCode::PAYLOAD_TOO_LARGE).await;
    }
    let Some(list) = form.file(LIST.field) else {
        let filled = filled.wrong("list", Problem::Missing);
        return listed(&app, &reader, "", filled, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let ask = Ask::new(reader.by.caller.clone(), Action::UnitEnrol);
    let filled = match hand_in::hand_in(&app, ask, form.value("product"), list).await {
        Ok(id) => return Ok(done(&urls::with(urls::UNIT_LIST, &[&id.to_string()]), "unit-list-handed-in")),
        Err(FleetError::Invalid(wrong)) => rows::at_fields(reader.frame.texts, filled, &wrong),
        Err(error @ FleetError::List { .. }) => filled.wrong("list", Problem::Other(error.to_string())),
        Err(error) => return Ok(HttpProblem::from(error).into_response()),
    };
    listed(&app, &reader, "", filled, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// One list.
pub(super) async fn one(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, HttpProblem> {
    reader.by.may(Action::UnitRead)?;
    let id: Id<kinds::UnitImport> = id.parse().map_err(FleetError::from)?;
    let view = app.store.read::<_, FleetError, _>(move |tx| {
        let import = tx.unit_import(id)?.ok_or(FleetError::NotFound("list"))?;
        let faults = tx.unit_import_faults(id, FAULTS_KEPT)?;
        Ok(ListView {
            row: row(tx, &import)?,
            sha256: hex(&import.digest),
            failure: import.failure,
            ended: import.ended.map(|time| time.0),
            faults: faults.into_iter().map(fault).collect(),
        })
    });
    Ok(page(StatusCode::OK, unit_list(&reader.frame, &view.await?)))
}

fn fault(fault: LineFault) -> FaultRow {
    FaultRow { line: count(fault.line), column: fault.field, reason: fault.reason, text: fault.text }
}
