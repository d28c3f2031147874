//! `GET /api/v1/records/{id}`.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use steadfast_store::{Id, StoreError, kinds};

use super::shape::WholeRecord;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::app::App;
use crate::http::problem::Problem;

/// One record of the ledger.
#[utoipa::path(
    get, path = "/records/{id}", tag = "ledger", params(("id" = String, Path)),
    responses(
        (status = 200, body = WholeRecord),
        (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(crate) async fn one(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<WholeRecord>, Problem> {
    by.may(Action::RecordRead)?;
    let content = by.may(Action::RecordContent).is_ok();
    let id: Id<kinds::Record> = id.parse().map_err(|_| absent())?;
    let found = app.store.look_up::<_, StoreError, _>(move |tx| tx.record(id)).await?;
    found.map(|row| Json(WholeRecord::of(&row, content))).ok_or_else(absent)
}

/// There is no such record.
pub(super) fn absent() -> Problem {
    Problem::not_found("the ledger has no such record")
}
