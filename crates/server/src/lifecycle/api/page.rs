//! The public page of a product: what staff say of it.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::product;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::catalogue::error::CatalogueError;
use crate::http::command::Command;
use crate::http::precondition::{IfMatch, tag};
use crate::http::problem::Problem;
use crate::lifecycle::page::{self, WantedPage};

/// What is said of a public page.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PublicPage {
    /// Whether everybody may read it.
    published: bool,
    /// Its word in the address; empty: its id alone.
    #[serde(default)]
    slug: String,
    /// Its number in trade; empty: none.
    #[serde(default)]
    gtin: String,
    /// Languages of the user information, by their codes, parted by blanks.
    #[serde(default)]
    languages: String,
}

/// What is said of the public page of a product. It is at `/p/` with its word or its id, once it is published.
#[utoipa::path(
    get, path = "/products/{id}/page", tag = "lifecycle", params(("id" = String, Path)),
    responses(
        (status = 200, body = PublicPage), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn read_page(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    by.may(Action::CatalogueRead)?;
    let id = product(&text)?;
    let read = app.store.read::<_, CatalogueError, _>(move |tx| {
        tx.product(id)?.ok_or(CatalogueError::NotFound("product"))?;
        Ok(tx.public_page(id)?)
    });
    let found = read.await?;
    let version = found.as_ref().map_or(0, |page| page.version);
    let shown = found.map_or(
        PublicPage { published: false, slug: String::new(), gtin: String::new(), languages: String::new() },
        |page| PublicPage { published: page.published, slug: page.slug, gtin: page.gtin, languages: page.languages },
    );
    Ok(([(header::ETAG, tag(version))], Json(shown)).into_response())
}

/// Says what everybody may read of a product, and whether they may.
#[utoipa::path(
    put, path = "/products/{id}/page", tag = "lifecycle", request_body = PublicPage,
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn say_page(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    if_match: IfMatch,
    Command { body, once }: Command<PublicPage>,
) -> Result<Response, Problem> {
    by.may(Action::ProductPublish)?;
    let PublicPage { published, slug, gtin, languages } = body;
    let wanted = WantedPage { slug, published, gtin, languages };
    let ask = Ask::new(by.caller, Action::ProductPublish).once(once);
    let version = page::say(&app, ask, product(&text)?, if_match.version()?, wanted).await?;
    Ok((StatusCode::NO_CONTENT, [(header::ETAG, tag(version))]).into_response())
}
