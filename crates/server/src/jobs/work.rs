//! What a job's function has in its hands.

use std::error::Error;
use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use steadfast_store::{BlobError, Claim, StoreError, Tx};
use tokio::sync::watch;

use super::kind::Kind;
use crate::access::authorise::Passage;
use crate::act::{ActError, Ask, At, Fact};
use crate::app::App;
use crate::caller::Caller;
use crate::cases::error::CaseError;
use crate::feeds::local::LocalError;
use crate::feeds::shelf::ShelfError;
use crate::ledger::LedgerError;

/// Why an attempt did not succeed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WorkError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Something could not be done or recorded.
    #[error(transparent)]
    Act(#[from] ActError),
    /// The place of blobs.
    #[error(transparent)]
    Blobs(#[from] BlobError),
    /// The ledger.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The advisories in force.
    #[error(transparent)]
    Shelf(#[from] ShelfError),
    /// The copy of a blob.
    #[error(transparent)]
    Local(#[from] LocalError),
    /// A case could not be opened, or told of something.
    #[error(transparent)]
    Case(#[from] CaseError),
    /// Another process did something meanwhile that this rests on.
    #[error("another process changed meanwhile what this rests on")]
    Overtaken,
    /// What was looked at is not as it should be.
    #[error("{0}")]
    Fault(String),
    /// It was done already; that is no failure.
    #[error("it was done already")]
    Already,
    /// The server ends.
    #[error("the server ends")]
    Stopped,
}

impl WorkError {
    /// What it says, with every cause, for the job's page.
    pub(super) fn reason(&self) -> String {
        let mut words = self.to_string();
        let mut cause = self.source();
        while let Some(next) = cause {
            words.push_str(": ");
            words.push_str(&next.to_string());
            cause = next.source();
        }
        words.chars().take(1000).collect()
    }
}

/// A claimed job at work. Each of its writes is refused once another process took the job over.
#[derive(Clone)]
pub(crate) struct Work {
    pub(super) app: Arc<App>,
    pub(super) claim: Claim,
    pub(super) kind: Kind,
    pub(super) end: watch::Receiver<bool>,
}

impl Work {
    /// The server's parts.
    pub(crate) fn app(&self) -> &App {
        &self.app
    }

    /// The same, for work that outlives a reference.
    pub(crate) fn shared(&self) -> Arc<App> {
        Arc::clone(&self.app)
    }

    /// Which attempt this is, from 1.
    pub(crate) fn attempt(&self) -> i64 {
        self.claim.attempt
    }

    /// To be asked between two slices: whether to go on.
    pub(crate) fn go_on(&self) -> Result<(), WorkError> {
        if *self.end.borrow() { Err(WorkError::Stopped) } else { Ok(()) }
    }

    /// Says how far it is: so many steps, of so many.
    pub(crate) async fn progress(&self, steps: usize, total: usize) -> Result<(), WorkError> {
        let claim = self.claim.clone();
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let (steps, total) = (count(steps), count(total));
        Ok(self.app.store.write::<_, StoreError, _>(move |tx| tx.job_progress(&claim, steps, total)).await?)
    }

    /// A slice of house-keeping, without a record: what it changes has no effect on anybody.
    pub(crate) async fn keep_house<T, F>(&self, work: F) -> Result<T, WorkError>
    where
        T: Send + 'static,
        F: Fn(&mut Tx<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        self.write::<T, StoreError, F>(work).await
    }

    /// The same, for work that can fail by itself.
    pub(crate) async fn write<T, E, F>(&self, work: F) -> Result<T, WorkError>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        WorkError: From<E>,
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        let claim = self.claim.clone();
        let done = self.app.store.write::<_, E, _>(move |tx| {
            tx.job_check(&claim)?;
            work(tx)
        });
        Ok(done.await?)
    }

    /// Changes something, with its record.
    pub(crate) async fn act<T, F>(&self, work: F) -> Result<T, WorkError>
    where
        T: Serialize + DeserializeOwned + Send + 'static,
        F: Fn(&mut Tx<'_>, &At) -> Result<(T, Fact), WorkError> + Send + 'static,
    {
        let claim = self.claim.clone();
        let ask = Ask::new(Caller::Job(self.kind.as_str()), Passage::Work);
        let done = self.app.act::<T, WorkError, _>(ask, move |tx, at| {
            tx.job_check(&claim)?;
            work(tx, at)
        });
        Ok(done.await?.answer)
    }
}
