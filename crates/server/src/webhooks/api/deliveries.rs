//! Deliveries of one webhook.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use steadfast_store::{DeliveryFilter, StoreError};
use utoipa::IntoParams;

use super::shape::DeliveryShown;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::http::command::{Bare, Command};
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;
use crate::webhooks::error::WebhookError;
use crate::webhooks::manage;

/// Which deliveries.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// `waiting`, `delivered` or `failed`.
    state: Option<String>,
}

/// Deliveries of a webhook, the newest first. They are kept for some weeks after they ended.
#[utoipa::path(
    get, path = "/webhooks/{id}/deliveries", tag = "webhooks",
    params(("id" = String, Path), Which, PageQuery),
    responses(
        (status = 200, body = Page<DeliveryShown>), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn deliveries(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Query(which): Query<Which>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<DeliveryShown>>, Problem> {
    by.may(Action::WebhookRead)?;
    let (webhook, _) = manage::one(&app, id.parse().map_err(WebhookError::from)?).await?;
    let state = which.state.map(|word| word.parse()).transpose();
    let state = state.map_err(|_| Problem::invalid("state is waiting, delivered or failed"))?;
    let (filter, limit, before) = (DeliveryFilter { webhook: webhook.id, state }, page.limit()?, page.behind()?);
    let found = app.store.read::<_, StoreError, _>(move |tx| tx.delivery_list(filter, before, limit + 1)).await?;
    let content = by.may(Action::RecordContent).is_ok();
    let shown = |delivery| DeliveryShown::of(delivery, content);
    Ok(Json(Page::of(found, limit, |delivery| delivery.id.to_string(), shown)))
}

/// Sends a delivery once more, under the same `webhook-id`.
#[utoipa::path(
    post, path = "/webhooks/{id}/deliveries/{delivery}/retry", tag = "webhooks",
    params(("id" = String, Path), ("delivery" = String, Path)),
    responses(
        (status = 202), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem),
    ),
    security(("session" = []))
)]
pub(super) async fn send_again(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path((id, delivery)): Path<(String, String)>,
    Command { once, .. }: Bare,
) -> Result<StatusCode, Problem> {
    let (id, delivery) = (id.parse().map_err(WebhookError::from)?, delivery.parse().map_err(WebhookError::from)?);
    manage::again(&app, Ask::new(by.caller, Action::WebhookChange).once(once), id, delivery).await?;
    Ok(StatusCode::ACCEPTED)
}
