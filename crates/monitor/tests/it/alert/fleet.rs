//! Many units, one cause, one alert.

use steadfast_monitor::alert::{Fleet, FleetAlert, Unit, UnitAlert};
use steadfast_monitor::detect::{Cause, Detector};
use steadfast_monitor::event::Transport;

use super::{HOUR, NOW, peer, reason};

fn alert(causes: &[Cause], at: i64) -> UnitAlert {
    let mut open = None;
    let reasons = causes.iter().map(|cause| reason(Detector::Rare, cause.clone(), at, 6.0));
    UnitAlert::take(&mut open, reasons);
    open.expect("it is open")
}

fn units(fleet: &Fleet) -> Vec<usize> {
    fleet.open().map(|alert| alert.units.len()).collect()
}

#[test]
fn units_that_talk_to_one_address_are_one_alert_whatever_the_port() {
    let mut fleet = Fleet::default();
    for unit in 0..500 {
        let port = if unit % 2 == 0 { 6667 } else { 80 };
        fleet.take(Unit(unit), &alert(&[peer("203.0.113.9", port)], NOW + unit as i64 * 60));
    }
    fleet.take(Unit(7), &alert(&[peer("203.0.113.10", 6667)], NOW));
    assert_eq!(units(&fleet), [500, 1]);
    let first = fleet.open().next().expect("there is one");
    assert_eq!((first.opened, first.last), (NOW, NOW + 499 * 60));
}

#[test]
fn peers_in_each_ones_own_network_are_one_by_their_service() {
    let mut fleet = Fleet::default();
    for unit in 0..9 {
        fleet.take(Unit(unit), &alert(&[peer(&format!("192.168.{unit}.1"), 23)], NOW));
    }
    let all: Vec<&FleetAlert> = fleet.open().collect();
    assert_eq!(all[0].cause, Cause::Service(Some(23), Some(Transport::Tcp)));
    assert_eq!((all.len(), all[0].units.len()), (1, 9));
}

#[test]
fn any_shared_cause_joins_them() {
    let mut fleet = Fleet::default();
    fleet.take(Unit(1), &alert(&[peer("203.0.113.9", 1)], NOW));
    fleet.take(Unit(2), &alert(&[peer("203.0.113.8", 1), peer("203.0.113.9", 1)], NOW));
    assert_eq!(units(&fleet), [2]);
}

#[test]
fn what_happens_again_days_later_is_another_alert() {
    let mut fleet = Fleet::default();
    fleet.take(Unit(1), &alert(&[peer("203.0.113.9", 1)], NOW));
    let closed = fleet.close_quiet(NOW + 25 * HOUR);
    assert_eq!((closed.len(), units(&fleet).len()), (1, 0));
    fleet.take(Unit(2), &alert(&[peer("203.0.113.9", 1)], NOW + 26 * HOUR));
    fleet.take(Unit(3), &alert(&[peer("203.0.113.9", 1)], NOW + 80 * HOUR));
    assert_eq!(units(&fleet), [1], "nobody closed it, and yet it begins anew");
}

#[test]
fn it_does_not_grow_without_bound() {
    let mut fleet = Fleet::default();
    for unit in 0..5_000_u32 {
        let address = std::net::Ipv4Addr::from(0x0b00_0000 + unit).to_string();
        fleet.take(Unit(1), &alert(&[peer(&address, 1)], NOW + i64::from(unit)));
    }
    assert_eq!(fleet.open().count(), Fleet::MOST_OPEN);
}
