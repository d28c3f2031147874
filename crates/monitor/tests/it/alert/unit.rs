//! The alert of one unit.

use steadfast_monitor::alert::UnitAlert;
use steadfast_monitor::detect::{Detector, Surprise};

use super::{HOUR, NOW, peer, reason};

#[test]
fn it_opens_once_and_is_extended() {
    let mut open = None;
    let rare = |at, score| [reason(Detector::Rare, peer("203.0.113.9", 6667), at, score)];
    assert!(UnitAlert::take(&mut open, rare(NOW, 5.0)));
    assert!(!UnitAlert::take(&mut open, rare(NOW + HOUR, 4.0)));
    let alert = open.expect("it is open");
    assert_eq!((alert.opened, alert.last, alert.score()), (NOW, NOW + HOUR, Surprise::of(5.0)));
    assert_eq!(alert.reasons().len(), 1);
}

#[test]
fn no_reason_is_no_alert() {
    let mut open = None;
    assert!(!UnitAlert::take(&mut open, []));
    assert_eq!(open, None);
}

#[test]
fn it_shows_the_five_most_surprising_reasons() {
    let mut open = None;
    let many = (0..20_u16).map(|at| reason(Detector::Rare, peer("203.0.113.9", at), NOW, f32::from(at % 10)));
    UnitAlert::take(&mut open, many);
    let alert = open.expect("it is open");
    let scores: Vec<Surprise> = alert.reasons().iter().map(|reason| reason.score).collect();
    assert_eq!(scores, [9.0, 9.0, 8.0, 8.0, 7.0].map(Surprise::of));
}

#[test]
fn it_ends_by_itself_a_day_after_the_last_reason() {
    let mut open = None;
    UnitAlert::take(&mut open, [reason(Detector::Burst, peer("203.0.113.9", 80), NOW, 6.0)]);
    let alert = open.expect("it is open");
    assert!(!alert.is_over(NOW + 24 * HOUR) && alert.is_over(NOW + 24 * HOUR + 1));
}

#[test]
fn it_is_written_and_read_again() {
    let mut open = None;
    UnitAlert::take(&mut open, [reason(Detector::Burst, peer("203.0.113.9", 80), NOW, 6.0)]);
    let bytes = minicbor::to_vec(&open).expect("a vector takes it");
    assert_eq!(minicbor::decode::<Option<UnitAlert>>(&bytes).expect("read"), open);
}
