//! Inviting somebody, and taking an invitation back.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;

use super::refusal::at_field;
use crate::access::action::Action;
use crate::access::error::AccessError;
use crate::access::invitations::{Guest, MadeLink, invite, revoke as take_back};
use crate::access::link::Kind;
use crate::access::role::Role;
use crate::act::Ask;
use crate::app::App;
use crate::http::problem::Problem;
use crate::web::flash::done;
use crate::web::pages::people::{InviteView, InvitedView, invite as form, invited};
use crate::web::reader::Reader;
use crate::web::visit::{page, see};
use crate::web::{Filled, urls};

/// The roles that one person may give alone.
pub(super) fn roles() -> Vec<String> {
    Role::ALL.into_iter().filter(|role| *role != Role::Admin).map(|role| role.as_str().to_owned()).collect()
}

/// The form. Whoever has to confirm that it is them does so before they type.
pub(super) async fn show(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Problem> {
    reader.by.may(Action::PeopleInvite)?;
    if !reader.by.fresh(app.ambient.now()) {
        return Ok(see(&urls::query(urls::CONFIRM, &[("back", urls::INVITE)]), HeaderMap::new()));
    }
    Ok(shown(&reader, Filled::empty().with("role", Role::Viewer.as_str()), StatusCode::OK))
}

fn shown(reader: &Reader, filled: Filled, status: StatusCode) -> Response {
    let view = InviteView { roles: roles(), valid_for: Kind::Invitation.life(), filled };
    page(status, form(&reader.frame, &view))
}

/// What the form sends.
#[derive(Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    role: String,
}

/// Invites; the answer shows the link, once.
pub(super) async fn send(
    State(app): State<Arc<App>>,
    reader: Reader,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::PeopleInvite)?;
    let filled = Filled::empty().with("name", &sent.name).with("email", &sent.email).with("role", &sent.role);
    let made = match sent.role.parse() {
        Ok(role) => {
            let guest = Guest { name: sent.name.clone(), email: sent.email.clone(), role };
            invite(&app, Ask::new(reader.by.caller.clone(), Action::PeopleInvite), guest).await
        }
        Err(unknown) => Err(AccessError::Role(unknown)),
    };
    let error = match made {
        Ok(made) => return Ok(page(StatusCode::OK, invited(&reader.frame, &view(&app, sent, made)))),
        Err(error) => error,
    };
    Ok(match at_field(&app, filled, error) {
        Ok(filled) => shown(&reader, filled, StatusCode::UNPROCESSABLE_ENTITY),
        Err(response) => *response,
    })
}

fn view(app: &App, sent: Sent, made: MadeLink) -> InvitedView {
    InvitedView {
        name: sent.name,
        email: sent.email,
        role: sent.role,
        link: made.address,
        expires: made.expires.0,
        certificate: app.own_certificate().map(ToString::to_string),
    }
}

/// Takes an invitation back.
pub(super) async fn revoke(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = id.parse().map_err(AccessError::from)?;
    take_back(&app, Ask::new(reader.by.caller, Action::PeopleInvite), id).await?;
    Ok(done(urls::PEOPLE, "invitation-revoked"))
}
