//! Which addresses mail servers and receivers of syslog may have.
//!
//! Mostly they stand in networks of one's own, so that, unlike for webhooks, these are open. An administrator who has just
//! proved who they are names the server, and what is said to it is SMTP or syslog: nothing that a web service takes for a
//! request. Closed are addresses where no such server can be, and among them the one by which clouds hand out keys.

use std::io;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs as _};

/// Whether a connection to `ip` may be made.
pub(super) fn admits(ip: IpAddr) -> bool {
    match ip.to_canonical() {
        IpAddr::V4(ip) => !(ip.is_link_local() || ip.is_multicast() || ip.is_broadcast() || ip.octets()[0] == 0),
        IpAddr::V6(ip) => {
            let [first, ..] = ip.segments();
            !(ip.is_unspecified() || ip.is_multicast() || first & 0xffc0 == 0xfe80)
        }
    }
}

/// The first address of a server that a connection may go to. It is looked up anew for each attempt, and judged then.
pub(super) fn address(host: &str, port: u16) -> io::Result<SocketAddr> {
    let mut found = (host, port).to_socket_addrs()?.peekable();
    if found.peek().is_none() {
        return Err(io::Error::new(io::ErrorKind::NotFound, "the name has no address"));
    }
    let reason = "the address is one where no server for this can be";
    found.find(|at| admits(at.ip())).ok_or_else(|| io::Error::new(io::ErrorKind::PermissionDenied, reason))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_of_ones_own_are_open_and_where_clouds_hand_out_keys_is_not() {
        let is_open = |text: &str| admits(text.parse().expect("an address"));
        for open in ["10.1.2.3", "192.168.1.9", "127.0.0.1", "203.0.113.9", "::1", "fd00::9", "2001:db8::1"] {
            assert!(is_open(open), "{open}");
        }
        for closed in ["169.254.169.254", "0.0.0.0", "255.255.255.255", "224.0.0.1", "::", "fe80::1", "ff02::1"] {
            assert!(!is_open(closed), "{closed}");
        }
        assert!(!is_open("::ffff:169.254.169.254"), "whatever it is written as");
    }
}
