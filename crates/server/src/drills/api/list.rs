//! `GET /api/v1/drills`.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use steadfast_store::{Drill, StoreError};

use super::shape::DrillShown;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::app::App;
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;

/// Drills, the newest first.
#[utoipa::path(
    get, path = "/drills", tag = "drills", params(PageQuery),
    responses(
        (status = 200, body = Page<DrillShown>), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn list(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<DrillShown>>, Problem> {
    by.may(Action::DrillRead)?;
    let (before, limit) = (page.behind()?, page.limit()?);
    let found = app.store.read::<_, StoreError, _>(move |tx| tx.drills(before, limit + 1)).await?;
    let cursor = |drill: &Drill| drill.id.to_string();
    Ok(Json(Page::of(found, limit, cursor, |drill| DrillShown::of(&drill, None))))
}
