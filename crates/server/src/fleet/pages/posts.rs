//! Codes and tokens: made, and shown in the answer.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use steadfast_store::{Id, SecretKind, kinds};

use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::fleet::error::FleetError;
use crate::fleet::read;
use crate::fleet::secrets::{self, Checked, Made};
use crate::http::problem::Problem;
use crate::web::pages::unit::{UnitSecretView, unit_secret};
use crate::web::reader::Reader;
use crate::web::visit::page;

/// A code by which the device enrols.
pub(super) async fn code(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let unit = id.parse().map_err(FleetError::from)?;
    let made = secrets::enrol_code(&app, ask(&reader), unit, None).await?;
    shown(&app, &reader, unit, SecretKind::EnrolCode.as_str(), made).await
}

/// A token for the hawkBit door.
pub(super) async fn token(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let unit = id.parse().map_err(FleetError::from)?;
    let made = secrets::token(&app, ask(&reader), unit).await?;
    shown(&app, &reader, unit, SecretKind::DdiToken.as_str(), made).await
}

/// What the form of a fresh code sends.
#[derive(Debug, Deserialize)]
pub(super) struct Sent {
    checked: Checked,
}

/// A fresh code for its owner.
pub(super) async fn fresh_code(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::UnitFreshCode)?;
    let unit = id.parse().map_err(FleetError::from)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::UnitFreshCode);
    let made = secrets::fresh_code(&app, ask, unit, sent.checked).await?;
    shown(&app, &reader, unit, "fresh-code", made).await
}

/// Another code for its owner.
pub(super) async fn owner_code(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let unit = id.parse().map_err(FleetError::from)?;
    let made = secrets::owner_code(&app, ask(&reader), unit).await?;
    shown(&app, &reader, unit, SecretKind::OwnerCode.as_str(), made).await
}

fn ask(reader: &Reader) -> Ask {
    Ask::new(reader.by.caller.clone(), Action::UnitEnrol)
}

async fn shown(
    app: &App,
    reader: &Reader,
    id: Id<kinds::Unit>,
    kind: &'static str,
    made: Made,
) -> Result<Response, Problem> {
    let whole = read::one(app, id).await?;
    let view = UnitSecretView {
        unit: (id.to_string(), whole.unit.serial),
        kind,
        text: made.text,
        expires: made.expires.map(|time| time.0),
    };
    Ok(page(StatusCode::OK, unit_secret(&reader.frame, &view)))
}
