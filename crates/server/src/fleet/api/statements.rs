//! What a unit signed: the list, and each one as a receipt to hand out.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use steadfast_store::{Time, UnitStatement};
use utoipa::ToSchema;

use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::app::App;
use crate::fleet::error::FleetError;
use crate::fleet::statements::{self as service, RECEIPTS};
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;

/// Something that a unit signed.
#[derive(Serialize, ToSchema)]
pub(super) struct StatementShown {
    /// `ust_…`.
    id: String,
    /// When it came.
    #[schema(value_type = String, format = DateTime)]
    time: Time,
    /// What it is about, in kebab-case.
    kind: String,
    /// Whether it can be had as a receipt; else it is a request, kept as it was signed.
    receipt: bool,
    /// When a record told of it; absent while it waits.
    #[schema(value_type = Option<String>, format = DateTime)]
    #[serde(skip_serializing_if = "Option::is_none")]
    told: Option<Time>,
}

impl From<UnitStatement> for StatementShown {
    fn from(statement: UnitStatement) -> Self {
        Self {
            id: statement.id.to_string(),
            time: statement.id.made(),
            receipt: RECEIPTS.contains(&statement.kind.as_str()),
            kind: statement.kind,
            told: statement.told,
        }
    }
}

/// What a unit signed and the server keeps, the newest first.
#[utoipa::path(
    get, path = "/units/{id}/statements", tag = "fleet", params(("id" = String, Path), PageQuery),
    responses(
        (status = 200, body = Page<StatementShown>), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn statements(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<StatementShown>>, Problem> {
    by.may(Action::UnitRead)?;
    let (id, limit) = (id.parse().map_err(FleetError::from)?, page.limit()?);
    let found = service::list(&app, id, page.behind()?, limit + 1).await?;
    Ok(Json(Page::of(found, limit, |one| one.id.to_string(), StatementShown::from)))
}

/// One statement as a text that holds by itself: what was signed, with the key, and the same in words. `steadfast verify` checks
/// it without this server.
#[utoipa::path(
    get, path = "/units/{id}/statements/{statement}", tag = "fleet",
    params(("id" = String, Path), ("statement" = String, Path)),
    responses(
        (status = 200, body = String, content_type = "text/plain"), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn receipt(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path((id, statement)): Path<(String, String)>,
) -> Result<Response, Problem> {
    by.may(Action::UnitRead)?;
    let (id, statement) = (id.parse().map_err(FleetError::from)?, statement.parse().map_err(FleetError::from)?);
    let text = service::receipt(&app, id, statement).await?;
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response())
}
