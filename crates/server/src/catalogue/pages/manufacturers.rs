//! Manufacturers: the list and the forms.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::faults::at_fields;
use super::product_form::{Sent, base, filled, value};
use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::catalogue::error::CatalogueError;
use crate::catalogue::manufacturers::{self as service, Wanted};
use crate::http::problem::Problem;
use crate::web::flash::done;
use crate::web::pages::catalogue_form::{
    Changes, ManufacturerFormView, ManufacturerRow, ManufacturersView, manufacturer_form, manufacturers,
};
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{Filled, urls};

/// More than any organisation has.
const MOST: i64 = 500;
const FIELDS: [&str; 3] = ["name", "address", "contact"];

/// The list.
pub(super) async fn show(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Problem> {
    reader.by.may(Action::CatalogueRead)?;
    let found = service::list(&app, None, MOST).await?;
    let rows = found.into_iter().map(|one| ManufacturerRow {
        id: one.id.to_string(),
        name: one.name,
        address: one.address,
        contact: one.contact,
    });
    let view = ManufacturersView { rows: rows.collect(), may_change: reader.by.may(Action::CatalogueChange).is_ok() };
    Ok(page(StatusCode::OK, manufacturers(&reader.frame, &view)))
}

fn shown(reader: &Reader, changes: Changes, filled: Filled, status: StatusCode) -> Response {
    page(status, manufacturer_form(&reader.frame, &ManufacturerFormView { changes, filled }))
}

fn wanted(sent: &Sent) -> Wanted {
    let of = |field| Some(value(sent, field));
    Wanted { name: of("name"), address: of("address"), contact: of("contact") }
}

fn again(reader: &Reader, changes: Changes, sent: &Sent, error: CatalogueError) -> Response {
    match at_fields(reader.frame.texts, filled(sent, &FIELDS), error) {
        Ok(filled) => shown(reader, changes, filled, StatusCode::UNPROCESSABLE_ENTITY),
        Err(response) => *response,
    }
}

/// The form of a new manufacturer.
pub(super) async fn show_new(reader: Reader) -> Result<Response, Problem> {
    reader.by.may(Action::CatalogueChange)?;
    Ok(shown(&reader, None, Filled::empty(), StatusCode::OK))
}

/// Enters a manufacturer.
pub(super) async fn make(
    State(app): State<Arc<App>>,
    reader: Reader,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CatalogueChange)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::CatalogueChange);
    Ok(match service::make(&app, ask, wanted(&sent)).await {
        Ok(_) => done(urls::MANUFACTURERS, "manufacturer-made"),
        Err(error) => again(&reader, None, &sent, error),
    })
}

/// The form of a manufacturer that is there.
pub(super) async fn show_change(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CatalogueChange)?;
    let one = service::one(&app, id.parse().map_err(CatalogueError::from)?).await?;
    let filled = Filled::empty().with("name", one.name).with("address", one.address).with("contact", one.contact);
    Ok(shown(&reader, Some((id, one.version)), filled, StatusCode::OK))
}

/// Changes a manufacturer on top of the version that the form showed.
pub(super) async fn change(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CatalogueChange)?;
    let maker = id.parse().map_err(CatalogueError::from)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::CatalogueChange);
    Ok(match service::change(&app, ask, maker, base(&sent), wanted(&sent)).await {
        Ok(_) => done(urls::MANUFACTURERS, "manufacturer-changed"),
        Err(error) => again(&reader, Some((id, base(&sent))), &sent, error),
    })
}
