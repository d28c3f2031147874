//! The list of drills.

use std::sync::Arc;

use axum::extract::{Query as Asked, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use steadfast_store::{Drill, Scenario, StoreError};

use crate::access::action::Action;
use crate::app::App;
use crate::http::problem::Problem;
use crate::web::components::{Paging, Query, Total};
use crate::web::pages::drills::{DrillRow, DrillsView, drills};
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{Filled, urls};

/// Rows on a page.
const ROWS: usize = 50;

/// What the address says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    after: String,
    /// A flaw that a drill is to be about: a link from its page brings it.
    advisory: String,
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Asked(wanted): Asked<Wanted>,
) -> Result<Response, Problem> {
    let filled =
        Filled::empty().with("scenario", Scenario::ExploitedComponent.as_str()).with("advisory", wanted.advisory);
    shown(&app, &reader, &wanted.after, (filled, StatusCode::OK)).await
}

/// The page, with what was typed.
pub(super) async fn shown(
    app: &App,
    reader: &Reader,
    after: &str,
    (filled, status): (Filled, StatusCode),
) -> Result<Response, Problem> {
    reader.by.may(Action::DrillRead)?;
    let lost = |_| Problem::invalid("the address names no page of this list");
    let before = Some(after).filter(|text| !text.is_empty()).map(|text| text.parse().map_err(lost)).transpose()?;
    let mut found = app.store.read::<_, StoreError, _>(move |tx| tx.drills(before, ROWS as i64 + 1)).await?;
    let more = found.len() > ROWS;
    found.truncate(ROWS);
    let view = DrillsView {
        query: Query::new(urls::DRILLS),
        paging: Paging {
            before: before.map(|_| String::new()),
            after: found.last().filter(|_| more).map(|drill| drill.id.to_string()),
            total: if more || before.is_some() { Total::Unknown } else { Total::Exact(found.len() as u64) },
        },
        rows: found.iter().map(row).collect(),
        scenarios: Scenario::ALL
            .iter()
            .filter(|scenario| **scenario != Scenario::SaturdayNight)
            .map(|scenario| scenario.as_str())
            .collect(),
        may_hold: reader.by.may(Action::DrillHold).is_ok(),
        filled,
    };
    Ok(page(status, drills(&reader.frame, &view)))
}

pub(super) fn row(drill: &Drill) -> DrillRow {
    DrillRow {
        id: drill.id.to_string(),
        scenario: drill.scenario.as_str(),
        flaw: drill.flaw.clone(),
        asked: drill.asked.0,
        state: drill.state.as_str(),
        done: (drill.done, drill.steps),
        gaps: drill.gaps,
    }
}
