//! Products, and the categories of Annexes III and IV.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use steadfast_cra::categories as annexes;
use steadfast_store::NamePage;
use utoipa::{IntoParams, ToSchema};

use super::shape::{Made, PartShown, ProductShown, WholeProduct};
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::catalogue::error::CatalogueError;
use crate::catalogue::products::{self, Wanted};
use crate::http::command::Command;
use crate::http::page::{Page, PageQuery};
use crate::http::precondition::{IfMatch, tag};
use crate::http::problem::Problem;

/// A category of Annex III or IV.
#[derive(Serialize, ToSchema)]
pub(super) struct CategoryShown {
    /// Its key, such as `III.I.12`.
    id: &'static str,
    /// `important-1`, `important-2` or `critical`.
    class: &'static str,
    /// Where it stands in the act.
    reference: String,
    /// A short name of ours.
    name: &'static str,
    /// What belongs to it, in our words.
    hint: &'static str,
}

/// The categories of important and critical products, paraphrased; the Official Journal alone is authentic.
#[utoipa::path(
    get, path = "/categories", tag = "catalogue",
    responses((status = 200, body = Vec<CategoryShown>), (status = 401, body = Problem), (status = 403, body = Problem)),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn categories(by: SignedIn) -> Result<Json<Vec<CategoryShown>>, Problem> {
    by.may(Action::CatalogueRead)?;
    let shown = |one: &'static annexes::Category| CategoryShown {
        id: &one.id,
        class: one.class.as_str(),
        reference: one.reference(),
        name: &one.short,
        hint: &one.hint,
    };
    Ok(Json(annexes::categories().iter().map(shown).collect()))
}

/// Which products.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// Part of the name or the type designation.
    q: Option<String>,
}

/// Products by name.
#[utoipa::path(
    get, path = "/products", tag = "catalogue", params(Which, PageQuery),
    responses((status = 200, body = Page<ProductShown>), (status = 401, body = Problem), (status = 403, body = Problem)),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn list(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Query(which): Query<Which>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<ProductShown>>, Problem> {
    by.may(Action::CatalogueRead)?;
    let limit = page.limit()?;
    let place = page.behind()?.map_or(NamePage::First, NamePage::After);
    let found = products::list(&app, which.q.unwrap_or_default(), place, limit + 1).await?;
    Ok(Json(Page::of(found, limit, |one| one.id.to_string(), ProductShown::from)))
}

/// What a product is to be. When it is changed, what is left out stays; an empty text means that nobody has said.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ProductRequest {
    /// The name it is sold under.
    name: Option<String>,
    /// Type, batch or model by which it is told from others.
    designation: Option<String>,
    /// `mfr_…`: its legal manufacturer.
    manufacturer: Option<String>,
    /// A key of `/categories`, or `default` for none of them.
    category: Option<String>,
    /// The intended purpose.
    purpose: Option<String>,
    /// The first day of the support period.
    support_from: Option<String>,
    /// Its last day: at least five years later, unless the product is expected to be in use for less (Art. 13(8)).
    support_to: Option<String>,
    /// Why it is as long as it is.
    support_reason: Option<String>,
    /// Where vulnerabilities can be reported.
    contact: Option<String>,
    /// How grave a compromise would be: `low`, `medium`, `high` or `critical`.
    risk: Option<String>,
}

impl From<ProductRequest> for Wanted {
    fn from(request: ProductRequest) -> Self {
        Self {
            name: request.name,
            designation: request.designation,
            manufacturer: request.manufacturer,
            category: request.category,
            purpose: request.purpose,
            support_from: request.support_from,
            support_to: request.support_to,
            support_reason: request.support_reason,
            contact: request.contact,
            risk: request.risk,
        }
    }
}

/// Enters a product.
#[utoipa::path(
    post, path = "/products", tag = "catalogue", request_body = ProductRequest,
    responses(
        (status = 201, body = Made), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn make(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Command { body, once }: Command<ProductRequest>,
) -> Result<(StatusCode, Json<Made>), Problem> {
    by.may(Action::CatalogueChange)?;
    let ask = Ask::new(by.caller, Action::CatalogueChange).once(once);
    let id = products::make(&app, ask, body.into()).await?.to_string();
    Ok((StatusCode::CREATED, Json(Made { id })))
}

/// One product with its parts.
#[utoipa::path(
    get, path = "/products/{id}", tag = "catalogue", params(("id" = String, Path)),
    responses(
        (status = 200, body = WholeProduct), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn one(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    by.may(Action::CatalogueRead)?;
    let (product, parts) = products::one(&app, id.parse().map_err(CatalogueError::from)?).await?;
    let headers = [(header::ETAG, tag(product.version))];
    let parts = parts.into_iter().map(PartShown::from).collect();
    Ok((headers, Json(WholeProduct { product: product.into(), parts })).into_response())
}

/// Changes a product.
#[utoipa::path(
    patch, path = "/products/{id}", tag = "catalogue", request_body = ProductRequest,
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn change(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    if_match: IfMatch,
    Command { body, once }: Command<ProductRequest>,
) -> Result<Response, Problem> {
    by.may(Action::CatalogueChange)?;
    let id = id.parse().map_err(CatalogueError::from)?;
    let ask = Ask::new(by.caller, Action::CatalogueChange).once(once);
    let version = products::change(&app, ask, id, if_match.version()?, body.into()).await?;
    Ok((StatusCode::NO_CONTENT, [(header::ETAG, tag(version))]).into_response())
}
