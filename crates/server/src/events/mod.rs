//! Server-sent events: what happened, told while somebody listens. Each event says what to ask for, never what is there.
//!
//! Every process tells of the records of all: a listener goes through the log by number, at its own pace, so that
//! nothing is lost and nothing is heaped up for it.

pub(crate) mod api;
mod listener;
mod listeners;
mod stream;
pub mod watch;

use steadfast_store::News;
use tokio::sync::watch::{Receiver, Sender};

use listeners::Listeners;

/// What listeners of this process share.
#[derive(Debug, Default)]
pub struct Events {
    /// How many records the newest checkpoint covers.
    head: Sender<u64>,
    /// What jobs and deliveries were known by last.
    news: Sender<News>,
    ending: Sender<bool>,
    listeners: Listeners,
}

impl Events {
    /// Follows the log's signed size.
    #[must_use]
    pub fn head(&self) -> Receiver<u64> {
        self.head.subscribe()
    }

    /// Says how many records are signed by now.
    pub(crate) fn reached(&self, signed: u64) {
        self.head.send_if_modified(|head| std::mem::replace(head, signed) != signed);
    }

    /// Ends every stream: the server ends.
    pub fn end(&self) {
        self.ending.send_replace(true);
    }
}
