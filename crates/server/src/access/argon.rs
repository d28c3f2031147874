//! Password hashes: Argon2id, as PHC strings, and the gate that keeps them off the async threads.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{self, PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::{AcquireError, Semaphore};
use zeroize::Zeroizing;

/// Cost of a hash: memory in KiB, passes, lanes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory: u32,
    /// Passes over the memory.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Cost {
    /// 19 MiB, two passes, one lane: the recommendation for Argon2id on a server.
    pub const STANDARD: Self = Self { memory: 19 * 1024, passes: 2, lanes: 1 };

    fn argon(self) -> Result<Argon2<'static>, HashError> {
        let params = Params::new(self.memory, self.passes, self.lanes, None)?;
        Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
    }
}

/// Why a hash could not be made or checked.
#[derive(Debug, thiserror::Error)]
pub enum HashError {
    /// The cost is outside of what the function takes.
    #[error("the cost of the password hash is out of range: {0}")]
    Cost(#[from] argon2::Error),
    /// The stored text is no PHC string, or hashing failed.
    #[error("the stored password hash cannot be used: {0}")]
    Hash(#[from] password_hash::Error),
}

/// What a check of a password found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checked {
    /// The password is wrong.
    Wrong,
    /// The password is right.
    Right,
    /// The password is right, and its hash was made at another cost: hash it anew.
    RightButOld,
}

/// Hashes a password with 16 random bytes of salt into a PHC string.
///
/// # Errors
/// When the cost is out of range.
pub fn hash(password: &str, salt: &[u8; 16], cost: Cost) -> Result<String, HashError> {
    Ok(cost.argon()?.hash_password_with_salt(password.as_bytes(), salt)?.to_string())
}

/// Checks a password against a stored PHC string, at the cost the string names.
///
/// # Errors
/// When the stored string cannot be read.
pub fn check(password: &str, stored: &str, cost: Cost) -> Result<Checked, HashError> {
    let parsed = PasswordHash::new(stored).map_err(password_hash::Error::from)?;
    match cost.argon()?.verify_password(password.as_bytes(), &parsed) {
        Ok(()) if of_cost(&parsed, cost) => Ok(Checked::Right),
        Ok(()) => Ok(Checked::RightButOld),
        Err(password_hash::Error::PasswordInvalid) => Ok(Checked::Wrong),
        Err(error) => Err(error.into()),
    }
}

fn of_cost(hash: &PasswordHash, cost: Cost) -> bool {
    let is = |name: &str, value: u32| hash.params.get_decimal(name) == Some(value);
    hash.algorithm.as_str() == "argon2id"
        && hash.version == Some(0x13)
        && is("m", cost.memory)
        && is("t", cost.passes)
        && is("p", cost.lanes)
}

/// Why the gate did not run a hash.
#[derive(Debug, thiserror::Error)]
pub enum GateError {
    /// As many wait already as are let wait; answer 503 with `Retry-After`.
    #[error("too many sign-ins at once; try again in {RETRY_AFTER_SECONDS} seconds")]
    Busy,
    /// The server is going down.
    #[error("the server is stopping")]
    Closed(#[from] AcquireError),
    /// The hashing thread died.
    #[error("the password hash was not finished: {0}")]
    Died(#[from] tokio::task::JoinError),
    /// The hash itself failed.
    #[error(transparent)]
    Hash(#[from] HashError),
}

/// What to tell a caller whom [`GateError::Busy`] turned away.
pub const RETRY_AFTER_SECONDS: u32 = 2;

/// Runs hashes on blocking threads: at most `at_once` of them, with at most `waiting` in a queue before it.
#[derive(Debug, Clone)]
pub struct Gate {
    running: Arc<Semaphore>,
    inside: Arc<AtomicUsize>,
    most_inside: usize,
    cost: Cost,
    dummy: Arc<str>,
}

impl Gate {
    /// A gate; `random` makes the hash that unknown names are checked against, so that they take as long as known ones.
    ///
    /// # Errors
    /// When the cost is out of range.
    pub fn new(at_once: usize, waiting: usize, cost: Cost, random: &[u8; 32]) -> Result<Self, HashError> {
        let mut salt = [0; 16];
        salt.copy_from_slice(&random[..16]);
        let nobody: String = random[16..].iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self {
            running: Arc::new(Semaphore::new(at_once.max(1))),
            inside: Arc::default(),
            most_inside: at_once.max(1).saturating_add(waiting),
            cost,
            dummy: hash(&nobody, &salt, cost)?.into(),
        })
    }

    /// Hashes a new password.
    ///
    /// # Errors
    /// When too many wait, the server stops, or the hash fails.
    pub async fn hash(&self, password: Zeroizing<String>, salt: [u8; 16]) -> Result<String, GateError> {
        let cost = self.cost;
        self.run(move || hash(&password, &salt, cost)).await
    }

    /// Checks a password; without a stored hash (an unknown name, or no password set) it takes as long and is wrong.
    ///
    /// # Errors
    /// When too many wait, the server stops, or the stored hash cannot be read.
    pub async fn check(&self, password: Zeroizing<String>, stored: Option<String>) -> Result<Checked, GateError> {
        let (cost, dummy) = (self.cost, Arc::clone(&self.dummy));
        self.run(move || match stored {
            Some(stored) => check(&password, &stored, cost),
            None => check(&password, &dummy, cost).map(|_| Checked::Wrong),
        })
        .await
    }

    /// Permit and place go along to the thread: a dropped request does not let another hash start beside the bound.
    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, HashError> + Send + 'static,
    ) -> Result<T, GateError> {
        let place = Place::take(&self.inside, self.most_inside)?;
        let permit = Arc::clone(&self.running).acquire_owned().await?;
        let done = tokio::task::spawn_blocking(move || {
            let _held_until_done = (place, permit);
            work()
        });
        Ok(done.await??)
    }
}

/// One place among those that run or wait, given back when dropped.
#[derive(Debug)]
struct Place(Arc<AtomicUsize>);

impl Place {
    fn take(inside: &Arc<AtomicUsize>, most: usize) -> Result<Self, GateError> {
        let before = inside.fetch_add(1, Ordering::AcqRel);
        let place = Self(Arc::clone(inside));
        if before < most { Ok(place) } else { Err(GateError::Busy) }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}
