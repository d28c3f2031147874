//! Reasons: written and read, by readers of other ages too.

use minicbor::Encode;
use steadfast_monitor::detect::{Against, Cause, Detector, Figure, Name, Peer, Place, Reason, Surprise};
use steadfast_monitor::event::{Address, Class, Transport};

fn beacon() -> Reason {
    let address = Some(Address("192.0.2.7".parse().expect("an address")));
    let peer = Peer { address, port: Some(6667), transport: Some(Transport::Tcp) };
    Reason::new(Detector::Beacon, Cause::Peer(peer), 1_800_000_000)
        .score(Surprise::of_chance(1e-9))
        .figures(Figure::Units(40), Figure::Every(4_000, 200), Against::Cohort(12_400))
        .at(Place::of(Class::Network, 17))
}

#[test]
fn what_is_written_is_read() {
    let bytes = minicbor::to_vec(beacon()).expect("a vector takes it");
    assert!(bytes.len() < 80, "{} bytes", bytes.len());
    assert_eq!(minicbor::decode::<Reason>(&bytes).expect("read"), beacon());
}

/// A reason as a later version may write it.
#[derive(Encode)]
#[cbor(map)]
struct Later {
    #[n(0)]
    detector: u64,
    #[n(1)]
    score: u64,
    #[n(2)]
    cause: LaterCause,
    #[n(4)]
    seen: LaterCause,
    #[n(9)]
    mood: &'static str,
}

#[derive(Encode)]
enum LaterCause {
    #[n(99)]
    Moonlight(#[n(0)] u64),
}

#[test]
fn words_of_a_later_kind_are_passed_over() {
    let (cause, seen) = (LaterCause::Moonlight(4), LaterCause::Moonlight(5));
    let later = Later { detector: 250, score: 1 << 40, cause, seen, mood: "blue" };
    let bytes = minicbor::to_vec(later).expect("a vector takes it");
    let read: Reason = minicbor::decode(&bytes).expect("read");
    assert_eq!(read, Reason { score: Surprise::CERTAIN, ..Reason::default() });
}

#[test]
fn a_later_reason_that_says_the_same_extends_it() {
    let mut reason = beacon();
    let next = Reason { first: 1_800_000_060, last: 1_800_000_060, ..beacon() };
    reason.extend(next.score(Surprise::of(2.0)).at(Place::of(Class::Network, 30)));
    assert_eq!((reason.first, reason.last), (1_800_000_000, 1_800_000_060));
    assert_eq!(reason.events, Place { count: 2, class: Some(Class::Network), first: 17, last: 30 });
    assert_eq!(reason.score, Surprise::of(9.0));
}

#[test]
fn surprise_is_the_same_scale_for_all_and_knows_its_bounds() {
    assert_eq!(Surprise::of_chance(0.001), Surprise::of(3.0));
    assert_eq!(Surprise::of_chance(0.0), Surprise::CERTAIN);
    assert_eq!(Surprise::of(f32::INFINITY), Surprise::CERTAIN);
    assert_eq!(Surprise::of(f32::NAN).max(Surprise::of(-4.0)), Surprise::NONE);
    assert_eq!(Surprise::of(9.0).and(Surprise::of(9.0)), Surprise::CERTAIN);
    assert_eq!(Surprise::of(12.345).to_string(), "12.35");
}

#[test]
fn each_detector_has_its_name_and_its_number() {
    assert!(Detector::ALL.iter().all(|word| Detector::of(word.number()) == Some(*word)));
    let known = [Detector::Undeclared, Detector::Rare, Detector::Beacon, Detector::Guessing, Detector::Silence];
    assert_eq!(known.map(Detector::number), [0, 2, 6, 7, 15]);
    assert_eq!(Detector::SuccessAfterFailures.code(), "success-after-failures");
}

#[test]
fn a_long_name_is_cut() {
    assert_eq!(Name::from("é".repeat(40).as_str()).as_str().len(), 64);
}
