//! All that is known of one unit.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use steadfast_monitor::alert::Answers;
use steadfast_monitor::detect::log::Batch;
use steadfast_monitor::detect::{Cohort, Detector, Edges, Light, Shard, Surprise, Watch};
use steadfast_monitor::event::{
    Address, Attempt, Authentication, Class, Direction, Event, Factor, Finding, Integrity, Moment, Network,
    NetworkActivity, Transport, What,
};

use super::town_limits;

const NOW: i64 = 1_800_000_000;

fn light<'a>(cohort: &'a Cohort, declaration: Option<&'a steadfast_monitor::declared::Declaration>) -> Light<'a> {
    Light { cohort, declaration, threshold: Surprise::of(0.5), is_open: false, edge: None, now: NOW }
}

fn event(number: u64, at: i64, what: What<'_>) -> Event<'_> {
    Event { number, ..Event::new(Moment { time: Some(at), ..Moment::default() }, what) }
}

fn flow(to: Ipv6Addr) -> What<'static> {
    What::Network(Network {
        activity: Some(NetworkActivity::Flow),
        transport: Some(Transport::Tcp),
        direction: Some(Direction::Outbound),
        remote: Some(Address(IpAddr::V6(to))),
        remote_port: Some(443),
        ..Network::default()
    })
}

fn guess(by: u32, account: &str) -> What<'_> {
    What::Authentication(Authentication {
        attempt: Some(Attempt::Wrong),
        account: Some(account.into()),
        source: Some(Address(IpAddr::V4(Ipv4Addr::from(by)))),
        factor: Some(Factor::Password),
        ..Authentication::default()
    })
}

fn batch(class: Class, first: u64, last: u64, chain: u8) -> Batch {
    Batch { class, first, last, before: Some([chain; 32]), after: Some([chain.wrapping_add(1); 32]) }
}

#[test]
fn two_kilobytes_hold_all_that_is_known_of_a_unit_whatever_it_does() {
    let (mut watch, mut shard, cohort, declaration) =
        (Watch::default(), Shard::default(), Cohort::default(), town_limits());
    let mut edges = Edges::new(1, 7);
    let light = light(&cohort, Some(&declaration));
    let names: Vec<String> = (0..40).map(|at| format!("somebody-{at}")).collect();
    for at in 0..4000_u32 {
        let number = u64::MAX - 50_000 + u64::from(at);
        let to = Ipv6Addr::from(u128::from(at) << 64 | 0x2001 << 112);
        watch.look(&event(number, NOW + i64::from(at % 3000), flow(to)), &light, &mut shard, (&mut edges, 1));
        let name = names[at as usize % names.len()].as_str();
        watch.look(&event(number, NOW + i64::from(at), guess(at % 300, name)), &light, &mut shard, (&mut edges, 1));
        for class in Class::ALL {
            watch.batch(&batch(*class, number + u64::from(at) * 5, number + u64::from(at) * 5 + 1, at as u8), NOW);
        }
    }
    let bytes = minicbor::to_vec(&watch).expect("a vector takes it");
    assert!(bytes.len() <= Watch::MOST_BYTES, "{} bytes", bytes.len());
    assert_eq!(minicbor::decode::<Watch>(&bytes).expect("read"), watch);
}

#[test]
fn an_alert_opens_by_what_stands_and_is_calm_again() {
    let (mut watch, mut shard, cohort) = (Watch::default(), Shard::default(), Cohort::default());
    let mut edges = Edges::new(1, 7);
    let light = light(&cohort, None);
    let mut reasons = Vec::new();
    for number in 1..=8 {
        reasons.extend(watch.look(&event(number, NOW, guess(1, "owner")), &light, &mut shard, (&mut edges, 1)));
    }
    assert!(
        watch.alarm(reasons.clone(), &Answers::default(), Surprise::CERTAIN),
        "rules have a threshold of their own"
    );
    let found = watch.alert().expect("it is open").reasons()[0].detector;
    assert_eq!(found, Some(Detector::Guessing));
    watch.calm();
    assert_eq!(watch.alert(), None);
    assert!(!watch.alarm(Vec::new(), &Answers::default(), Surprise::NONE));
}

#[test]
fn what_the_owner_erased_is_no_gap() {
    let (mut watch, mut shard, cohort) = (Watch::default(), Shard::default(), Cohort::default());
    let mut edges = Edges::new(1, 7);
    let erased = Integrity { finding: Some(Finding::LogErased), class: Some(Class::Network), ..Integrity::default() };
    watch.batch(&batch(Class::Network, 1, 4, 1), NOW);
    watch.look(&event(1, NOW, What::Integrity(erased)), &light(&cohort, None), &mut shard, (&mut edges, 1));
    watch.batch(&batch(Class::Network, 90, 94, 7), NOW);
    let later = Light { now: NOW + 7200, ..light(&cohort, None) };
    assert_eq!(watch.pass(&later, &mut shard), []);
    watch.batch(&batch(Class::Network, 190, 194, 9), NOW + 7200);
    let later = Light { now: NOW + 20_000, ..light(&cohort, None) };
    let found = watch.pass(&later, &mut shard).iter().map(|reason| reason.detector).collect::<Vec<_>>();
    assert_eq!(found, [Some(Detector::LogGap)], "nobody erased these");
}
