//! One drill.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::list::row;
use steadfast_store::DrillState;

use crate::access::action::Action;
use crate::app::App;
use crate::drills::error::DrillError;
use crate::drills::read;
use crate::http::problem::Problem;
use crate::web::pages::drill::{DrillView, drill};
use crate::web::reader::Reader;
use crate::web::visit::page;

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    reader.by.may(Action::DrillRead)?;
    let (id, now) = (text.parse().map_err(DrillError::Id)?, app.ambient.now());
    let (found, report) = app.store.read::<_, DrillError, _>(move |tx| read::one(tx, id, now)).await?;
    let record = found.record.map(|record| record.to_string());
    let may_end =
        found.case.is_some() && found.state == DrillState::Waiting && reader.by.may(Action::DrillHold).is_ok();
    let case = found.case.map(|case| case.to_string());
    let view = DrillView { row: row(&found), record, reason: found.reason, report, case, may_end };
    Ok(page(StatusCode::OK, drill(&reader.frame, &view)))
}
