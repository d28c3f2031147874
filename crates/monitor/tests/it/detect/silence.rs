//! Silence.

use proptest::prelude::*;
use steadfast_monitor::detect::{Against, Figure, Heard, Surprise};

const NOW: i64 = 1_800_000_000;
const HOUR: i64 = 3600;
const BEAT: u32 = 3600;

/// Heard of each hour for ten days.
fn heard() -> Heard {
    let mut heard = Heard::default();
    (0..=240).for_each(|hour| heard.hear(NOW + (hour - 240) * HOUR));
    heard
}

#[test]
fn only_what_is_longer_than_three_heartbeats_is_silence() {
    assert_eq!(heard().silence(BEAT, true, NOW + 3 * HOUR), None);
    let reason = heard().silence(BEAT, true, NOW + 30 * HOUR).expect("it is silent");
    assert_eq!((reason.first, reason.last), (NOW, NOW + 30 * HOUR));
    assert_eq!(reason.expected, Some(Figure::Seconds(3 * 3600)));
    assert_eq!(reason.seen, Some(Figure::Seconds(30 * 3600)));
    assert_eq!((reason.against, reason.score), (Some(Against::Own(10)), Surprise::of(2.0)));
}

#[test]
fn who_switched_sharing_off_is_never_silent() {
    assert_eq!(heard().silence(BEAT, false, NOW + 3000 * HOUR), None);
}

#[test]
fn who_was_never_heard_of_is_not_silent() {
    assert_eq!(Heard::default().silence(BEAT, true, NOW), None);
}

#[test]
fn who_is_often_away_for_a_week_is_not_missed_for_a_week() {
    let mut away = heard();
    away.hear(NOW + 170 * HOUR);
    assert_eq!(away.silence(BEAT, true, NOW + 330 * HOUR), None);
    assert!(away.silence(BEAT, true, NOW + 350 * HOUR).is_some());
}

proptest! {
    #[test]
    fn no_clock_breaks_it(times in proptest::collection::vec(any::<i64>(), 0..9), beat in any::<u32>(), now in any::<i64>()) {
        let mut heard = Heard::default();
        times.iter().for_each(|time| heard.hear(*time));
        let _ = heard.silence(beat, true, now);
    }
}
