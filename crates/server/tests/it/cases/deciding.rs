//! Deciding: what runs follows from it, nobody decides over somebody's head, and nothing that was said is lost.

use axum::http::StatusCode;
use steadfast_store::{CaseAssessment, CaseKind, CaseState};

use super::{alarmed, kept, made};
use crate::access::http::kinds_recorded;
use crate::house::on_both;

const WHY: &str = "Seen on three devices";

#[test]
fn as_long_as_nobody_can_tell_the_safe_clock_goes_on() {
    on_both(async |house| {
        let (_, mut browser, alert) = alarmed(house).await;
        let path = made(house, &mut browser, alert).await;
        let sent = [("assessment", "unknown"), ("kind", "incident"), ("reason", WHY), ("seen", "1")];
        assert_eq!(browser.post(house, &format!("{path}/assess"), &sent).await.leads(), (303, &*path));
        let case = kept(house, 1).await;
        assert_eq!((case.assessment, case.safe_from), (Some(CaseAssessment::Unknown), Some(alert.made())));
        assert_eq!((case.assess_by, case.aware), (None, None));
        browser.get(house, "/").await.shows("Find out about case #1");
        let page = browser.get(house, &path).await;
        page.shows("Safe clock");
        page.shows("It can be closed once somebody decided");
        let end = browser.post(house, &format!("{path}/close"), &[("reason", "it is over"), ("seen", "2")]).await;
        assert_eq!(end.status, StatusCode::CONFLICT, "nobody has decided");
        assert_eq!(kept(house, 1).await.state, CaseState::Open);
    });
}

#[test]
fn what_is_reportable_runs_from_awareness_which_may_be_corrected_and_stays_in_the_timeline() {
    on_both(async |house| {
        let (_, mut browser, alert) = alarmed(house).await;
        let path = made(house, &mut browser, alert).await;
        let assess = format!("{path}/assess");
        let mut sent = vec![
            ("assessment", "reportable"),
            ("kind", "vulnerability"),
            ("reason", WHY),
            ("seen", "1"),
            ("aware", "2999-01-01T00:00"),
        ];
        let wrong = browser.post(house, &assess, &sent).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.shows("id=\"error-aware\"");
        wrong.shows(WHY);
        sent[4].1 = "2020-02-03T04:05";
        assert_eq!(browser.post(house, &assess, &sent).await.leads(), (303, &*path));
        let case = kept(house, 1).await;
        assert_eq!((case.kind, case.safe_from), (CaseKind::Vulnerability, None));
        assert_eq!(case.aware.map(|aware| aware.to_string()).as_deref(), Some("2020-02-03T04:05:00Z"));
        assert_eq!(case.due, case.aware.map(|aware| aware.after(std::time::Duration::from_secs(86_400))));
        browser.get(house, "/").await.shows("Early warning for case #1");
        let fix = [("aware", "2020-02-03T03:00"), ("reason", "The night shift had seen it"), ("seen", "2")];
        assert_eq!(browser.post(house, &format!("{path}/awareness"), &fix).await.leads(), (303, &*path));
        let page = browser.get(house, &path).await;
        for words in [
            "Aware since 3 Feb 2020, 03:00 UTC, not 3 Feb 2020, 04:05 UTC",
            "Assessed: To be reported. Aware since 3 Feb 2020, 04:05 UTC",
            "The night shift had seen it",
            WHY,
        ] {
            page.shows(words);
        }
        assert!(kinds_recorded(house).await.contains(&"case-awareness-corrected".to_owned()));
    });
}

#[test]
fn two_who_decide_at_once_notice_and_so_does_who_missed_a_signal() {
    on_both(async |house| {
        let (_, mut browser, alert) = alarmed(house).await;
        let path = made(house, &mut browser, alert).await;
        let assess = format!("{path}/assess");
        let first = [("assessment", "not-reportable"), ("kind", "incident"), ("reason", WHY), ("seen", "1")];
        assert_eq!(browser.post(house, &assess, &first).await.leads(), (303, &*path));
        let second = [("assessment", "unknown"), ("kind", "incident"), ("reason", "I doubt that"), ("seen", "1")];
        let late = browser.post(house, &assess, &second).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        for words in ["Somebody decided on this case", "I doubt that", "Not to be reported", "value=\"2\""] {
            late.shows(words);
        }
        let signal = [("signal", "finder"), ("about", "A letter"), ("received", "")];
        assert_eq!(browser.post(house, &format!("{path}/signals"), &signal).await.leads(), (303, &*path));
        let missed = [("assessment", "unknown"), ("kind", "incident"), ("reason", "I doubt that"), ("seen", "2")];
        assert_eq!(browser.post(house, &assess, &missed).await.status, StatusCode::CONFLICT);
    });
}

