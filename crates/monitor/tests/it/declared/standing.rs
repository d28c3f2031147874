//! Declared, not declared, or not known.

use proptest::prelude::*;
use steadfast_monitor::declared::{Contact, Names, Nobody, Prefix, Standing};
use steadfast_monitor::event::{Address, Direction, Network, Transport};

use super::lamp;

fn address(text: &str) -> Address {
    Address(text.parse().expect("an address"))
}

fn tcp<'a>(to: &str, name: Option<&'a str>, port: u16) -> Contact<'a> {
    let (transport, direction) = (Transport::Tcp, Direction::Outbound);
    Contact { address: address(to), name, port, transport, direction }
}

fn standing(contact: &Contact<'_>) -> Standing {
    lamp().standing(contact, &Nobody)
}

#[test]
fn a_name_that_the_resolver_told_is_matched() {
    let updates = tcp("198.51.100.9", Some("Updates.Example.com"), 443);
    assert!(matches!(standing(&updates), Standing::Declared(_)));
    let below = tcp("198.51.100.9", Some("eu.mqtt.example.com"), 8883);
    assert!(matches!(standing(&below), Standing::Declared(_)));
    assert_eq!(standing(&tcp("198.51.100.9", Some("mqtt.example.com"), 8883)), Standing::Undeclared);
    assert_eq!(standing(&tcp("198.51.100.9", Some("evil-mqtt.example.com"), 8883)), Standing::Undeclared);
    assert_eq!(standing(&tcp("198.51.100.9", Some("updates.example.com.evil.net"), 443)), Standing::Undeclared);
}

#[test]
fn an_address_that_nobody_can_match_is_unknown_and_never_undeclared() {
    assert_eq!(standing(&tcp("198.51.100.9", None, 443)), Standing::Unknown);
}

#[test]
fn a_port_that_no_endpoint_names_is_undeclared_whatever_the_address() {
    assert_eq!(standing(&tcp("198.51.100.9", None, 6667)), Standing::Undeclared);
    assert_eq!(
        standing(&Contact { transport: Transport::Udp, ..tcp("198.51.100.9", None, 443) }),
        Standing::Undeclared
    );
}

#[test]
fn addresses_stand_for_themselves() {
    let udp = |to, port| Contact { transport: Transport::Udp, ..tcp(to, None, port) };
    assert!(matches!(standing(&udp("192.0.2.77", 8005)), Standing::Declared(_)));
    assert_eq!(standing(&udp("192.0.3.77", 8005)), Standing::Undeclared);
    assert_eq!(standing(&udp("192.0.2.77", 8011)), Standing::Undeclared);
}

#[test]
fn the_owners_network_is_free_where_the_maker_says_so() {
    assert_eq!(standing(&tcp("192.168.1.9", None, 6667)), Standing::Free);
    assert_eq!(standing(&tcp("fe80::1", None, 6667)), Standing::Free);
    let strict = steadfast_monitor::declared::Declaration { local_is_free: false, ..lamp() };
    assert_eq!(strict.standing(&tcp("192.168.1.9", None, 6667), &Nobody), Standing::Undeclared);
}

#[test]
fn servers_that_the_network_gives_are_free_by_their_role_alone() {
    let dns = Contact { transport: Transport::Udp, ..tcp("9.9.9.9", None, 53) };
    assert_eq!(standing(&dns), Standing::Free);
    assert_eq!(standing(&Contact { port: 123, ..dns }), Standing::Undeclared);
}

#[test]
fn who_comes_to_a_declared_port_is_welcome() {
    let coming = Contact { direction: Direction::Inbound, ..tcp("198.51.100.9", None, 80) };
    assert_eq!(standing(&coming), Standing::Free);
    assert_eq!(standing(&Contact { port: 23, ..coming }), Standing::Undeclared);
}

/// What a cohort's resolvers told.
struct Told(usize, Address);

impl Names for Told {
    fn stands_for(&self, endpoint: usize, address: Address) -> bool {
        (endpoint, address) == (self.0, self.1)
    }
}

#[test]
fn what_the_cohorts_resolvers_told_is_matched() {
    let updates = tcp("198.51.100.9", Some("updates.example.com"), 443);
    let Standing::Declared(endpoint) = standing(&updates) else { panic!("declared") };
    let told = Told(endpoint, address("198.51.100.9"));
    assert_eq!(lamp().standing(&tcp("198.51.100.9", None, 443), &told), Standing::Declared(endpoint));
    assert_eq!(lamp().standing(&tcp("198.51.100.10", None, 443), &told), Standing::Unknown);
}

#[test]
fn an_event_that_does_not_say_with_whom_has_no_contact() {
    assert_eq!(Contact::of(&Network::default()), None);
}

proptest! {
    #[test]
    fn a_prefix_holds_what_begins_alike(bits in any::<u32>(), length in 0_u8..=32, other in any::<u32>()) {
        let mask = u32::MAX.checked_shl(32 - u32::from(length)).unwrap_or(0);
        let v4 = |bits: u32| Address(std::net::Ipv4Addr::from(bits).into());
        let prefix = Prefix::new(v4(bits & mask), length).expect("a prefix");
        prop_assert_eq!(prefix.holds(v4(other)), other & mask == bits & mask);
        prop_assert!(!prefix.holds(address("2001:db8::1")));
    }
}
