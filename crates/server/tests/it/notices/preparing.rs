//! To whose coordinator reports go: what follows from the answers, and what days off it has.

use axum::http::StatusCode;
use serde_json::json;

use super::reported;
use crate::access::browser::Browser;
use crate::access::http::{founded, kinds_recorded};
use crate::cases::kept;
use crate::house::on_both;
use crate::triage::world::on_top;

#[test]
fn the_answers_lead_to_a_coordinator_in_the_order_of_the_article() {
    on_both(async |house| {
        let admin = founded(house).await;
        let mut browser = Browser::of(&admin);
        let page = browser.get(house, "/cases/readiness").await;
        page.shows("Nothing yet: a question that comes first is open.");
        page.shows("A coordinator was chosen");
        let sent = [("decisions", "nowhere"), ("employees", "AT"), ("coordinator", "DE"), ("seen", "0")];
        assert_eq!(browser.post(house, "/cases/readiness", &sent).await.leads(), (303, "/cases/readiness"));
        let page = browser.get(house, "/cases/readiness").await;
        page.shows("AT, CERT.at");
        page.shows("Art. 14(7), second subparagraph, second sentence");
        let late = browser.post(house, "/cases/readiness", &sent).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.shows("Somebody else said another thing meanwhile.");
        let wrong = [("decisions", "XX"), ("seen", "1")];
        assert_eq!(browser.post(house, "/cases/readiness", &wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(kinds_recorded(house).await.contains(&"notice-prepared".to_owned()));
    });
}

#[test]
fn another_coordinator_has_other_days_off_and_open_cases_are_counted_anew() {
    on_both(async |house| {
        let (admin, mut browser, path) = reported(house, "vulnerability", "2020-02-03T04:05").await;
        for stage in ["early-warning", "notification"] {
            let receipt = [("number", "SRP-1"), ("handed_in", "2020-02-04T01:00")];
            browser.post(house, &format!("{path}/report/{stage}/receipt"), &receipt).await;
        }
        let version = kept(house, 1).await.version.to_string();
        let measure = [("measure", "2020-02-07T22:30"), ("reason", "An update"), ("seen", &*version)];
        browser.post(house, &format!("{path}/report/measure"), &measure).await;
        let unknown = kept(house, 1).await.due.expect("a final report");
        let body = json!({"establishment": {"decisions": "IE"}, "coordinator": "IE"});
        let (status, told) = on_top(house, &admin, axum::http::Method::PUT, "/reporting", "\"0\"", body).await;
        assert_eq!(status, StatusCode::NO_CONTENT, "{told}");
        let case = kept(house, 1).await;
        // In Dublin the day ends with the day of Greenwich; where the coordinator is not known, the earliest end counts.
        assert_eq!(case.due.map(|due| due.to_string()).as_deref(), Some("2020-02-22T00:00:00Z"));
        assert!(unknown < case.due.expect("a time"), "{unknown} is not before");
    });
}
