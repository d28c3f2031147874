//! People.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use steadfast_store::{Id, Person, Time, kinds};
use utoipa::ToSchema;

use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::access::error::AccessError;
use crate::access::people as service;
use crate::act::Ask;
use crate::app::App;
use crate::http::command::{Bare, Command};
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;

/// A person.
#[derive(Serialize, ToSchema)]
pub(crate) struct PersonShown {
    /// `usr_…`.
    id: String,
    name: String,
    email: String,
    role: String,
    /// Whether the account is open.
    active: bool,
    #[schema(value_type = String, format = DateTime)]
    created: Time,
}

fn shown(person: Person) -> PersonShown {
    let Person { id, name, email, role, active, created, .. } = person;
    PersonShown { id: id.to_string(), name, email, role, active, created }
}

fn person(id: &str) -> Result<Id<kinds::Person>, AccessError> {
    Ok(id.parse()?)
}

/// People in the order they came.
#[utoipa::path(
    get, path = "/people", tag = "people", params(PageQuery),
    responses((status = 200, body = Page<PersonShown>), (status = 401, body = Problem), (status = 403, body = Problem)),
    security(("token" = []), ("session" = []))
)]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<PersonShown>>, Problem> {
    by.may(Action::PeopleRead)?;
    let (limit, after) = (page.limit()?, page.behind()?);
    let found = service::list(&app, after, limit + 1).await?;
    Ok(Json(Page::of(found, limit, |person| person.id.to_string(), shown)))
}

/// One person.
#[utoipa::path(
    get, path = "/people/{id}", tag = "people", params(("id" = String, Path)),
    responses((status = 200, body = PersonShown), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)),
    security(("token" = []), ("session" = []))
)]
pub(crate) async fn one(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<PersonShown>, Problem> {
    by.may(Action::PeopleRead)?;
    Ok(Json(shown(service::one(&app, person(&id)?).await?)))
}

/// A role.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RoleRequest {
    /// Any but admin, which takes two people: propose it as an approval.
    role: String,
}

/// Gives a person another role.
#[utoipa::path(
    put, path = "/people/{id}/role", tag = "people", params(("id" = String, Path)), request_body = RoleRequest,
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("session" = []))
)]
pub(crate) async fn set_role(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { body, once }: Command<RoleRequest>,
) -> Result<StatusCode, Problem> {
    let role = body.role.parse().map_err(AccessError::from)?;
    service::set_role(&app, Ask::new(by.caller, Action::PeopleChange).once(once), person(&id)?, role).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Closes an account. Its sessions and tokens end.
#[utoipa::path(
    post, path = "/people/{id}/disable", tag = "people", params(("id" = String, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)),
    security(("session" = []))
)]
pub(crate) async fn disable(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { once, .. }: Bare,
) -> Result<StatusCode, Problem> {
    service::disable(&app, Ask::new(by.caller, Action::PeopleDisable).once(once), person(&id)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Opens a closed account again; one of an admin's as viewer.
#[utoipa::path(
    post, path = "/people/{id}/enable", tag = "people", params(("id" = String, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)),
    security(("session" = []))
)]
pub(crate) async fn enable(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { once, .. }: Bare,
) -> Result<StatusCode, Problem> {
    service::enable(&app, Ask::new(by.caller, Action::PeopleDisable).once(once), person(&id)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes every second factor of a person away, and ends their sessions.
#[utoipa::path(
    delete, path = "/people/{id}/second-factors", tag = "people", params(("id" = String, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)),
    security(("session" = []))
)]
pub(crate) async fn reset_factors(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { once, .. }: Bare,
) -> Result<StatusCode, Problem> {
    service::reset_factors(&app, Ask::new(by.caller, Action::PeopleResetFactors).once(once), person(&id)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends all sessions of a person.
#[utoipa::path(
    delete, path = "/people/{id}/sessions", tag = "people", params(("id" = String, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)),
    security(("session" = []))
)]
pub(crate) async fn end_sessions(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { once, .. }: Bare,
) -> Result<StatusCode, Problem> {
    service::end_sessions(&app, Ask::new(by.caller, Action::SessionRevokeAny).once(once), person(&id)?).await?;
    Ok(StatusCode::NO_CONTENT)
}
