//! Parts: the forms, and every release of one.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use steadfast_store::{Id, Part, StoreError, Tx, kinds};

use super::faults::at_fields;
use super::product_form::{Sent, base, filled, value};
use super::rows;
use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::catalogue::error::CatalogueError;
use crate::catalogue::{parts, products};
use crate::http::problem::Problem;
use crate::web::components::{Paging, Total};
use crate::web::flash::done;
use crate::web::pages::catalogue_form::{Changes, PartFormView, part_form};
use crate::web::pages::products::{PartPageView, PartView, part_releases};
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{Filled, urls};

/// Rows on a page.
const ROWS: i64 = 50;
const FIELDS: [&str; 2] = ["name", "kind"];

/// Id and name of a product.
pub(super) async fn named(app: &App, id: Id<kinds::Product>) -> Result<(String, String), CatalogueError> {
    let (product, _) = products::one(app, id).await?;
    Ok((product.id.to_string(), product.name))
}

async fn shown(
    app: &App,
    reader: &Reader,
    product: Id<kinds::Product>,
    changes: Changes,
    filled: Filled,
    status: StatusCode,
) -> Result<Response, Problem> {
    let product = named(app, product).await?;
    Ok(page(status, part_form(&reader.frame, &PartFormView { product, changes, filled })))
}

/// The form of a new part.
pub(super) async fn show_new(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CatalogueChange)?;
    let product = id.parse().map_err(CatalogueError::from)?;
    shown(&app, &reader, product, None, Filled::empty().with("kind", "device"), StatusCode::OK).await
}

/// Enters a part.
pub(super) async fn make(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CatalogueChange)?;
    let product = id.parse().map_err(CatalogueError::from)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::CatalogueChange);
    match parts::make(&app, ask, product, &value(&sent, "name"), &value(&sent, "kind")).await {
        Ok(_) => Ok(done(&urls::with(urls::PRODUCT, &[&id]), "part-made")),
        Err(error) => match at_fields(reader.frame.texts, filled(&sent, &FIELDS), error) {
            Ok(filled) => shown(&app, &reader, product, None, filled, StatusCode::UNPROCESSABLE_ENTITY).await,
            Err(response) => Ok(*response),
        },
    }
}

/// The form of a part that is there.
pub(super) async fn show_change(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CatalogueChange)?;
    let part = parts::one(&app, id.parse().map_err(CatalogueError::from)?).await?;
    let filled = Filled::empty().with("name", part.name);
    shown(&app, &reader, part.product, Some((id, part.version)), filled, StatusCode::OK).await
}

/// Calls a part otherwise.
pub(super) async fn change(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CatalogueChange)?;
    let part = id.parse().map_err(CatalogueError::from)?;
    let product = parts::one(&app, part).await?.product;
    let ask = Ask::new(reader.by.caller.clone(), Action::CatalogueChange);
    match parts::rename(&app, ask, part, base(&sent), &value(&sent, "name")).await {
        Ok(_) => Ok(done(&urls::with(urls::PRODUCT, &[&product.to_string()]), "part-changed")),
        Err(error) => match at_fields(reader.frame.texts, filled(&sent, &FIELDS), error) {
            Ok(filled) => {
                let changes = Some((id, base(&sent)));
                shown(&app, &reader, product, changes, filled, StatusCode::UNPROCESSABLE_ENTITY).await
            }
            Err(response) => Ok(*response),
        },
    }
}

/// Which page of a part's releases.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    after: String,
}

/// Every release of a part.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CatalogueRead)?;
    let part = parts::one(&app, id.parse().map_err(CatalogueError::from)?).await?;
    let wrong = |_| Problem::invalid("the address names no page of this list");
    let below =
        Some(wanted.after).filter(|text| !text.is_empty()).map(|text| text.parse()).transpose().map_err(wrong)?;
    let product = named(&app, part.product).await?;
    let (part, paging) = app.store.read::<_, StoreError, _>(move |tx| read(tx, &part, below)).await?;
    let may_release = reader.by.may(Action::ReleaseChange).is_ok();
    let view = PartPageView { product, part, paging, may_release };
    Ok(page(StatusCode::OK, part_releases(&reader.frame, &view)))
}

fn read(tx: &mut Tx<'_>, part: &Part, below: Option<i64>) -> Result<(PartView, Paging), StoreError> {
    let mut found = tx.release_of_part(part.id, below, ROWS + 1)?;
    let more = i64::try_from(found.len()).is_ok_and(|count| count > ROWS);
    found.truncate(usize::try_from(ROWS).unwrap_or(usize::MAX));
    let after = found.last().filter(|_| more).map(|last| last.sequence.to_string());
    let rows: Result<Vec<_>, StoreError> = found.iter().map(|release| rows::row(tx, release)).collect();
    let (id, name, kind) = (part.id.to_string(), part.name.clone(), part.kind.as_str());
    let paging = Paging { before: None, after, total: Total::Unknown };
    Ok((PartView { id, name, kind, releases: rows?, more }, paging))
}
