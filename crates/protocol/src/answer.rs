//! What the server says.

use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};

use crate::check_in::Consent;
use crate::owner_notice::OwnerNotice;
use crate::{Digest, Seconds};

/// The answer to a check-in. It brings no trust of its own: what is installed is what signed metadata says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Answer {
    /// The server's time.
    #[n(0)]
    pub time: Seconds,
    /// In how many seconds to ask again, before the unit spreads it by chance.
    #[n(1)]
    pub again: u32,
    /// What there is for the unit, a part each.
    #[n(2)]
    pub offers: Vec<Offer>,
    /// What it is to stop working on, or to forget: it says so by a receipt.
    #[n(3)]
    pub stop: Vec<Stop>,
    /// Statements that the server keeps, by the SHA-256 of their envelopes: the unit may forget them.
    #[n(4)]
    pub kept: Vec<Digest>,
    /// Statements that it does not take: the unit need not send them again.
    #[n(5)]
    pub refused: Vec<Refused>,
    /// What the unit is to obey, a [`SignedPolicy`](crate::SignedPolicy): until the unit says that it took it.
    #[n(6)]
    pub policy: Option<ByteVec>,
    /// The newest checkpoint of the server's ledger (C2SP tlog-checkpoint).
    #[n(7)]
    pub checkpoint: Option<String>,
    /// What the owner decided once for all elsewhere than at the unit, since when the unit says. What is stricter than
    /// its own the unit takes over by itself; for what is looser it asks its owner.
    #[n(8)]
    pub consent: Option<Consent>,
    /// Whether events are taken: not where the owner said so elsewhere than at the unit. What is recorded until they are
    /// taken again is never sent.
    #[n(9)]
    pub takes_events: Option<bool>,
    /// What whoever owns the unit is to know, [a few](crate::MOST_NOTICES) at once: until the unit states that it keeps it.
    #[n(10)]
    pub notices: Option<Vec<OwnerNotice>>,
}

/// An update that is taken back.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Stop {
    /// The release: `rel_…`.
    #[n(0)]
    pub release: String,
    /// The part: `prt_…`.
    #[n(1)]
    pub part: String,
    /// The release's place in the order.
    #[n(2)]
    pub sequence: u64,
}

/// An update for a unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Offer {
    /// The release: `rel_…`.
    #[n(0)]
    pub release: String,
    /// The part: `prt_…`.
    #[n(1)]
    pub part: String,
    /// The version, a label.
    #[n(2)]
    pub version: String,
    /// The targets of the repository that it consists of.
    #[n(3)]
    pub targets: Vec<String>,
    /// What it is for.
    #[n(4)]
    pub kind: Option<Kind>,
    /// Whether it may be installed now: never, where a reader cannot tell why not.
    #[n(5)]
    pub install: bool,
    /// Why it waits.
    #[n(10)]
    pub hold: Option<Hold>,
    /// Of what is put off: until when.
    #[n(6)]
    pub until: Option<Seconds>,
    /// Of a security update: no later than this can it be put off.
    #[n(7)]
    pub latest: Option<Seconds>,
    /// What it brings, for the owner.
    #[n(8)]
    pub notes: Option<String>,
    /// The vulnerabilities that it mends.
    #[n(9)]
    pub fixes: Vec<String>,
    /// The release's place in the order. Signed metadata has the last word on it.
    #[n(11)]
    pub sequence: u64,
}

/// What an update is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Kind {
    /// It mends vulnerabilities.
    #[n(0)]
    Security,
    /// It brings something else.
    #[n(1)]
    Feature,
    /// Both.
    #[n(2)]
    Combined,
}

/// Why an update waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Hold {
    /// The owner put it off.
    #[n(0)]
    Postponed,
    /// The owner refused it.
    #[n(1)]
    Refused,
    /// The owner switched automatic updates off.
    #[n(2)]
    OptedOut,
    /// It brings something new, and nobody agreed yet.
    #[n(3)]
    NotAgreed,
}

/// A statement that is not taken.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Refused {
    /// The SHA-256 of its envelope.
    #[n(0)]
    pub statement: Digest,
    /// Why, in kebab-case.
    #[n(1)]
    pub reason: String,
}

/// A request that is not taken; the status of the answer says so too.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Refusal {
    /// Why, in kebab-case.
    #[n(0)]
    pub reason: String,
    /// Why, in words.
    #[n(1)]
    pub words: String,
    /// Where the counter was too low: the highest one that the server took.
    #[n(2)]
    pub counter: Option<u64>,
}
