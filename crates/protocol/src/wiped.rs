//! What a unit states when it went back to its factory settings.

use minicbor::{Decode, Encode};

use crate::{Digest, Message, Seconds};

/// The unit is as it left its factory, but for its identity, its trust roots and the level of its updates.
///
/// It says no more than is true: the keys of the owner's things were destroyed, their index overwritten, and nothing was
/// found when the unit looked again. It cannot speak for copies elsewhere, or for a manipulated unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Wiped {
    /// The unit: `unt_…`; nothing where no server knew it.
    #[n(0)]
    pub unit: Option<String>,
    /// The unit's statements count from 1.
    #[n(1)]
    pub number: u64,
    /// When, by the unit's clock.
    #[n(2)]
    pub time: Seconds,
    /// The how many-th reset of its life it is.
    #[n(3)]
    pub resets: u64,
    /// How many things were destroyed.
    #[n(4)]
    pub destroyed: u64,
    /// How many of them were found when it looked again.
    #[n(5)]
    pub found: u64,
    /// How many keys of the owner's data were among them.
    #[n(6)]
    pub keys: Option<u64>,
    /// What it was done for.
    #[n(7)]
    pub purpose: Option<Purpose>,
    /// What stays, and where.
    #[n(8)]
    pub remains: Option<Vec<Remains>>,
    /// What is kept of the code that opens it from now on, where it goes to somebody else
    /// ([`code::owner_hash`](crate::code::owner_hash)).
    #[n(9)]
    pub code: Option<Digest>,
}

/// What an erasure is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Purpose {
    /// The unit begins anew with whoever sets it up.
    #[n(0)]
    Reset,
    /// It goes to somebody else: the code on its label is void.
    #[n(1)]
    Handover,
    /// It goes out of use.
    #[n(2)]
    EndOfLife,
}

/// What an erasure leaves, and where. By which duty, [`ReceiptCopy`](crate::ReceiptCopy) says in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Remains {
    /// On the unit: who it is, its key, its counters, the level of its updates.
    #[n(0)]
    Identity,
    /// On the unit until they are sent, then at the manufacturer's: signed statements about updates, choices and erasures.
    #[n(1)]
    Statements,
    /// At the manufacturer's: that the unit exists, and what it runs.
    #[n(2)]
    Registration,
    /// In the manufacturer's ledger: hashes, without what was hashed.
    #[n(3)]
    Hashes,
    /// In backups of the manufacturer's server, until they are replaced.
    #[n(4)]
    Backups,
}

impl Message for Wiped {
    const TYPE: &'static str = "application/vnd.steadfast.wiped.v1+cbor";
}
