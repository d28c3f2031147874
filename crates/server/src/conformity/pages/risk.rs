//! The risk assessment of a release as a page.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use steadfast_product::ProductFile;
use steadfast_product::picture::{Kind, Picture};
use steadfast_store::{Id, Release, Tx, kinds};

use super::Which;
use crate::access::action::Action;
use crate::app::App;
use crate::conformity::error::ConformityError;
use crate::conformity::{fold, read};
use crate::http::problem::Problem;
use crate::web::Texts;
use crate::web::pages::register::key;
use crate::web::pages::risk::{RiskView, risk};
use crate::web::reader::Reader;
use crate::web::visit::page;

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Query(which): Query<Which>,
) -> Result<Response, Problem> {
    reader.by.may(Action::ConformityRead)?;
    let (product, wanted) = (id.parse().map_err(ConformityError::from)?, which.release()?);
    fold::catch_up(&app).await?;
    let (name, release) = app.store.read(move |tx| named(tx, product, wanted)).await?;
    let file = release.as_ref().and_then(|release| release.file.as_ref());
    let file = file.and_then(|(_, text)| ProductFile::read(text.as_bytes()).ok());
    let stated = file.as_ref().map(|file| file.risk.clone()).unwrap_or_default();
    let view = RiskView {
        product: (id, name),
        release: release.map(|release| (release.id.to_string(), release.label)).unwrap_or_default(),
        picture: file.map(|file| pictured(reader.frame.texts, &file)),
        method: (stated.method, stated.date.map(|day| day.to_string()), stated.approved_by),
    };
    Ok(page(StatusCode::OK, risk(&reader.frame, &view)))
}

/// The product's name and its release: the one that is wanted, else the one that counts.
fn named(
    tx: &mut Tx<'_>,
    product: Id<kinds::Product>,
    wanted: Option<Id<kinds::Release>>,
) -> Result<(String, Option<Release>), ConformityError> {
    let name = tx.product(product)?.ok_or(ConformityError::NotFound("product"))?.name;
    let releases = read::releases(tx, &product.to_string())?;
    let release = match wanted {
        Some(id) if releases.iter().any(|release| release.id == id.to_string()) => Some(id),
        Some(_) => return Err(ConformityError::NotFound("release")),
        None => read::counts(&releases).map(|release| release.id.parse()).transpose()?,
    };
    Ok((name, release.map(|id| tx.release(id)).transpose()?.flatten()))
}

/// Requirements are named in the language of the page.
fn pictured(texts: Texts, file: &ProductFile) -> Picture {
    let mut picture = Picture::of(file);
    for node in picture.nodes.iter_mut().filter(|node| node.kind == Kind::Requirement) {
        node.label = texts.named("requirement", &key(&node.id));
    }
    picture
}
