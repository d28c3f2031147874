//! The report of a drill as a file.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use steadfast_store::{Id, kinds};

use crate::access::action::Action;
use crate::app::App;
use crate::drills::bundle;
use crate::drills::error::DrillError;
use crate::http::problem::Problem;
use crate::web::reader::Reader;

/// The report with its proof.
pub(super) async fn bundle(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    reader.by.may(Action::DrillRead)?;
    let id: Id<kinds::Drill> = text.parse().map_err(DrillError::Id)?;
    let text = bundle::bundle(&app, id).await?;
    let name = format!("attachment; filename=\"{id}.json\"");
    Ok(([(header::CONTENT_TYPE, "application/json".to_owned()), (header::CONTENT_DISPOSITION, name)], text)
        .into_response())
}
