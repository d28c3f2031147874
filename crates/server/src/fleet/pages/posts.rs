//! Codes and tokens: made, and shown in the answer.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use steadfast_store::{Id, SecretKind, kinds};

use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::fleet::error::FleetError;
use crate::fleet::read;
use crate::fleet::secrets::{self, Made};
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
    shown(&app, &reader, unit, SecretKind::EnrolCode, made).await
}

/// A token for the hawkBit door.
pub(super) async fn token(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let unit = id.parse().map_err(FleetError::from)?;
    let made = secrets::token(&app, ask(&reader), unit).await?;
    shown(&app, &reader, unit, SecretKind::DdiToken, made).await
}

/// Another code for its owner.
pub(super) async fn owner_code(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let unit = id.parse().map_err(FleetError::from)?;
    let made = secrets::owner_code(&app, ask(&reader), unit).await?;
    shown(&app, &reader, unit, SecretKind::OwnerCode, made).await
}

fn ask(reader: &Reader) -> Ask {
    Ask::new(reader.by.caller.clone(), Action::UnitEnrol)
}

async fn shown(
    app: &App,
    reader: &Reader,
    id: Id<kinds::Unit>,
    kind: SecretKind,
    made: Made,
) -> Result<Response, Problem> {
    let whole = read::one(app, id).await?;
    let view = UnitSecretView {
        unit: (id.to_string(), whole.unit.serial),
        kind: kind.as_str(),
        text: made.text,
        expires: made.expires.map(|time| time.0),
    };
    Ok(page(StatusCode::OK, unit_secret(&reader.frame, &view)))
}
