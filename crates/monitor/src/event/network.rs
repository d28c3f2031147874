//! Events about the network: whom the unit talks to, and how much; never what it says.

use super::record::record;
use super::word::words;
use super::{Address, Text};

words! {
    /// What was seen.
    NetworkActivity {
        /// A peer that was not there before.
        NewPeer = 0 "new-peer",
        /// The unit listens on a port.
        Opened = 1 "opened",
        /// It does not any more.
        Closed = 2 "closed",
        /// What an interface carried since the event before.
        Counters = 3 "counters",
        /// The unit has an address in a network.
        Joined = 4 "joined",
        /// It has it no more.
        Left = 5 "left",
        /// What went between the unit and a peer, or several such.
        Flow = 6 "flow",
    }
}

words! {
    /// How far a connection came.
    Connection {
        /// Both sides agreed to it; it may go on.
        Established = 0 "established",
        /// It ended as both sides wanted.
        Finished = 1 "finished",
        /// The peer said no.
        Refused = 2 "refused",
        /// Nobody answered.
        Unanswered = 3 "unanswered",
        /// One side broke it off.
        Reset = 4 "reset",
        /// Only part of it was seen.
        Partial = 5 "partial",
    }
}

impl Connection {
    /// Whether nothing came of it: the peer said no, or nobody answered.
    #[must_use]
    pub const fn is_failure(self) -> bool {
        matches!(self, Self::Refused | Self::Unanswered)
    }
}

words! {
    /// What carries it.
    Transport {
        /// TCP.
        Tcp = 0 "tcp",
        /// UDP.
        Udp = 1 "udp",
        /// ICMP.
        Icmp = 2 "icmp",
        /// SCTP.
        Sctp = 3 "sctp",
    }
}

words! {
    /// Who began.
    Direction {
        /// The other one.
        Inbound = 1 "inbound",
        /// The unit.
        Outbound = 2 "outbound",
    }
}

record! {
    /// The network (OCSF 4001). No payloads.
    Network {
        /// What was seen.
        0 activity: NetworkActivity,
        /// What carries it.
        1 transport: Transport,
        /// Who began.
        2 direction: Direction,
        /// The peer's address.
        3 remote: Address,
        /// The peer's port.
        4 remote_port: u16,
        /// The unit's port.
        5 local_port: u16,
        /// The program, where it is known.
        6 process: Text<'a, 64>,
        /// The interface.
        7 interface: Text<'a, 32>,
        /// Bytes that came.
        8 received: u64,
        /// Bytes that went.
        9 sent: u64,
        /// The unit's address.
        10 local: Address,
        /// How far the connection came.
        11 state: Connection,
        /// How long it took, in milliseconds.
        12 duration: u64,
        /// How many flows this event stands for; nothing: one.
        13 flows: u64,
        /// The peer's name, where the unit's resolver told it.
        14 name: Text<'a, 128>,
    }
}
