//! Waiting for something to become true, with an end.

use std::time::{Duration, Instant};

/// The present, to measure from.
#[expect(clippy::disallowed_methods, reason = "real processes take real time, and waits for them must end")]
pub fn now() -> Instant {
    Instant::now()
}

/// Asks every few milliseconds until there is an answer, or `None` when the time is over.
pub fn poll<T>(within: Duration, mut ask: impl FnMut() -> Option<T>) -> Option<T> {
    let begin = now();
    loop {
        if let Some(answer) = ask() {
            return Some(answer);
        }
        if begin.elapsed() >= within {
            return None;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Like [`poll`], for a yes.
pub fn until(within: Duration, mut ask: impl FnMut() -> bool) -> bool {
    poll(within, || ask().then_some(())).is_some()
}
