//! Awareness: stated, corrected, or not reached yet; and the clocks that are not the law's.

use jiff::{SignedDuration, Timestamp};
use steadfast_cra::clocks::{
    ASSESS_WITHIN_HOURS, Awareness, Event, Off, Period, Shown, Stage, Start, Zone, assess_by, incident_final_report,
    notification, platform_counter, rules, safe_clock, since_awareness, vulnerability_final_report,
};
use steadfast_cra::{Confidence, clocks};

use super::fixtures::state_of;

fn instant(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

fn stated(at: &str, stated: &str) -> Awareness {
    Awareness { at: instant(at), stated: instant(stated) }
}

#[test]
fn a_correction_counts_from_then_on_and_keeps_what_was_said_before() {
    let first = stated("2026-11-28T22:45:00Z", "2026-11-28T22:50:00Z");
    let earlier = stated("2026-11-28T20:00:00Z", "2026-11-29T08:00:00Z");
    let later = stated("2026-11-28T21:30:00Z", "2026-11-29T09:00:00Z");
    let clocks = since_awareness(Event::Vulnerability, &[later, first, earlier]).expect("something was stated");
    assert_eq!(clocks.standing.awareness, Some(later));
    assert_eq!(clocks.standing.early_warning.due, instant("2026-11-29T21:30:00Z"));
    assert_eq!(clocks.standing.notification.due, instant("2026-12-01T21:30:00Z"));
    let corrected: Vec<_> = clocks.corrected.iter().map(|one| one.awareness).collect();
    assert_eq!(corrected, [Some(earlier), Some(first)]);
    assert_eq!(clocks.corrected[1].early_warning.due, instant("2026-11-29T22:45:00Z"));
}

#[test]
fn of_two_statements_of_one_instant_the_later_in_the_list_stands() {
    let (one, other) = (
        stated("2026-11-28T10:00:00Z", "2026-11-28T12:00:00Z"),
        stated("2026-11-28T11:00:00Z", "2026-11-28T12:00:00Z"),
    );
    let standing = |list: &[Awareness]| since_awareness(Event::Incident, list).expect("stated").standing.awareness;
    assert_eq!(standing(&[one, other]), Some(other));
    assert_eq!(standing(&[other, one]), Some(one));
}

#[test]
fn without_awareness_there_is_the_safe_clock_alone() {
    let signal = instant("2026-11-28T22:40:00Z");
    assert_eq!(since_awareness(Event::Vulnerability, &[]), None);
    let safe = safe_clock(Event::Vulnerability, signal);
    assert_eq!((safe.awareness, safe.instead), (None, Some(&rules::SAFE_CLOCK)));
    assert_eq!((safe.early_warning.start, safe.early_warning.due), (Start::Signal, instant("2026-11-29T22:40:00Z")));
    assert_eq!((safe.notification.start, safe.notification.due), (Start::Signal, instant("2026-12-01T22:40:00Z")));
}

#[test]
fn a_signal_is_to_be_assessed_within_four_hours_of_ours() {
    assert_eq!(assess_by(instant("2026-11-28T22:40:00Z"), ASSESS_WITHIN_HOURS), instant("2026-11-29T02:40:00Z"));
    assert!(rules::ASSESS_BY.source.starts_with("our own rule"));
}

#[test]
fn the_platform_shows_overdue_before_the_law_does() {
    let (aware, submitted) = (instant("2026-11-28T22:40:00Z"), instant("2026-11-29T00:10:00Z"));
    let (shown, rule) = platform_counter(Event::Vulnerability, Stage::Notification, submitted);
    let Shown::At(shown) = shown else { panic!("the platform counts 48 hours") };
    assert_eq!(shown, instant("2026-12-01T00:10:00Z"));
    assert_eq!(
        notification(Event::Vulnerability, aware).due.duration_since(shown),
        SignedDuration::from_mins(22 * 60 + 30)
    );
    assert_eq!(rule, &rules::PLATFORM_NOTIFICATION);
}

#[test]
fn what_the_platform_counts_otherwise_is_nothing_or_unknown() {
    let at = instant("2026-11-29T00:10:00Z");
    let shown = |event, stage| platform_counter(event, stage, at).0;
    assert_eq!(shown(Event::Vulnerability, Stage::FinalReport), Shown::Nothing);
    assert_eq!(shown(Event::Incident, Stage::FinalReport), Shown::Unknown);
    assert_eq!(shown(Event::Incident, Stage::EarlyWarning), Shown::Unknown);
}

#[test]
fn an_extension_says_by_which_days_and_how_sure_it_is() {
    let clock = vulnerability_final_report(instant("2027-03-12T08:00:00Z"), Some(state_of("DE")));
    let latest = clock.latest_by_law.expect("Good Friday");
    let why: Vec<Off> = latest.because.iter().map(|off| off.why).collect();
    assert_eq!(why, [Off::Holiday("Good Friday"), Off::Saturday, Off::Sunday, Off::Holiday("Easter Monday")]);
    assert_eq!(latest.last_day.zone, Zone::Union(1));
    assert_eq!((latest.last_day.day.to_string().as_str(), latest.confidence), ("2027-03-30", Confidence::Medium));
    assert_eq!((clock.period, clock.rule), (Period::Days(14), &rules::VULNERABILITY_FINAL_REPORT));
    assert_eq!(clock.counted_by, [&rules::DAYS, &rules::TIME_OF_DAY, &rules::ROLL_OVER]);
}

#[test]
fn holidays_of_years_that_nobody_checked_are_less_sure() {
    let confidence =
        |at| incident_final_report(instant(at), Some(state_of("CZ"))).latest_by_law.expect("extended").confidence;
    assert_eq!(confidence("2035-06-06T08:00:00Z"), Confidence::Medium);
    assert_eq!(confidence("2038-06-06T08:00:00Z"), Confidence::Low);
    assert_eq!(confidence("2038-05-06T08:00:00Z"), Confidence::Medium);
}

#[test]
fn no_instant_is_too_early_or_too_late_to_count_from() {
    let end_of_time = instant("9999-12-01T00:00:00Z");
    for at in [Timestamp::MIN, Timestamp::UNIX_EPOCH, end_of_time, Timestamp::MAX] {
        for coordinator in [None, Some(state_of("BG"))] {
            let clock = incident_final_report(at, coordinator);
            assert!(clock.due >= at.min(end_of_time), "{at}");
        }
        assert!(notification(Event::Incident, at).due >= at);
    }
}

#[test]
fn rules_have_names_of_their_own_and_cite_something() {
    let codes: std::collections::BTreeSet<&str> = rules::RULES.iter().map(|rule| rule.code).collect();
    assert_eq!(codes.len(), rules::RULES.len());
    for rule in clocks::rules::RULES {
        assert!(!rule.says.is_empty() || !rule.reading.is_empty(), "{}", rule.code);
        let is_ours = rule.source.starts_with("our own");
        assert!(rule.source.contains("Art. ") || rule.source.contains("ENISA") || is_ours, "{}", rule.code);
    }
}
