//! Which networks the unit is in, as the kernel tells by rtnetlink(7): the addresses of its interfaces. They are asked for at
//! each look and held against those of the look before, so that nothing is kept meanwhile, by the kernel or by anybody.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::os::fd::OwnedFd;

use rustix::net::netdevice::index_to_name;
use rustix::net::{AddressFamily, RecvFlags, SendFlags, SocketFlags, SocketType, recv, send, socket_with};
use steadfast_monitor::event::{Address, Network, NetworkActivity};

/// Kinds of messages.
const END: u16 = 3;
const NEW_ADDRESS: u16 = 20;
const GET_ADDRESSES: u16 = 22;

/// `NLM_F_REQUEST | NLM_F_DUMP`.
const ALL: u16 = 0x1 | 0x300;

/// Bytes of a message's head (`nlmsghdr`), and of what stands before the attributes of an address (`ifaddrmsg`).
const HEAD: usize = 16;
const ABOUT: usize = 8;

/// Attributes of an address.
const ADDRESS: u16 = 1;
const LOCAL: u16 = 2;

/// Bytes that are read at once.
const BUFFER: usize = 16 * 1024;

/// Addresses that are remembered.
const MOST: usize = 64;

/// An address of an interface, by the interface's number.
type Held = (u32, IpAddr);

/// What was there at the last look: addresses, and what the interface was called.
#[derive(Debug, Default)]
pub(super) struct Links(Vec<(Held, String)>);

impl Links {
    /// What changed since the last look. Where a kernel or a sandbox does not say, nothing did.
    pub(super) fn look(&mut self) -> Vec<(String, Network<'static>)> {
        let Ok((socket, held)) = asked().and_then(|socket| there(&socket).map(|held| (socket, held))) else {
            return Vec::new();
        };
        let name = |index| index_to_name(&socket, index).unwrap_or_else(|_| index.to_string());
        self.change(held.into_iter().map(|held| (held, name(held.0))).collect())
    }

    /// From what was to what is.
    fn change(&mut self, now: Vec<(Held, String)>) -> Vec<(String, Network<'static>)> {
        let before = std::mem::replace(&mut self.0, now);
        let without = |all: &[(Held, String)], others: &[(Held, String)], activity| {
            let is_there = |held: &Held| others.iter().any(|(other, _)| other == held);
            let gone = all.iter().filter(|(held, _)| !is_there(held));
            gone.map(|(held, name)| (name.clone(), event(held.1, activity))).collect::<Vec<_>>()
        };
        let left = without(&before, &self.0, NetworkActivity::Left);
        [left, without(&self.0, &before, NetworkActivity::Joined)].concat()
    }
}

/// Asks for all addresses.
fn asked() -> rustix::io::Result<OwnedFd> {
    let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
    let socket = socket_with(AddressFamily::NETLINK, SocketType::RAW, flags, None)?;
    let length = HEAD + ABOUT;
    let mut request = Vec::with_capacity(length);
    request.extend(u32::try_from(length).unwrap_or_default().to_ne_bytes());
    request.extend(GET_ADDRESSES.to_ne_bytes());
    request.extend(ALL.to_ne_bytes());
    request.resize(length, 0);
    send(&socket, &request, SendFlags::empty())?;
    Ok(socket)
}

/// What the kernel answers, to its end: it has all of it ready, so that nobody waits.
fn there(socket: &OwnedFd) -> rustix::io::Result<BTreeSet<Held>> {
    let (mut held, mut buffer) = (BTreeSet::new(), vec![0; BUFFER]);
    loop {
        let (_, count) = recv(socket, &mut buffer[..], RecvFlags::DONTWAIT)?;
        for (kind, message) in messages(buffer.get(..count).unwrap_or(&buffer)) {
            if kind == END {
                return Ok(held);
            }
            let found = address(message).filter(|(_, address)| kind == NEW_ADDRESS && is_told(*address));
            held.extend(found.filter(|_| held.len() < MOST));
        }
    }
}

/// What is told: neither this machine's own address, nor one that each interface gives itself.
fn is_told(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => !address.is_loopback(),
        IpAddr::V6(address) => !address.is_loopback() && !address.is_unicast_link_local(),
    }
}

fn event(address: IpAddr, activity: NetworkActivity) -> Network<'static> {
    Network { activity: Some(activity), local: Some(Address(address)), ..Network::default() }
}

