//! A statement of a device, as a file to hand out.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use steadfast_store::{Id, kinds};

use crate::access::action::Action;
use crate::app::App;
use crate::fleet::error::FleetError;
use crate::fleet::statements;
use crate::http::problem::Problem;
use crate::web::reader::Reader;

/// The file.
pub(super) async fn save(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path((id, statement)): Path<(String, String)>,
) -> Result<Response, Problem> {
    reader.by.may(Action::UnitRead)?;
    let statement: Id<kinds::UnitStatement> = statement.parse().map_err(FleetError::from)?;
    let text = statements::receipt(&app, id.parse().map_err(FleetError::from)?, statement).await?;
    let name = format!("attachment; filename=\"{statement}.txt\"");
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CONTENT_DISPOSITION, &name)], text)
        .into_response())
}
