//! Files that a stranger checks: one record with its proof, and the whole log.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use steadfast_store::{Id, kinds};

use super::one::absent;
use crate::access::action::Action;
use crate::app::App;
use crate::http::problem::Problem;
use crate::ledger::{export, proof};
use crate::web::reader::Reader;

/// The bundle of a record; without its content for those who may not read it.
pub(super) async fn bundle(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    reader.by.may(Action::RecordRead)?;
    let content = reader.by.may(Action::RecordContent).is_ok();
    let id: Id<kinds::Record> = id.parse().map_err(|_| absent())?;
    let text = proof::bundle(&app, id, content).await?;
    let name = format!("attachment; filename=\"{id}.json\"");
    Ok(([(header::CONTENT_TYPE, "application/json"), (header::CONTENT_DISPOSITION, &name)], text).into_response())
}

/// The whole log, in slices.
pub(super) async fn export(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Problem> {
    reader.by.may(Action::RecordExport)?;
    export::response(app).await
}
