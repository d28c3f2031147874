//! Identifiers: UUIDv7 (RFC 9562), 16 bytes in the database, prefixed text elsewhere.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

use crate::time::Time;

/// What an identifier names.
pub trait Kind: 'static {
    /// The letters before the underscore in its text.
    const PREFIX: &'static str;
}

/// The kinds there are.
pub mod kinds {
    macro_rules! kinds {
        ($($(#[$doc:meta])* $name:ident = $prefix:literal;)+) => {
            $($(#[$doc])*
            #[derive(Clone, Copy, Debug)]
            pub enum $name {}
            impl super::Kind for $name {
                const PREFIX: &'static str = $prefix;
            })+
            /// Every prefix, for the test that none is used twice.
            pub const PREFIXES: &[&str] = &[$($prefix),+];
        };
    }
    kinds! {
        /// A person at the manufacturer.
        Person = "usr";
        /// A sign-in that lasts.
        Session = "ses";
        /// A token for the API.
        Token = "tok";
        /// A link that lets somebody in once.
        Invitation = "inv";
        /// A passkey.
        Passkey = "key";
        /// A record of the ledger.
        Record = "rec";
        /// A durable job.
        Job = "job";
        /// An address that hears of events.
        Webhook = "hok";
        /// One event on its way to one address.
        Delivery = "dlv";
        /// A proposal that a second person confirms.
        Approval = "apr";
        /// A legal manufacturer.
        Manufacturer = "mfr";
        /// A product.
        Product = "prd";
        /// A part of a product.
        Part = "prt";
        /// A release of a part.
        Release = "rel";
        /// A feed of advisories.
        Feed = "fed";
        /// A file of advisories that was handed in.
        Import = "imp";
        /// A decision on exposures.
        Assessment = "asm";
        /// An entry of the manufacturer's own register.
        OwnFlaw = "own";
        /// A turn of a verdict.
        Turn = "trn";
        /// A VEX document that was handed in.
        VexImport = "vex";
        /// A file of a release.
        Artifact = "art";
        /// A rollout.
        Rollout = "rol";
        /// Units that were heard of in the same moment.
        Sighting = "sgt";
        /// Something that a unit signed.
        UnitStatement = "ust";
        /// A unit: one device or one installation.
        Unit = "unt";
        /// A factory list of units.
        UnitImport = "uim";
        /// What monitoring concludes from events.
        Alert = "alt";
        /// A vulnerability or an incident that is being handled.
        Case = "cas";
        /// An importer or a dealer.
        Partner = "ptn";
        /// A withdrawal from sale, or a recall.
        Recall = "rcl";
        /// What is rung for until somebody answers.
        Alarm = "alm";
        /// What somebody without an account told of a flaw.
        Report = "rpt";
        /// A flaw of a component that is reported to its maintainer.
        Upstream = "ups";
        /// An advisory of the manufacturer's own.
        Advisory = "adv";
        /// What owners of affected units are told.
        OwnerNotice = "onn";
        /// What was held because of a case.
        Containment = "cnt";
        /// A policy that units obey.
        Policy = "pol";
        /// A drill: something that is tried on a copy of everything.
        Drill = "drl";
        /// A report that was handed in as evidence.
        EvidenceFile = "evf";
        /// Who is told of things.
        Receiver = "rcv";
        /// One text on its way to one receiver.
        Message = "msg";
        /// Something that happened to a unit.
        UnitEvent = "uev";
        /// A document that is kept for years.
        KeptDocument = "kdc";
        /// A declaration of conformity.
        Declaration = "dcl";
        /// Where a key lies.
        KeyPlace = "kpl";
    }
}

/// An identifier of one kind. Ordered by the time it was made.
pub struct Id<K>(Uuid, PhantomData<fn() -> K>);

/// Why a text is no identifier of the kind asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{text}\" is no identifier of this kind: expected {prefix}_ and 32 hexadecimal digits")]
pub struct IdError {
    text: String,
    prefix: &'static str,
}

impl<K> Id<K> {
    /// A new one, made at `now`. The first 12 random bits are the fraction of the millisecond (RFC 9562, section 6.2,
    /// method 3), so that what one process does one after the other stands in that order.
    #[must_use]
    pub fn new(now: Time, mut random: [u8; 10]) -> Self {
        let fraction = u16::try_from(now.0.rem_euclid(1000) * 4096 / 1000).unwrap_or(0);
        random[..2].copy_from_slice(&fraction.to_be_bytes());
        let millis = u64::try_from(now.millis()).unwrap_or(0);
        Self(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid(), PhantomData)
    }

    /// When it was made, to the millisecond: its first 48 bits (RFC 9562, section 5.7).
    #[must_use]
    pub fn made(self) -> Time {
        let millis = self.bytes().iter().take(6).fold(0, |millis, byte| (millis << 8) | i64::from(*byte));
        Time(millis * 1000)
    }

    /// None that was made since then stands before it.
    #[must_use]
    pub fn first_of(since: Time) -> Self {
        Self::new(Time(since.0.div_euclid(1000) * 1000), [0; 10])
    }

    /// From its 16 bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(Uuid::from_bytes(bytes), PhantomData)
    }

    /// Its 16 bytes.
    #[must_use]
    pub fn bytes(self) -> [u8; 16] {
        self.0.into_bytes()
    }
}

impl<K: Kind> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", K::PREFIX, self.0.simple())
    }
}

impl<K: Kind> FromStr for Id<K> {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let refused = || IdError { text: text.chars().take(64).collect(), prefix: K::PREFIX };
        let digits = text.strip_prefix(K::PREFIX).and_then(|rest| rest.strip_prefix('_')).ok_or_else(refused)?;
        let plain = digits.len() == 32 && digits.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
        let uuid = plain.then(|| Uuid::try_parse(digits).ok()).flatten().ok_or_else(refused)?;
        Ok(Self(uuid, PhantomData))
    }
}

impl<K: Kind> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K> Copy for Id<K> {}

impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<K> Eq for Id<K> {}

impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}

impl<K> Hash for Id<K> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl<K: Kind> Serialize for Id<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, K: Kind> Deserialize<'de> for Id<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
