//! What the buttons of a release's page do.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::faults::{at_fields, number};
use super::product_form::{Sent, filled, value};
use super::release::shown;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::catalogue::error::CatalogueError;
use crate::catalogue::{releases, sale};
use crate::http::problem::Problem;
use crate::web::flash::done;
use crate::web::reader::Reader;
use crate::web::urls;

fn back(id: &str, what: &'static str) -> Response {
    done(&urls::with(urls::RELEASE, &[id]), what)
}

/// How many units there are.
pub(super) async fn units(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::ReleaseChange)?;
    let release = id.parse().map_err(CatalogueError::from)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::ReleaseChange);
    match releases::set_units(&app, ask, release, number(&value(&sent, "units"))).await {
        Ok(()) => Ok(back(&id, "release-units-stated")),
        Err(error) => match at_fields(reader.frame.texts, filled(&sent, &["units"]), error) {
            Ok(filled) => shown(&app, &reader, release, Some(filled), StatusCode::UNPROCESSABLE_ENTITY).await,
            Err(response) => Ok(*response),
        },
    }
}

/// The check was looked at.
pub(super) async fn gate(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    by.may(Action::ReleaseChange)?;
    let release = id.parse().map_err(CatalogueError::from)?;
    sale::gate(&app, Ask::new(by.caller, Action::ReleaseChange), release).await?;
    Ok(back(&id, "release-gated"))
}

/// On sale.
pub(super) async fn sell(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    by.may(Action::ReleaseSell)?;
    let release = id.parse().map_err(CatalogueError::from)?;
    sale::sell(&app, Ask::new(by.caller, Action::ReleaseSell), release).await?;
    Ok(back(&id, "release-sold"))
}

/// No longer offered.
pub(super) async fn withdraw(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    by.may(Action::ReleaseSell)?;
    let release = id.parse().map_err(CatalogueError::from)?;
    sale::withdraw(&app, Ask::new(by.caller, Action::ReleaseSell), release).await?;
    Ok(back(&id, "release-withdrawn"))
}

/// When its last unit was placed.
pub(super) async fn placed(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::ReleaseSell)?;
    let release = id.parse().map_err(CatalogueError::from)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::ReleaseSell);
    match sale::placed(&app, ask, release, &value(&sent, "day")).await {
        Ok(()) => Ok(back(&id, "release-placed")),
        Err(error) => match at_fields(reader.frame.texts, filled(&sent, &["day"]), error) {
            Ok(filled) => shown(&app, &reader, release, Some(filled), StatusCode::UNPROCESSABLE_ENTITY).await,
            Err(response) => Ok(*response),
        },
    }
}