#[test]
fn another_signal_asks_anew_about_what_was_not_to_be_reported_and_opens_what_was_closed() {
    on_both(async |house| {
        let (_, mut browser, alert) = alarmed(house).await;
        let path = made(house, &mut browser, alert).await;
        let none = [("assessment", "not-reportable"), ("kind", "incident"), ("reason", WHY), ("seen", "1")];
        assert_eq!(browser.post(house, &format!("{path}/assess"), &none).await.leads(), (303, &*path));
        let case = kept(house, 1).await;
        assert_eq!((case.safe_from, case.assess_by, case.due), (None, None, None));
        let signal = [("signal", "authority"), ("about", "A call"), ("received", "2020-01-01T00:00")];
        assert_eq!(browser.post(house, &format!("{path}/signals"), &signal).await.leads(), (303, &*path));
        let case = kept(house, 1).await;
        assert_eq!(case.assessment, None);
        assert_eq!(
            case.safe_from.map(|from| from.to_string()).as_deref(),
            Some("2020-01-01T00:00:00Z"),
            "it runs from the new signal alone"
        );
        browser.get(house, &path).await.shows("It is to be assessed anew");
        let none = [("assessment", "not-reportable"), ("kind", "incident"), ("reason", WHY), ("seen", "3")];
        assert_eq!(browser.post(house, &format!("{path}/assess"), &none).await.leads(), (303, &*path));
        let end = [("reason", "Nothing was left of it"), ("seen", "4")];
        assert_eq!(browser.post(house, &format!("{path}/close"), &end).await.leads(), (303, &*path));
        assert_eq!(kept(house, 1).await.state, CaseState::Closed);
        browser.get(house, "/").await.hides("case #1");
        let assess = [("assessment", "unknown"), ("kind", "incident"), ("reason", WHY), ("seen", "5")];
        let late = browser.post(house, &format!("{path}/assess"), &assess).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "nothing is decided on what is closed");
        assert_eq!(browser.post(house, &format!("{path}/signals"), &signal).await.leads(), (303, &*path));
        let case = kept(house, 1).await;
        assert_eq!((case.state, case.closed, case.assessment), (CaseState::Open, None, None));
        let page = browser.get(house, &path).await;
        for words in ["Nothing was left of it", WHY, "Its clocks ended", "3. An authority"] {
            page.shows(words);
        }
    });
}

#[test]
fn a_closed_case_is_opened_again_with_a_reason() {
    on_both(async |house| {
        let (_, mut browser, alert) = alarmed(house).await;
        let path = made(house, &mut browser, alert).await;
        let none = [("assessment", "not-reportable"), ("kind", "incident"), ("reason", WHY), ("seen", "1")];
        browser.post(house, &format!("{path}/assess"), &none).await;
        browser.post(house, &format!("{path}/close"), &[("reason", "it is over"), ("seen", "2")]).await;
        let silent = browser.post(house, &format!("{path}/reopen"), &[("reason", " "), ("seen", "3")]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        let again = [("reason", "It was not over"), ("seen", "3")];
        assert_eq!(browser.post(house, &format!("{path}/reopen"), &again).await.leads(), (303, &*path));
        let case = kept(house, 1).await;
        assert_eq!((case.state, case.assessment), (CaseState::Open, Some(CaseAssessment::NotReportable)));
        let kinds = kinds_recorded(house).await;
        for kind in ["case-closed", "case-reopened", "case-assessed"] {
            assert!(kinds.contains(&kind.to_owned()), "{kind} is not among {kinds:?}");
        }
    });
}

#[test]
fn a_signal_that_comes_after_the_decision_is_to_be_looked_at_and_moves_no_awareness() {
    on_both(async |house| {
        let (_, mut browser, alert) = alarmed(house).await;
        let path = made(house, &mut browser, alert).await;
        let mut sent = vec![("assessment", "reportable"), ("kind", "incident"), ("reason", WHY), ("seen", "1")];
        sent.push(("aware", "2027-01-14T08:00"));
        assert_eq!(browser.post(house, &format!("{path}/assess"), &sent).await.leads(), (303, &*path));
        let signal = [("signal", "customer"), ("about", "It calls at night"), ("received", "")];
        assert_eq!(browser.post(house, &format!("{path}/signals"), &signal).await.leads(), (303, &*path));
        let case = kept(house, 1).await;
        assert!(case.assess_by.is_some(), "somebody should look at it");
        assert_eq!(case.assessment, Some(CaseAssessment::Reportable), "and what was decided stands");
        browser.get(house, &path).await.shows("value=\"2027-01-14T08:00\"");
    });
}
