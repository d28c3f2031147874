//! Receipts stop clocks, start others, and show what was handed in otherwise than drafted.

use axum::http::StatusCode;
use serde_json::json;
use steadfast_store::NoticeStage;

use super::{id, reported, sheet};
use crate::access::http::kinds_recorded;
use crate::cases::kept;
use crate::house::on_both;
use crate::monitoring::world::read;

const AWARE: &str = "2020-02-03T04:05";

fn due(case: &steadfast_store::Case) -> (Option<NoticeStage>, Option<String>) {
    (case.stage, case.due.map(|due| due.to_string()))
}

#[test]
fn each_receipt_gives_way_to_the_next_stage_until_the_final_report_is_in() {
    on_both(async |house| {
        let (_, mut browser, path) = reported(house, "vulnerability", AWARE).await;
        let early = Some("2020-02-04T04:05:00Z".to_owned());
        assert_eq!(due(&kept(house, 1).await), (Some(NoticeStage::EarlyWarning), early));
        browser.get(house, "/").await.shows("Early warning for case #1");
        let receipt = |time| [("number", "SRP-7"), ("handed_in", time)];
        let to = |stage: &str| format!("{path}/report/{stage}/receipt");
        let future = browser.post(house, &to("early-warning"), &receipt("2999-01-01T00:00")).await;
        assert_eq!(future.status, StatusCode::UNPROCESSABLE_ENTITY);
        let noted = browser.post(house, &to("early-warning"), &receipt("2020-02-04T01:00")).await;
        assert_eq!(noted.leads(), (303, &*format!("{path}/report")));
        // 72 hours from awareness; the platform's own counter would say 48 from the early warning.
        let notification = Some("2020-02-06T04:05:00Z".to_owned());
        assert_eq!(due(&kept(house, 1).await), (Some(NoticeStage::Notification), notification));
        browser.get(house, "/").await.shows("Notification (72 hours) for case #1");
        let page = browser.get(house, &format!("{path}/report/notification")).await;
        page.shows("The platform itself counts 48 hours from the early warning and shows 6 Feb 2020, 01:00 UTC");
        browser.post(house, &to("notification"), &receipt("2020-02-06T01:00")).await;
        assert_eq!(due(&kept(house, 1).await), (None, None), "no measure is available yet");
        let version = kept(house, 1).await.version.to_string();
        let measure = [("measure", "2020-02-08T10:00"), ("reason", "Port 4444 can be closed"), ("seen", &*version)];
        browser.post(house, &format!("{path}/report/measure"), &measure).await;
        // 14 days from the 8th end on the 22nd, a Saturday.
        let case = kept(house, 1).await;
        assert_eq!(case.stage, Some(NoticeStage::FinalReport));
        assert!(case.due.is_some_and(|due| due.to_string().starts_with("2020-02-22T2")), "{:?}", case.due);
        let page = browser.get(house, &format!("{path}/report/final-report")).await;
        page.shows("latest by law 24 Feb 2020");
        page.shows("The platform shows no counter for this report.");
        browser.post(house, &to("final-report"), &receipt("2020-02-20T01:00")).await;
        assert_eq!(due(&kept(house, 1).await), (None, None));
        browser.get(house, "/").await.hides("case #1");
        let kinds = kinds_recorded(house).await;
        for kind in ["notice-handed-in", "notice-measure"] {
            assert!(kinds.contains(&kind.to_owned()), "{kind} is not among {kinds:?}");
        }
    });
}

#[test]
fn the_final_report_on_an_incident_runs_from_the_receipt_of_the_notification() {
    on_both(async |house| {
        let (_, mut browser, path) = reported(house, "incident", AWARE).await;
        let receipt = [("number", "SRP-8"), ("handed_in", "2020-02-05T01:00")];
        browser.post(house, &format!("{path}/report/notification/receipt"), &receipt).await;
        let case = kept(house, 1).await;
        assert_eq!(case.stage, Some(NoticeStage::FinalReport));
        assert!(case.due.is_some_and(|due| due.to_string().starts_with("2020-03-05T2")), "{:?}", case.due);
    });
}

