//! One webhook with its deliveries.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use steadfast_store::{Delivery, DeliveryFilter, DeliveryState, Id, StoreError, Tx, Webhook, kinds};

use super::rows;
use crate::access::action::Action;
use crate::app::App;
use crate::http::problem::Problem;
use crate::web::components::{self, Paging, Total};
use crate::web::pages::webhooks::{WebhookView, webhook};
use crate::web::reader::Reader;
use crate::web::urls;
use crate::web::visit::page;
use crate::webhooks::error::WebhookError;

/// Rows on a page.
const ROWS: i64 = 50;
/// Deliveries whose durations are drawn.
const DRAWN: i64 = 40;

type DeliveryId = Id<kinds::Delivery>;

/// What the address says besides.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    state: String,
    #[serde(default)]
    after: String,
    #[serde(default)]
    before: String,
}

impl Wanted {
    fn state(&self) -> Result<Option<DeliveryState>, Problem> {
        let read = |word: &str| word.parse().map_err(|_| Problem::invalid("state is waiting, delivered or failed"));
        Some(self.state.as_str()).filter(|word| !word.is_empty()).map(read).transpose()
    }

    fn cursor(text: &str) -> Result<Option<DeliveryId>, Problem> {
        let read = |text: &str| text.parse().map_err(|_| Problem::invalid("the address names no page of this list"));
        Some(text).filter(|text| !text.is_empty()).map(read).transpose()
    }
}

/// All of one moment.
struct Found {
    webhook: Webhook,
    waiting: i64,
    maker: Option<String>,
    durations: Vec<Option<f64>>,
    deliveries: Vec<Delivery>,
    paging: Paging,
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    reader.by.may(Action::WebhookRead)?;
    let id = id.parse().map_err(WebhookError::from)?;
    let (filter, older) = (DeliveryFilter { webhook: id, state: wanted.state()? }, Wanted::cursor(&wanted.after)?);
    let newer = Wanted::cursor(&wanted.before)?.filter(|_| older.is_none());
    let found = app.store.read::<_, WebhookError, _>(move |tx| read(tx, filter, older, newer)).await?;
    let query = components::Query::new(urls::with(urls::WEBHOOK, &[&id.to_string()])).filter("state", wanted.state);
    let view = WebhookView {
        row: rows::webhook(&found.webhook, u64::try_from(found.waiting).unwrap_or(0)),
        created: found.webhook.created.0,
        created_by: found.maker,
        durations: found.durations,
        deliveries: found.deliveries.iter().map(|delivery| rows::delivery(&found.webhook, delivery)).collect(),
        query,
        paging: found.paging,
        may_change: reader.by.may(Action::WebhookChange).is_ok(),
    };
    Ok(page(StatusCode::OK, webhook(&reader.frame, &view)))
}

fn read(
    tx: &mut Tx<'_>,
    filter: DeliveryFilter,
    older: Option<DeliveryId>,
    newer: Option<DeliveryId>,
) -> Result<Found, WebhookError> {
    let webhook = tx.webhook(filter.webhook)?.ok_or(WebhookError::NotFound("webhook"))?;
    let (deliveries, paging) = slice(tx, filter, older, newer)?;
    Ok(Found {
        waiting: tx.delivery_waiting(webhook.id)?,
        maker: tx.person(webhook.maker)?.map(|person| person.name),
        durations: durations(tx, filter.webhook)?,
        webhook,
        deliveries,
        paging,
    })
}

/// One page of deliveries, and where it lies. The one row too many says that there is more; it lies at the far end.
fn slice(
    tx: &mut Tx<'_>,
    filter: DeliveryFilter,
    older: Option<DeliveryId>,
    newer: Option<DeliveryId>,
) -> Result<(Vec<Delivery>, Paging), StoreError> {
    let mut rows = match newer {
        Some(newer) => tx.delivery_list_newer(filter, newer, ROWS + 1)?,
        None => tx.delivery_list(filter, older, ROWS + 1)?,
    };
    let more = i64::try_from(rows.len()).is_ok_and(|found| found > ROWS);
    if more {
        rows.remove(if newer.is_some() { 0 } else { rows.len() - 1 });
    }
    let (is_before, is_after) = if newer.is_some() { (more, true) } else { (older.is_some(), more) };
    let cursor = |there: bool, row: Option<&Delivery>| row.filter(|_| there).map(|row| row.id.to_string());
    let (before, after) = (cursor(is_before, rows.first()), cursor(is_after, rows.last()));
    let whole = before.is_none() && after.is_none();
    let total = if whole { Total::Exact(rows.len() as u64) } else { Total::Unknown };
    Ok((rows, Paging { before, after, total }))
}

/// How long the newest attempts took, in milliseconds, the oldest first; nothing where there was no answer.
fn durations(tx: &mut Tx<'_>, webhook: Id<kinds::Webhook>) -> Result<Vec<Option<f64>>, StoreError> {
    let mut newest = tx.delivery_list(DeliveryFilter { webhook, state: None }, None, DRAWN)?;
    newest.retain(|delivery| delivery.attempts > 0);
    let took = |delivery: &Delivery| delivery.took.filter(|_| delivery.status.is_some());
    Ok(newest.iter().rev().map(|delivery| took(delivery).map(|millis| millis as f64)).collect())
}
