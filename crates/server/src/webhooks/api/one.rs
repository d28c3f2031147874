//! What is done to one webhook: another secret, on, off, a test.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

use super::shape::SecretShown;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::http::command::{Bare, Command};
use crate::http::problem::Problem;
use crate::webhooks::error::WebhookError;
use crate::webhooks::manage;

/// Gives a webhook another secret, shown this once. For a day deliveries are signed by the former one too.
#[utoipa::path(
    post, path = "/webhooks/{id}/secret", tag = "webhooks",
    params(("id" = String, Path)),
    responses(
        (status = 200, body = SecretShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
    security(("session" = []))
)]
pub(super) async fn rotate(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { once, .. }: Bare,
) -> Result<Json<SecretShown>, Problem> {
    let id = id.parse().map_err(WebhookError::from)?;
    let ask = Ask::new(by.caller, Action::WebhookChange).once(once);
    Ok(Json(manage::rotate(&app, ask, id).await?.into()))
}

/// Switches a webhook on: it is told what it missed.
#[utoipa::path(
    post, path = "/webhooks/{id}/enable", tag = "webhooks",
    params(("id" = String, Path)),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem),
    ),
    security(("session" = []))
)]
pub(super) async fn enable(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { once, .. }: Bare,
) -> Result<StatusCode, Problem> {
    let id = id.parse().map_err(WebhookError::from)?;
    manage::switch(&app, Ask::new(by.caller, Action::WebhookChange).once(once), id, true).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Switches a webhook off: what it would hear of waits.
#[utoipa::path(
    post, path = "/webhooks/{id}/disable", tag = "webhooks",
    params(("id" = String, Path)),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem),
    ),
    security(("session" = []))
)]
pub(super) async fn disable(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { once, .. }: Bare,
) -> Result<StatusCode, Problem> {
    let id = id.parse().map_err(WebhookError::from)?;
    manage::switch(&app, Ask::new(by.caller, Action::WebhookChange).once(once), id, false).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A test on its way.
#[derive(Serialize, ToSchema)]
pub(super) struct TestSent {
    /// `dlv_…`: its delivery.
    delivery: String,
}

/// Sends an event of the type `steadfast.test`.
#[utoipa::path(
    post, path = "/webhooks/{id}/test", tag = "webhooks", params(("id" = String, Path)),
    responses(
        (status = 202, body = TestSent), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
    ),
    security(("session" = []))
)]
pub(super) async fn test(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { once, .. }: Bare,
) -> Result<(StatusCode, Json<TestSent>), Problem> {
    let id = id.parse().map_err(WebhookError::from)?;
    let ask = Ask::new(by.caller, Action::WebhookChange).once(once);
    let delivery = manage::test(&app, ask, id).await?.to_string();
    Ok((StatusCode::ACCEPTED, Json(TestSent { delivery })))
}