fn half(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_ne_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_ne_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// The first message, and what follows it; each begins at a multiple of four.
fn message(bytes: &[u8]) -> Option<(u16, &[u8], &[u8])> {
    let length = usize::try_from(word(bytes, 0)?).ok()?;
    let content = bytes.get(HEAD..length)?;
    Some((half(bytes, 4)?, content, bytes.get(length.next_multiple_of(4)..).unwrap_or_default()))
}

fn messages(mut bytes: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let (kind, content, rest) = message(bytes)?;
        bytes = rest;
        Some((kind, content))
    })
}

/// The address that a message is about: the interface's own, where it names the other end's as well.
fn address(message: &[u8]) -> Option<Held> {
    let index = word(message, 4)?;
    let (mut own, mut rest) = (None, message.get(ABOUT..)?);
    while let Some(length) = half(rest, 0).map(usize::from) {
        let (kind, value) = (half(rest, 2)?, rest.get(4..length)?);
        if kind == LOCAL || (kind == ADDRESS && own.is_none()) {
            own = ip(value).or(own);
        }
        rest = rest.get(length.next_multiple_of(4)..).unwrap_or_default();
    }
    Some((index, own?))
}

fn ip(bytes: &[u8]) -> Option<IpAddr> {
    let v4 = |bytes: [u8; 4]| Ipv4Addr::from(bytes).into();
    let v6 = |bytes: [u8; 16]| Ipv6Addr::from(bytes).into();
    bytes.try_into().map(v4).or_else(|_| bytes.try_into().map(v6)).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(address: &[u8]) -> Vec<u8> {
        let length = u16::try_from(4 + address.len()).expect("short");
        let attribute = [&length.to_ne_bytes()[..], &LOCAL.to_ne_bytes(), address].concat();
        [&[2, 24, 0, 0][..], &7_u32.to_ne_bytes(), &attribute].concat()
    }

    #[test]
    fn an_address_that_comes_is_told_once_and_so_is_one_that_goes() {
        let (mut links, one) = (Links::default(), ((2, IpAddr::from([192, 0, 2, 7])), "eth0".to_owned()));
        let mut seen = |there: &[(Held, String)]| {
            let changes = links.change(there.to_vec());
            changes.into_iter().map(|(name, event)| (name, event.activity)).collect::<Vec<_>>()
        };
        let (joined, left) = (Some(NetworkActivity::Joined), Some(NetworkActivity::Left));
        assert_eq!(seen(std::slice::from_ref(&one)), [("eth0".to_owned(), joined)]);
        assert_eq!(seen(&[one]), []);
        assert_eq!(seen(&[]), [("eth0".to_owned(), left)]);
    }

    #[test]
    fn an_address_is_read_and_what_every_machine_has_is_nothing_to_tell() {
        assert_eq!(address(&told(&[192, 0, 2, 7])), Some((7, IpAddr::from([192, 0, 2, 7]))));
        let v6 = "2001:db8::7".parse::<Ipv6Addr>().expect("an address");
        assert_eq!(address(&told(&v6.octets())), Some((7, v6.into())));
        assert_eq!(address(&told(&[1, 2, 3])), None);
        for (address, is_it) in [("127.0.0.1", false), ("::1", false), ("fe80::1", false), ("192.0.2.7", true)] {
            assert_eq!(is_told(address.parse().expect("an address")), is_it, "{address}");
        }
    }

    #[test]
    fn the_kernel_tells_what_this_machine_has_and_at_once() {
        let told = there(&asked().expect("a kernel with netlink")).expect("an answer to its end");
        let table = std::fs::read_to_string("/proc/net/fib_trie").unwrap_or_default();
        let is_there = |address: &IpAddr| address.is_ipv6() || table.contains(&address.to_string());
        assert!(told.iter().all(|(_, address)| is_there(address)), "{told:?}");
        let mut links = Links::default();
        assert_eq!((links.look().len(), links.look().len()), (told.len(), 0));
    }

    proptest! {
        #[test]
        fn whatever_comes_is_read_to_its_end(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let read = messages(&bytes).filter_map(|(_, message)| address(message)).count();
            prop_assert!(read <= bytes.len() && address(&bytes).is_none_or(|_| bytes.len() > ABOUT));
        }
    }
}
