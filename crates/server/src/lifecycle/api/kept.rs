//! What stays available, and until when.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};

use super::product;
use super::shape::KeptShown;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::app::App;
use crate::catalogue::error::CatalogueError;
use crate::http::problem::Problem;
use crate::lifecycle::kept;

/// Security updates and documents of a product, each with the last day on which it must be there (Article 13(9), (13), (18)) and
/// when it was last proved to open.
#[utoipa::path(
    get, path = "/products/{id}/kept", tag = "lifecycle", params(("id" = String, Path)),
    responses(
        (status = 200, body = KeptShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn kept(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
) -> Result<Json<KeptShown>, Problem> {
    by.may(Action::CatalogueRead)?;
    let id = product(&text)?;
    let found = app.store.read::<_, CatalogueError, _>(move |tx| kept::kept(tx, id)).await?;
    Ok(Json(KeptShown::from(found)))
}
