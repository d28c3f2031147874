//! The manufacturer's own register: known is more than published.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use steadfast_store::{Id, kinds};

use super::world::{GATEWAY, catalogue, release, waiting};
use crate::access::browser::Browser;
use crate::access::http::{founded, joined, kinds_recorded};
use crate::house::on_both;

fn part() -> String {
    Id::<kinds::Part>::from_bytes(GATEWAY).to_string()
}

#[test]
fn an_own_flaw_waits_for_every_release_in_its_range_until_it_is_closed() {
    on_both(async |house| {
        catalogue(&house.app.store).await;
        let mut admin = founded(house).await;
        let new = json!({
            "source": "finder", "title": "Login without password", "part": part(), "first": 2, "severity": "critical",
            "exploited": true,
        });
        let (status, entered) = admin.post(house, "/own-flaws", new).await;
        assert_eq!((status, &entered["name"]), (StatusCode::CREATED, &json!("OWN-2027-1")), "{entered}");
        let (id, flaw) =
            (entered["id"].as_str().expect("an id").to_owned(), entered["flaw"].as_i64().expect("a number"));
        assert_eq!(waiting(&house.app.store, flaw).await, [(1, 2), (1, 3)]);
        let (_, queue) = admin.get(house, "/flaws").await;
        let first = &queue["items"][0];
        assert_eq!(
            (&first["name"], &first["origin"], &first["summary"]),
            (&json!("OWN-2027-1"), &json!("own"), &json!(""))
        );
        assert_eq!(first["why"][0], json!({"code": "exploited", "value": "own"}));
        let changed =
            super::world::change(house, &admin, &format!("/own-flaws/{id}"), "\"1\"", json!({"fixed": 3})).await;
        assert_eq!(changed.0, StatusCode::NO_CONTENT, "{}", changed.1);
        assert_eq!(waiting(&house.app.store, flaw).await, [(1, 2)]);
        let late =
            super::world::change(house, &admin, &format!("/own-flaws/{id}"), "\"1\"", json!({"fixed": null})).await;
        assert_eq!(late.0, StatusCode::PRECONDITION_FAILED);
        let (status, _) = admin.post(house, &format!("/own-flaws/{id}/close"), Value::Null).await;
        assert_eq!((status, waiting(&house.app.store, flaw).await.len()), (StatusCode::NO_CONTENT, 0));
        let (status, _) = admin.post(house, &format!("/own-flaws/{id}/close"), Value::Null).await;
        assert_eq!(status, StatusCode::CONFLICT);
        let (status, _) = admin.post(house, &format!("/own-flaws/{id}/reopen"), Value::Null).await;
        assert_eq!((status, waiting(&house.app.store, flaw).await.len()), (StatusCode::NO_CONTENT, 1));
        let (_, list) = admin.get(house, "/own-flaws?state=open").await;
        assert_eq!((&list["items"][0]["fixed"], &list["items"][0]["version"]), (&json!(3), &json!(4)));
        let second = json!({"source": "test", "title": "x", "part": part(), "first": 0});
        let (_, entered) = admin.post(house, "/own-flaws", second).await;
        assert_eq!(entered["name"], "OWN-2027-2");
        assert!(kinds_recorded(house).await.contains(&"own-flaw-entered".to_owned()));
    });
}

