//! One attempt to log in, on its way through the hash.

use std::time::Duration;

use super::cookie::BrowserId;
use super::cost::Cost;
use super::hash::{HashError, Verifier};
use super::name::Name;
use super::queue::Place;
use super::secret::Secret;
use super::throttle::Counted;

/// Which attempt it is: the answer carries the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(pub(super) u64);

/// Who wants in, and as whom.
#[derive(Debug)]
pub(super) struct Caller {
    /// The account, where there is one of the name.
    pub(super) account: Option<Name>,
    pub(super) place: Place,
    /// The browser, where the account knows it.
    pub(super) browser: Option<BrowserId>,
    pub(super) counted: Counted,
}

/// An attempt that was counted and waits to be judged. There is none that was not counted, and none twice.
#[derive(Debug)]
pub struct Attempt {
    pub(super) ticket: Ticket,
    pub(super) caller: Caller,
    pub(super) password: Secret,
    pub(super) code: Option<String>,
    pub(super) verifier: Verifier,
    /// A salt for a new hash, where the old one is of another cost.
    pub(super) renewal: Option<(Cost, [u8; 32])>,
}

/// An attempt with what its hash said.
#[derive(Debug)]
pub struct Hashed {
    pub(super) ticket: Ticket,
    pub(super) caller: Caller,
    pub(super) code: Option<String>,
    pub(super) verifier: Verifier,
    pub(super) is_right: Result<bool, HashError>,
    pub(super) renewed: Option<Verifier>,
}

impl Attempt {
    /// Which attempt it is.
    #[must_use]
    pub fn ticket(&self) -> Ticket {
        self.ticket
    }

    /// Hashes the password. It takes long, and the memory that the hash costs; it touches nothing else, so that any thread
    /// may do it.
    #[must_use]
    pub fn hash(self) -> Hashed {
        let is_right = self.verifier.check(&self.password);
        let renewal = self.renewal.filter(|_| matches!(is_right, Ok(true)));
        let renewed = renewal.and_then(|(cost, salt)| Verifier::of(&self.password, cost, salt).ok());
        let Self { ticket, caller, code, verifier, .. } = self;
        Hashed { ticket, caller, code, verifier, is_right, renewed }
    }
}

/// Somebody whose password was right and whose code is still missing.
#[derive(Debug)]
pub struct Half {
    pub(super) caller: Caller,
    pub(super) verifier: Verifier,
    pub(super) until: Duration,
}

impl Hashed {
    /// Which attempt it is.
    #[must_use]
    pub fn ticket(&self) -> Ticket {
        self.ticket
    }
}
