//! Figures with their unit, and whom they are compared with.

use minicbor::{Decode, Encode};

use super::{Name, Peer};
use crate::event::word::words;

words! {
    /// What is counted of a unit in an hour.
    Metric {
        /// Connections that it began.
        Connections = 0 "connections",
        /// Peers that it talked to.
        Peers = 1 "peers",
        /// Bytes that went.
        Sent = 2 "sent",
        /// Bytes that came.
        Received = 3 "received",
        /// Connections that came to nothing.
        Failures = 4 "failures",
    }
}

/// What was expected, or seen.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Figure {
    /// So many.
    #[n(0)]
    Count(#[n(0)] u64),
    /// So many an hour.
    #[n(1)]
    PerHour(#[n(0)] u64),
    /// So many bytes.
    #[n(2)]
    Bytes(#[n(0)] u64),
    /// So many bytes an hour.
    #[n(3)]
    BytesPerHour(#[n(0)] u64),
    /// So long.
    #[n(4)]
    Seconds(#[n(0)] u64),
    /// A peer.
    #[n(5)]
    Peer(#[n(0)] Peer),
    /// One of a list of so many.
    #[n(6)]
    OneOf(#[n(0)] u64),
    /// Hours of the day, UTC: bit 0 is the hour after midnight.
    #[n(7)]
    Hours(#[n(0)] u32),
    /// A name.
    #[n(8)]
    Text(#[n(0)] Name),
    /// So many units.
    #[n(9)]
    Units(#[n(0)] u64),
    /// Every so many milliseconds, give or take so many.
    #[n(10)]
    Every(#[n(0)] u64, #[n(1)] u64),
    /// A number in the unit's log.
    #[n(11)]
    Number(#[n(0)] u64),
    /// When, in seconds since the epoch.
    #[n(12)]
    At(#[n(0)] i64),
    /// Nothing at all.
    #[n(13)]
    Nothing,
}

impl Figure {
    /// The number that it is, where it is one.
    #[must_use]
    pub const fn number(&self) -> Option<u64> {
        match self {
            Self::Count(number)
            | Self::PerHour(number)
            | Self::Bytes(number)
            | Self::BytesPerHour(number)
            | Self::Seconds(number)
            | Self::OneOf(number)
            | Self::Units(number)
            | Self::Number(number) => Some(*number),
            _ => None,
        }
    }
}

/// Compared with whom.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Against {
    /// What a release is declared to do: its label.
    #[n(0)]
    Declaration(#[n(0)] Option<Name>),
    /// So many units of the same model and release.
    #[n(1)]
    Cohort(#[n(0)] u64),
    /// So many days of its own.
    #[n(2)]
    Own(#[n(0)] u64),
    /// What is always so.
    #[n(3)]
    Rule,
}
