//! What an owner switched on and off.

use minicbor::{Decode, Encode};

use crate::{Message, Seconds};

/// The owner's three switches. Each check-in says how they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Switches {
    /// Security events are recorded on the unit.
    #[n(0)]
    pub record: bool,
    /// What is recorded is sent to the manufacturer.
    #[n(1)]
    pub share: bool,
    /// The manufacturer may act from afar, within what its signed policy says.
    #[n(2)]
    pub remote: bool,
}

/// The owner changed a switch: the one line that remains of what was on before.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Switched {
    /// The unit: `unt_…`.
    #[n(0)]
    pub unit: String,
    /// The unit's statements count from 1.
    #[n(1)]
    pub number: u64,
    /// When, by the unit's clock.
    #[n(2)]
    pub time: Seconds,
    /// How they stand now.
    #[n(3)]
    pub switches: Switches,
}

impl Message for Switched {
    const TYPE: &'static str = "application/vnd.steadfast.switched.v1+cbor";
}
