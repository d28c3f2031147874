//! Invitations.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use steadfast_store::{Invitation, StoreError, Time};
use utoipa::ToSchema;

use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::access::error::AccessError;
use crate::access::invitations::{self as service, Guest, MadeLink};
use crate::act::Ask;
use crate::app::App;
use crate::http::command::{Bare, Command};
use crate::http::problem::Problem;

/// An invitation that is neither used nor taken back.
#[derive(Serialize, ToSchema)]
pub(crate) struct InvitationShown {
    /// `inv_…`.
    id: String,
    name: Option<String>,
    email: Option<String>,
    role: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    made: Time,
    #[schema(value_type = String, format = DateTime)]
    expires: Time,
}

fn shown(link: Invitation) -> InvitationShown {
    let Invitation { id, name, email, role, made, expires, .. } = link;
    InvitationShown { id: id.to_string(), name, email, role, made, expires }
}

/// A link to hand over, shown once.
#[derive(Serialize, ToSchema)]
pub(crate) struct LinkShown {
    /// `inv_…`.
    id: String,
    /// The address to hand over.
    address: String,
    #[schema(value_type = String, format = DateTime)]
    expires: Time,
}

impl From<MadeLink> for LinkShown {
    fn from(made: MadeLink) -> Self {
        Self { id: made.id.to_string(), address: made.address, expires: made.expires }
    }
}

/// Invitations that are neither used nor taken back, newest first.
#[utoipa::path(
    get, path = "/invitations", tag = "people",
    responses((status = 200, body = Vec<InvitationShown>), (status = 401, body = Problem), (status = 403, body = Problem)),
    security(("token" = []), ("session" = []))
)]
pub(crate) async fn list(State(app): State<Arc<App>>, by: SignedIn) -> Result<Json<Vec<InvitationShown>>, Problem> {
    by.may(Action::PeopleRead)?;
    let found = app.store.read::<_, StoreError, _>(|tx| tx.invitation_open(200)).await?;
    Ok(Json(found.into_iter().map(shown).collect()))
}

/// Who is invited.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct InviteRequest {
    name: String,
    email: String,
    /// Any but admin, which takes two people.
    role: String,
}

/// Invites somebody.
#[utoipa::path(
    post, path = "/invitations", tag = "people", request_body = InviteRequest,
    responses(
        (status = 201, body = LinkShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem),
    ),
    security(("session" = []))
)]
pub(crate) async fn invite(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Command { body, once }: Command<InviteRequest>,
) -> Result<(StatusCode, Json<LinkShown>), Problem> {
    let role = body.role.parse().map_err(AccessError::from)?;
    let guest = Guest { name: body.name, email: body.email, role };
    let made = service::invite(&app, Ask::new(by.caller, Action::PeopleInvite).once(once), guest).await?;
    Ok((StatusCode::CREATED, Json(made.into())))
}

/// Takes an invitation back.
#[utoipa::path(
    delete, path = "/invitations/{id}", tag = "people", params(("id" = String, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)),
    security(("session" = []))
)]
pub(crate) async fn revoke(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { once, .. }: Bare,
) -> Result<StatusCode, Problem> {
    let id = id.parse().map_err(AccessError::from)?;
    service::revoke(&app, Ask::new(by.caller, Action::PeopleInvite).once(once), id).await?;
    Ok(StatusCode::NO_CONTENT)
}
