//! The list of reports.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Query as Asked, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use steadfast_store::{Report, ReportState, StoreError, Tx};

use crate::access::action::Action;
use crate::app::App;
use crate::http::problem::Problem;
use crate::reports::measure::Measured;
use crate::reports::read::{self, Which};
use crate::reports::settings;
use crate::web::components::{Paging, Query, Total};
use crate::web::pages::reports::{MeasuredView, ReportRow, ReportsView, reports};
use crate::web::reader::Reader;
use crate::web::urls;
use crate::web::visit::page;

/// Rows on a page.
const ROWS: usize = 50;
/// More products than anybody has.
const PRODUCTS: i64 = 1000;

/// What the address says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    state: String,
    after: String,
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Asked(wanted): Asked<Wanted>,
) -> Result<Response, Problem> {
    reader.by.may(Action::ReportOpen)?;
    let which = Which::read(&wanted.state).map_err(|_| Problem::invalid("state is open, or one that a report has"))?;
    let lost = |_| Problem::invalid("the address names no page of this list");
    let before = Some(&wanted.after).filter(|text| !text.is_empty()).map(|text| text.parse().map_err(lost));
    let (before, now) = (before.transpose()?, app.ambient.now());
    let found = app.store.read::<_, StoreError, _>(move |tx| {
        let days = settings::kept(tx)?.disclosure.acknowledge_days;
        let products: BTreeMap<_, _> = tx.product_names(PRODUCTS)?.into_iter().collect();
        let found = read::list(tx, which, before, ROWS as i64 + 1)?;
        let rows: Vec<ReportRow> =
            found.iter().map(|one| row(one, one.product.and_then(|id| products.get(&id)).cloned())).collect();
        Ok((rows, measured(tx, now, days)?))
    });
    let (mut rows, measured) = found.await?;
    let more = rows.len() > ROWS;
    rows.truncate(ROWS);
    let view = ReportsView {
        query: Query::new(urls::REPORTS).filter("state", &wanted.state),
        paging: Paging {
            before: before.map(|_| String::new()),
            after: rows.last().filter(|_| more).map(|row| row.number.to_string()),
            total: if more || before.is_some() { Total::Unknown } else { Total::Exact(rows.len() as u64) },
        },
        rows,
        measured,
        may_change: reader.by.may(Action::DisclosureChange).is_ok(),
    };
    Ok(page(StatusCode::OK, reports(&reader.frame, &view)))
}

fn row(report: &Report, product: Option<String>) -> ReportRow {
    let due = report.acknowledged.is_none() && report.state == ReportState::New;
    ReportRow {
        id: report.id.to_string(),
        number: report.number,
        state: report.state.as_str(),
        received: report.received.0,
        due: due.then_some(report.acknowledge_by.0),
        waits: report.waits.map(|at| at.0),
        product,
    }
}

fn measured(tx: &mut Tx<'_>, now: steadfast_store::Time, days: u8) -> Result<MeasuredView, StoreError> {
    let Measured { acknowledged, waiting, median, worst } = read::measure(tx, now)?;
    Ok(MeasuredView { counts: (acknowledged, waiting), median, worst, days })
}
