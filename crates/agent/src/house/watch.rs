//! Who the unit talks to, as the kernel tells without a tap: its tables of sockets, and the counters of its interfaces.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use steadfast_monitor::event::{Address, Direction, Network, NetworkActivity, Transport, What};

use super::Home;
use super::links::Links;

/// Peers that are remembered: one that was forgotten is told of again.
const MOST_PEERS: usize = 256;

/// New peers that one look tells of; the others are told of by the next, where they are there still.
const MOST_NEW: usize = 32;

/// From here on a UDP port may be one that a client drew for a question: it is told of once it stands over two looks.
const DRAWN: u16 = 32_768;

/// Bytes of a table that are read.
const MOST_TABLE: usize = 1 << 20;

/// Looks between two counts of what the interfaces carried: an hour.
const COUNTS: u32 = 72;

/// States of TCP sockets in the kernel's tables.
const SYN_RECV: u8 = 0x03;
/// Closed; of a UDP socket: bound, and not connected.
const CLOSE: u8 = 0x07;
const LISTEN: u8 = 0x0A;
const NEW_SYN_RECV: u8 = 0x0C;

/// What was seen so far.
#[derive(Debug, Default)]
pub(super) struct Watch {
    peers: VecDeque<(IpAddr, u16)>,
    open: BTreeSet<(Transport, u16)>,
    /// UDP ports that may be a client's, at the last look.
    drawn: BTreeSet<u16>,
    counters: BTreeMap<String, (u64, u64)>,
    looks: u32,
}

/// A socket, as a table has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Socket {
    /// The unit's side.
    local: (IpAddr, u16),
    /// The other side.
    remote: (IpAddr, u16),
    /// Its state.
    state: u8,
}

impl Socket {
    /// Whether it is a connection to somebody else: one that stands, is being asked for, or ended within the last minute.
    fn is_talk(&self) -> bool {
        !matches!(self.state, LISTEN | CLOSE | SYN_RECV | NEW_SYN_RECV) && !self.remote.0.is_loopback()
    }
}

/// Reads a table of sockets (`/proc/net/tcp`, `tcp6`, `udp`, `udp6`). Lines of another shape are passed over.
fn sockets(table: &str) -> impl Iterator<Item = Socket> + '_ {
    table.lines().skip(1).filter_map(socket)
}

fn socket(line: &str) -> Option<Socket> {
    let mut words = line.split_whitespace().skip(1);
    let local = place(words.next()?)?;
    let remote = place(words.next()?)?;
    Some(Socket { local, remote, state: u8::from_str_radix(words.next()?, 16).ok()? })
}

/// `0100007F:1F90`: words of the address in the machine's order, the port as it is written.
fn place(text: &str) -> Option<(IpAddr, u16)> {
    let (address, port) = text.split_once(':')?;
    let port = u16::from_str_radix(port, 16).ok()?;
    let word = |at: usize| u32::from_str_radix(address.get(at..at + 8)?, 16).ok().map(u32::to_ne_bytes);
    let address = match address.len() {
        8 => IpAddr::V4(Ipv4Addr::from(word(0)?)),
        32 => {
            let mut bytes = [0; 16];
            for (at, chunk) in bytes.chunks_exact_mut(4).enumerate() {
                chunk.copy_from_slice(&word(at * 8)?);
            }
            IpAddr::V6(Ipv6Addr::from(bytes)).to_canonical()
        }
        _ => return None,
    };
    Some((address, port))
}

