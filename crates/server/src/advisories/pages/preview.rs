//! An advisory before the world sees it: as the page of its product will show it, and as a document.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use steadfast_store::StoreError;

use super::id;
use crate::access::action::Action;
use crate::advisories::error::AdvisoryError;
use crate::advisories::provider::preview;
use crate::advisories::publish;
use crate::app::App;
use crate::http::problem::Problem;
use crate::web::pages::security::{SecurityView, security};
use crate::web::reader::Reader;
use crate::web::urls;
use crate::web::visit::page;

/// The page of the product with this advisory alone.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    reader.by.may(Action::AdvisoryRead)?;
    let (id, now) = (id(&text)?, app.ambient.now());
    let document = urls::with(urls::OWN_ADVISORY_DOCUMENT, &[&text]);
    let view = app.store.read::<_, AdvisoryError, _>(move |tx| preview(tx, id, (document.clone(), now))).await?;
    let view = SecurityView { back: Some(urls::with(urls::OWN_ADVISORY, &[&text])), ..view };
    Ok(page(StatusCode::OK, security(&reader.frame, &view)))
}

fn json(document: String) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], document).into_response()
}

/// The document as it would be published now.
pub(super) async fn document(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    reader.by.may(Action::AdvisoryRead)?;
    Ok(json(publish::check(&app, id(&text)?).await?.document))
}

/// The document of a version that was published, whatever its label.
pub(super) async fn version(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path((text, number)): Path<(String, String)>,
) -> Result<Response, Problem> {
    reader.by.may(Action::AdvisoryRead)?;
    let (id, number) = (id(&text)?, number.parse().unwrap_or(-1));
    let found = app.store.read::<_, StoreError, _>(move |tx| tx.advisory_revision(id, number)).await?;
    Ok(json(found.ok_or(AdvisoryError::NotFound("version"))?.document))
}
