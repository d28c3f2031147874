//! What a unit found when it looked at itself.

use minicbor::{Decode, Encode};

use crate::{Message, Seconds};

/// A self-test, signed. It says what the unit saw of itself; a manipulated one may say anything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct SelfTested {
    /// The unit: `unt_…`; nothing where no server knew it.
    #[n(0)]
    pub unit: Option<String>,
    /// The unit's statements count from 1.
    #[n(1)]
    pub number: u64,
    /// When, by the unit's clock.
    #[n(2)]
    pub time: Seconds,
    /// How often the unit had started.
    #[n(3)]
    pub starts: u64,
    /// What tested: name and version.
    #[n(4)]
    pub agent: String,
    /// Each check.
    #[n(5)]
    pub checks: Vec<Checked>,
}

impl Message for SelfTested {
    const TYPE: &'static str = "application/vnd.steadfast.self-tested.v1+cbor";
}

/// What one check found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Checked {
    /// What was looked at; nothing: a word that came after this reader.
    #[n(0)]
    pub check: Option<Check>,
    /// What was found; nothing: likewise.
    #[n(1)]
    pub found: Option<Found>,
    /// Why, in words.
    #[n(2)]
    pub detail: Option<String>,
}

/// What a self-test looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Check {
    /// Nothing listens but what is declared.
    #[n(0)]
    Ports,
    /// No default credential is accepted.
    #[n(1)]
    Credentials,
    /// The pages speak TLS and nothing else.
    #[n(2)]
    Encryption,
    /// Nothing is open that is for debugging.
    #[n(3)]
    Debugging,
    /// Updates can come.
    #[n(4)]
    Updates,
    /// The event log is written, and is whole.
    #[n(5)]
    Log,
    /// Guessing passwords is made to wait.
    #[n(6)]
    Throttle,
}

/// What a check found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Found {
    /// It is as it should be.
    #[n(0)]
    Passed,
    /// It is not.
    #[n(1)]
    Failed,
    /// It could not be looked at.
    #[n(2)]
    Unknown,
    /// There is no such thing here, for the reason that is given.
    #[n(3)]
    NotApplicable,
}

impl SelfTested {
    /// What it comes to: failed where anything failed, else unknown where anything is unknown or nothing was looked at.
    #[must_use]
    pub fn verdict(&self) -> Found {
        let any = |wanted: Option<Found>| self.checks.iter().any(|check| check.found == wanted);
        match () {
            () if any(Some(Found::Failed)) => Found::Failed,
            () if self.checks.is_empty() || any(Some(Found::Unknown)) || any(None) => Found::Unknown,
            () => Found::Passed,
        }
    }
}
