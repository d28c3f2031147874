//! What staff do: acknowledge in time, answer, make a case, measure themselves; and who may not.

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use serde_json::{Value, json};
use steadfast_server::doors::Door;
use tower::ServiceExt as _;

use super::{get, id, post, reported, signed_in};
use crate::access::browser::Browser;
use crate::access::http::{founded, joined, kinds_recorded};
use crate::house::{House, on_both};

const WHAT: (&str, &str) = ("what", "The lamp answers anybody on port 23.");

/// Status and headers of an answer to whoever has these cookies.
pub(super) async fn headers(house: &House, by: &Browser, path: &str) -> (StatusCode, HeaderMap) {
    let cookies: Vec<String> = by.jar().cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let request = Request::get(path).header("cookie", cookies.join("; ")).body(Body::empty()).expect("a request");
    let answer = house.doors(&[Door::Staff]).oneshot(request).await.expect("an answer");
    (answer.status(), answer.headers().clone())
}

#[test]
fn a_report_rings_until_somebody_acknowledges_and_the_time_is_measured() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let mut staff = Browser::of(&admin);
        let secret = reported(house, &[WHAT], &[]).await;
        let report = id(house, 1).await;
        staff.get(house, "/").await.shows("Acknowledge report #1");
        let list = staff.get(house, "/reports?state=open").await;
        list.shows("Report #1");
        list.shows("0 acknowledged, 1 waiting");
        house.stage.pass(3600);
        staff.post(house, &format!("/reports/{report}/acknowledge"), &[]).await;
        staff.get(house, "/").await.hides("Acknowledge report");
        let (status, measured) = admin.get(house, "/reports/measured").await;
        assert_eq!(status, StatusCode::OK);
        let median = measured["median_seconds"].as_i64().expect("a time");
        assert!((3600..3700).contains(&median), "{measured}");
        assert_eq!((&measured["acknowledged"], &measured["worst_seconds"]), (&json!(1), &json!(median)));
        get(house, &format!("/report/{secret}")).await.shows("Acknowledged");
        let twice = admin.post(house, &format!("/reports/{report}/acknowledge"), Value::Null).await;
        assert_eq!(twice.0, StatusCode::CONFLICT);
        post(house, &format!("/report/{secret}/messages"), &[("message", "Are you there?")]).await;
        staff.get(house, "/").await.shows("Answer the finder of report #1");
        let said = [("message", "We are, and it is mended next week.")];
        staff.post(house, &format!("/reports/{report}/answers"), &said).await;
        staff.get(house, "/").await.hides("Answer the finder");
        get(house, &format!("/report/{secret}")).await.shows("mended next week");
        house.stage.pass(86_400 * 100);
        let mut staff = signed_in(house).await;
        staff.get(house, "/reports").await.shows("0 acknowledged, 0 waiting");
    });
}

#[test]
fn a_report_becomes_a_case_once_whose_clocks_run_from_its_arrival_and_no_word_of_the_finder_is_in_it() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let mut staff = Browser::of(&admin);
        reported(house, &[WHAT, ("name", "Kim Findig"), ("product", "Lamp of Kim")], &[("poc.py", b"x")]).await;
        let report = id(house, 1).await;
        house.stage.pass(7200);
        let path = format!("/reports/{report}/case");
        let nameless = staff.post(house, &path, &[("title", "")]).await;
        assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
        let made = staff.post(house, &path, &[("title", "An open port")]).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER);
        let case = made.leads().1.to_owned();
        let again = staff.post(house, &path, &[("title", "An open port, again")]).await;
        assert_eq!(again.leads().1, case);
        let page = staff.get(house, &case).await;
        page.shows("An open port");
        page.shows("Report #1 of a finder: 0 messages, 1 attachments.");
        for words in ["port 23", "Kim", "poc.py"] {
            page.hides(words);
        }
        let (_, shown) = admin.get(house, &case).await;
        let (_, listed) = admin.get(house, "/reports").await;
        assert_eq!(shown["signals"][0]["received"], listed["items"][0]["received"]);
        assert_eq!((&shown["signals"][0]["kind"], &listed["items"][0]["state"]), (&json!("finder"), &json!("in-work")));
        let kinds = kinds_recorded(house).await;
        assert_eq!(kinds.iter().filter(|kind| *kind == "case-opened").count(), 1);
        staff.get(house, &format!("/reports/{report}")).await.shows("#1</a>");
    });
}

#[test]
fn whoever_may_not_sees_no_report_and_no_word_of_it() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        reported(house, &[WHAT], &[("poc.py", b"x")]).await;
        let report = id(house, 1).await;
        for role in ["release", "viewer", "assessor"] {
            let (mut other, _) = joined(house, &mut admin, role, role).await;
            let mut browser = Browser::of(&other);
            for path in ["/reports".to_owned(), format!("/reports/{report}"), format!("/reports/{report}/files/1")] {
                let page = browser.get(house, &path).await;
                assert_eq!(page.status, StatusCode::FORBIDDEN, "{role} {path}");
                page.hides("port 23");
            }
            let answer = other.post(house, &format!("/reports/{report}/acknowledge"), Value::Null).await;
            assert_eq!(answer.0, StatusCode::FORBIDDEN, "{role}");
            browser.get(house, "/").await.hides("/reports\"");
        }
    });
}
