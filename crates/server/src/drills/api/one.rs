//! `GET /api/v1/drills/{id}`.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};

use super::shape::DrillShown;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::app::App;
use crate::drills::error::DrillError;
use crate::drills::read;
use crate::http::problem::Problem;

/// A drill, with its report once it was held; of one that people play themselves, with its report so far.
#[utoipa::path(
    get, path = "/drills/{id}", tag = "drills", params(("id" = String, Path)),
    responses(
        (status = 200, body = DrillShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn one(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
) -> Result<Json<DrillShown>, Problem> {
    by.may(Action::DrillRead)?;
    let (id, now) = (text.parse().map_err(DrillError::Id)?, app.ambient.now());
    let (drill, report) = app.store.read::<_, DrillError, _>(move |tx| read::one(tx, id, now)).await?;
    Ok(Json(DrillShown::of(&drill, report)))
}
