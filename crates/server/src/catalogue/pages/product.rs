//! One product with its parts and their newest releases.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;
use jiff::tz::Offset;
use steadfast_store::{Id, Part, Product, StoreError, Time, Tx, kinds};

use super::rows;
use crate::access::action::Action;
use crate::app::App;
use crate::catalogue::error::CatalogueError;
use crate::catalogue::products::{MOST_PARTS, is_short};
use crate::http::problem::Problem;
use crate::web::charts::Period;
use crate::web::pages::products::{PartView, ProductView, product};
use crate::web::reader::Reader;
use crate::web::visit::page;

/// Releases of a part on the product's page.
const RELEASES: i64 = 10;

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CatalogueRead)?;
    let id = id.parse().map_err(CatalogueError::from)?;
    let now = reader.frame.now;
    let view = app.store.read::<_, CatalogueError, _>(move |tx| read(tx, id, now)).await?;
    let view = ProductView {
        may_change: reader.by.may(Action::CatalogueChange).is_ok(),
        may_release: reader.by.may(Action::ReleaseChange).is_ok(),
        ..view
    };
    Ok(page(StatusCode::OK, product(&reader.frame, &view)))
}

fn read(tx: &mut Tx<'_>, id: Id<kinds::Product>, now: i64) -> Result<ProductView, CatalogueError> {
    let product = tx.product(id)?.ok_or(CatalogueError::NotFound("product"))?;
    let maker = tx.manufacturer(product.manufacturer)?;
    let maker = maker.map(|maker| [maker.name, maker.address, maker.contact]).unwrap_or_default();
    let parts: Result<Vec<_>, StoreError> =
        tx.part_list(id, MOST_PARTS)?.into_iter().map(|one| part(tx, one)).collect();
    let days = days(&product);
    Ok(ProductView {
        id: id.to_string(),
        manufacturer: maker.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", "),
        reference: rows::reference(product.category.as_deref()),
        period: days.and_then(|(from, to)| Some(Period { from: begin(from)?, to: begin(to)?, now })),
        support_short: days.is_some_and(|(from, to)| is_short(from, to)),
        name: product.name,
        designation: product.designation,
        category: product.category,
        purpose: product.purpose,
        support: (product.support_from, product.support_to),
        support_reason: product.support_reason,
        contact: product.contact,
        risk: product.risk,
        parts: parts?,
        may_change: false,
        may_release: false,
    })
}

/// The days of the support period, where both are stated.
fn days(product: &Product) -> Option<(Date, Date)> {
    let day = |text: &Option<String>| text.as_deref()?.parse::<Date>().ok();
    day(&product.support_from).zip(day(&product.support_to))
}

fn begin(day: Date) -> Option<i64> {
    Offset::UTC.to_timestamp(day.at(0, 0, 0, 0)).ok().map(|begin| Time::from(begin).0)
}

fn part(tx: &mut Tx<'_>, part: Part) -> Result<PartView, StoreError> {
    let mut found = tx.release_of_part(part.id, None, RELEASES + 1)?;
    let more = i64::try_from(found.len()).is_ok_and(|count| count > RELEASES);
    found.truncate(usize::try_from(RELEASES).unwrap_or(usize::MAX));
    let releases: Result<Vec<_>, StoreError> = found.iter().map(|release| rows::drawn_row(tx, release)).collect();
    let (id, kind) = (part.id.to_string(), part.kind.as_str());
    Ok(PartView { id, name: part.name, kind, releases: releases?, more })
}
