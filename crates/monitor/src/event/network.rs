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
    }
}
