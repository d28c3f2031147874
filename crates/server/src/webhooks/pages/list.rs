//! The list of webhooks.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use steadfast_store::{StoreError, Tx};

use super::rows;
use crate::access::action::Action;
use crate::app::App;
use crate::http::problem::Problem;
use crate::web::components::{Paging, Query};
use crate::web::pages::webhooks::{WebhookRow, WebhooksView, webhooks};
use crate::web::reader::Reader;
use crate::web::urls;
use crate::web::visit::page;
use crate::webhooks::manage::MOST;

/// All webhooks: there are never more than fit on one page.
pub(super) async fn show(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Problem> {
    reader.by.may(Action::WebhookRead)?;
    let rows = app.store.read(read).await?;
    let paging = Paging::whole(rows.len() as u64);
    let may_change = reader.by.may(Action::WebhookChange).is_ok();
    let view = WebhooksView { rows, query: Query::new(urls::WEBHOOKS), paging, may_change };
    Ok(page(StatusCode::OK, webhooks(&reader.frame, &view)))
}

fn read(tx: &mut Tx<'_>) -> Result<Vec<WebhookRow>, StoreError> {
    let mut found = Vec::new();
    for webhook in tx.webhook_list(None, i64::try_from(MOST).unwrap_or(i64::MAX))? {
        let waiting = tx.delivery_waiting(webhook.id)?;
        found.push(rows::webhook(&webhook, u64::try_from(waiting).unwrap_or(0)));
    }
    Ok(found)
}
