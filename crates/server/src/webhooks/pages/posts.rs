//! What the buttons of a webhook's page do.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::http::problem::Problem;
use crate::web::flash::done;
use crate::web::pages::webhook_form::{WebhookSecretView, webhook_secret};
use crate::web::reader::Reader;
use crate::web::urls;
use crate::web::visit::page;
use crate::webhooks::error::WebhookError;
use crate::webhooks::manage;

fn ask(by: SignedIn) -> Ask {
    Ask::new(by.caller, Action::WebhookChange)
}

fn back(id: &str, what: &'static str) -> Response {
    done(&urls::with(urls::WEBHOOK, &[id]), what)
}

/// Another secret, shown in the answer.
pub(super) async fn rotate(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let webhook = id.parse().map_err(WebhookError::from)?;
    let shown = manage::rotate(&app, ask(reader.by), webhook).await?;
    let view = WebhookSecretView { id, secret: shown.secret, former_until: shown.former_until.map(|time| time.0) };
    Ok(page(StatusCode::OK, webhook_secret(&reader.frame, &view)))
}

/// A test event.
pub(super) async fn test(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    manage::test(&app, ask(by), id.parse().map_err(WebhookError::from)?).await?;
    Ok(back(&id, "webhook-tested"))
}

/// On.
pub(super) async fn enable(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    manage::switch(&app, ask(by), id.parse().map_err(WebhookError::from)?, true).await?;
    Ok(back(&id, "webhook-enabled"))
}

/// Off.
pub(super) async fn disable(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    manage::switch(&app, ask(by), id.parse().map_err(WebhookError::from)?, false).await?;
    Ok(back(&id, "webhook-disabled"))
}

/// Gone, with its deliveries.
pub(super) async fn remove(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    manage::remove(&app, ask(by), id.parse().map_err(WebhookError::from)?).await?;
    Ok(done(urls::WEBHOOKS, "webhook-removed"))
}

/// One delivery once more.
pub(super) async fn again(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path((id, delivery)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (webhook, delivery) = (id.parse().map_err(WebhookError::from)?, delivery.parse().map_err(WebhookError::from)?);
    manage::again(&app, ask(by), webhook, delivery).await?;
    Ok(back(&id, "delivery-again"))
}
