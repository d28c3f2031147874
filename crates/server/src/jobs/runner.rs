//! The runner: takes what is due, works on it, and keeps how it ended.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use steadfast_store::{Claim, Engine, Id, NewJob, StoreError, Time, kinds};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::timeout;

use super::attempt::{self, Outcome};
use super::kind::Kind;
use super::patience::LONGEST_WAIT;
use super::silence::Seen;
use super::work::Work;
use crate::app::App;

/// Jobs that one process works on at once.
const WORKERS: usize = 3;
/// Without a wake-up, how often a worker looks: other processes make jobs too.
const LOOK: Duration = Duration::from_secs(2);
/// How far the clock may go back before anybody minds, in microseconds.
const SET_BACK: i64 = 1_000_000;

/// Works on jobs until the server ends, and gives back what it has not finished then.
pub(crate) async fn run(app: Arc<App>, end: watch::Receiver<bool>) {
    let runner = Arc::new(Runner::new(app));
    let mut workers = JoinSet::new();
    for _ in 0..WORKERS {
        workers.spawn(worker(Arc::clone(&runner), end.clone()));
    }
    while let Some(ended) = workers.join_next().await {
        if let Err(error) = ended {
            tracing::error!(%error, "a worker ended badly");
        }
    }
}

async fn worker(runner: Arc<Runner>, mut end: watch::Receiver<bool>) {
    while !*end.borrow() {
        match runner.turn(&end).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::error!(%error, "jobs cannot be taken or ended; they wait"),
        }
        tokio::select! {
            _ = timeout(LOOK, runner.app.wake.notified()) => {}
            // Where the sender is gone, everything has ended.
            _ = end.wait_for(|ended| *ended) => return,
        }
    }
}

/// One process's share in the work.
#[derive(Debug)]
pub struct Runner {
    app: Arc<App>,
    seen: Mutex<Seen>,
    /// How far the wall clock was ahead of the steady one, at the last look.
    ahead: Mutex<Option<i64>>,
}

impl Runner {
    /// For a server.
    #[must_use]
    pub fn new(app: Arc<App>) -> Self {
        Self { app, seen: Mutex::default(), ahead: Mutex::default() }
    }

    /// Takes one job that is due and works on it until it ended; false where there was none.
    ///
    /// # Errors
    /// When the database fails. A job that was taken then stays so, and is taken over like that of a dead process.
    pub async fn turn(&self, end: &watch::Receiver<bool>) -> Result<bool, StoreError> {
        let Some(claim) = self.take().await? else { return Ok(false) };
        let Ok(kind) = claim.kind.parse::<Kind>() else { return Ok(false) };
        let _own = Own::begin(self, claim.id);
        tracing::debug!(job = %claim.id, %kind, attempt = claim.attempt, "a job begins");
        let outcome = attempt::run(&self.app, &claim, kind, end).await;
        match self.keep(&claim, kind, outcome).await {
            Err(StoreError::LeaseLost(_)) => tracing::warn!(job = %claim.id, %kind, "a job was taken over"),
            kept => kept?,
        }
        Ok(true)
    }

    /// Rings where it is due, and works on nothing else: on the copy of a drill, where nobody else works.
    ///
    /// # Errors
    /// As [`Self::turn`].
    pub(crate) async fn ring(&self, end: &watch::Receiver<bool>) -> Result<bool, StoreError> {
        let (kind, now) = (Kind::Ringing, self.app.ambient.now());
        let claim = self.app.store.write::<_, StoreError, _>(move |tx| tx.job_claim(&[kind.as_str()], now)).await?;
        let Some(claim) = claim else { return Ok(false) };
        let work = Work { app: Arc::clone(&self.app), claim: claim.clone(), kind, end: end.clone() };
        let outcome = match crate::ringing::work::run(&work).await {
            Ok(()) => Outcome::Done,
            Err(error) => Outcome::Failed(error.reason()),
        };
        self.keep(&claim, kind, outcome).await.map(|()| true)
    }

