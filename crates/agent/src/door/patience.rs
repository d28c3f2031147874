//! How long the door waits for whom.

use std::time::Duration;

/// Bytes that the slowest client takes in a second.
const SLOWEST: usize = 4 * 1024;

/// How long the door waits. Each time counts as a whole: a byte now and then extends none.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// From the first moment until TLS is up.
    pub handshake: Duration,
    /// From the first byte of a request to its last.
    pub request: Duration,
    /// From an answer to the next request.
    pub idle: Duration,
    /// For the house, whose work may have to wait for other work.
    pub house: Duration,
    /// For the other side to close as well.
    pub parting: Duration,
}

/// The times.
pub const PATIENCE: Patience = Patience {
    handshake: Duration::from_secs(10),
    request: Duration::from_secs(15),
    idle: Duration::from_secs(30),
    house: Duration::from_secs(150),
    parting: Duration::from_secs(2),
};

impl Patience {
    /// For a client to take an answer of so many bytes.
    pub(super) fn answer(&self, bytes: usize) -> Duration {
        let seconds = u64::try_from(bytes / SLOWEST).unwrap_or(u64::MAX);
        self.idle.saturating_add(Duration::from_secs(seconds))
    }
}
