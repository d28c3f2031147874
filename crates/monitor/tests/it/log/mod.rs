//! A unit's log, as the server sees it.

use proptest::prelude::*;
use steadfast_monitor::detect::log::{Batch, Digest, Head, OwnLog, PATIENCE};
use steadfast_monitor::detect::{Detector, Place, Reason};
use steadfast_monitor::event::Class;

const START: i64 = 1_800_000_000;

/// The chain of a line after so many events: any values that are one's own.
fn chain(line: u8, number: u64) -> Digest {
    let mut digest = [line; 32];
    digest[..8].copy_from_slice(&number.to_le_bytes());
    digest
}

fn head(line: u8, size: u64, starts: u64) -> Head {
    Head { size, root: chain(line, size), starts }
}

fn batch(line: u8, first: u64, last: u64) -> Batch {
    let (before, after) = (Some(chain(line, first - 1)), Some(chain(line, last)));
    Batch { class: Class::Network, first, last, before, after, has_waited: false }
}

fn detectors(told: &[Reason]) -> Vec<Detector> {
    told.iter().filter_map(|reason| reason.detector).collect()
}

/// What is told of these heads, one a minute.
fn heads(heads: &[Head]) -> Vec<Detector> {
    let (mut log, mut told) = (OwnLog::default(), Vec::new());
    for (minute, head) in heads.iter().enumerate() {
        log.head(head, START + minute as i64 * 60, &mut |reason| told.push(reason));
    }
    detectors(&told)
}

/// What is told of these batches, and two hours later.
fn batches(batches: &[Batch]) -> Vec<Reason> {
    let (mut log, mut told) = (OwnLog::default(), Vec::new());
    for (minute, batch) in batches.iter().enumerate() {
        log.batch(batch, START + minute as i64 * 60, &mut |reason| told.push(reason));
    }
    log.pass(START + 2 * PATIENCE, &mut |reason| told.push(reason));
    told
}

#[test]
fn a_log_that_grows_is_not_told() {
    assert_eq!(heads(&[head(1, 5, 1), head(1, 5, 1), head(1, 9, 2), head(1, 9, 3), head(1, 400, 3)]), []);
    assert_eq!(batches(&[batch(1, 1, 4), batch(1, 5, 5), batch(1, 6, 90)]), []);
    assert_eq!(batches(&[batch(1, 7, 9), batch(1, 10, 12)]), [], "what was before the first batch is not known");
}

#[test]
fn what_comes_again_and_holds_more_is_not_told() {
    assert_eq!(batches(&[batch(1, 1, 4), batch(1, 1, 4), batch(1, 1, 9), batch(1, 5, 12)]), []);
}

#[test]
fn a_head_that_went_back_is_told_once() {
    let seen = [head(1, 90, 7), head(1, 40, 8), head(1, 41, 8), head(1, 42, 8)];
    assert_eq!(heads(&seen), [Detector::LogRolledBack]);
    assert_eq!(heads(&[head(1, 90, 7), head(1, 91, 6)]), [Detector::LogRolledBack], "a unit does not start less often");
}

#[test]
fn another_head_of_the_same_size_is_another_log() {
    assert_eq!(heads(&[head(1, 90, 7), head(2, 90, 7)]), [Detector::LogForked]);
}

#[test]
fn a_clone_that_reports_in_turn_with_its_original_is_told() {
    let seen = [head(1, 90, 7), head(1, 40, 3), head(1, 95, 7), head(1, 41, 3)];
    assert_eq!(heads(&seen), [Detector::LogRolledBack, Detector::LogForked, Detector::LogRolledBack]);
}

#[test]
fn two_chains_at_one_number_are_two_logs() {
    assert_eq!(detectors(&batches(&[batch(1, 1, 4), batch(1, 5, 9), batch(2, 5, 9)])), [Detector::LogForked]);
    assert_eq!(detectors(&batches(&[batch(1, 1, 4), batch(2, 5, 9)])), [Detector::LogForked], "it does not follow");
    let unknown = Batch { before: None, ..batch(2, 5, 9) };
    assert_eq!(batches(&[batch(1, 1, 4), unknown]), [], "damaged before it: the unit says so itself");
}

#[test]
fn numbers_that_never_come_are_told_after_a_while() {
    let told = batches(&[batch(1, 1, 4), batch(1, 10, 12)]);
    assert_eq!(detectors(&told), [Detector::LogGap]);
    assert_eq!(told[0].events, Place { count: 5, class: Some(Class::Network), first: 5, last: 9 });
}

#[test]
fn what_comes_late_fills_the_gap() {
    assert_eq!(batches(&[batch(1, 1, 4), batch(1, 10, 12), batch(1, 5, 9)]), []);
    let told = batches(&[batch(1, 1, 4), batch(1, 10, 12), batch(1, 6, 7)]);
    let places: Vec<(u64, u64)> = told.iter().map(|reason| (reason.events.first, reason.events.last)).collect();
    assert_eq!(places, [(5, 5), (8, 9)]);
}