impl Watch {
    /// What is new since the last look.
    fn look(&mut self, read: impl Fn(&str) -> String) -> Vec<Network<'static>> {
        let mut found = Vec::new();
        let tcp = [read("/proc/net/tcp"), read("/proc/net/tcp6")];
        let udp = [read("/proc/net/udp"), read("/proc/net/udp6")];
        let all = |tables: &[String; 2]| {
            tables.iter().flat_map(|table| sockets(table).collect::<Vec<_>>()).collect::<Vec<_>>()
        };
        let (tcp, udp) = (all(&tcp), all(&udp));
        let listening = |sockets: &[Socket], state, transport| {
            let open = sockets.iter().filter(|one| one.state == state && !one.local.0.is_loopback());
            open.map(|one| (transport, one.local.1)).collect::<BTreeSet<_>>()
        };
        let mut open = listening(&tcp, LISTEN, Transport::Tcp);
        let (drawn, low): (BTreeSet<_>, BTreeSet<_>) =
            listening(&udp, CLOSE, Transport::Udp).into_iter().partition(|(_, port)| *port >= DRAWN);
        open.extend(low);
        open.extend(drawn.iter().filter(|(_, port)| self.drawn.contains(port)));
        self.drawn = drawn.into_iter().map(|(_, port)| port).collect();
        for (transport, port) in open.difference(&self.open) {
            found.push(port_event(NetworkActivity::Opened, *transport, *port));
        }
        for (transport, port) in self.open.difference(&open) {
            found.push(port_event(NetworkActivity::Closed, *transport, *port));
        }
        let mut new = 0;
        for one in tcp.iter().filter(|one| one.is_talk()) {
            if new == MOST_NEW {
                break;
            }
            let inbound = open.contains(&(Transport::Tcp, one.local.1));
            let peer = if inbound { (one.remote.0, one.local.1) } else { one.remote };
            if self.is_new(peer) {
                new += 1;
                found.push(peer_event(one, inbound));
            }
        }
        self.open = open;
        found
    }

    /// What is open to others, as of the last look.
    pub(super) fn open(&self) -> impl Iterator<Item = (Transport, u16)> + '_ {
        self.open.iter().copied()
    }

    fn is_new(&mut self, peer: (IpAddr, u16)) -> bool {
        let is_new = !self.peers.contains(&peer);
        self.peers.retain(|known| *known != peer);
        self.peers.push_back(peer);
        if self.peers.len() > MOST_PEERS {
            self.peers.pop_front();
        }
        is_new
    }

    /// What the interfaces carried since the last count, once in an hour.
    fn counted(&mut self, read: impl Fn(&str) -> String) -> Vec<(String, u64, u64)> {
        self.looks += 1;
        if self.looks % COUNTS != 1 {
            return Vec::new();
        }
        let now: BTreeMap<_, _> =
            carried_by_each(&read("/proc/net/dev")).map(|(name, received, sent)| (name, (received, sent))).collect();
        let before = std::mem::replace(&mut self.counters, now);
        let since = |(name, (received, sent)): (&String, &(u64, u64))| {
            let (first, second) = before.get(name)?;
            Some((name.clone(), received.saturating_sub(*first), sent.saturating_sub(*second)))
        };
        self.counters.iter().filter_map(since).collect()
    }
}

/// What each interface carried since it is there (`/proc/net/dev`): bytes that came, and bytes that went.
fn carried_by_each(table: &str) -> impl Iterator<Item = (String, u64, u64)> + '_ {
    let one = |line: &str| {
        let (name, counts) = line.split_once(':')?;
        let mut counts = counts.split_whitespace().map(|count| count.parse().ok());
        Some((name.trim().to_owned(), counts.next()??, counts.nth(7)??))
    };
    table.lines().filter_map(one).filter(|(name, ..)| name != "lo")
}

fn port_event(activity: NetworkActivity, transport: Transport, port: u16) -> Network<'static> {
    Network { activity: Some(activity), transport: Some(transport), local_port: Some(port), ..Network::default() }
}

fn peer_event(one: &Socket, inbound: bool) -> Network<'static> {
    Network {
        activity: Some(NetworkActivity::NewPeer),
        transport: Some(Transport::Tcp),
        direction: Some(if inbound { Direction::Inbound } else { Direction::Outbound }),
        remote: Some(Address(one.remote.0)),
        remote_port: (!inbound).then_some(one.remote.1),
        local_port: inbound.then_some(one.local.1),
        ..Network::default()
    }
}

/// What a file of the kernel says; nothing where it cannot be read.
fn table(path: &str) -> String {
    use std::io::Read as _;
    let mut text = String::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(MOST_TABLE as u64).read_to_string(&mut text));
    if read.is_ok() { text } else { String::new() }
}

impl Home {
    /// Nothing is known of the network any more, as from the moment when nothing is recorded: what comes after begins with
    /// what is there then.
    pub(super) fn forget_network(&mut self) {
        (self.watch, self.links) = (Watch::default(), Links::default());
    }