    async fn take(&self) -> Result<Option<Claim>, StoreError> {
        let now = self.app.ambient.now();
        self.mind_the_clock(now).await?;
        let due = self.app.store.read::<_, StoreError, _>(move |tx| tx.job_is_due(Kind::NAMES, now)).await?;
        let taken = match due {
            true => self.app.store.write::<_, StoreError, _>(move |tx| tx.job_claim(Kind::NAMES, now)).await?,
            false => None,
        };
        if taken.is_some() { Ok(taken) } else { self.take_over().await }
    }

    /// Takes the job of a process that fell silent.
    async fn take_over(&self) -> Result<Option<Claim>, StoreError> {
        let running = self.app.store.read::<_, StoreError, _>(|tx| tx.job_running(Kind::NAMES)).await?;
        let Some(held) = locked(&self.seen).silent(&running, self.app.ambient.steady()) else { return Ok(None) };
        tracing::warn!(job = %held.id, "a job's process fell silent; it is taken over");
        self.app.store.write(move |tx| tx.job_take(&held)).await
    }

    /// Where the clock was set back, or at the first look: what comes again and again must not wait for a time that was
    /// reached already.
    async fn mind_the_clock(&self, now: Time) -> Result<(), StoreError> {
        let ahead = now.0.saturating_sub(self.app.ambient.steady());
        let set_back = locked(&self.ahead).is_none_or(|before| ahead < before.saturating_sub(SET_BACK));
        if set_back {
            self.app.store.write::<_, StoreError, _>(move |tx| tx.job_earlier(now, LONGEST_WAIT)).await?;
        }
        *locked(&self.ahead) = Some(ahead);
        Ok(())
    }

    async fn keep(&self, claim: &Claim, kind: Kind, outcome: Outcome) -> Result<(), StoreError> {
        let (now, claim) = (self.app.ambient.now(), claim.clone());
        match outcome {
            Outcome::Done => self.app.store.write(move |tx| tx.job_done(&claim, now)).await,
            Outcome::Stopped => self.app.store.write(move |tx| tx.job_release(&claim)).await,
            Outcome::Lost => Err(StoreError::LeaseLost(claim.kind)),
            Outcome::Failed(reason) => {
                let drawn = u64::from_be_bytes(self.app.ambient.random());
                let due = kind.patience().next(claim.attempt, kind.every(), now, drawn);
                tracing::warn!(job = %claim.id, %kind, attempt = claim.attempt, %reason, "a job failed");
                self.app.store.write(move |tx| tx.job_failed(&claim, &reason, due, now)).await
            }
        }
    }
}

/// A job that this process works on, while this value is there.
struct Own<'a> {
    runner: &'a Runner,
    id: Id<kinds::Job>,
}

impl<'a> Own<'a> {
    fn begin(runner: &'a Runner, id: Id<kinds::Job>) -> Self {
        locked(&runner.seen).begin(id);
        Self { runner, id }
    }
}

impl Drop for Own<'_> {
    fn drop(&mut self) {
        locked(&self.runner.seen).end(self.id);
    }
}

/// Nothing that panics is done under these locks.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes sure that everything scheduled waits for its time, at every start: kinds and their schedules change with the
/// program. Where no other process can be at work, what the last one left is free at once.
///
/// # Errors
/// When the database fails.
pub async fn schedule(app: &App) -> Result<(), StoreError> {
    if app.store.engine() == Engine::Sqlite {
        // The data directory is held by this process alone.
        app.store.write::<_, StoreError, _>(|tx| tx.job_orphans()).await?;
    }
    for (kind, every) in Kind::ALL.iter().filter_map(|kind| Some((*kind, kind.every()?))) {
        let (id, now) = (app.ambient.id(), app.ambient.now());
        let scheduled = app.store.write::<_, StoreError, _>(move |tx| {
            tx.job_insert(&new(id, kind, every, now), now)?;
            tx.job_reschedule(kind.as_str(), every, now)
        });
        scheduled.await?;
    }
    Ok(())
}

/// Due at once: the first run shows whether it can be done at all.
fn new(id: Id<kinds::Job>, kind: Kind, every: Duration, now: Time) -> NewJob {
    let key = Some(kind.as_str().to_owned());
    NewJob { id, kind: kind.as_str().to_owned(), key, payload: "{}".to_owned(), due: now, every: Some(every) }
}
