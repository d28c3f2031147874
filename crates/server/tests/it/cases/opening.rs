//! Opening: an alert becomes a case in one step, whoever takes it and however often.

use axum::http::StatusCode;
use serde_json::json;

use super::{alarmed, kept, made};
use crate::access::browser::Browser;
use crate::access::http::{joined, kinds_recorded};
use crate::house::on_both;

#[test]
fn an_alert_becomes_a_case_in_one_step_with_what_is_known_filled_in() {
    on_both(async |house| {
        let (world, mut browser, alert) = alarmed(house).await;
        browser.get(house, "/").await.hides("Assess case");
        let path = made(house, &mut browser, alert).await;
        let page = browser.get(house, &path).await;
        for words in [
            "The case is open, with what is known filled in",
            "#1 Regular calls: Gateway",
            "3 devices of Gateway call 203.0.113.7, port 4444/tcp as regularly as a clock",
            ">SN-1</a>",
            ">SN-3</a>",
            "Germany 2, France 1",
            "3 of 4 devices of this product share events",
            "every 1 minute, give or take 0 seconds",
            "1,200 devices of its model and release",
            "To be assessed by",
            "This time is ours, not the law's",
            "24 and 72 hours from the first signal, as if it were awareness",
            "What was known then",
            "Not assessed",
        ] {
            page.shows(words);
        }
        page.hides("SN-4");
        assert!(kinds_recorded(house).await.contains(&"case-opened".to_owned()));
        let alert_page = browser.get(house, &format!("/monitoring/alerts/{alert}")).await;
        alert_page.shows(&format!("href=\"{path}\""));
        alert_page.hides("Make it a case");
        let first = browser.get(house, "/").await;
        first.shows("Assess case #1 Regular calls: Gateway");
        first.shows("1<span class=\"visually-hidden\"> cases with something due");
        browser.get(house, "/cases?state=open").await.shows("to be assessed");
        let german = Browser::of(&world.admin).reading("de").get(house, &path).await;
        german.shows("Zu bewerten bis");
        german.shows("Deutschland 2, Frankreich 1");
        let case = kept(house, 1).await;
        let from = alert.made();
        assert_eq!(case.safe_from, Some(from), "the signal arrived when the alert was raised");
        assert_eq!(case.assess_by, Some(from.after(std::time::Duration::from_secs(4 * 3600))));
        assert_eq!(case.due, case.assess_by);
    });
}

#[test]
fn a_second_click_and_a_second_person_are_led_to_the_same_case() {
    on_both(async |house| {
        let (mut world, mut browser, alert) = alarmed(house).await;
        let (ada, _) = joined(house, &mut world.admin, "Ada", "security").await;
        let from = json!({"alert": alert.to_string()});
        let (mut one, mut other) = (world.admin.clone(), ada.clone());
        let both = tokio::join!(
            one.post(house, "/cases/from-alert", from.clone()),
            other.post(house, "/cases/from-alert", from.clone())
        );
        let mut statuses = [both.0.0, both.1.0];
        statuses.sort();
        assert_eq!(statuses, [StatusCode::OK, StatusCode::CREATED], "{both:?}");
        assert_eq!(both.0.1, both.1.1);
        let again = browser.post(house, &format!("/monitoring/alerts/{alert}/case"), &[]).await;
        let path = format!("/cases/{}", both.0.1["id"].as_str().expect("an id"));
        assert_eq!(again.leads(), (303, &*path));
        browser.get(house, &path).await.shows("It is a case already: this one");
        let opened = kinds_recorded(house).await.iter().filter(|kind| *kind == "case-opened").count();
        assert_eq!(opened, 1, "what was done once is on record once");
        let (status, shown) = world.admin.get(house, &format!("/alerts/{alert}")).await;
        assert_eq!((status, &shown["case"]), (StatusCode::OK, &both.0.1["id"]));
    });
}

