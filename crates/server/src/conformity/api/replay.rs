//! `GET /api/v1/products/{id}/conformity/replay`.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};

use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::app::App;
use crate::conformity::error::ConformityError;
use crate::conformity::replay::{self, Replayed};
use crate::http::problem::Problem;

/// Folds the whole ledger anew and says whether it gives the register that the index gives.
#[utoipa::path(
    get, path = "/products/{id}/conformity/replay", tag = "conformity", params(("id" = String, Path)),
    responses(
        (status = 200, body = Replayed), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn replay(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<Replayed>, Problem> {
    by.may(Action::ConformityRead)?;
    let id = id.parse().map_err(ConformityError::from)?;
    Ok(Json(replay::replay(&app, id).await?))
}
