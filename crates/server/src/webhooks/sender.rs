//! Sending: one process at a time, several webhooks at once, each webhook's deliveries one after the other.
//!
//! A delivery is sent at least once: an attempt whose end could not be kept is made again, under the same id.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use steadfast_store::{Delivery, Id, Lease, StoreError, Webhook, WebhookState, kinds};
use tokio::sync::watch;
use tokio::task::{JoinSet, spawn_blocking};
use tokio::time::timeout;

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

const LEASE: &str = "webhooks";
/// How long others wait before they take over from a silent process.
const SPAN: Duration = Duration::from_secs(10);
/// Without a wake-up, how often to look: attempts become due.
const LOOK: Duration = Duration::from_secs(1);
/// Webhooks that are sent to at once; each takes a thread while it waits for its receiver.
const AT_ONCE: usize = 16;
/// Deliveries to one webhook before others get their turn.
const TURN: usize = 32;

/// Sends until the server ends; attempts under way are finished and kept.
pub(crate) async fn run(app: Arc<App>, mut end: watch::Receiver<bool>) {
    let mut sender = Sender::new(Arc::clone(&app));
    let mut head = app.events.head();
    while !*end.borrow() {
        if let Err(error) = sender.round().await {
            tracing::error!(%error, "webhooks could not be looked after; deliveries wait");
        }
        tokio::select! {
            _ = timeout(LOOK, head.changed()) => {}
            () = sender.one_done() => {}
            _ = end.wait_for(|ended| *ended) => {}
        }
    }
    sender.finish().await;
}

/// A process's part in sending.
pub struct Sender {
    app: Arc<App>,
    holder: [u8; 16],
    lease: Option<Lease>,
    workers: JoinSet<()>,
    busy: BTreeMap<tokio::task::Id, Id<kinds::Webhook>>,
    ending: watch::Sender<bool>,
}

impl Sender {
    /// One that has not done anything yet.
    #[must_use]
    pub fn new(app: Arc<App>) -> Self {
        let (holder, ending) = (app.ambient.random(), watch::Sender::new(false));
        Self { app, holder, lease: None, workers: JoinSet::new(), busy: BTreeMap::new(), ending }
    }

    /// Where this process leads or may lead: makes deliveries of new records, and begins to send what is due.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn round(&mut self) -> Result<(), StoreError> {
        self.note_done();
        let (behind, due) = self.work().await?;
        if !behind && due.is_empty() {
            return Ok(());
        }
        let (now, holder) = (self.app.ambient.now(), self.holder);
        self.lease = self.app.store.write(move |tx| tx.lease_take(LEASE, holder, now, SPAN)).await?;
        let Some(lease) = self.lease.clone() else { return Ok(()) };
        while fan_out::step(&self.app, &lease).await? {}
        for webhook in self.work().await?.1 {
            self.begin(webhook, &lease);
        }
        Ok(())
    }

    /// Whether a webhook is behind, and which have deliveries that are due.
    async fn work(&self) -> Result<(bool, Vec<Id<kinds::Webhook>>), StoreError> {
        let now = self.app.ambient.now();
        let most = i64::try_from(MOST).unwrap_or(i64::MAX);
        let found = self.app.store.read::<_, StoreError, _>(move |tx| {
            let signed = fan_out::signed(tx)?;
            Ok((tx.webhook_behind(signed, QUEUE)?.is_some(), tx.webhooks_due(now, most)?))
        });
        found.await
    }

    fn begin(&mut self, webhook: Id<kinds::Webhook>, lease: &Lease) {
        let busy: BTreeSet<_> = self.busy.values().copied().collect();
        if busy.len() >= AT_ONCE || busy.contains(&webhook) {
            return;
        }
        let turn = turn(Arc::clone(&self.app), lease.clone(), webhook, self.ending.subscribe());
        let handle = self.workers.spawn(async move {
            match turn.await {
                Ok(()) => {}
                Err(WebhookError::Store(StoreError::LeaseLost(_))) => tracing::info!("another process sends now"),
                Err(error) => tracing::error!(%error, %webhook, "an attempt could not be kept; it is made again"),
            }
        });
        self.busy.insert(handle.id(), webhook);
    }

    fn note_done(&mut self) {
        while let Some(done) = self.workers.try_join_next_with_id() {
            self.forget(done);
        }
    }

    fn forget(&mut self, done: Result<(tokio::task::Id, ()), tokio::task::JoinError>) {
        let id = done.map_or_else(|error| error.id(), |(id, ())| id);
        self.busy.remove(&id);
    }

    /// Waits until one webhook's turn is over; for ever where none has one.
    async fn one_done(&mut self) {
        match self.workers.join_next_with_id().await {
            Some(done) => self.forget(done),
            None => std::future::pending().await,
        }
    }

    /// Waits until every turn that was begun is over.
    pub async fn settle(&mut self) {
        while let Some(done) = self.workers.join_next_with_id().await {
            self.forget(done);
        }
    }

    /// Waits for attempts under way, and lets others lead.
    pub async fn finish(mut self) {
        self.ending.send_replace(true);
        self.settle().await;
        let Some(lease) = self.lease else { return };
        if let Err(error) = self.app.store.write::<_, StoreError, _>(move |tx| tx.lease_release(&lease)).await {
            tracing::debug!(%error, "the lease of webhooks was not given back; others wait for its end");
        }
    }
}

/// Sends one webhook's deliveries until one fails, none is due, or others want their turn.
async fn turn(
    app: Arc<App>,
    lease: Lease,
    webhook: Id<kinds::Webhook>,
    end: watch::Receiver<bool>,
) -> Result<(), WebhookError> {
    for _ in 0..TURN {
        if *end.borrow() || !attempt(&app, &lease, webhook).await? {
            return Ok(());
        }
    }
    Ok(())
}

/// One attempt; false where nothing is due, or it failed.
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
    let post = app.webhooks.post.clone();
    let sent = spawn_blocking(move || post.send(&letter)).await;
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
