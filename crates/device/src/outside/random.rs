//! Chance.

/// The machine has no randomness to give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the machine gives no random numbers")]
pub struct NoRandom;

/// A cryptographically secure source of randomness. Keys, codes and salts come from it.
pub trait Random {
    /// Fills the bytes.
    ///
    /// # Errors
    /// When there is no randomness. Nothing is made of weak numbers then.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandom>;

    /// So many random bytes.
    ///
    /// # Errors
    /// When there is no randomness.
    fn bytes<const N: usize>(&self) -> Result<[u8; N], NoRandom> {
        let mut bytes = [0; N];
        self.fill(&mut bytes).map(|()| bytes)
    }
}

/// The operating system's generator.
#[derive(Clone, Copy, Debug, Default)]
pub struct System;

impl Random for System {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandom> {
        getrandom::fill(bytes).map_err(|_| NoRandom)
    }
}
