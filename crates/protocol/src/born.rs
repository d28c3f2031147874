//! What a unit says at the line, when it has made its key.

use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};

use crate::{Digest, Message};

/// A unit came to be: signed with its new key, so that whoever writes the factory's list knows that the unit holds it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Born {
    /// Its serial number.
    #[n(0)]
    pub serial: String,
    /// Its product: `prd_…`.
    #[n(1)]
    pub product: String,
    /// Its Ed25519 key.
    #[n(2)]
    pub key: ByteArray<32>,
    /// What is kept of the code on its label ([`code::owner_hash`](crate::code::owner_hash)).
    #[n(3)]
    pub code: Digest,
    /// The SHA-256 of the certificate that it shows to browsers, where it has one.
    #[n(4)]
    pub certificate: Option<Digest>,
}

impl Message for Born {
    const TYPE: &'static str = "application/vnd.steadfast.born.v1+cbor";
}
