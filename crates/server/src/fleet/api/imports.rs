//! Factory lists.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::shape::{ListShown, WholeList};
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::fleet::error::FleetError;
use crate::fleet::list::hand_in::{self, LIST};
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;
use crate::http::upload::Upload;

/// What is said of a list.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ListRequest {
    /// `prd_…`: the product of its units.
    product: String,
}

/// A list with what is said of it.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it describes a form, which is read field by field")]
pub(super) struct ListForm {
    import: ListRequest,
    /// The list as CSV: its first row names the columns. At most 1 GiB and two million lines.
    #[schema(value_type = String, format = Binary)]
    list: Vec<u8>,
}

/// A list that is worked off.
#[derive(Serialize, ToSchema)]
pub(super) struct ListMade {
    /// `uim_…`.
    id: String,
}

/// Hands in a factory list of units: CSV with the column `serial`, and as many as there are of `key`, `hardware`, `market`,
/// `contact`, `version` or `version:PART`, `token`, and `owner-code` or `owner-code-hash`. It is worked off at once; read it again to learn how
/// far it is. A line that is not taken is told of, and the others go in. The file is erased after it was worked off.
#[utoipa::path(
    post, path = "/unit-imports", tag = "fleet",
    request_body(content((ListForm = "multipart/form-data"))),
    responses(
        (status = 202, body = ListMade), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 413, body = Problem), (status = 422, body = Problem), (status = 507, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn hand_in(
    State(app): State<Arc<App>>,
    by: SignedIn,
    request: Request,
) -> Result<(StatusCode, Json<ListMade>), Problem> {
    by.may(Action::UnitEnrol)?;
    let Upload { body, form, once } = Upload::<ListRequest>::take(&app.blobs, request, "import", &[LIST]).await?;
    let list = form.file(LIST.field).ok_or(FleetError::NoList)?;
    let ask = Ask::new(by.caller, Action::UnitEnrol).once(once);
    let id = hand_in::hand_in(&app, ask, &body.product, list).await?;
    Ok((StatusCode::ACCEPTED, Json(ListMade { id: id.to_string() })))
}

/// Factory lists that were handed in, the newest first.
#[utoipa::path(
    get, path = "/unit-imports", tag = "fleet", params(PageQuery),
    responses((status = 200, body = Page<ListShown>), (status = 401, body = Problem), (status = 403, body = Problem)),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn list(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<ListShown>>, Problem> {
    by.may(Action::UnitRead)?;
    let limit = page.limit()?;
    let found = hand_in::list(&app, page.behind()?, limit + 1).await?;
    Ok(Json(Page::of(found, limit, |import| import.id.to_string(), ListShown::from)))
}

/// One list: how far it is, and which of its lines were refused.
#[utoipa::path(
    get, path = "/unit-imports/{id}", tag = "fleet", params(("id" = String, Path)),
    responses(
        (status = 200, body = WholeList), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn one(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<WholeList>, Problem> {
    by.may(Action::UnitRead)?;
    let found = hand_in::one(&app, id.parse().map_err(FleetError::from)?).await?;
    Ok(Json(found.into()))
}
