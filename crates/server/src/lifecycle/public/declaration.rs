//! The declaration of a product for everybody: the full text at the address that the simplified one names (Article 13(20)).

use std::sync::Arc;

use axum::extract::{Path, Query as Asked, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use steadfast_store::StoreError;

use super::fresh;
use crate::app::App;
use crate::conformity::declare::content::media_type;
use crate::conformity::declare::read;
use crate::http::problem::Problem;
use crate::lifecycle::page;
use crate::reports::public::visitor::Visitor;
use crate::web::Language;

/// What the address says.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    lang: String,
    /// `pdf`, or the page.
    #[serde(default)]
    form: String,
}

/// The declaration that is in force, as it was signed.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(word): Path<String>,
    Asked(wanted): Asked<Wanted>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let now = app.ambient.now();
    app.readers.count(visitor.network, now.0)?;
    let found = app.store.read::<_, StoreError, _>(move |tx| {
        let Some(public) = page::public(tx, &word, now)? else { return Ok(None) };
        tx.declaration_in_force(public.product.id)
    });
    let row = found.await?.ok_or_else(|| Problem::not_found("no declaration of such a product is published here"))?;
    let language = Language::from_code(&wanted.lang).unwrap_or_else(|| visitor.frame.texts.language());
    let form = if wanted.form == "pdf" { "pdf" } else { "html" };
    let name = format!("declaration.{}.{form}", language.code());
    let bytes = read::paper(&app, &row, &name).await?;
    Ok(fresh(&headers, media_type(&name), bytes))
}
