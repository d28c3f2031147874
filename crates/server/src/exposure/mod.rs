//! Exposures: which releases hold a component that an advisory affects, kept up to date from both sides.

mod compute;
mod engine;
mod ground;
mod load;
pub(crate) mod matching;
mod meet;
mod rematch;
mod verdicts;

use steadfast_store::{StoreError, Time, Tx};
use tokio::sync::Mutex;

use crate::jobs::kind::Kind;

/// The portfolio in memory, in the process that matched last.
#[derive(Default)]
pub struct Exposures {
    engine: Mutex<Option<engine::Engine>>,
}

/// Has releases and advisories met soon: whoever changed either calls this in the same transaction, and wakes a worker
/// afterwards (`app.wake`). Where the matching is at work already, it looks for more before it ends.
///
/// # Errors
/// When the database fails.
pub(crate) fn request(tx: &mut Tx<'_>, now: Time) -> Result<(), StoreError> {
    tx.job_ask(Kind::Matching.as_str(), now)
}
