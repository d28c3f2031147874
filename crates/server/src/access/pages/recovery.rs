//! The page of a recovery's link.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use steadfast_store::StoreError;
use zeroize::Zeroizing;

use super::refusal::at_field;
use crate::access::door::Visitor;
use crate::access::error::AccessError;
use crate::access::invitations::recover;
use crate::access::link::Kind;
use crate::access::password::LEAST_ALONE;
use crate::access::setup::look;
use crate::app::App;
use crate::http::problem::Problem;
use crate::web::pages::recovery::{RecoveryView, recovery, recovery_void};
use crate::web::visit::{Visit, page, see};
use crate::web::{Filled, urls};

/// The form, while the link opens.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: Visit,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    shown(&app, &visit, code, Filled::empty(), StatusCode::OK).await
}

async fn shown(
    app: &App,
    visit: &Visit,
    code: String,
    filled: Filled,
    status: StatusCode,
) -> Result<Response, Problem> {
    let frame = visit.frame(app).await?;
    let void = || Ok(page(StatusCode::GONE, recovery_void(&frame)));
    let link = match look(app, Kind::Recovery, &code).await {
        Ok(link) => link,
        Err(AccessError::LinkGone) => return void(),
        Err(other) => return Ok(Problem::from(other).into_response()),
    };
    let Some(id) = link.person else { return void() };
    let person = app.store.read::<_, StoreError, _>(move |tx| tx.person(id)).await?;
    let Some(person) = person.filter(|person| person.active) else { return void() };
    let least_password = u32::try_from(LEAST_ALONE).unwrap_or(u32::MAX);
    let view = RecoveryView { code, email: person.email, expires: link.expires.0, least_password, filled };
    Ok(page(status, recovery(&frame, &view)))
}

/// What the form sends.
#[derive(Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    password: String,
}

/// Sets the new password, and signs the person in.
pub(super) async fn send(
    State(app): State<Arc<App>>,
    visit: Visit,
    visitor: Visitor,
    Path(code): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    match recover(&app, &code, Zeroizing::new(sent.password), visitor).await {
        Ok(opening) => Ok(see(urls::TODAY, opening.cookies())),
        Err(AccessError::LinkGone) => Ok(page(StatusCode::GONE, recovery_void(&visit.frame(&app).await?))),
        Err(error) => match at_field(&app, Filled::empty(), error) {
            Ok(filled) => shown(&app, &visit, code, filled, StatusCode::UNPROCESSABLE_ENTITY).await,
            Err(response) => Ok(*response),
        },
    }
}
