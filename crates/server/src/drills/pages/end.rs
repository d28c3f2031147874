//! The button that ends a drill that people play themselves.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;

use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::drills::by_hand;
use crate::drills::error::DrillError;
use crate::http::problem::Problem;
use crate::web::flash::done;
use crate::web::reader::Reader;
use crate::web::urls;

/// Ends it.
pub(super) async fn end(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    reader.by.may(Action::DrillHold)?;
    let id = text.parse().map_err(DrillError::Id)?;
    by_hand::end(&app, Ask::new(reader.by.caller.clone(), Action::DrillHold), id).await?;
    Ok(done(&urls::with(urls::DRILL, &[&text]), "drill-ended"))
}
