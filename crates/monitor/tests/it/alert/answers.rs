//! What people answer.

use steadfast_monitor::alert::{Answer, Answers};
use steadfast_monitor::detect::{Cause, Detector, Peer, Reason, Surprise};

use super::{HOUR, NOW, peer, reason};

const THRESHOLD: Surprise = Surprise::of_hundredths(400);

fn rare(score: f32) -> Reason {
    reason(Detector::Rare, peer("203.0.113.9", 6667), NOW, score)
}

#[test]
fn false_alarms_raise_what_that_detector_must_reach_and_no_other() {
    let mut answers = Answers::default();
    assert!(answers.stands(&rare(4.1), THRESHOLD));
    answers.take(Answer::False, None, &[rare(4.1)], NOW);
    assert!(!answers.stands(&rare(4.1), THRESHOLD) && answers.stands(&rare(4.4), THRESHOLD));
    assert_eq!(answers.threshold(Detector::Burst, THRESHOLD), THRESHOLD);
}

#[test]
fn answers_move_it_only_so_far() {
    let mut answers = Answers::default();
    (0..100).for_each(|_| answers.take(Answer::False, None, &[rare(4.1)], NOW));
    assert_eq!(answers.threshold(Detector::Rare, THRESHOLD), Surprise::of(6.0));
    (0..100).for_each(|_| answers.take(Answer::True, None, &[rare(4.1)], NOW));
    assert_eq!(answers.threshold(Detector::Rare, THRESHOLD), Surprise::of(3.5));
}

#[test]
fn what_is_expected_is_no_reason_for_a_year() {
    let mut answers = Answers::default();
    let any_port = match peer("203.0.113.9", 1) {
        Cause::Peer(it) => Cause::Peer(Peer { address: it.address, ..Peer::default() }),
        other => other,
    };
    answers.take(Answer::Expected, None, &[reason(Detector::Rare, any_port, NOW, 9.0)], NOW);
    assert!(!answers.stands(&rare(16.0), THRESHOLD), "all ports of the address");
    let other = reason(Detector::Rare, peer("203.0.113.10", 6667), NOW, 9.0);
    assert!(answers.stands(&other, THRESHOLD));
    let later = Reason { last: NOW + 366 * 24 * HOUR, ..rare(16.0) };
    assert!(answers.stands(&later, THRESHOLD));
}

#[test]
fn another_answer_takes_the_place_of_the_one_before() {
    let mut answers = Answers::default();
    let reasons = [rare(4.1)];
    answers.take(Answer::Expected, None, &reasons, NOW);
    answers.take(Answer::False, Some(Answer::Expected), &reasons, NOW);
    assert!(answers.stands(&rare(16.0), THRESHOLD), "it is expected no more");
    answers.take(Answer::True, Some(Answer::False), &reasons, NOW);
    let mut once = Answers::default();
    once.take(Answer::True, None, &reasons, NOW);
    assert_eq!(answers, once, "what was answered last counts, once");
}

#[test]
fn what_is_certain_has_no_threshold_to_move() {
    let mut answers = Answers::default();
    let certain = reason(Detector::Undeclared, peer("203.0.113.9", 1), NOW, 16.0);
    answers.take(Answer::False, None, std::slice::from_ref(&certain), NOW);
    assert!(answers.stands(&certain, THRESHOLD));
    assert_eq!(answers, Answers::default());
}

#[test]
fn they_are_written_and_read_again_and_stay_few() {
    let mut answers = Answers::default();
    for port in 0..1000 {
        answers.take(
            Answer::Expected,
            None,
            &[reason(Detector::Rare, peer("203.0.113.9", port), NOW, 9.0)],
            NOW + i64::from(port),
        );
    }
    let bytes = minicbor::to_vec(&answers).expect("a vector takes it");
    assert!(bytes.len() < 16_000, "{}", bytes.len());
    assert_eq!(minicbor::decode::<Answers>(&bytes).expect("read"), answers);
}
