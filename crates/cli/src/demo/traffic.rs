//! What the demo's gateways do on the network, as far as their owners share it: nearly all of them call home, and five were
//! taken over.

use std::net::{IpAddr, Ipv4Addr};

use jiff::{SignedDuration, Timestamp};
use steadfast_monitor::event::{Address, Connection, Direction, Network, NetworkActivity, Transport, What};
use steadfast_protocol::Switches;
use steadfast_simulate::Unit;

/// The owner of one of so many shares nothing.
const OPTED_OUT: usize = 5;
/// These do what nobody declared.
const TAKEN_OVER: [usize; 5] = [31, 32, 33, 34, 36];
/// Where the maker's updates lie, and where somebody waits for those five: addresses for documentation (RFC 5737).
const HOME: Ipv4Addr = Ipv4Addr::new(198, 51, 100, 20);
const ELSEWHERE: Ipv4Addr = Ipv4Addr::new(203, 0, 113, 66);

/// Its owner decides on sharing, and what it did in the last hour is recorded.
pub(super) fn of(unit: &mut Unit, place: usize, now: Timestamp) {
    let share = !place.is_multiple_of(OPTED_OUT);
    unit.switches(Switches { record: true, share, remote: false });
    for minutes in [50, 30, 10] {
        unit.records(call(HOME, 443, Some("updates.example.com")), now - SignedDuration::from_mins(minutes));
    }
    if TAKEN_OVER.contains(&place) {
        for seconds in (4..60).rev().step_by(4) {
            unit.records(call(ELSEWHERE, 6667, None), now - SignedDuration::from_secs(seconds));
        }
    }
}

fn call(to: Ipv4Addr, port: u16, name: Option<&'static str>) -> What<'static> {
    let state = if name.is_some() { Connection::Established } else { Connection::Unanswered };
    What::Network(Network {
        activity: Some(NetworkActivity::Flow),
        transport: Some(Transport::Tcp),
        direction: Some(Direction::Outbound),
        remote: Some(Address(IpAddr::V4(to))),
        remote_port: Some(port),
        state: Some(state),
        name: name.map(Into::into),
        ..Network::default()
    })
}
