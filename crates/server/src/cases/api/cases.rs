//! The list of cases, and one case.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use steadfast_store::{CaseFilter, StoreError};
use utoipa::IntoParams;

use super::id;
use super::shape::{CaseShown, CaseSummary};
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::app::App;
use crate::cases::error::CaseError;
use crate::cases::read;
use crate::http::page::{Page, PageQuery};
use crate::http::precondition::tag;
use crate::http::problem::Problem;
use crate::monitoring::sight::Sight;

/// Which cases.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// `open` or `closed`; all of them otherwise.
    state: Option<String>,
    /// `prd_…`: of this product only.
    product: Option<String>,
}

impl Which {
    fn filter(&self) -> Result<CaseFilter, Problem> {
        let product = self.product.as_ref().map(|id| id.parse()).transpose().map_err(CaseError::Id)?;
        let state = self.state.as_ref().map(|word| word.parse()).transpose();
        Ok(CaseFilter { product, state: state.map_err(|_| Problem::invalid("state is open or closed"))? })
    }
}

/// Cases: what is due first, then open ones of which nothing is, then closed ones.
#[utoipa::path(
    get, path = "/cases", tag = "cases", params(PageQuery, Which),
    responses(
        (status = 200, body = Page<CaseSummary>), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn list(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Query(page): Query<PageQuery>,
    Query(which): Query<Which>,
) -> Result<Json<Page<CaseSummary>>, Problem> {
    by.may(Action::CaseRead)?;
    let lost = || Problem::invalid("cursor is none of this list's");
    let after = page.cursor.as_ref().map(|text| read::place(text).ok_or_else(lost)).transpose()?;
    let (limit, filter) = (page.limit()?, which.filter()?);
    let found = app.store.read::<_, StoreError, _>(move |tx| read::list(tx, filter, after, limit + 1)).await?;
    Ok(Json(Page::of(found, limit, read::cursor, CaseSummary::from)))
}

/// One case, with what is known of it now.
#[utoipa::path(
    get, path = "/cases/{id}", tag = "cases", params(("id" = String, Path)),
    responses(
        (status = 200, body = CaseShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn one(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    by.may(Action::CaseRead)?;
    let id = id(&text)?;
    let found = app.store.read::<_, CaseError, _>(move |tx| read::whole(tx, id)).await?;
    let version = [(header::ETAG, tag(found.case.version))];
    Ok((version, Json(CaseShown::of(found, Sight::of(&by)))).into_response())
}