#[test]
fn what_the_owner_erased_is_no_gap() {
    let tell = &mut |reason: Reason| panic!("{reason:?}");
    for before in [true, false] {
        let mut log = OwnLog::default();
        log.batch(&batch(1, 1, 4), START, tell);
        if before {
            log.erased(None);
        }
        log.batch(&Batch { before: None, ..batch(1, 10, 12) }, START, tell);
        if !before {
            log.erased(Some(Class::Network));
        }
        log.pass(START + 2 * PATIENCE, tell);
    }
}

#[test]
fn an_erasure_excuses_one_gap_and_not_the_next() {
    let (mut log, mut told) = (OwnLog::default(), Vec::new());
    log.batch(&batch(1, 1, 4), START, &mut |reason| told.push(reason));
    log.erased(Some(Class::Network));
    log.batch(&batch(1, 10, 12), START, &mut |reason| told.push(reason));
    log.batch(&batch(1, 20, 22), START, &mut |reason| told.push(reason));
    log.pass(START + 2 * PATIENCE, &mut |reason| told.push(reason));
    assert_eq!(told.iter().map(|reason| reason.events.first).collect::<Vec<_>>(), [13]);
}

#[test]
fn what_a_unit_dropped_while_it_was_told_to_wait_is_no_gap_and_the_next_is() {
    let waited = Batch { before: None, has_waited: true, ..batch(1, 10, 12) };
    assert_eq!(batches(&[batch(1, 1, 4), waited]), []);
    let told = batches(&[batch(1, 1, 4), waited, batch(1, 20, 22)]);
    assert_eq!(told.iter().map(|reason| (reason.events.first, reason.events.last)).collect::<Vec<_>>(), [(13, 19)]);
    assert_eq!(batches(&[batch(1, 1, 4), batch(1, 10, 12), Batch { has_waited: true, ..batch(1, 13, 14) }]).len(), 1);
}

#[test]
fn a_log_that_was_put_back_is_told_again_once_it_had_gone_on() {
    let seen = [head(1, 90, 7), head(2, 40, 8), head(2, 91, 9), head(3, 50, 10)];
    assert_eq!(heads(&seen), [Detector::LogRolledBack, Detector::LogRolledBack]);
}

#[test]
fn the_head_that_was_known_before_is_compared_with_and_is_nothing_to_tell() {
    let (mut log, mut told) = (OwnLog::default(), Vec::new());
    for line in [head(1, 40, 3), head(1, 41, 3), head(1, 95, 7), head(1, 42, 3)] {
        log.known(&head(1, 90, 7));
        log.head(&line, START, &mut |reason| told.push(reason));
    }
    assert_eq!(detectors(&told), [Detector::LogRolledBack, Detector::LogForked, Detector::LogRolledBack]);
    let (mut log, mut told) = (OwnLog::default(), Vec::new());
    log.known(&head(1, 90, 7));
    log.head(&head(2, 90, 7), START, &mut |reason| told.push(reason));
    assert_eq!(detectors(&told), [Detector::LogForked], "another one of the same size");
}

#[test]
fn two_units_with_one_history_are_found() {
    let seen = |batches: &[Batch]| {
        let mut log = OwnLog::default();
        batches.iter().for_each(|batch| log.batch(batch, START, &mut |reason| panic!("{reason:?}")));
        log
    };
    let original = seen(&[batch(1, 1, 4), batch(1, 5, 9), batch(1, 10, 30)]);
    let clone = seen(&[batch(1, 1, 4), batch(1, 5, 9), Batch { after: Some(chain(2, 25)), ..batch(1, 10, 25) }]);
    let other = seen(&[Batch { before: Some(chain(1, 0)), ..batch(3, 1, 9) }]);
    assert_eq!(original.shares_history(&clone), Some(9));
    assert_eq!(original.shares_history(&other), None, "every chain begins alike");
    assert!(original.marks().any(|mark| mark == (Class::Network, 9, chain(1, 9))));
}

proptest! {
    #[test]
    fn no_heads_and_batches_break_it(seen in proptest::collection::vec(any::<(u8, u64, u64, u64, i64)>(), 0..60)) {
        let mut log = OwnLog::default();
        for (what, first, last, starts, at) in seen {
            let tell = &mut |reason: Reason| assert!(reason.first <= reason.last);
            match what % 4 {
                0 => log.head(&head(what, first, starts), at, tell),
                1 => log.erased(Some(Class::Security)),
                _ => {
                    let (before, after) = (Some([what; 32]), (what % 2 == 0).then_some([what; 32]));
                    let has_waited = what % 3 == 0;
                    log.batch(&Batch { class: Class::Security, first, last, before, after, has_waited }, at, tell);
                }
            }
        }
        let kept = minicbor::to_vec(&log).expect("a vector takes it");
        prop_assert!(kept.len() < 4096, "{} bytes", kept.len());
        prop_assert_eq!(minicbor::decode::<OwnLog>(&kept).expect("what was kept"), log);
    }
}
