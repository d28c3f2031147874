//! What is in force.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use steadfast_store::BlobHash;

use super::shape::InForce;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::app::App;
use crate::feeds::shelf::ShelfError;
use crate::feeds::told::ToldSource;
use crate::http::problem::Problem;

/// The advisories in force, by source, each with its age.
#[utoipa::path(
    get, path = "/advisories/sources", tag = "advisories",
    responses((status = 200, body = InForce), (status = 401, body = Problem), (status = 403, body = Problem)),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn sources(State(app): State<Arc<App>>, by: SignedIn) -> Result<Json<InForce>, Problem> {
    by.may(Action::FeedRead)?;
    let loaded = app.advisories.current(&app).await?;
    Ok(Json(InForce {
        number: loaded.number,
        digest: format!("sha256:{}", BlobHash(loaded.digest)),
        records: loaded.index().map_err(ShelfError::from)?.len() as u64,
        since: loaded.time,
        sources: loaded.sources().iter().map(ToldSource::of).collect(),
    }))
}