#[test]
fn a_request_of_the_coordinator_runs_to_its_date() {
    on_both(async |house| {
        let (_, mut browser, path) = reported(house, "incident", AWARE).await;
        let receipt = [("number", "SRP-9"), ("handed_in", "2020-02-05T01:00")];
        browser.post(house, &format!("{path}/report/notification/receipt"), &receipt).await;
        let before = [("asked", "2020-02-10T08:00"), ("due", "2020-02-09T08:00")];
        let refused = browser.post(house, &format!("{path}/report/request"), &before).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let asked = [("asked", "2020-02-10T08:00"), ("due", "2020-02-14T12:00")];
        browser.post(house, &format!("{path}/report/request"), &asked).await;
        let intermediate = Some("2020-02-14T12:00:00Z".to_owned());
        assert_eq!(due(&kept(house, 1).await), (Some(NoticeStage::IntermediateReport), intermediate));
        browser.get(house, &path).await.shows("The coordinator asked for an intermediate report");
        let receipt = [("number", "SRP-10"), ("handed_in", "2020-02-13T01:00")];
        browser.post(house, &format!("{path}/report/intermediate-report/receipt"), &receipt).await;
        assert_eq!(kept(house, 1).await.stage, Some(NoticeStage::FinalReport));
    });
}

#[test]
fn a_receipt_shows_what_was_handed_in_otherwise_and_what_was_corrected_since() {
    on_both(async |house| {
        let (mut admin, mut browser, path) = reported(house, "vulnerability", AWARE).await;
        let digest = "ab".repeat(32);
        let receipt = [
            ("number", "SRP-11"),
            ("handed_in", "2020-02-04T01:00"),
            ("file_name", "early warning.pdf"),
            ("file_sha256", &*digest),
            ("handed.product_name", "Gateway (all models)"),
            ("handed.member_states", "DE, FR"),
            ("handed.vuln_aware_at", AWARE),
        ];
        browser.post(house, &format!("{path}/report/early-warning/receipt"), &receipt).await;
        let fix = [("aware", "2020-02-03T03:00"), ("reason", "The night shift had seen it"), ("seen", "3")];
        assert_eq!(browser.post(house, &format!("{path}/awareness"), &fix).await.leads(), (303, &*path));
        assert_eq!(kept(house, 1).await.stage, Some(NoticeStage::Notification), "the receipt counts all the same");
        let page = browser.get(house, &format!("{path}/report")).await;
        for words in [
            "SRP-11",
            "early warning.pdf",
            &*digest,
            "Gateway (all models)",
            "2020-02-03 04:05 UTC",
            "2020-02-03 03:00 UTC",
        ] {
            page.shows(words);
        }
        let sheet = sheet(house, &mut admin, &path, "early-warning").await;
        let kept = &sheet["receipts"][0];
        assert_eq!(kept["drafted"]["product_name"], "Gateway");
        assert_eq!(kept["handed"]["product_name"], "Gateway (all models)");
        assert_eq!(kept["handed"]["member_states"], json!(["DE", "FR"]));
        let unlike: Vec<&String> = kept["handed"]
            .as_object()
            .expect("fields")
            .iter()
            .filter(|(name, value)| kept["drafted"][name.as_str()] != **value)
            .map(|(name, _)| name)
            .collect();
        assert_eq!(unlike, ["product_name"], "what was left as drafted is as drafted");
    });
}

#[test]
fn a_receipt_that_was_noted_wrongly_gives_way_to_the_next_one_and_stays() {
    on_both(async |house| {
        let (_, mut browser, path) = reported(house, "incident", AWARE).await;
        let to = format!("{path}/report/notification/receipt");
        for (number, time) in [("SRP-1", "2020-02-05T01:00"), ("SRP-2", "2020-02-06T01:00")] {
            browser.post(house, &to, &[("number", number), ("handed_in", time)]).await;
        }
        assert!(kept(house, 1).await.due.is_some_and(|due| due.to_string().starts_with("2020-03-06T2")));
        let case = id(&path);
        assert_eq!(read(house, move |tx| tx.notice_receipts(case)).await.len(), 2);
        browser.get(house, &format!("{path}/report")).await.shows("A newer receipt of this stage took its place.");
    });
}