#[test]
fn several_alerts_join_one_case_and_none_is_part_of_two() {
    on_both(async |house| {
        let (mut world, mut browser, alert) = alarmed(house).await;
        let second = world.alert(house, 9, &[3, 4]).await;
        let path = made(house, &mut browser, alert).await;
        let id = path.trim_start_matches("/cases/").to_owned();
        browser.get(house, &format!("/monitoring/alerts/{second}")).await.shows("Join a case");
        let joining = format!("/monitoring/alerts/{second}/case");
        assert_eq!(browser.post(house, &joining, &[("case", &id)]).await.leads(), (303, &*path));
        let page = browser.get(house, &path).await;
        for words in ["203.0.113.9", ">SN-4</a>", "Germany 2, France 1", "2. An alert of monitoring"] {
            page.shows(words);
        }
        let signals = format!("/cases/{id}/signals");
        let joined = world.admin.post(house, &signals, json!({"alert": second.to_string()})).await;
        assert_eq!(joined, (StatusCode::CREATED, json!({"signal": 2, "anew": false})), "it is one already");
        let signal = json!({"kind": "customer", "about": "It calls at night"});
        let other = json!({"kind": "incident", "title": "At night", "signal": signal});
        let (status, other) = world.admin.post(house, "/cases", other).await;
        assert_eq!(status, StatusCode::CREATED, "{other}");
        let taken = format!("/cases/{}/signals", other["id"].as_str().expect("an id"));
        let (status, problem) = world.admin.post(house, &taken, json!({"alert": alert.to_string()})).await;
        assert_eq!(status, StatusCode::CONFLICT, "{problem}");
        assert!(problem["detail"].as_str().is_some_and(|detail| detail.contains(&id)), "{problem}");
        let (_, units) = world.admin.get(house, &format!("/cases/{id}/units?limit=3")).await;
        let next = units["next"].as_str().expect("a next page");
        let (_, last) = world.admin.get(house, &format!("/cases/{id}/units?limit=3&cursor={next}")).await;
        assert_eq!((last["items"][0]["serial"].as_str(), last["next"].as_str()), (Some("SN-4"), None));
    });
}

#[test]
fn what_is_typed_wrongly_is_told_at_its_field_and_opens_nothing() {
    on_both(async |house| {
        let (_, mut browser, _) = alarmed(house).await;
        let wrong = [
            ("kind", "rumour"),
            ("title", "x"),
            ("signal", "alert"),
            ("received", "2999-01-01T00:00"),
            ("about", "<b>It calls</b>"),
        ];
        let page = browser.post(house, "/cases/new", &wrong).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in ["id=\"error-kind\"", "id=\"error-title\"", "id=\"error-signal\"", "id=\"error-received\""] {
            page.shows(words);
        }
        page.hides("id=\"error-about\"");
        page.shows("&lt;b&gt;It calls&lt;/b&gt;");
        browser.get(house, "/cases").await.shows("There is no case");
        let right = [
            ("kind", "vulnerability"),
            ("title", "A listed flaw"),
            ("flaw", "CVE-2026-1"),
            ("signal", "kev"),
            ("received", "2020-01-01T00:00"),
            ("about", "It is on the list"),
        ];
        let (status, path) = {
            let answer = browser.post(house, "/cases/new", &right).await;
            (answer.status, answer.place.unwrap_or_default())
        };
        assert_eq!(status, StatusCode::SEE_OTHER);
        let page = browser.get(house, &path).await;
        for words in [
            "#1 A listed flaw",
            "No source of advisories names it",
            "To be assessed by 1 Jan 2020, 04:00 UTC",
            "It is on the list",
        ] {
            page.shows(words);
        }
    });
}

#[test]
fn a_viewer_sees_no_case_and_is_not_offered_one() {
    on_both(async |house| {
        let (mut world, mut browser, alert) = alarmed(house).await;
        let path = made(house, &mut browser, alert).await;
        let (viewer, _) = joined(house, &mut world.admin, "Vera", "viewer").await;
        let mut viewer = Browser::of(&viewer);
        let page = viewer.get(house, &format!("/monitoring/alerts/{alert}")).await;
        page.hides(&path);
        page.hides("Make it a case");
        assert_eq!(viewer.get(house, &path).await.status, StatusCode::FORBIDDEN);
        let (assessor, _) = joined(house, &mut world.admin, "Otto", "assessor").await;
        let page = Browser::of(&assessor).get(house, &path).await;
        page.shows(">SN-1</a>");
        page.hides("name=\"assessment\"");
        page.hides("name=\"note\"");
    });
}
