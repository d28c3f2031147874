//! The list of recalls.

use std::sync::Arc;

use axum::extract::{Query as Asked, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use steadfast_store::{Recall, StoreError};

use crate::access::action::Action;
use crate::app::App;
use crate::http::problem::Problem;
use crate::web::components::{Paging, Total};
use crate::web::pages::recalls::{RecallRow, RecallsView, recalls};
use crate::web::reader::Reader;
use crate::web::visit::page;

/// Rows on a page.
const ROWS: usize = 50;

/// What the address says.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    after: String,
}

fn row(recall: &Recall) -> RecallRow {
    RecallRow {
        id: recall.id.to_string(),
        number: recall.number,
        kind: recall.kind.as_str(),
        product: recall.product_name.clone(),
        state: recall.state.as_str(),
        made: recall.made.0,
    }
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Asked(wanted): Asked<Wanted>,
) -> Result<Response, Problem> {
    reader.by.may(Action::RecallRead)?;
    let lost = |_| Problem::invalid("the address names no page of this list");
    let before = Some(&wanted.after).filter(|text| !text.is_empty()).map(|text| text.parse().map_err(lost));
    let before: Option<i64> = before.transpose()?;
    let found = app.store.read::<_, StoreError, _>(move |tx| tx.recall_list(before, ROWS as i64 + 1));
    let mut found = found.await?;
    let more = found.len() > ROWS;
    found.truncate(ROWS);
    let total = if more || before.is_some() { Total::Unknown } else { Total::Exact(found.len() as u64) };
    let view = RecallsView {
        rows: found.iter().map(row).collect(),
        paging: Paging {
            before: before.map(|_| String::new()),
            after: found.last().filter(|_| more).map(|last| last.number.to_string()),
            total,
        },
        may_plan: reader.by.may(Action::RecallWork).is_ok(),
    };
    Ok(page(StatusCode::OK, recalls(&reader.frame, &view)))
}
