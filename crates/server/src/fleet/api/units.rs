//! Units: list, add, read, change, another key, out of use.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use steadfast_store::UnitPage;
use utoipa::{IntoParams, ToSchema};

use super::shape::{EventShown, UnitShown, WholeUnit};
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::fleet::error::FleetError;
use crate::fleet::keys::{self, Decision};
use crate::fleet::read::{self, Asked};
use crate::fleet::register;
use crate::fleet::units::{self as service, Change, Wanted};
use crate::http::command::Command;
use crate::http::page::{Page, PageQuery};
use crate::http::precondition::{IfMatch, tag};
use crate::http::problem::Problem;

/// Which units.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(super) struct Which {
    /// `prd_…`: of this product.
    product: String,
    /// `rel_…`: that run this release; or `unknown`: with a version that the catalogue does not know.
    release: String,
    /// `prt_…`: of which it is known what they run of this part.
    part: String,
    /// A Member State such as `DE`, or `-` for units of which nobody has said.
    market: String,
    /// `expected`, `active` or `decommissioned`.
    state: String,
    /// `yes`: silent; `no`: heard of lately.
    silent: String,
    /// What the serial number begins with.
    serial: String,
    /// What the last self-test came to: `passed`, `failed`, `unknown`, or `never`.
    tested: String,
}

impl From<Which> for Asked {
    fn from(which: Which) -> Self {
        let Which { product, release, part, market, state, silent, serial, tested } = which;
        Self { product, release, part, market, state, silent, serial, tested }
    }
}

