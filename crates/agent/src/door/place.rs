//! Who counts as one client.

use std::net::{IpAddr, Ipv6Addr};

/// Where a client is, as limits count: an IPv4 address; of IPv6 the network, of which one client has as many addresses as
/// it likes, but on the link itself the address, since there all share one network.
pub(super) fn place(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(ip) if !ip.is_unicast_link_local() => IpAddr::V6(network(ip)),
        ip => ip,
    }
}

fn network(ip: Ipv6Addr) -> Ipv6Addr {
    Ipv6Addr::from_bits(ip.to_bits() >> 64 << 64)
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn addresses_of_one_client_count_together() {
        let same = |one: &str, other: &str| place(one.parse().unwrap()) == place(other.parse().unwrap());
        assert!(same("192.0.2.1", "::ffff:192.0.2.1"));
        assert!(same("2001:db8::1", "2001:db8::ffff:1"));
        assert!(!same("2001:db8::1", "2001:db8:0:1::1"));
        assert!(!same("fe80::1", "fe80::2"));
        assert!(!same("192.0.2.1", "192.0.2.2"));
    }
}
