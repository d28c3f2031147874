//! What a unit states when its owner took their data along.

use minicbor::{Decode, Encode};

use crate::{Digest, Message, Seconds};

/// The owner's data and settings left the unit as one archive, and stay on it as well.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Exported {
    /// The unit: `unt_…`; nothing where no server knew it.
    #[n(0)]
    pub unit: Option<String>,
    /// The unit's statements count from 1.
    #[n(1)]
    pub number: u64,
    /// When, by the unit's clock.
    #[n(2)]
    pub time: Seconds,
    /// How many things are in it.
    #[n(3)]
    pub things: u64,
    /// Bytes of the archive as it left.
    #[n(4)]
    pub bytes: u64,
    /// The SHA-256 of the archive as it left.
    #[n(5)]
    pub sha256: Digest,
    /// Whether it is encrypted to a key of the owner's.
    #[n(6)]
    pub sealed: bool,
    /// By which way; no address is named.
    #[n(7)]
    pub way: Option<Way>,
    /// Whether it was read back there and was the same.
    #[n(8)]
    pub verified: bool,
    /// Of a unit that took it over: the fingerprint of its key.
    #[n(9)]
    pub successor: Option<Digest>,
}

impl Message for Exported {
    const TYPE: &'static str = "application/vnd.steadfast.exported.v1+cbor";
}

/// What a unit says that took an archive over from another one.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct TakenOver {
    /// When, by its clock.
    #[n(0)]
    pub time: Seconds,
    /// Bytes of the archive as it arrived.
    #[n(1)]
    pub bytes: u64,
    /// The SHA-256 of it.
    #[n(2)]
    pub sha256: Digest,
}

impl Message for TakenOver {
    const TYPE: &'static str = "application/vnd.steadfast.taken-over.v1+cbor";
}

/// How an archive leaves a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Way {
    /// Through the owner's browser.
    #[n(0)]
    Download,
    /// To an address that takes files by PUT.
    #[n(1)]
    Http,
    /// To a WebDAV folder.
    #[n(2)]
    WebDav,
    /// To a bucket.
    #[n(3)]
    S3,
    /// By SFTP.
    #[n(4)]
    Sftp,
    /// To another unit.
    #[n(5)]
    Successor,
}
