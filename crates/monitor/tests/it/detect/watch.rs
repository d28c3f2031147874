//! All that is known of one unit.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use steadfast_monitor::alert::Answers;
use steadfast_monitor::detect::log::{Batch, Head};
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
    let (before, after) = (Some([chain; 32]), Some([chain.wrapping_add(1); 32]));
    Batch { class, first, last, before, after, has_waited: false }
}

#[test]
fn two_kilobytes_hold_all_that_is_known_of_a_unit_whatever_it_does() {
    let (mut watch, mut shard, cohort, declaration) =
        (Watch::again(NOW), Shard::default(), Cohort::default(), town_limits());
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
        let head = |size| Head { size, root: [at as u8; 32], starts: number };
        watch.head(&head(number), &head(number - 9), NOW);
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

#[test]
fn a_unit_that_is_begun_with_anew_is_looked_at_and_teaches_nothing_for_a_while() {
    let mut edges = Edges::new(1, 7);
    let to = Ipv6Addr::from(0x2001 << 112);
    let (cohort, mut shard) = (Cohort::default(), Shard::default());
    let mut watch = Watch::again(NOW + 1);
    let reasons: Vec<_> = (1..=8)
        .flat_map(|number| {
            watch.look(&event(number, NOW, guess(1, "owner")), &light(&cohort, None), &mut shard, (&mut edges, 1))
        })
        .collect();
    assert!(watch.alarm(reasons, &Answers::default(), Surprise::CERTAIN), "it is watched as any other");
    watch.calm();
    watch.look(&event(1, NOW, flow(to)), &light(&cohort, None), &mut shard, (&mut edges, 1));
    watch.pass(&Light { now: NOW + 7200, ..light(&cohort, None) }, &mut Shard::default());
    assert_eq!(shard, Shard::default(), "it taught that before, for all that anybody knows");
    let other = Ipv6Addr::from(0x2002 << 112);
    watch.look(
        &event(2, NOW + 1, flow(other)),
        &Light { now: NOW + 1, ..light(&cohort, None) },
        &mut shard,
        (&mut edges, 1),
    );
    assert_ne!(shard, Shard::default(), "the while is over");
}

#[test]
fn an_event_that_comes_late_is_looked_at_once() {
    let mut edges = Edges::new(1, 7);
    let (mut watch, mut shard, cohort) = (Watch::default(), Shard::default(), Cohort::default());
    let light = light(&cohort, None);
    watch.look(&event(1000, NOW, guess(1, "owner")), &light, &mut shard, (&mut edges, 1));
    let early = |number| event(number, NOW, flow(Ipv6Addr::from(u128::from(number) << 64 | 0x2001 << 112)));
    watch.look(&early(1000), &light, &mut shard, (&mut edges, 1));
    let known = shard.clone();
    assert!(watch.look(&early(1000), &light, &mut shard, (&mut edges, 1)).is_empty() && shard == known);
    watch.look(&early(7), &light, &mut shard, (&mut edges, 1));
    assert_eq!(shard, known, "nobody says that it is new");
    watch.look_late(&early(7), &light, &mut shard, (&mut edges, 1));
    assert_ne!(shard, known, "it was missing");
    let known = shard.clone();
    watch.look_late(&early(1000), &light, &mut shard, (&mut edges, 1));
    assert_eq!(shard, known, "what was seen lately was not missing");
}

#[test]
fn answers_that_it_was_right_lower_what_a_detector_must_reach_and_not_without_end() {
    let (cohort, declaration) = (Cohort::default(), None);
    let light = Light { threshold: Surprise::of(2.3), ..light(&cohort, declaration) };
    assert_eq!(Answers::lowest(light.threshold), Surprise::of(1.8));
    let mut answers = Answers::default();
    let found = |score| {
        let cause = steadfast_monitor::detect::Cause::Service(Some(6667), Some(Transport::Tcp));
        steadfast_monitor::detect::Reason::new(Detector::Rare, cause, NOW).score(Surprise::of(score))
    };
    assert!(!Watch::default().alarm(vec![found(2.25)], &answers, light.threshold));
    answers.take(steadfast_monitor::alert::Answer::True, None, &[found(2.5)], NOW);
    assert!(Watch::default().alarm(vec![found(2.25)], &answers, light.threshold));
    for _ in 0..50 {
        answers.take(steadfast_monitor::alert::Answer::True, None, &[found(2.5)], NOW);
    }
    assert!(Watch::default().alarm(vec![found(1.8)], &answers, light.threshold));
    assert!(!Watch::default().alarm(vec![found(1.79)], &answers, light.threshold), "half an order at most");
}
