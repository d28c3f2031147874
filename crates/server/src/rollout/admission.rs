//! How much of what units say is written at once. What staff do goes through the same writer, and must not wait behind a
//! crowd: a unit that finds no place is told to come back, and comes back at a time of its own. Who it is was found out
//! before, so that strangers take no place.

use tokio::sync::Semaphore;

/// Transactions of units that wait or run at once.
pub const PLACES: usize = 256;

/// That there is no place. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too many units ask at once; wait {} seconds, and some more by chance", Self::WAIT)]
pub struct Crowded;

impl Crowded {
    /// How many seconds to wait at least.
    pub const WAIT: u64 = 10;
}

/// The places.
#[derive(Debug)]
pub struct Admission(Semaphore);

impl Default for Admission {
    fn default() -> Self {
        Self(Semaphore::new(PLACES))
    }
}

impl Admission {
    /// Waits for a write that `begin` begins, where there is a place for it.
    ///
    /// # Errors
    /// When there is none, or the write fails.
    pub async fn admit<T, E, W>(&self, begin: impl FnOnce() -> W) -> Result<T, E>
    where
        E: From<Crowded>,
        W: Future<Output = Result<T, E>>,
    {
        let _place = self.0.try_acquire().map_err(|_| Crowded)?;
        begin().await
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;

    use futures_util::FutureExt as _;
    use futures_util::future::{join_all, pending, ready};

    use super::*;

    #[test]
    fn as_many_as_there_are_places_wait_and_one_more_is_sent_back() {
        let admission = Admission::default();
        let waiting = join_all((0..PLACES).map(|_| admission.admit(pending::<Result<(), Crowded>>)));
        let mut waiting = pin!(waiting);
        assert!(waiting.as_mut().now_or_never().is_none());
        let more = || admission.admit(|| ready(Ok::<_, Crowded>(()))).now_or_never().expect("at once");
        assert_eq!(more(), Err(Crowded));
        waiting.set(join_all(Vec::new()));
        assert_eq!(more(), Ok(()));
    }
}
