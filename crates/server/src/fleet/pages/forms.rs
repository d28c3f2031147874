//! Forms about one device: a new one, what is stated of it, its key, and its end.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use steadfast_store::StoreError;

use super::rows;
use super::unit::shown;
use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::fleet::error::FleetError;
use crate::fleet::keys::{self, Decision};
use crate::fleet::register;
use crate::fleet::units::{self, Change, Wanted};
use crate::http::problem::Problem;
use crate::web::flash::done;
use crate::web::pages::unit::{NewUnitView, new_unit};
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{Filled, urls};

/// What a form sends.
pub(super) type Sent = Vec<(String, String)>;

pub(super) fn value(sent: &Sent, field: &str) -> String {
    sent.iter().find(|(name, _)| name == field).map(|(_, value)| value.clone()).unwrap_or_default()
}

pub(super) fn filled(sent: &Sent) -> Filled {
    sent.iter().fold(Filled::empty(), |filled, (name, value)| filled.with(name, value))
}

/// The form of a new device.
pub(super) async fn show_new(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Problem> {
    reader.by.may(Action::UnitEnrol)?;
    new_form(&app, &reader, Filled::empty(), StatusCode::OK).await
}

async fn new_form(app: &App, reader: &Reader, filled: Filled, status: StatusCode) -> Result<Response, Problem> {
    let products = app.store.read::<_, StoreError, _>(rows::products).await?;
    Ok(page(status, new_unit(&reader.frame, &NewUnitView { products, filled })))
}

/// Enters a device.
pub(super) async fn add(
    State(app): State<Arc<App>>,
    reader: Reader,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::UnitEnrol)?;
    let of = |field| Some(value(&sent, field));
    let wanted = Wanted {
        product: value(&sent, "product"),
        serial: value(&sent, "serial"),
        key: of("key"),
        hardware: of("hardware"),
        market: of("market"),
        contact: of("contact"),
        version: of("version"),
        ..Wanted::default()
    };
    let ask = Ask::new(reader.by.caller.clone(), Action::UnitEnrol);
    match units::add(&app, ask, wanted).await {
        Ok(id) => Ok(done(&urls::with(urls::UNIT, &[&id.to_string()]), "unit-added")),
        Err(FleetError::Invalid(wrong)) => {
            let filled = rows::at_fields(reader.frame.texts, filled(&sent), &wrong);
            new_form(&app, &reader, filled, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Ok(Problem::from(error).into_response()),
    }
}

/// The answer to a form of a device's page: back to it, or the page with the form as it was sent.
async fn answered(
    app: &App,
    reader: &Reader,
    id: &str,
    (form, sent): (&str, &Sent),
    outcome: Result<&'static str, FleetError>,
) -> Result<Response, Problem> {
    match outcome {
        Ok(what) => Ok(done(&urls::with(urls::UNIT, &[id]), what)),
        Err(FleetError::Invalid(wrong)) => {
            let filled = rows::at_fields(reader.frame.texts, filled(sent).with("form", form), &wrong);
            let unit = id.parse().map_err(FleetError::from)?;
            shown(app, reader, unit, None, Some(filled), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Ok(Problem::from(error).into_response()),
    }
}

/// Changes what is stated. A contact that was not shown is not sent, and stays.
pub(super) async fn change(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::UnitChange)?;
    let unit = id.parse().map_err(FleetError::from)?;
    let of = |field: &str| sent.iter().find(|(name, _)| name == field).map(|(_, value)| value.clone());
    let change = Change { hardware: of("hardware"), market: of("market"), contact: of("contact") };
    let base = value(&sent, "base").parse().unwrap_or(0);
    let ask = Ask::new(reader.by.caller.clone(), Action::UnitChange);
    let outcome = units::change(&app, ask, unit, base, change).await.map(|_| "unit-changed");
    answered(&app, &reader, &id, ("change", &sent), outcome).await
}

/// Gives it another key.
pub(super) async fn key(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::UnitRekey)?;
    let unit = id.parse().map_err(FleetError::from)?;
    let take = value(&sent, "take") == "yes";
    let decision = Decision { key: value(&sent, "key"), reason: value(&sent, "reason"), take };
    let ask = Ask::new(reader.by.caller.clone(), Action::UnitRekey);
    let outcome = keys::replace(&app, ask, unit, decision).await.map(|()| "unit-rekeyed");
    answered(&app, &reader, &id, ("key", &sent), outcome).await
}

/// Takes it out of use.
pub(super) async fn decommission(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::UnitDecommission)?;
    let unit = id.parse().map_err(FleetError::from)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::UnitDecommission);
    let outcome = register::decommission(&app, ask, unit, &value(&sent, "reason")).await;
    answered(&app, &reader, &id, ("decommission", &sent), outcome.map(|()| "unit-decommissioned")).await
}
