//! Sending to others what the database holds for them: one process at a time, several receivers at once, what waits for one of
//! them one after the other.
//!
//! Webhooks and messages are such lines. Whatever is sent is sent at least once: an attempt whose end could not be kept is
//! made again, under the same id.

pub(crate) mod patience;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Debug, Display};
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use steadfast_store::{Lease, StoreError};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::app::App;

/// How long others wait before they take over from a silent process.
const SPAN: Duration = Duration::from_secs(10);
/// Without a wake-up, how often to look: attempts become due.
const LOOK: Duration = Duration::from_secs(1);
/// Receivers that are sent to at once; each takes a thread while it is waited for.
const AT_ONCE: usize = 16;
/// So long attempts under way are waited for at the end. What is left then is made again, under the same id.
const LAST: Duration = Duration::from_secs(20);
/// Attempts for one receiver before others get their turn.
const TURN: usize = 32;

/// What is sent, and to whom.
pub trait Line: Debug + Send + Sync + 'static {
    /// The lease whose holder sends.
    const LEASE: &'static str;
    /// One that is sent to.
    type To: Copy + Ord + Display + Send + Sync + 'static;
    /// Why the end of an attempt could not be kept.
    type Error: From<StoreError> + Display + Send + 'static;

    /// Whether something is to be made ready, and to whom something is due.
    fn work(app: &App) -> impl Future<Output = Result<(bool, Vec<Self::To>), StoreError>> + Send;

    /// Makes the next thing ready; false where there is none.
    fn step(app: &App, lease: &Lease) -> impl Future<Output = Result<bool, StoreError>> + Send;

    /// One attempt; false where nothing is due, or it failed.
    fn attempt(app: &App, lease: &Lease, to: Self::To) -> impl Future<Output = Result<bool, Self::Error>> + Send;

    /// Whether another process leads now.
    fn is_lost(error: &Self::Error) -> bool;
}

/// Sends until the server ends; attempts under way are finished and kept.
pub(crate) async fn run<L: Line>(app: Arc<App>, mut end: watch::Receiver<bool>) {
    let mut sender = Sender::<L>::new(Arc::clone(&app));
    let mut head = app.events.head();
    while !*end.borrow() {
        if let Err(error) = sender.round().await {
            tracing::error!(%error, line = L::LEASE, "what is to be sent could not be looked after; it waits");
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
#[derive(Debug)]
pub struct Sender<L: Line> {
    app: Arc<App>,
    holder: [u8; 16],
    lease: Option<Lease>,
    workers: JoinSet<()>,
    busy: BTreeMap<tokio::task::Id, L::To>,
    ending: watch::Sender<bool>,
    line: PhantomData<L>,
}

impl<L: Line> Sender<L> {
    /// One that has not done anything yet.
    #[must_use]
    pub fn new(app: Arc<App>) -> Self {
        let (holder, ending) = (app.ambient.random(), watch::Sender::new(false));
        Self { app, holder, lease: None, workers: JoinSet::new(), busy: BTreeMap::new(), ending, line: PhantomData }
    }

    /// Where this process leads or may lead: makes ready what is new, and begins to send what is due.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn round(&mut self) -> Result<(), StoreError> {
        self.note_done();
        let (behind, due) = L::work(&self.app).await?;
        if !behind && due.is_empty() {
            return Ok(());
        }
        let (now, holder) = (self.app.ambient.now(), self.holder);
        self.lease = self.app.store.write(move |tx| tx.lease_take(L::LEASE, holder, now, SPAN)).await?;
        let Some(lease) = self.lease.clone() else { return Ok(()) };
        while L::step(&self.app, &lease).await? {}
        for to in L::work(&self.app).await?.1 {
            self.begin(to, &lease);
        }
        Ok(())
    }

    fn begin(&mut self, to: L::To, lease: &Lease) {
        let busy: BTreeSet<_> = self.busy.values().copied().collect();
        if busy.len() >= AT_ONCE || busy.contains(&to) {
            return;
        }
        let turn = turn::<L>(Arc::clone(&self.app), lease.clone(), to, self.ending.subscribe());
        let handle = self.workers.spawn(async move {
            match turn.await {
                Ok(()) => {}
                Err(error) if L::is_lost(&error) => tracing::info!(line = L::LEASE, "another process sends now"),
                Err(error) => tracing::error!(%error, %to, "an attempt could not be kept; it is made again"),
            }
        });
        self.busy.insert(handle.id(), to);
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

    /// Waits until one receiver's turn is over; for ever where none has one.
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

    /// Waits for attempts under way, not for ever, and lets others lead.
    pub async fn finish(self) {
        self.finish_within(LAST).await;
    }

    /// The same, for so long. Where attempts are left, others lead once the lease is over: they are under way yet.
    pub async fn finish_within(mut self, limit: Duration) {
        self.ending.send_replace(true);
        if timeout(limit, self.settle()).await.is_err() {
            tracing::warn!(line = L::LEASE, left = self.workers.len(), "attempts did not end; they are made again");
            return;
        }
        let Some(lease) = self.lease else { return };
        if let Err(error) = self.app.store.write::<_, StoreError, _>(move |tx| tx.lease_release(&lease)).await {
            tracing::debug!(%error, line = L::LEASE, "the lease was not given back; others wait for its end");
        }
    }
}

/// Sends to one receiver until an attempt fails, nothing is due, or others want their turn.
async fn turn<L: Line>(app: Arc<App>, lease: Lease, to: L::To, end: watch::Receiver<bool>) -> Result<(), L::Error> {
    for _ in 0..TURN {
        if *end.borrow() || !L::attempt(&app, &lease, to).await? {
            return Ok(());
        }
    }
    Ok(())
}
