//! What a unit states when it went back to its factory settings.

use minicbor::{Decode, Encode};

use crate::{Message, Seconds};

/// The unit is as it left its factory, but for its identity, its trust roots and the level of its updates.
///
/// It says no more than is true: the keys of the owner's things were destroyed, their index overwritten, and nothing was
/// found when the unit looked again. It cannot speak for copies elsewhere, or for a manipulated unit.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
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
}

impl Message for Wiped {
    const TYPE: &'static str = "application/vnd.steadfast.wiped.v1+cbor";
}
