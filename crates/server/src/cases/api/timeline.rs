//! What happened in a case.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};

use super::id;
use super::shape::EntryShown;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::app::App;
use crate::cases::error::CaseError;
use crate::cases::read;
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;

/// The timeline of a case, the newest entry first. Nothing of it is ever overwritten.
#[utoipa::path(
    get, path = "/cases/{id}/timeline", tag = "cases", params(("id" = String, Path), PageQuery),
    responses(
        (status = 200, body = Page<EntryShown>), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn timeline(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<EntryShown>>, Problem> {
    by.may(Action::CaseRead)?;
    let lost = |_| Problem::invalid("cursor is none of this list's");
    let before = page.cursor.as_ref().map(|text| text.parse().map_err(lost)).transpose()?;
    let (id, limit) = (id(&text)?, page.limit()?);
    let found = app.store.read::<_, CaseError, _>(move |tx| read::timeline(tx, id, before, limit + 1)).await?;
    let names = found.names;
    let shown = |entry| EntryShown::of(&entry, &names);
    Ok(Json(Page::of(found.entries, limit, |entry| entry.number.to_string(), shown)))
}