    /// Writes down what the network does, where recording is on; else nothing is even looked at.
    pub(super) fn look_at_network(&mut self) {
        if !self.unit.records() {
            return;
        }
        for event in self.watch.look(table) {
            self.unit.record(What::Network(event));
        }
        for (name, event) in self.links.look() {
            self.unit.record(What::Network(Network { interface: Some(name.as_str().into()), ..event }));
        }
        for (name, received, sent) in self.watch.counted(table) {
            let (interface, received, sent) = (Some(name.as_str().into()), Some(received), Some(sent));
            let activity = Some(NetworkActivity::Counters);
            self.unit.record(What::Network(Network { activity, interface, received, sent, ..Network::default() }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "  sl  local_address rem_address   st tx_queue rx_queue\n\
         0: 00000000:1F90 00000000:0000 0A 00000000:00000000\n\
         0: 0100007F:1F91 00000000:0000 0A 00000000:00000000\n\
         1: 0A00000A:C350 0100000A:01BB 01 00000000:00000000\n\
         garbage\n 2: zz:zz 00:00 01\n";

    #[test]
    fn a_table_of_sockets_is_read_and_what_is_no_socket_passed_over() {
        let found: Vec<Socket> = sockets(TABLE).collect();
        assert_eq!(found.len(), 3);
        assert_eq!((found[0].local.1, found[0].state), (8080, LISTEN));
        assert_eq!(found[2].remote, ("10.0.0.1".parse().unwrap(), 443));
    }

    #[test]
    fn a_talk_that_is_over_within_the_minute_is_seen_and_one_that_nobody_answered_too() {
        let line = |state: &str| format!("head\n 0: 0A00000A:C350 0100000A:01BB {state} 0:0\n");
        let seen = |state: &str| {
            let table = line(state);
            let mut watch = Watch::default();
            watch.look(|path| if path == "/proc/net/tcp" { table.clone() } else { String::new() }).len()
        };
        for (state, count) in [("01", 1), ("02", 1), ("06", 1), ("08", 1), ("03", 0), ("07", 0), ("0C", 0)] {
            assert_eq!(seen(state), count, "{state}");
        }
    }

    #[test]
    fn a_high_udp_port_is_told_once_it_stays_and_many_new_peers_by_and_by() {
        let udp = "head\n 0: 00000000:C86C 00000000:0000 07 0:0\n";
        let mut watch = Watch::default();
        let read = |path: &str| if path == "/proc/net/udp" { udp.to_owned() } else { String::new() };
        assert_eq!([watch.look(read).len(), watch.look(read).len(), watch.look(read).len()], [0, 1, 0]);
        let many: String = (0..40).map(|at| format!(" 0: 0A00000A:C350 {at:02X}00000A:01BB 01 0:0\n")).collect();
        let many = format!("head\n{many}");
        let mut watch = Watch::default();
        let read = |path: &str| if path == "/proc/net/tcp" { many.clone() } else { String::new() };
        assert_eq!([watch.look(read).len(), watch.look(read).len(), watch.look(read).len()], [MOST_NEW, 8, 0]);
    }

    #[test]
    fn what_an_interface_carried_is_told_by_the_hour() {
        let table = |received: u64, sent: u64| {
            let head = "Inter-|   Receive  |  Transmit\n face |bytes packets|bytes packets\n";
            format!(
                "{head}    lo: 9 9 0 0 0 0 0 0 9 9 0\n  eth0: {received} 1 0 0 0 0 0 0 {sent} 2 0 0 0 0 0 0\n x: y\n"
            )
        };
        let mut watch = Watch::default();
        assert_eq!(watch.counted(|_| table(100, 10)), [], "the first count is where it begins");
        for _ in 1..COUNTS {
            assert_eq!(watch.counted(|_| table(0, 0)), []);
        }
        assert_eq!(watch.counted(|_| table(150, 30)), [("eth0".to_owned(), 50, 20)]);
    }

    #[test]
    fn what_is_new_is_told_once() {
        let mut watch = Watch::default();
        let read = |path: &str| if path == "/proc/net/tcp" { TABLE.to_owned() } else { String::new() };
        assert_eq!(watch.look(read).len(), 2, "a port and a peer; what only this machine reaches is nobody's");
        assert_eq!(watch.look(read).len(), 0);
        assert_eq!(watch.look(|_| String::new()).len(), 1, "the port is closed");
    }
}
