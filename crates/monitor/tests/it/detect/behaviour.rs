//! What a unit finds by itself: what is not declared, and what is not as it was left.

use steadfast_monitor::declared::Declaration;
use steadfast_monitor::detect::{Behaviour, Cause, Detector, Figure, Place, Reason, integrity};
use steadfast_monitor::event::*;

const NOW: Seconds = 1_800_000_000;

fn declared() -> Declaration {
    let table = serde_json::json!({
        "endpoint": [
            {"host": "updates.example.com", "ports": [443]},
            {"host": "192.0.2.0/24", "ports": [8883], "connections-per-hour": 2},
        ],
        "listening": [{"ports": [443]}],
    });
    serde_json::from_value(table).expect("a declaration")
}

fn event(what: What<'_>) -> Event<'_> {
    let moment = Moment { time: Some(NOW), uptime: 1, starts: 1 };
    Event { number: 9, ..Event::new(moment, what) }
}

fn talk(to: &str, port: u16) -> Network<'static> {
    Network {
        activity: Some(NetworkActivity::NewPeer),
        transport: Some(Transport::Tcp),
        direction: Some(Direction::Outbound),
        remote: Some(Address(to.parse().expect("an address"))),
        remote_port: Some(port),
        ..Network::default()
    }
}

fn found(behaviour: &mut Behaviour, network: Network<'_>, at: Seconds) -> Vec<Reason> {
    let mut found = Vec::new();
    behaviour.see(&event(What::Network(network)), at, &declared(), &mut |reason| found.push(reason));
    found
}

#[test]
fn a_peer_that_nobody_declared_is_told_and_one_of_which_nobody_knows_is_not() {
    let mut behaviour = Behaviour::default();
    let reasons = found(&mut behaviour, talk("198.51.100.9", 6667), NOW);
    assert_eq!(reasons.len(), 1);
    assert_eq!((reasons[0].detector, reasons[0].events), (Some(Detector::Undeclared), Place::of(Class::Network, 9)));
    assert!(matches!(&reasons[0].cause, Some(Cause::Peer(peer)) if peer.port == Some(6667)));
    assert_eq!(found(&mut behaviour, talk("198.51.100.9", 443), NOW), [], "a name may stand for it");
}

#[test]
fn more_than_is_declared_is_told_and_the_next_hour_counts_anew() {
    let mut behaviour = Behaviour::default();
    let mut counts = |at| found(&mut behaviour, talk("192.0.2.7", 8883), at).len();
    assert_eq!([counts(NOW), counts(NOW), counts(NOW), counts(NOW + 3600)], [0, 0, 1, 0]);
}

#[test]
fn a_port_that_is_not_listed_is_told() {
    let opened = |port| Network {
        activity: Some(NetworkActivity::Opened),
        transport: Some(Transport::Tcp),
        local_port: Some(port),
        ..Network::default()
    };
    let mut behaviour = Behaviour::default();
    assert_eq!(found(&mut behaviour, opened(443), NOW), []);
    let reasons = found(&mut behaviour, opened(23), NOW);
    assert_eq!(reasons[0].cause, Some(Cause::Listening(Some(23), Some(Transport::Tcp))));
}

#[test]
fn what_is_not_as_it_was_left_is_a_reason_and_what_a_power_loss_leaves_is_none() {
    let of = |finding| {
        let what = Integrity { finding: Some(finding), name: Some("life".into()), ..Integrity::default() };
        integrity(&event(What::Integrity(what)), NOW).and_then(|reason| reason.detector)
    };
    let told = [Finding::LogAltered, Finding::LogDamaged, Finding::FileDamaged].map(of);
    assert_eq!(told, [Some(Detector::Damaged); 3]);
    assert_eq!([Finding::EventsMissing, Finding::EventsLost].map(of), [Some(Detector::LogGap); 2]);
    assert_eq!(of(Finding::LogErased), Some(Detector::Erased));
    assert_eq!([Finding::LogTorn, Finding::FileRepaired, Finding::ClockStepped].map(of), [None; 3]);
    let missing =
        Integrity { finding: Some(Finding::EventsMissing), first: Some(4), last: Some(9), ..Integrity::default() };
    let reason = integrity(&event(What::Integrity(missing)), NOW).expect("a reason");
    assert_eq!(reason.seen, Some(Figure::Count(6)));
}
