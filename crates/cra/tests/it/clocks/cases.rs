//! A table of cases with the instants that are expected.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use steadfast_cra::clocks::{
    Clock, Event, Stage, Start, early_warning, incident_final_report, intermediate_report, notification, safe_clock,
    vulnerability_final_report,
};
use steadfast_cra::member_state::MemberState;

use super::fixtures::state_of;

const CASES: &str = include_str!("../../fixtures/clock-cases.txt");

/// One line of the table.
struct Case {
    stage: &'static str,
    event: Event,
    start: Start,
    started: Timestamp,
    coordinator: Option<MemberState>,
    due: Timestamp,
    latest_by_law: Option<Timestamp>,
    days_off: Vec<&'static str>,
    source: &'static str,
    why: &'static str,
}

fn case(line: &'static str) -> Case {
    let columns: Vec<&str> = line.split(" | ").collect();
    let [stage, event, start, started, coordinator, due, latest, days_off, source, why] = columns[..] else {
        panic!("ten columns: {line}")
    };
    let instant = |text: &str| text.parse::<Timestamp>().expect("an instant");
    Case {
        stage,
        event: if event == "incident" { Event::Incident } else { Event::Vulnerability },
        start: start_of(start),
        started: instant(started),
        coordinator: (coordinator != "-").then(|| state_of(coordinator)),
        due: instant(due),
        latest_by_law: (latest != "-").then(|| instant(latest)),
        days_off: days_off.split(' ').filter(|day| *day != "-").collect(),
        source,
        why,
    }
}

fn start_of(word: &str) -> Start {
    match word {
        "awareness" => Start::Awareness,
        "signal" => Start::Signal,
        "measure" => Start::MeasureAvailable,
        "notification" => Start::NotificationSubmitted,
        "request" => Start::Request,
        other => panic!("{other} starts nothing"),
    }
}

fn cases() -> impl Iterator<Item = Case> {
    CASES.lines().filter(|line| !line.starts_with('#')).map(case)
}

fn counted(case: &Case) -> Clock {
    match (case.stage, case.start) {
        ("early-warning", Start::Signal) => safe_clock(case.event, case.started).early_warning,
        ("early-warning", _) => early_warning(case.event, case.started),
        ("notification", Start::Signal) => safe_clock(case.event, case.started).notification,
        ("notification", _) => notification(case.event, case.started),
        ("intermediate-report", _) => intermediate_report(case.started, case.due),
        (_, Start::MeasureAvailable) => vulnerability_final_report(case.started, case.coordinator),
        _ => incident_final_report(case.started, case.coordinator),
    }
}

/// What a case should give, and what it gives.
fn answers(case: &Case) -> [String; 2] {
    let clock = counted(case);
    let latest = clock.latest_by_law.as_ref();
    let day = |date: Date| date.strftime("%m-%d").to_string();
    let because: Vec<String> = latest.into_iter().flat_map(|one| &one.because).map(|off| day(off.date)).collect();
    let at = latest.map(|latest| latest.at);
    [
        format!("{:?}", (case.due, case.latest_by_law, &case.days_off, case.start, case.source)),
        format!("{:?}", (clock.due, at, because, clock.start, clock.rule.source)),
    ]
}

#[test]
fn every_case_of_the_table_comes_out_as_expected() {
    let all: Vec<Case> = cases().collect();
    let wrong: Vec<String> = all
        .iter()
        .filter_map(|case| {
            let [expected, found] = answers(case);
            (expected != found)
                .then(|| format!("{} from {}, {}: {found} instead of {expected}", case.stage, case.started, case.why))
        })
        .collect();
    println!("{} of {} clock cases are right", all.len() - wrong.len(), all.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(all.len() >= 120, "the table is shorter than it was");
}

#[test]
fn the_table_has_a_holiday_of_every_member_state_for_both_kinds_of_period() {
    for start in [Start::MeasureAvailable, Start::NotificationSubmitted] {
        let extended = cases().filter(|case| case.start == start && case.latest_by_law.is_some());
        let states: BTreeSet<MemberState> = extended.filter_map(|case| case.coordinator).collect();
        let missing: Vec<&str> =
            MemberState::all().filter(|one| !states.contains(one)).map(MemberState::code).collect();
        assert!(missing.is_empty(), "{start:?}: {missing:?}");
    }
}

#[test]
fn the_stage_of_a_clock_is_the_one_asked_for() {
    for case in cases() {
        let expected = match case.stage {
            "early-warning" => Stage::EarlyWarning,
            "notification" => Stage::Notification,
            "intermediate-report" => Stage::IntermediateReport,
            _ => Stage::FinalReport,
        };
        assert_eq!(counted(&case).stage, expected);
    }
}
