//! How it rings.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;

use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::http::command::Command;
use crate::http::problem::Problem;
use crate::ringing::settings::{self, RingingSettings};

/// Changes all of it; what is left out is as it was delivered, but a heartbeat without an address goes to where it went.
#[utoipa::path(
    put, path = "/duty/settings", tag = "duty", request_body = RingingSettings,
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem),
    ),
    security(("session" = []))
)]
pub(super) async fn change(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Command { body, once }: Command<RingingSettings>,
) -> Result<StatusCode, Problem> {
    by.may(Action::DutySettings)?;
    let ask = Ask::new(by.caller, Action::DutySettings).once(once);
    settings::change(&app, ask, body).await?;
    Ok(StatusCode::NO_CONTENT)
}
