//! Which networks the unit joins and leaves, as the kernel tells by rtnetlink(7): the addresses of its interfaces. Nothing
//! waits for it: the kernel keeps what it has to say until the unit looks.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::os::fd::OwnedFd;

use rustix::io::Errno;
use rustix::net::netdevice::index_to_name;
use rustix::net::netlink::SocketAddrNetlink;
use rustix::net::{AddressFamily, RecvFlags, SendFlags, SocketFlags, SocketType, bind, recv, send, socket_with};
use steadfast_monitor::event::{Address, Network, NetworkActivity};

/// Messages about addresses, of both families (`RTMGRP_IPV4_IFADDR`, `RTMGRP_IPV6_IFADDR`).
const GROUPS: u32 = 0x10 | 0x100;

/// Kinds of messages.
const NEW_ADDRESS: u16 = 20;
const GONE_ADDRESS: u16 = 21;
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

/// What the kernel said so far.
#[derive(Debug, Default)]
pub(super) struct Links {
    socket: Option<OwnedFd>,
    held: BTreeSet<Held>,
}

impl Links {
    /// Asks what there is, and is told of each change from now on. Where a kernel or a sandbox does not let it, nothing is
    /// ever heard.
    pub(super) fn open() -> Self {
        Self { socket: asked().ok(), held: BTreeSet::new() }
    }

    /// What changed since the last look.
    pub(super) fn look(&mut self) -> Vec<(String, Network<'static>)> {
        let mut changes = Vec::new();
        let mut buffer = [0; BUFFER];
        while let Some(socket) = &self.socket {
            match recv(socket, &mut buffer, RecvFlags::DONTWAIT) {
                Ok((_, count)) => self.hear(buffer.get(..count).unwrap_or(&buffer), &mut changes),
                // More happened than the kernel keeps: everything is asked for anew.
                Err(Errno::NOBUFS) => *self = Self { held: std::mem::take(&mut self.held), ..Self::open() },
                Err(Errno::INTR) => {}
                Err(_) => break,
            }
        }
        changes.into_iter().map(|(index, address, activity)| (self.name(index), event(address, activity))).collect()
    }

    /// What the interface of a number is called; one that is gone, by the number.
    fn name(&self, index: u32) -> String {
        let name = self.socket.as_ref().and_then(|socket| index_to_name(socket, index).ok());
        name.unwrap_or_else(|| index.to_string())
    }

    fn hear(&mut self, bytes: &[u8], changes: &mut Vec<(u32, IpAddr, NetworkActivity)>) {
        for (kind, message) in messages(bytes) {
            let Some(held) = address(message).filter(|(_, address)| is_told(*address)) else { continue };
            let joined = kind == NEW_ADDRESS && self.held.len() < MOST && self.held.insert(held);
            let left = kind == GONE_ADDRESS && self.held.remove(&held);
            changes.extend(joined.then_some((held.0, held.1, NetworkActivity::Joined)));
            changes.extend(left.then_some((held.0, held.1, NetworkActivity::Left)));
        }
    }
}

fn asked() -> rustix::io::Result<OwnedFd> {
    let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
    let socket = socket_with(AddressFamily::NETLINK, SocketType::RAW, flags, None)?;
    bind(&socket, &SocketAddrNetlink::new(0, GROUPS))?;
    let length = HEAD + ABOUT;
    let mut request = Vec::with_capacity(length);
    request.extend(u32::try_from(length).unwrap_or_default().to_ne_bytes());
    request.extend(GET_ADDRESSES.to_ne_bytes());
    request.extend(ALL.to_ne_bytes());
    request.resize(length, 0);
    send(&socket, &request, SendFlags::empty())?;
    Ok(socket)
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

    fn told(kind: u16, index: u32, address: &[u8]) -> Vec<u8> {
        let attribute =
            [&u16::try_from(4 + address.len()).expect("short").to_ne_bytes()[..], &LOCAL.to_ne_bytes(), address];
        let about = [&[2, 24, 0, 0][..], &index.to_ne_bytes()].concat();
        let content = [about, attribute.concat()].concat();
        let head =
            [u32::try_from(HEAD + content.len()).expect("short").to_ne_bytes().to_vec(), kind.to_ne_bytes().to_vec()];
        [head.concat(), vec![0; 10], content].concat()
    }

    fn heard(links: &mut Links, bytes: &[u8]) -> Vec<(u32, IpAddr, NetworkActivity)> {
        let mut changes = Vec::new();
        links.hear(bytes, &mut changes);
        changes
    }

    #[test]
    fn an_address_that_comes_is_told_once_and_so_is_one_that_goes() {
        let mut links = Links::default();
        let (new, gone) = (told(NEW_ADDRESS, 2, &[192, 0, 2, 7]), told(GONE_ADDRESS, 2, &[192, 0, 2, 7]));
        let address = IpAddr::from([192, 0, 2, 7]);
        assert_eq!(heard(&mut links, &[new.clone(), new].concat()), [(2, address, NetworkActivity::Joined)]);
        assert_eq!(heard(&mut links, &[gone.clone(), gone].concat()), [(2, address, NetworkActivity::Left)]);
        assert_eq!(heard(&mut links, &told(NEW_ADDRESS, 1, &[127, 0, 0, 1])), [], "this machine's own");
    }

    #[test]
    fn the_kernel_tells_what_there_is_already() {
        let mut links = Links::open();
        let count = |links: &mut Links| {
            let mut buffer = [0; BUFFER];
            let socket = links.socket.as_ref().expect("a kernel with netlink");
            recv(socket, &mut buffer, RecvFlags::empty()).map(|(_, count)| messages(&buffer[..count]).count())
        };
        assert!(count(&mut links).expect("an answer") > 0);
    }

    proptest! {
        #[test]
        fn whatever_comes_is_read_to_its_end(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            heard(&mut Links::default(), &bytes);
        }
    }
}
