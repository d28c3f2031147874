//! The first request of a unit.

use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};

use crate::{Message, Seconds};

/// A unit says who it is, signed with the key that it made. Either the factory's list names the fingerprint of that key, or
/// the unit shows a code that was made for it and opens once. Sent again with the same key, it is answered the same.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Enrol {
    /// Its serial number.
    #[n(0)]
    pub serial: String,
    /// Its product: `prd_…`.
    #[n(1)]
    pub product: String,
    /// Its Ed25519 key.
    #[n(2)]
    pub key: ByteArray<32>,
    /// The code.
    #[n(3)]
    pub code: Option<String>,
    /// What time it has.
    #[n(4)]
    pub time: Seconds,
}

impl Message for Enrol {
    const TYPE: &'static str = "application/vnd.steadfast.enrol.v1+cbor";
}

/// The server knows the unit from now on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Enrolled {
    /// Its id: `unt_…`.
    #[n(0)]
    pub unit: String,
    /// The highest counter of its requests that the server took.
    #[n(1)]
    pub counter: u64,
    /// The parts of its product that units run.
    #[n(2)]
    pub parts: Vec<KnownPart>,
    /// The server's time.
    #[n(3)]
    pub time: Seconds,
}

/// A part of a product.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct KnownPart {
    /// `prt_…`.
    #[n(0)]
    pub id: String,
    /// Its name.
    #[n(1)]
    pub name: String,
}
