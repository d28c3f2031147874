//! From rows of the database to rows of the pages.

use steadfast_store::{Delivery, DeliveryState as Kept, Webhook, WebhookState as Stored};

use crate::web::pages::webhooks::{DeliveryRow, DeliveryState, WebhookRow, WebhookState};
use crate::webhooks::event::{kind_of, time_of};
use crate::webhooks::judge::Stop;
use crate::webhooks::kinds::kept;

/// A webhook as a row.
pub(super) fn webhook(webhook: &Webhook, waiting: u64) -> WebhookRow {
    WebhookRow {
        id: webhook.id.to_string(),
        name: webhook.name.clone(),
        url: webhook.url.clone(),
        kinds: kept(&webhook.kinds),
        state: state(webhook),
        last_delivered: webhook.delivered.map(|time| time.0),
        waiting,
        failing: webhook.failing.map(|time| time.0),
    }
}

fn state(webhook: &Webhook) -> WebhookState {
    match webhook.state {
        Stored::Off => WebhookState::Disabled,
        Stored::Stopped if webhook.reason.as_deref() == Some(Stop::Gone.as_str()) => WebhookState::Gone,
        Stored::Stopped => WebhookState::Stopped,
        Stored::On if webhook.failing.is_some() => WebhookState::Failing,
        Stored::On if webhook.delivered.is_some() => WebhookState::Active,
        Stored::On => WebhookState::Untried,
    }
}

/// A delivery of a webhook as a row. What a receiver answered matters only where it did not take it.
pub(super) fn delivery(webhook: &Webhook, delivery: &Delivery) -> DeliveryRow {
    let state = match delivery.state {
        Kept::Waiting => DeliveryState::Waiting,
        Kept::Delivered => DeliveryState::Delivered,
        Kept::Failed => DeliveryState::GivenUp,
    };
    let next = (state == DeliveryState::Waiting).then_some(delivery.due.max(webhook.pause));
    let answer = delivery.answer.clone().filter(|text| !text.is_empty() && state != DeliveryState::Delivered);
    DeliveryRow {
        id: delivery.id.to_string(),
        kind: kind_of(&delivery.body),
        time: time_of(&delivery.body).unwrap_or(delivery.created).0,
        state,
        attempts: u64::try_from(delivery.attempts).unwrap_or(0),
        status: delivery.status.and_then(|status| u16::try_from(status).ok()),
        error: answer,
        next: next.filter(|_| webhook.state == Stored::On).map(|time| time.0),
    }
}
