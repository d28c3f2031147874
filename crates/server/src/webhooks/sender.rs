//! Sending: each webhook's deliveries one after the other.

use std::time::Duration;

use steadfast_store::{Delivery, Id, Lease, StoreError, Webhook, WebhookState, kinds};
use tokio::task::spawn_blocking;

use super::error::WebhookError;
use super::fan_out::{self, QUEUE};
use super::judge::{self, Stop};
use super::manage::MOST;
use super::post::{Answer, Letter};
use super::secret::{seconds, signatures};
use crate::access::authorise::Passage;
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::caller::Caller;
use crate::outward::Way;
use crate::sending::{self, Line};

/// A process's part in sending to webhooks.
pub type Sender = sending::Sender<Deliveries>;

/// Records on their way to webhooks.
#[derive(Debug)]
pub enum Deliveries {}

impl Line for Deliveries {
    const LEASE: &'static str = "webhooks";
    type To = Id<kinds::Webhook>;
    type Error = WebhookError;

    async fn work(app: &App) -> Result<(bool, Vec<Self::To>), StoreError> {
        let now = app.ambient.now();
        let most = i64::try_from(MOST).unwrap_or(i64::MAX);
        let found = app.store.read::<_, StoreError, _>(move |tx| {
            let signed = fan_out::signed(tx)?;
            Ok((tx.webhook_behind(signed, QUEUE)?.is_some(), tx.webhooks_due(now, most)?))
        });
        found.await
    }

    async fn step(app: &App, lease: &Lease) -> Result<bool, StoreError> {
        fan_out::step(app, lease).await
    }

    async fn attempt(app: &App, lease: &Lease, to: Self::To) -> Result<bool, WebhookError> {
        attempt(app, lease, to).await
    }

    fn is_lost(error: &WebhookError) -> bool {
        matches!(error, WebhookError::Store(StoreError::LeaseLost(_)))
    }
}

async fn attempt(app: &App, lease: &Lease, webhook: Id<kinds::Webhook>) -> Result<bool, WebhookError> {
    let now = app.ambient.now();
    let found = app.store.read::<_, StoreError, _>(move |tx| {
        let hook = tx.webhook(webhook)?.filter(|hook| hook.state == WebhookState::On && !hook.pauses(now));
        let delivery = tx.delivery_due(webhook, now, 1)?.pop();
        Ok(hook.zip(delivery))
    });
    let Some((webhook, delivery)) = found.await? else { return Ok(false) };
    let begin = app.ambient.steady();
    let answer = post(app, &webhook, &delivery).await?;
    let took = u64::try_from(app.ambient.steady().saturating_sub(begin)).unwrap_or(0);
    keep(app, lease, &webhook, &delivery, &answer, Duration::from_micros(took)).await?;
    if answer.is_well() {
        return Ok(true);
    }
    if let Some(why) = judge::stop(&webhook, &answer, app.ambient.now()) {
        stop(app, webhook, why).await?;
    }
    Ok(false)
}

async fn post(app: &App, webhook: &Webhook, delivery: &Delivery) -> Result<Answer, WebhookError> {
    let (id, now) = (delivery.id.to_string(), app.ambient.now());
    let signatures = signatures(&app.vault, webhook, &id, now, &delivery.body)?;
    let (url, body) = (webhook.url.clone(), delivery.body.clone());
    let letter = Letter { url, id, seconds: seconds(now), signatures, body };
    let Ok(leave) = app.outward.leave(Way::Webhook) else { return Ok(Answer::shut()) };
    let post = app.webhooks.post.clone();
    let sent = spawn_blocking(move || post.send(&leave, &letter)).await;
    Ok(sent.unwrap_or_else(|_| Answer { status: None, text: "the attempt broke off".to_owned(), wait: None }))
}

/// Keeps how an attempt ended, where this process still leads.
async fn keep(
    app: &App,
    lease: &Lease,
    webhook: &Webhook,
    delivery: &Delivery,
    answer: &Answer,
    took: Duration,
) -> Result<(), StoreError> {
    let (now, random) = (app.ambient.now(), u16::from_be_bytes(app.ambient.random()));
    let attempt = judge::attempt(delivery, answer, now, took, random);
    let (well, pause) = (answer.is_well(), judge::pause(webhook, answer, now, random));
    let (lease, tried, delivery) = (lease.clone(), webhook.clone(), delivery.id);
    app.store
        .write(move |tx| {
            tx.lease_check(&lease)?;
            tx.delivery_attempted(delivery, &attempt, now)?;
            if well { tx.webhook_well(tried.id, now) } else { tx.webhook_badly(&tried, pause, now) }
        })
        .await
}

/// Stops a webhook; where somebody switched it off or changed it meanwhile, that stands.
async fn stop(app: &App, webhook: Webhook, why: Stop) -> Result<(), WebhookError> {
    let ask = Ask::new(Caller::Job("webhook-sender"), Passage::Work);
    let stopped = app.act::<_, WebhookError, _>(ask, move |tx, _| {
        if !tx.webhook_stop(&webhook, why.as_str())? {
            return Err(WebhookError::Off);
        }
        Ok(((), Fact::new("webhook-stopped", &webhook.id).with("reason", why.as_str())))
    });
    match stopped.await {
        Ok(_) | Err(WebhookError::Off) => Ok(()),
        Err(error) => Err(error),
    }
}
