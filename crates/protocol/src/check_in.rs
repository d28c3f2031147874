//! The one request that a unit sends again and again.

use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};

use crate::{Digest, Message, PolicyTaken, Seconds, Switches};

/// How a unit is, and what it has to tell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct CheckIn {
    /// Its id: `unt_…`.
    #[n(0)]
    pub unit: String,
    /// Higher than that of each request before.
    #[n(1)]
    pub counter: u64,
    /// What time it has.
    #[n(2)]
    pub time: Seconds,
    /// How often it started: an update counts as installed when it runs after a start that came later.
    #[n(3)]
    pub starts: u64,
    /// What it runs, part by part.
    #[n(4)]
    pub runs: Vec<Runs>,
    /// What its owner decided once for all; nothing: as the law has it.
    #[n(5)]
    pub consent: Option<Consent>,
    /// [`Envelope`](crate::Envelope)s that the server is to keep, the oldest first.
    #[n(6)]
    pub statements: Vec<ByteVec>,
    /// The head of its event log.
    #[n(7)]
    pub log: Option<TreeHead>,
    /// The newest checkpoint of the server's ledger that it saw: so the fleet witnesses the ledger.
    #[n(8)]
    pub checkpoint: Option<TreeHead>,
    /// What speaks for it: name and version of the agent, or of the library.
    #[n(9)]
    pub agent: Option<String>,
    /// How the owner's switches stand; nothing: the unit has none.
    #[n(10)]
    pub switches: Option<Switches>,
    /// What is kept of a code that it shows its owner ([`fresh_hash`](crate::code::fresh_hash)): for an hour and once, whoever
    /// brings the code may see what the server holds of it.
    #[n(11)]
    pub fresh_code: Option<Digest>,
    /// The newest policy that it took; nothing: it knows of no policies.
    #[n(12)]
    pub policy: Option<PolicyTaken>,
}

impl Message for CheckIn {
    const TYPE: &'static str = "application/vnd.steadfast.check-in.v1+cbor";
}

/// What a unit runs of one part.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Runs {
    /// The part: `prt_…`.
    #[n(0)]
    pub part: String,
    /// The version, a label.
    #[n(1)]
    pub version: String,
    /// Its place in the order, where the unit knows it: from the signed metadata by which it was installed.
    #[n(2)]
    pub sequence: Option<u64>,
    /// The SHA-256 of the image that was installed, where the unit knows it.
    #[n(3)]
    pub image: Option<Digest>,
}

/// What an owner decided once for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Consent {
    /// Security updates install by themselves.
    #[n(0)]
    pub automatic: bool,
    /// So do feature updates.
    #[n(1)]
    pub features: bool,
    /// Since when; nothing: nobody said anything else.
    #[n(2)]
    pub since: Option<Seconds>,
}

/// The head of a Merkle tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct TreeHead {
    /// How many leaves there are.
    #[n(0)]
    pub size: u64,
    /// The root over them.
    #[n(1)]
    pub root: Digest,
}

impl TreeHead {
    /// Size and root of a checkpoint (C2SP tlog-checkpoint). Whether it is rightly signed is not looked at here: it is handed
    /// back to whoever said it.
    #[must_use]
    pub fn of_checkpoint(note: &str) -> Option<Self> {
        let mut lines = note.lines().skip(1);
        let size = lines.next()?.parse().ok()?;
        let root: [u8; 32] = steadfast_trust::encoding::from_base64(lines.next()?)?.try_into().ok()?;
        Some(Self { size, root: root.into() })
    }
}
