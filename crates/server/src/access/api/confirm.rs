//! Showing once more that it is you.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde::Deserialize;
use utoipa::ToSchema;
use zeroize::Zeroizing;

use super::entry::SecondRequest;
use crate::access::confirm as service;
use crate::access::door::{SignedIn, Visitor};
use crate::access::error::AccessError;
use crate::app::App;
use crate::http::command::Command;
use crate::http::problem::{FieldProblem, Problem};

/// Every factor, once more.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConfirmRequest {
    /// The password.
    password: String,
    /// The second factor, for whoever has one.
    #[serde(default)]
    second: Option<SecondRequest>,
}

/// Shows once more that it is you, for 15 minutes. The session gets a new secret, as a cookie.
#[utoipa::path(
    post, path = "/confirm", tag = "entry", request_body = ConfirmRequest,
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem),
        (status = 429, body = Problem), (status = 503, body = Problem),
    ),
    security(("session" = []))
)]
pub(crate) async fn confirm(
    State(app): State<Arc<App>>,
    by: SignedIn,
    visitor: Visitor,
    Command { body, .. }: Command<ConfirmRequest>,
) -> Result<(StatusCode, HeaderMap), Problem> {
    let (password, factor) = (Zeroizing::new(body.password), body.second.map(Into::into));
    let proof = service::confirm(&app, by.caller, password, factor, visitor).await.map_err(refused)?;
    Ok((StatusCode::NO_CONTENT, proof.cookies()))
}

/// Whoever is signed in and gives a wrong code stays signed in.
fn refused(error: AccessError) -> Problem {
    let words = error.to_string();
    match error {
        AccessError::CodeWrong => {
            let at = FieldProblem { field: "second".to_owned(), code: "code-wrong", detail: words.clone() };
            Problem::invalid(words).with_errors(vec![at])
        }
        other => other.into(),
    }
}