/// Units in the order they were entered, or by serial number where its beginning is asked for.
#[utoipa::path(
    get, path = "/units", tag = "fleet", params(Which, PageQuery),
    responses(
        (status = 200, body = Page<UnitShown>), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn list(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Query(which): Query<Which>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<UnitShown>>, Problem> {
    by.may(Action::UnitRead)?;
    let (filter, limit) = (Asked::from(which).filter().map_err(FleetError::from)?, page.limit()?);
    let place = page.behind()?.map_or(UnitPage::First, UnitPage::After);
    let found = read::list(&app, filter, place, limit + 1).await?;
    Ok(Json(Page::of(found, limit, |one| one.unit.id.to_string(), UnitShown::from)))
}

/// A unit that is to be entered.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct UnitRequest {
    /// `prd_…`.
    product: String,
    /// Its serial number.
    serial: String,
    /// The fingerprint of its Ed25519 identity key: `sha256:` and 64 hexadecimal digits.
    key: Option<String>,
    /// The hardware revision.
    hardware: Option<String>,
    /// The Member State where it was made available, such as `DE`.
    market: Option<String>,
    /// Where its owner can be reached.
    contact: Option<String>,
    /// The version that it runs, where the product has one part that units run.
    version: Option<String>,
    /// The versions that it runs, by the name or id of the part.
    #[serde(default)]
    versions: BTreeMap<String, String>,
    /// Its token for the hawkBit door, which it has already: at least 16 characters, drawn at random.
    token: Option<String>,
    /// Its owner's code, which is printed on it already: at least 16 letters and digits, drawn at random.
    owner_code: Option<String>,
}

/// What was entered.
#[derive(Serialize, ToSchema)]
pub(super) struct UnitMade {
    /// `unt_…`.
    id: String,
}

/// Enters a unit.
#[utoipa::path(
    post, path = "/units", tag = "fleet", request_body = UnitRequest,
    responses(
        (status = 201, body = UnitMade), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn add(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Command { body, once }: Command<UnitRequest>,
) -> Result<(StatusCode, Json<UnitMade>), Problem> {
    by.may(Action::UnitEnrol)?;
    let UnitRequest { product, serial, key, hardware, market, contact, version, versions, token, owner_code } = body;
    let wanted = Wanted { product, serial, key, hardware, market, contact, version, versions, token, owner_code };
    let id = service::add(&app, Ask::new(by.caller, Action::UnitEnrol).once(once), wanted).await?;
    Ok((StatusCode::CREATED, Json(UnitMade { id: id.to_string() })))
}

/// One unit. Change it on top of its ETag.
#[utoipa::path(
    get, path = "/units/{id}", tag = "fleet", params(("id" = String, Path)),
    responses(
        (status = 200, body = WholeUnit), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn one(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    by.may(Action::UnitRead)?;
    let whole = read::one(&app, id.parse().map_err(FleetError::from)?).await?;
    let headers = [(header::ETAG, tag(whole.unit.version))];
    Ok((headers, Json(WholeUnit::from(whole))).into_response())
}

/// What is to be changed of a unit. What is left out stays; an empty text means that nobody has said.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct UnitChange {
    /// The hardware revision.
    hardware: Option<String>,
    /// The Member State where it was made available.
    market: Option<String>,
    /// Where its owner can be reached.
    contact: Option<String>,
}

/// Changes what is stated of a unit.
#[utoipa::path(
    patch, path = "/units/{id}", tag = "fleet", request_body = UnitChange,
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem),
        (status = 428, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn change(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    if_match: IfMatch,
    Command { body, once }: Command<UnitChange>,
) -> Result<Response, Problem> {
    by.may(Action::UnitChange)?;
    let id = id.parse().map_err(FleetError::from)?;
    let UnitChange { hardware, market, contact } = body;
    let ask = Ask::new(by.caller, Action::UnitChange).once(once);
    let version = service::change(&app, ask, id, if_match.version()?, Change { hardware, market, contact }).await?;
    Ok((StatusCode::NO_CONTENT, [(header::ETAG, tag(version))]).into_response())
}

/// Where the owner of a unit can be reached.
#[derive(Serialize, ToSchema)]
pub(super) struct ContactShown {
    /// Absent where it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<String>,
}

/// Where the owner of a unit can be reached: kept sealed, and shown to whom it concerns.
#[utoipa::path(
    get, path = "/units/{id}/contact", tag = "fleet", params(("id" = String, Path)),
    responses(
        (status = 200, body = ContactShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn contact(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<ContactShown>, Problem> {
    by.may(Action::UnitContact)?;
    let contact = service::contact(&app, id.parse().map_err(FleetError::from)?).await?;
    Ok(Json(ContactShown { contact }))
}

/// What happened to a unit, the newest first.
#[utoipa::path(
    get, path = "/units/{id}/history", tag = "fleet", params(("id" = String, Path), PageQuery),
    responses(
        (status = 200, body = Page<EventShown>), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn history(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<EventShown>>, Problem> {
    by.may(Action::UnitRead)?;
    let (id, limit) = (id.parse().map_err(FleetError::from)?, page.limit()?);
    let found = read::history(&app, id, page.behind()?, limit + 1).await?;
    Ok(Json(Page::of(found, limit, |event| event.id.to_string(), EventShown::from)))
}

/// A decision on a unit's key.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct KeyRequest {
    /// The fingerprint of its key from now on.
    key: String,
    /// Why, as after a repair.
    reason: String,
    /// Whether the key is taken from the unit that has it now.
    #[serde(default)]
    take: bool,
}

/// Gives a known unit another identity key, as after a repair.
#[utoipa::path(
    post, path = "/units/{id}/key", tag = "fleet", request_body = KeyRequest, params(("id" = String, Path)),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("session" = []))
)]
pub(super) async fn key(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { body, once }: Command<KeyRequest>,
) -> Result<StatusCode, Problem> {
    let KeyRequest { key, reason, take } = body;
    let ask = Ask::new(by.caller, Action::UnitRekey).once(once);
    keys::replace(&app, ask, id.parse().map_err(FleetError::from)?, Decision { key, reason, take }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Why a unit goes out of use.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DecommissionRequest {
    /// Why.
    reason: String,
}

/// Takes a unit out of use for good. It stays in the register; its owner's contact and choices, its secrets and the
/// events that its owner shared are erased.
#[utoipa::path(
    post, path = "/units/{id}/decommission", tag = "fleet", request_body = DecommissionRequest,
    params(("id" = String, Path)),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn decommission(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { body, once }: Command<DecommissionRequest>,
) -> Result<StatusCode, Problem> {
    let ask = Ask::new(by.caller, Action::UnitDecommission).once(once);
    register::decommission(&app, ask, id.parse().map_err(FleetError::from)?, &body.reason).await?;
    Ok(StatusCode::NO_CONTENT)
}
