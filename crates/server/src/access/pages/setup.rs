//! The page of the set-up link.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::refusal::at_field;
use crate::access::door::Visitor;
use crate::access::error::AccessError;
use crate::access::link::Kind;
use crate::access::password::LEAST_ALONE;
use crate::access::setup::{FirstPerson, look, set_up};
use crate::app::App;
use crate::http::problem::Problem;
use crate::web::pages::setup::{SetupView, link_void, setup};
use crate::web::visit::{Visit, page, see};
use crate::web::{Filled, Frame, urls};

/// The form, while the link opens.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: Visit,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    let frame = visit.frame(&app).await?;
    Ok(match look(&app, Kind::SetUp, &code).await {
        Ok(_) => form(&app, &frame, code, Filled::empty(), StatusCode::OK),
        Err(AccessError::LinkGone) => page(StatusCode::GONE, link_void(&frame)),
        Err(other) => Problem::from(other).into_response(),
    })
}

fn form(app: &App, frame: &Frame, code: String, filled: Filled, status: StatusCode) -> Response {
    let certificate = app.own_certificate().map(ToString::to_string);
    let least_password = u32::try_from(LEAST_ALONE).unwrap_or(u32::MAX);
    let view = SetupView { code, self_made: certificate.is_some(), certificate, least_password, filled };
    page(status, setup(frame, &view))
}

/// What the form sends.
#[derive(Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    organisation: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
}

/// Makes the first person.
pub(super) async fn send(
    State(app): State<Arc<App>>,
    visit: Visit,
    visitor: Visitor,
    Path(code): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let filled = Filled::empty().with("organisation", &sent.organisation).with("name", &sent.name);
    let filled = filled.with("email", &sent.email);
    let Sent { organisation, name, email, password } = sent;
    let first = FirstPerson { organisation, name, email, password: Zeroizing::new(password) };
    let error = match set_up(&app, &code, first, visitor).await {
        Ok(opening) => return Ok(see(urls::TODAY, opening.cookies())),
        Err(error) => error,
    };
    let frame = visit.frame(&app).await?;
    if matches!(error, AccessError::LinkGone) {
        return Ok(page(StatusCode::GONE, link_void(&frame)));
    }
    Ok(match at_field(&app, filled, error) {
        Ok(filled) => form(&app, &frame, code, filled, StatusCode::UNPROCESSABLE_ENTITY),
        Err(response) => *response,
    })
}
