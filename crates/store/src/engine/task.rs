//! A closure on its way through a connection's thread, and the answer on its way back.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::sync::oneshot;

use crate::error::StoreError;
use crate::tx::Tx;

/// What becomes of a closure's writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ran {
    /// Commit them.
    Keep,
    /// Undo them: the closure said so, or a statement failed.
    Undo,
    /// Undo them and run the closure again: it lost against another transaction.
    Again,
}

/// A closure with its answer, whatever the types.
pub(crate) trait Task: Send {
    /// Runs the closure and keeps its answer for [`Task::deliver`].
    fn run(&mut self, tx: &mut Tx<'_>) -> Ran;
    /// Sends the kept answer.
    fn deliver(self: Box<Self>);
    /// Sends an error of the engine instead.
    fn fail(self: Box<Self>, error: StoreError);
}

pub(crate) struct Typed<F, T, E> {
    work: F,
    answer: Option<Result<T, E>>,
    sender: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> Typed<F, T, E>
where
    F: Fn(&mut Tx<'_>) -> Result<T, E>,
{
    pub(crate) fn new(work: F) -> (Self, Pending<T, E>) {
        let (sender, receiver) = oneshot::channel();
        (Self { work, answer: None, sender }, Pending(receiver))
    }
}

impl<F, T, E> Task for Typed<F, T, E>
where
    T: Send,
    E: From<StoreError> + Send,
    F: Fn(&mut Tx<'_>) -> Result<T, E> + Send,
{
    fn run(&mut self, tx: &mut Tx<'_>) -> Ran {
        let answer = catch_unwind(AssertUnwindSafe(|| (self.work)(tx)));
        let answer = answer.unwrap_or_else(|_| Err(StoreError::Panicked.into()));
        let ran = match &answer {
            _ if tx.conflict() => Ran::Again,
            Ok(_) if !tx.failed() => Ran::Keep,
            _ => Ran::Undo,
        };
        let swallowed = answer.is_ok() && tx.failed();
        self.answer = Some(if swallowed { Err(StoreError::AlreadyFailed.into()) } else { answer });
        ran
    }

    /// Nobody may be waiting any more; that is no error.
    fn deliver(self: Box<Self>) {
        let answer = self.answer.unwrap_or_else(|| Err(StoreError::Closed.into()));
        drop(self.sender.send(answer));
    }

    fn fail(self: Box<Self>, error: StoreError) {
        drop(self.sender.send(Err(error.into())));
    }
}

/// The answer of a transaction, once its commit is durable: to be awaited, or waited for on a thread.
#[must_use = "the answer says whether it happened"]
pub struct Pending<T, E>(oneshot::Receiver<Result<T, E>>);

impl<T, E: From<StoreError>> Pending<T, E> {
    /// Blocks this thread until the answer is there. Not for asynchronous tasks.
    ///
    /// # Errors
    /// The closure's own error, or the store's.
    pub fn wait(self) -> Result<T, E> {
        self.0.blocking_recv().unwrap_or_else(|_| Err(StoreError::Closed.into()))
    }
}

impl<T, E: From<StoreError>> Future for Pending<T, E> {
    type Output = Result<T, E>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(context).map(|answer| answer.unwrap_or_else(|_| Err(StoreError::Closed.into())))
    }
}
