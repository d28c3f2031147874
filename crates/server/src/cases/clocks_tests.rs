//! What runs of a case, stage by stage.

use super::*;

const HOUR: i64 = 3_600_000_000;
const DAY: i64 = 24;

fn at(hour: i64) -> Time {
    Time(hour * HOUR)
}

fn signal(hour: i64) -> SignalTimes {
    SignalTimes { received: at(hour), noted: at(hour + 1), assess_by: at(hour + 4) }
}

fn times(assessment: Option<CaseAssessment>, aware: Option<i64>) -> Times {
    Times {
        kind: CaseKind::Vulnerability,
        state: CaseState::Open,
        assessment,
        assessed: assessment.map(|_| at(9)),
        aware: aware.map(at),
        signals: vec![signal(7), signal(5)],
        handed_in: Vec::new(),
        measure: None,
        request: None,
        coordinator: MemberState::from_code("IE"),
    }
}

fn reportable() -> Times {
    times(Some(CaseAssessment::Reportable), Some(6))
}

/// Assess by, the safe clock's begin, and the next thing; then each report that is due.
fn hours(clocks: &Clocks) -> ([Option<i64>; 3], Vec<(NoticeStage, i64)>) {
    let times = [clocks.assess_by, clocks.safe_from, clocks.due()].map(|time| time.map(|time| time.0 / HOUR));
    (times, clocks.stages.iter().map(|stage| (stage.stage, stage.due().0 / HOUR)).collect())
}

#[test]
fn the_first_signal_starts_both_clocks_at_once() {
    let both = vec![(EarlyWarning, 29), (Notification, 77)];
    assert_eq!(hours(&clocks(&times(None, None))), ([Some(9), Some(5), Some(9)], both));
}

#[test]
fn as_long_as_nobody_can_tell_the_safe_clock_goes_on() {
    let (times, _) = hours(&clocks(&times(Some(CaseAssessment::Unknown), None)));
    assert_eq!(times, [None, Some(5), Some(29)]);
}

#[test]
fn what_is_reportable_runs_from_awareness_and_what_is_not_does_not_run() {
    let both = vec![(EarlyWarning, 30), (Notification, 78)];
    assert_eq!(hours(&clocks(&reportable())), ([None, None, Some(30)], both));
    let none = ([None; 3], Vec::new());
    assert_eq!(hours(&clocks(&times(Some(CaseAssessment::NotReportable), Some(6)))), none);
    assert_eq!(hours(&clocks(&Times { state: CaseState::Closed, ..times(None, None) })), none);
}

#[test]
fn a_signal_that_comes_after_the_decision_is_to_be_looked_at_too() {
    for decided in [CaseAssessment::Unknown, CaseAssessment::Reportable] {
        let mut times = times(Some(decided), Some(6));
        times.signals.push(signal(11));
        let ([assess_by, _, due], _) = hours(&clocks(&times));
        assert_eq!((assess_by, due), (Some(15), Some(15)), "{decided}");
    }
}

#[test]
fn a_stage_that_was_handed_in_gives_way_to_the_next_whose_hours_still_run_from_awareness() {
    let handed_in = vec![(EarlyWarning, at(20))];
    let (_, stages) = hours(&clocks(&Times { handed_in, ..reportable() }));
    assert_eq!(stages, [(Notification, 78)], "72 hours from awareness, not 48 from the early warning");
    let handed_in = vec![(Notification, at(25))];
    let (_, stages) = hours(&clocks(&Times { handed_in, ..reportable() }));
    assert_eq!(stages, [], "a notification says what the early warning would have said");
}

#[test]
fn the_final_report_on_a_vulnerability_waits_for_a_measure_and_awareness_does_not_start_it() {
    let handed_in = vec![(EarlyWarning, at(20)), (Notification, at(50))];
    let done = Times { handed_in, ..reportable() };
    assert_eq!(clocks(&done).due(), None);
    let (_, stages) = hours(&clocks(&Times { measure: Some(at(60)), ..done.clone() }));
    // The day of the measure, the third, is not counted; the end of the fourteenth day behind it is.
    assert_eq!(stages, [(FinalReport, 17 * DAY)]);
    let late = Times { handed_in: vec![(FinalReport, at(70))], measure: Some(at(60)), ..reportable() };
    assert_eq!(clocks(&late).stages, [], "the final report holds all");
}

#[test]
fn the_final_report_on_an_incident_is_due_a_month_after_the_notification_was_submitted() {
    let incident = Times { kind: CaseKind::Incident, measure: Some(at(30)), ..reportable() };
    let (_, stages) = hours(&clocks(&incident));
    assert_eq!(stages, [(EarlyWarning, 30), (Notification, 78)], "a measure starts nothing of an incident");
    let (_, stages) = hours(&clocks(&Times { handed_in: vec![(Notification, at(50))], ..incident }));
    assert_eq!(stages, [(FinalReport, (31 + 3) * DAY)], "from 3 January to the end of 3 February");
}

#[test]
fn an_intermediate_report_runs_to_the_date_that_was_named_and_without_one_not_at_all() {
    let asked = |due: Option<i64>| Times {
        handed_in: vec![(Notification, at(50))],
        request: Some((at(60), due.map(at))),
        ..reportable()
    };
    assert_eq!(hours(&clocks(&asked(Some(90)))).1, [(IntermediateReport, 90)]);
    assert_eq!(clocks(&asked(None)).stages, []);
    let mut answered = asked(Some(90));
    answered.handed_in.push((IntermediateReport, at(70)));
    assert_eq!(clocks(&answered).stages, []);
    answered.request = Some((at(80), Some(at(120))));
    assert_eq!(hours(&clocks(&answered)).1, [(IntermediateReport, 120)], "another one was asked for");
}
