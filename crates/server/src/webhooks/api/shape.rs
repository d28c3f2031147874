//! Webhooks and deliveries as the API shows them.

use serde::Serialize;
use steadfast_store::{Delivery, Time, Webhook};
use utoipa::ToSchema;

use crate::webhooks::kinds::kept;
use crate::webhooks::manage::Shown;

/// A webhook, without its secret.
#[derive(Serialize, ToSchema)]
pub(super) struct WebhookShown {
    /// `hok_…`.
    id: String,
    name: String,
    url: String,
    /// The kinds of records it hears of; an empty list means every kind.
    kinds: Vec<String>,
    /// `on`, `off` (by staff) or `stopped` (by the server).
    state: String,
    /// Why the server stopped it: `gone` (the receiver answered 410) or `failing` (nothing arrived for five days).
    reason: Option<String>,
    /// Since when no attempt succeeded; nothing while they do.
    #[schema(value_type = Option<String>, format = DateTime)]
    failing_since: Option<Time>,
    /// When something arrived last.
    #[schema(value_type = Option<String>, format = DateTime)]
    last_delivered: Option<Time>,
    /// The number of the next record that it has not been told of.
    position: u64,
    /// Who made it.
    maker: String,
    #[schema(value_type = String, format = DateTime)]
    created: Time,
    /// Until when deliveries are signed by the former secret too.
    #[schema(value_type = Option<String>, format = DateTime)]
    former_secret_until: Option<Time>,
    /// For `If-Match`.
    version: i64,
}

impl From<Webhook> for WebhookShown {
    fn from(webhook: Webhook) -> Self {
        Self {
            id: webhook.id.to_string(),
            name: webhook.name,
            url: webhook.url,
            kinds: kept(&webhook.kinds),
            state: webhook.state.to_string(),
            reason: webhook.reason,
            failing_since: webhook.failing,
            last_delivered: webhook.delivered,
            position: webhook.position,
            maker: webhook.maker.to_string(),
            created: webhook.created,
            former_secret_until: webhook.former.map(|(_, until)| until),
            version: webhook.version,
        }
    }
}

/// One webhook and how far behind it is.
#[derive(Serialize, ToSchema)]
pub(super) struct WholeWebhook {
    #[serde(flatten)]
    pub(super) webhook: WebhookShown,
    /// Deliveries that wait for an attempt.
    pub(super) waiting: u64,
}

/// A secret, shown once.
#[derive(Serialize, ToSchema)]
pub(super) struct SecretShown {
    /// `hok_…`.
    id: String,
    /// `whsec_…`: receivers check signatures with it, by the Standard Webhooks specification.
    secret: String,
    /// Until when deliveries are signed by the former secret too.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    former_until: Option<Time>,
}

impl From<Shown> for SecretShown {
    fn from(shown: Shown) -> Self {
        Self { id: shown.id.to_string(), secret: shown.secret, former_until: shown.former_until }
    }
}

/// A delivery.
#[derive(Serialize, ToSchema)]
pub(super) struct DeliveryShown {
    /// `dlv_…`: the header `webhook-id` of each of its attempts.
    id: String,
    /// The record's number; nothing for a test.
    number: Option<u64>,
    /// `waiting`, `delivered` or `failed` (given up).
    state: String,
    attempts: i64,
    /// The status of the last answer.
    status: Option<i64>,
    /// The begin of the last answer, or why there was none.
    answer: Option<String>,
    /// How many milliseconds the last attempt took.
    took: Option<i64>,
    /// When it is tried next, where it waits.
    #[schema(value_type = Option<String>, format = DateTime)]
    due: Option<Time>,
    /// When the last attempt ended.
    #[schema(value_type = Option<String>, format = DateTime)]
    ended: Option<Time>,
    #[schema(value_type = String, format = DateTime)]
    created: Time,
    /// What is sent, the same bytes in every attempt; nothing for who may not read the content of records.
    body: Option<String>,
}

impl DeliveryShown {
    pub(super) fn of(delivery: Delivery, content: bool) -> Self {
        let waits = delivery.state == steadfast_store::DeliveryState::Waiting;
        Self {
            id: delivery.id.to_string(),
            number: delivery.number,
            state: delivery.state.to_string(),
            attempts: delivery.attempts,
            status: delivery.status,
            answer: delivery.answer,
            took: delivery.took,
            due: waits.then_some(delivery.due),
            ended: delivery.ended,
            created: delivery.created,
            body: content.then_some(delivery.body),
        }
    }
}
