//! What alarms of several units have in common.

use minicbor::{Decode, Encode};

use super::Name;
use super::figure::Metric;
use crate::event::{Address, Transport};

/// Whom a unit talks to. What is absent is any.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(map)]
pub struct Peer {
    /// The address.
    #[n(0)]
    pub address: Option<Address>,
    /// The port.
    #[n(1)]
    pub port: Option<u16>,
    /// What carries it.
    #[n(2)]
    pub transport: Option<Transport>,
}

/// What an alarm is about. Alarms with one cause at one time are one alert of the fleet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
pub enum Cause {
    /// A peer.
    #[n(0)]
    Peer(#[n(0)] Peer),
    /// Where somebody came from who tried to come in.
    #[n(1)]
    Source(#[n(0)] Option<Address>),
    /// Somebody's account.
    #[n(2)]
    Account(#[n(0)] Name),
    /// A setting.
    #[n(3)]
    Setting(#[n(0)] Name),
    /// The unit's own log.
    #[n(4)]
    OwnLog,
    /// Nothing is heard.
    #[n(5)]
    Silence,
    /// A port that the unit listens on.
    #[n(6)]
    Listening(#[n(0)] Option<u16>, #[n(1)] Option<Transport>),
    /// How much of something.
    #[n(7)]
    Amount(#[n(0)] Option<Metric>),
    /// One port of many peers.
    #[n(8)]
    Service(#[n(0)] Option<u16>, #[n(1)] Option<Transport>),
    /// A file of the unit.
    #[n(9)]
    File(#[n(0)] Name),
}