#[test]
fn what_is_no_entry_is_refused_and_only_some_may_read_what_it_is_about() {
    on_both(async |house| {
        catalogue(&house.app.store).await;
        let mut admin = founded(house).await;
        let wrong =
            json!({"source": "rumour", "title": "", "part": "prt_0", "first": 5, "fixed": 5, "severity": "bad"});
        let (status, answer) = admin.post(house, "/own-flaws", wrong).await;
        let fields: Vec<_> =
            answer["errors"].as_array().expect("fields").iter().map(|one| one["field"].clone()).collect();
        assert_eq!(
            (status, json!(fields)),
            (StatusCode::UNPROCESSABLE_ENTITY, json!(["source", "severity", "title", "fixed"]))
        );
        let (viewer, _) = joined(house, &mut admin, "vera", "viewer").await;
        let mut browser = Browser::of(&admin);
        browser.get(house, "/own-flaws").await.shows("Nothing is entered");
        browser.get(house, "/own-flaws/new").await.shows("Gateway · Firmware");
        let part = part();
        let fields = [
            ("part", part.as_str()),
            ("source", "test"),
            ("title", "Debug port <open>"),
            ("first", "x"),
            ("severity", "high"),
        ];
        let refused = browser.post(house, "/own-flaws/new", &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.shows("Give the number of a release.");
        let fields = [
            ("part", part.as_str()),
            ("source", "test"),
            ("title", "Debug port <open>"),
            ("first", "0"),
            ("severity", "high"),
        ];
        assert_eq!(browser.post(house, "/own-flaws/new", &fields).await.leads().0, 303);
        let list = browser.get(house, "/own-flaws").await;
        list.shows("Debug port &lt;open&gt;");
        let id = list.after("/own-flaws/own_").expect("an entry");
        let entry = format!("/own-flaws/own_{id}");
        browser.get(house, &entry).await.shows("from number 0 on");
        browser.get(house, "/triage").await.shows("Debug port &lt;open&gt;");
        let mut reader = Browser::of(&viewer);
        let queue = reader.get(house, "/triage").await;
        queue.shows("which your role does not read");
        queue.hides("Debug port");
        assert_eq!(reader.get(house, &entry).await.status, StatusCode::FORBIDDEN);
        let decided = [
            ("status", "affected"),
            ("action", "Close it"),
            ("reach", "release"),
            ("seen", "0"),
            ("release", &release(GATEWAY, 1).to_string()),
        ];
        let flaw = list_flaw(&mut admin, house).await;
        assert_eq!(browser.post(house, &format!("/flaws/{flaw}/assess"), &decided).await.leads().0, 303);
        assert_eq!(waiting(&house.app.store, flaw).await, [(1, 2), (1, 3)]);
        assert_eq!(browser.post(house, &format!("{entry}/close"), &[]).await.leads(), (303, &*entry));
        let gone = admin.send(house, Method::GET, "/own-flaws/own_00000000000000000000000000000000", Value::Null).await;
        assert_eq!(gone.0, StatusCode::NOT_FOUND);
    });
}

async fn list_flaw(admin: &mut crate::access::http::Client, house: &crate::house::House) -> i64 {
    let (_, list) = admin.get(house, "/own-flaws").await;
    list["items"][0]["flaw"].as_i64().expect("a number")
}

const V3: &str = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N";
const V4: &str = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N";

#[test]
fn a_flaw_has_a_vector_of_each_version_and_they_say_how_severe_it_is() {
    on_both(async |house| {
        catalogue(&house.app.store).await;
        let mut admin = founded(house).await;
        let mut browser = Browser::of(&admin);
        let fields = |v3: &'static str, v4: &'static str| {
            [
                ("source", "test".to_owned()),
                ("title", "Memory is read".to_owned()),
                ("part", part()),
                ("first", "1".to_owned()),
                ("severity", "unrated".to_owned()),
                ("vector_v3", v3.to_owned()),
                ("vector_v4", v4.to_owned()),
            ]
        };
        let sent = fields("CVSS:4.0/AV:N", "CVSS:4.0/AV:N");
        let sent = sent.each_ref().map(|(name, value)| (*name, value.as_str()));
        let refused = browser.post(house, "/own-flaws/new", &sent).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
        refused.shows("Write a whole vector of CVSS 3.0 or 3.1");
        refused.shows("Write a whole vector of CVSS 4.0");
        let sent = fields(V3, V4);
        let sent = sent.each_ref().map(|(name, value)| (*name, value.as_str()));
        assert_eq!(browser.post(house, "/own-flaws/new", &sent).await.status, StatusCode::SEE_OTHER);
        let (_, list) = admin.get(house, "/own-flaws").await;
        let entry = &list["items"][0];
        assert_eq!((&entry["vector_v3"], &entry["vector_v4"]), (&json!(V3), &json!(V4)));
        assert_eq!(entry["severity"], json!("high"));
        let name = entry["name"].as_str().expect("a name").to_owned();
        let (_, flaw) = admin.get(house, &format!("/flaws/{name}")).await;
        assert_eq!(flaw["vector"], json!(V4), "the newer one counts: {flaw}");
        let product = Id::<kinds::Product>::from_bytes(GATEWAY).to_string();
        let case = [
            ("kind", "vulnerability"),
            ("title", "Memory is read"),
            ("product", &product),
            ("flaw", &name),
            ("signal", "finder"),
            ("received", "2020-01-01T00:00"),
            ("about", "A mail."),
            ("reference", ""),
        ];
        let case = browser.post(house, "/cases/new", &case).await.place.expect("the case's page");
        let advisory = crate::advisories::pages::begun(house, &mut browser, &case).await;
        let page = browser.get(house, &advisory).await;
        page.shows(V3);
        page.shows(V4);
        let (_, checked) = admin.get(house, &format!("{advisory}/check")).await;
        let document = checked["document"].as_str().expect("a document");
        assert!(document.contains(&format!("({V4})")), "{document}");
        crate::notices::decided(house, &mut browser, &case, "vulnerability", "2020-01-01T04:05").await;
        let sheet = crate::notices::sheet(house, &mut admin, &case, "final-report").await;
        let severity = crate::notices::field(&sheet, "vuln_severity")["value"].as_str().expect("a severity").to_owned();
        assert!(severity.starts_with("CVSS 4.0: 8.7, ") && severity.contains("CVSS 3.1: 7.5, "), "{severity}");
        let id = entry["id"].as_str().expect("an id");
        let cleared = json!({"vector_v4": ""});
        let (status, answer) = super::world::change(house, &admin, &format!("/own-flaws/{id}"), "\"1\"", cleared).await;
        assert_eq!(status, StatusCode::NO_CONTENT, "{answer}");
        let (_, flaw) = admin.get(house, &format!("/flaws/{name}")).await;
        assert_eq!(flaw["vector"], json!(V3));
    });
}
