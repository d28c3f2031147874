//! What a unit signs to be kept: it holds by itself, whoever shows it.

use minicbor::{Decode, Encode};

use crate::check_in::Consent;
use crate::{Digest, Message, Seconds};

/// What became of an update on a unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Receipt {
    /// The unit: `unt_…`. Shown by another one, it says nothing.
    #[n(0)]
    pub unit: String,
    /// The unit's statements count from 1.
    #[n(1)]
    pub number: u64,
    /// When, by the unit's clock.
    #[n(2)]
    pub time: Seconds,
    /// The release: `rel_…`.
    #[n(3)]
    pub release: String,
    /// The part: `prt_…`.
    #[n(4)]
    pub part: String,
    /// The release's place in the order.
    #[n(5)]
    pub sequence: u64,
    /// The SHA-256 of the image, as signed metadata has it; nothing where the unit never came so far.
    #[n(6)]
    pub image: Option<Digest>,
    /// What became of it; nothing: a word that came after this reader.
    #[n(7)]
    pub outcome: Option<Outcome>,
    /// In words, such as why it failed.
    #[n(8)]
    pub detail: Option<String>,
    /// How often the unit had started then.
    #[n(9)]
    pub starts: u64,
    /// The place in the order of what it ran before.
    #[n(10)]
    pub before: Option<u64>,
    /// Whether the metadata was as fresh as the repository has it: false where it came by a stick, on which nothing newer
    /// can be seen.
    #[n(11)]
    pub fresh: Option<bool>,
    /// The version, a label.
    #[n(12)]
    pub version: Option<String>,
}

impl Message for Receipt {
    const TYPE: &'static str = "application/vnd.steadfast.receipt.v1+cbor";
}

/// What became of an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Outcome {
    /// The unit works on it.
    #[n(0)]
    Running,
    /// It is in its place, and runs at the next start.
    #[n(1)]
    Installed,
    /// It could not be installed.
    #[n(2)]
    Failed,
    /// The unit runs again what it ran before.
    #[n(3)]
    Returned,
    /// The unit stopped, as it was asked to.
    #[n(4)]
    Cancelled,
    /// It cannot stop any more.
    #[n(5)]
    CannotStop,
    /// It runs, after a start.
    #[n(6)]
    Proven,
}

/// What the owner of a unit decided there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Decision {
    /// The unit: `unt_…`.
    #[n(0)]
    pub unit: String,
    /// The unit's statements count from 1.
    #[n(1)]
    pub number: u64,
    /// When, by the unit's clock.
    #[n(2)]
    pub time: Seconds,
    /// Once for all.
    #[n(3)]
    pub always: Option<Consent>,
    /// On one release: `rel_…`.
    #[n(4)]
    pub release: Option<String>,
    /// What, on that release.
    #[n(5)]
    pub wish: Option<Wish>,
    /// Of what is put off: until when.
    #[n(6)]
    pub until: Option<Seconds>,
    /// The version of that release, a label.
    #[n(7)]
    pub version: Option<String>,
}

impl Message for Decision {
    const TYPE: &'static str = "application/vnd.steadfast.decision.v1+cbor";
}

/// What an owner wants with one release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Wish {
    /// Not before some day.
    #[n(0)]
    Postponed,
    /// Not this one.
    #[n(1)]
    Refused,
    /// This one, now.
    #[n(2)]
    Agreed,
}
