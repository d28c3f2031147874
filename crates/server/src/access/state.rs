//! What access keeps in memory while the server runs.

use super::argon::{Cost, Gate, HashError};
use super::passkey::Passkeys;
use crate::ambient::Ambient;
use crate::config::Config;

/// Hashes that may run at once; each takes 19 MiB and some tens of milliseconds of one core.
const AT_ONCE: usize = 2;
/// Sign-ins that may wait for a hash: about two seconds' worth.
const WAITING: usize = 64;

/// The same, for browsers that signed in before, beside which strangers wait.
const KNOWN_AT_ONCE: usize = 1;
const KNOWN_WAITING: usize = 16;

/// The gate to password hashing, the relying party for passkeys, and the number of this run.
#[derive(Debug)]
pub struct Access {
    /// Hashes passwords, a bounded number at once.
    pub gate: Gate,
    /// The same for browsers that signed in before: however many strangers guess, these get in.
    pub known: Gate,
    /// Passkeys, where the server has a host name.
    pub passkeys: Option<Passkeys>,
    /// A random number of this run: the steady clock of another run means nothing.
    pub run: i64,
}

impl Access {
    /// For a server with these settings.
    ///
    /// # Errors
    /// When no password can be hashed.
    pub fn new(config: &Config, ambient: &dyn Ambient) -> Result<Self, HashError> {
        let gate = Gate::new(AT_ONCE, WAITING, Cost::STANDARD, &ambient.random())?;
        let known = Gate::new(KNOWN_AT_ONCE, KNOWN_WAITING, Cost::STANDARD, &ambient.random())?;
        let passkeys = Passkeys::new(&config.address());
        if let Err(reason) = &passkeys {
            tracing::info!(%reason, "no passkeys");
        }
        Ok(Self { gate, known, passkeys: passkeys.ok(), run: i64::from_be_bytes(ambient.random()) })
    }
}
