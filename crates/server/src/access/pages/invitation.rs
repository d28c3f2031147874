//! The page of an invitation's link.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use steadfast_store::{Invitation, StoreError};
use zeroize::Zeroizing;

use super::refusal::at_field;
use crate::access::door::Visitor;
use crate::access::error::AccessError;
use crate::access::invitations::accept;
use crate::access::link::Kind;
use crate::access::password::LEAST_ALONE;
use crate::access::roster::name_of;
use crate::access::setup::look;
use crate::app::App;
use crate::http::problem::Problem;
use crate::web::pages::invitation::{InvitationView, invitation, invitation_void};
use crate::web::visit::{Visit, page, see};
use crate::web::{Filled, urls};

/// The form, while the link opens.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: Visit,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    shown(&app, &visit, code, None, StatusCode::OK).await
}

/// The form as it was sent; else with the name that the inviter gave.
async fn shown(
    app: &App,
    visit: &Visit,
    code: String,
    filled: Option<Filled>,
    status: StatusCode,
) -> Result<Response, Problem> {
    let frame = visit.frame(app).await?;
    let link = match look(app, Kind::Invitation, &code).await {
        Ok(link) => link,
        Err(AccessError::LinkGone) => return Ok(page(StatusCode::GONE, invitation_void(&frame))),
        Err(other) => return Ok(Problem::from(other).into_response()),
    };
    let maker = link.maker;
    let invited_by = app.store.read::<_, StoreError, _>(move |tx| name_of(tx, maker)).await?;
    let filled = filled.unwrap_or_else(|| Filled::empty().with("name", link.name.clone().unwrap_or_default()));
    Ok(page(status, invitation(&frame, &view(code, link, invited_by, filled))))
}

fn view(code: String, link: Invitation, invited_by: Option<String>, filled: Filled) -> InvitationView {
    InvitationView {
        code,
        invited_by,
        email: link.email.unwrap_or_default(),
        role: link.role.unwrap_or_default(),
        expires: link.expires.0,
        least_password: u32::try_from(LEAST_ALONE).unwrap_or(u32::MAX),
        filled,
    }
}

/// What the form sends.
#[derive(Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: String,
}

/// Makes the account, and signs the person in.
pub(super) async fn send(
    State(app): State<Arc<App>>,
    visit: Visit,
    visitor: Visitor,
    Path(code): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let filled = Filled::empty().with("name", &sent.name);
    match accept(&app, &code, &sent.name, Zeroizing::new(sent.password), visitor).await {
        Ok(opening) => Ok(see(urls::TODAY, opening.cookies())),
        Err(AccessError::LinkGone) => Ok(page(StatusCode::GONE, invitation_void(&visit.frame(&app).await?))),
        Err(error) => match at_field(&app, filled, error) {
            Ok(filled) => shown(&app, &visit, code, Some(filled), StatusCode::UNPROCESSABLE_ENTITY).await,
            Err(response) => Ok(*response),
        },
    }
}
