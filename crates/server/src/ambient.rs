//! Time and randomness, which come from outside so that tests can bring their own.

use steadfast_store::{Id, Time};

/// Where a service gets the present and its random bytes from.
pub trait Ambient: Send + Sync + 'static {
    /// The present.
    fn now(&self) -> Time;
    /// Microseconds since some start; on a machine, unlike [`Self::now`], it never goes back nor jumps.
    fn steady(&self) -> i64 {
        self.now().0
    }
    /// Fills `bytes` from a cryptographic source.
    fn fill(&self, bytes: &mut [u8]);
}

impl dyn Ambient {
    /// Fresh random bytes.
    #[must_use]
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }

    /// A fresh id, made now.
    #[must_use]
    pub fn id<K>(&self) -> Id<K> {
        Id::new(self.now(), self.random())
    }
}

/// This machine's clock and the operating system's randomness.
#[derive(Debug)]
pub struct Machine;

impl Ambient for Machine {
    #[expect(clippy::disallowed_methods, reason = "this is where a running server's clock comes from")]
    fn now(&self) -> Time {
        jiff::Timestamp::now().into()
    }

    #[expect(clippy::disallowed_methods, reason = "this is where a running server's clock comes from")]
    fn steady(&self) -> i64 {
        static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
        let start = START.get_or_init(std::time::Instant::now);
        i64::try_from(start.elapsed().as_micros()).unwrap_or(i64::MAX)
    }

    #[expect(clippy::expect_used, reason = "without randomness from the system no secret is safe: nothing may go on")]
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the operating system gives random bytes");
    }
}
