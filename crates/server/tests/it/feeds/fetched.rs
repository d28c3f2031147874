//! What is fetched: asked for only where it changed, gone on with where it broke off, and never taken for nothing.

use axum::http::{Request, StatusCode};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha512};
use steadfast_testkit::feeds::{Fault, FeedServer};

use super::{ask, export, in_force, work, zipped};
use crate::access::http::{Client, MARTA, PASSWORD, founded, kinds_recorded};
use crate::house::{House, on_both};

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

/// Adds a feed that is fetched every six hours, and fetches it.
async fn fed(house: &House, by: &mut Client, name: &str, kind: &str, url: &str) -> String {
    let wanted = json!({"name": name, "kind": kind, "url": url, "every_hours": 6});
    let (status, made) = by.post(house, "/feeds", wanted).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    work(house).await;
    made["id"].as_str().expect("an id").to_owned()
}

async fn feed(house: &House, by: &mut Client, id: &str) -> Value {
    let (status, found) = by.get(house, &format!("/feeds/{id}")).await;
    assert_eq!(status, StatusCode::OK, "{found}");
    found
}

async fn again(house: &House, by: &mut Client, id: &str) -> Value {
    let (status, answer) = by.post(house, &format!("/feeds/{id}/fetch"), Value::Null).await;
    assert_eq!(status, StatusCode::ACCEPTED, "{answer}");
    work(house).await;
    feed(house, by, id).await
}

#[test]
fn a_feed_is_taken_once_and_asked_again_only_whether_it_changed() {
    on_both(async |house| {
        let (server, mut marta) = (FeedServer::start(), founded(house).await);
        server.put("/pypi.zip", &export("PyPI", 12));
        let id = fed(house, &mut marta, "OSV PyPI", "osv", &server.url("/pypi.zip")).await;
        let first = feed(house, &mut marta, &id).await;
        assert_eq!((&first["records"], &first["failure"], &first["stale"]), (&json!(12), &Value::Null, &json!(false)));
        let before = in_force(house, &mut marta).await;
        assert_eq!((&before["number"], &before["records"]), (&json!(1), &json!(12)));
        assert_eq!(server.asked().len(), 1);
        house.stage.pass(5 * HOUR);
        work(house).await;
        assert_eq!(server.asked().len(), 0, "it is not due");
        house.stage.pass(2 * HOUR);
        work(house).await;
        assert!(server.asked()[0].headers.contains_key("if-none-match"));
        let after = in_force(house, &mut marta).await;
        assert_eq!(after["number"], json!(1), "nothing changed");
        assert!(after["sources"][0]["as_of"].as_i64() > before["sources"][0]["as_of"].as_i64());
        server.put("/pypi.zip", &export("PyPI", 13));
        assert_eq!(again(house, &mut marta, &id).await["records"], 13);
        assert_eq!(in_force(house, &mut marta).await["number"], 2);
        let recorded = kinds_recorded(house).await;
        assert_eq!(recorded.iter().filter(|kind| *kind == "advisories-imported").count(), 2);
    });
}

#[test]
fn a_feed_that_fails_is_told_of_and_what_was_loaded_grows_old() {
    on_both(async |house| {
        let (server, mut marta) = (FeedServer::start(), founded(house).await);
        server.put("/pypi.zip", &export("PyPI", 12));
        let id = fed(house, &mut marta, "OSV PyPI", "osv", &server.url("/pypi.zip")).await;
        let loaded = feed(house, &mut marta, &id).await;
        server.fail("/pypi.zip", [Fault::Status(500), Fault::Status(503)]);
        let failed = again(house, &mut marta, &id).await;
        assert_eq!(failed["failure"], json!("the server answered 500 Internal Server Error"));
        assert_eq!((&failed["as_of"], &failed["tries"]), (&loaded["as_of"], &json!(1)));
        house.stage.pass(61);
        work(house).await;
        assert_eq!(feed(house, &mut marta, &id).await["tries"], 2, "it is tried again soon");
        house.stage.pass(121);
        work(house).await;
        assert_eq!(feed(house, &mut marta, &id).await["failure"], Value::Null);
        server.fail("/pypi.zip", std::iter::repeat_n(Fault::Status(404), 20));
        for _ in 0..9 {
            house.stage.pass(DAY);
            work(house).await;
        }
        marta.sign_in(house, MARTA, PASSWORD).await;
        let old = feed(house, &mut marta, &id).await;
        assert_eq!((&old["stale"], &old["records"]), (&json!(true), &json!(12)));
        assert_eq!(in_force(house, &mut marta).await["records"], 12);
    });
}

#[test]
fn what_broke_off_is_gone_on_with_unless_it_changed_meanwhile() {
    on_both(async |house| {
        let (server, mut marta) = (FeedServer::start(), founded(house).await);
        let whole = export("PyPI", 200);
        server.put("/pypi.zip", &whole);
        server.fail("/pypi.zip", [Fault::CutAfter(1000)]);
        let id = fed(house, &mut marta, "OSV PyPI", "osv", &server.url("/pypi.zip")).await;
        let words = format!("broke off after 1000 of {} bytes", whole.len());
        let failed = feed(house, &mut marta, &id).await;
        assert!(failed["failure"].as_str().is_some_and(|why| why.contains(&words)), "{failed}");
        drop(server.asked());
        assert_eq!(again(house, &mut marta, &id).await["records"], 200);
        let asked = server.asked();
        assert_eq!(asked[0].headers.get("range").map(String::as_str), Some("bytes=1000-"));
        server.put("/pypi.zip", &export("PyPI", 201));
        server.fail("/pypi.zip", [Fault::CutAfter(500)]);
        again(house, &mut marta, &id).await;
        server.put("/pypi.zip", &export("PyPI", 190));
        assert_eq!(again(house, &mut marta, &id).await["records"], 190);
    });
}

#[test]
fn what_is_no_advisories_changes_nothing() {
    on_both(async |house| {
        let (server, mut marta) = (FeedServer::start(), founded(house).await);
        server.put("/good.zip", &export("PyPI", 12));
        server.put("/page", b"<html>please sign in</html>");
        server.put("/other.zip", &export("npm", 3));
        let bomb = zipped([("bomb.json".to_owned(), " ".repeat(300 << 20))].into_iter());
        server.put("/bomb.zip", &bomb);
        fed(house, &mut marta, "good", "osv", &server.url("/good.zip")).await;
        for (name, kind, words) in [
            ("page", "osv", ""),
            ("other.zip", "kev", "KEV was expected, and OSV came"),
            ("bomb.zip", "osv", ""),
            ("none.zip", "osv", "404"),
        ] {
            let id = fed(house, &mut marta, name, kind, &server.url(&format!("/{name}"))).await;
            let found = feed(house, &mut marta, &id).await;
            assert!(found["failure"].as_str().is_some_and(|why| why.contains(words)), "{name}: {found}");
            assert_eq!((&found["as_of"], &found["stale"]), (&Value::Null, &json!(true)));
        }
        assert_eq!(in_force(house, &mut marta).await["records"], 12);
    });
}

#[test]
fn an_export_that_shrank_over_night_is_held_back_and_asked_about() {
    on_both(async |house| {
        let (server, mut marta) = (FeedServer::start(), founded(house).await);
        server.put("/pypi.zip", &export("PyPI", 40));
        let id = fed(house, &mut marta, "OSV PyPI", "osv", &server.url("/pypi.zip")).await;
        server.put("/pypi.zip", &export("PyPI", 15));
        let held = again(house, &mut marta, &id).await;
        assert_eq!((&held["held"]["old"], &held["held"]["new"]), (&json!(40), &json!(15)));
        let since = held["held"]["since"].clone();
        assert_eq!(again(house, &mut marta, &id).await["held"]["since"], since, "it is the same question");
        assert_eq!(in_force(house, &mut marta).await["records"], 40);
        let (status, _) = marta.post(house, &format!("/feeds/{id}/take"), Value::Null).await;
        assert_eq!(status, StatusCode::ACCEPTED);
        work(house).await;
        assert_eq!(in_force(house, &mut marta).await["records"], 15);
        assert_eq!(again(house, &mut marta, &id).await["held"], Value::Null);
        server.put("/pypi.zip", &export("PyPI", 3));
        again(house, &mut marta, &id).await;
        let (status, _) = marta.post(house, &format!("/feeds/{id}/leave"), Value::Null).await;
        assert_eq!(status, StatusCode::ACCEPTED);
        assert_eq!(feed(house, &mut marta, &id).await["held"], Value::Null);
        assert_eq!(marta.post(house, &format!("/feeds/{id}/leave"), Value::Null).await.0, StatusCode::CONFLICT);
        let recorded = kinds_recorded(house).await;
        assert_eq!(recorded.iter().filter(|kind| *kind == "feed-held").count(), 2, "{recorded:?}");
    });
}

#[test]
fn a_feed_that_tells_of_another_ecosystem_is_refused_and_what_was_there_grows_old() {
    on_both(async |house| {
        let (server, mut marta) = (FeedServer::start(), founded(house).await);
        server.put("/a.zip", &export("PyPI", 12));
        let id = fed(house, &mut marta, "OSV PyPI", "osv", &server.url("/a.zip")).await;
        let first = feed(house, &mut marta, &id).await;
        server.put("/a.zip", &export("npm", 12));
        house.stage.pass(60);
        let second = again(house, &mut marta, &id).await;
        assert!(second["failure"].as_str().is_some_and(|why| why.contains("told of PyPI before")), "{second}");
        assert_eq!((&second["as_of"], &second["records"]), (&first["as_of"], &json!(12)), "{second}");
        // Whoever says that it comes from elsewhere means it.
        server.put("/b.zip", &export("npm", 14));
        let (status, answer) =
            patch(house, &marta, &format!("/feeds/{id}"), "\"1\"", json!({"url": server.url("/b.zip")})).await;
        assert!(status.is_success(), "{answer}");
        work(house).await;
        let third = feed(house, &mut marta, &id).await;
        assert_eq!((&third["failure"], &third["records"]), (&Value::Null, &json!(14)), "{third}");
        let (_, sources) = marta.get(house, "/advisories/sources").await;
        let names: Vec<&Value> =
            sources["sources"].as_array().expect("a list").iter().map(|one| &one["covers"]).collect();
        assert_eq!(names, [&json!(["npm"])], "{sources}");
    });
}

/// Puts a CSAF document and its hash in place.
fn document(server: &FeedServer, path: &str, id: &str, status: &str) {
    let text = json!({
        "document": {
            "category": "csaf_security_advisory", "csaf_version": "2.0", "title": id,
            "publisher": {"category": "vendor", "name": "Lumen", "namespace": "https://lumen.example"},
            "tracking": {
                "id": id, "status": status, "version": "1",
                "initial_release_date": "2026-11-01T00:00:00Z", "current_release_date": "2026-11-01T00:00:00Z",
                "revision_history": [{"date": "2026-11-01T00:00:00Z", "number": "1", "summary": "first"}],
            },
        },
        "product_tree": {"full_product_names": [{
            "product_id": "P", "name": "Thing",
            "product_identification_helper": {"cpe": "cpe:2.3:a:lumen:thing:1.0:*:*:*:*:*:*:*"},
        }]},
        "vulnerabilities": [{"cve": "CVE-2026-0001", "product_status": {"known_affected": ["P"]}}],
    })
    .to_string();
    let hash: String = Sha512::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    server.put(path, text.as_bytes());
    server.put(&format!("{path}.sha512"), format!("{hash}  {path}\n").as_bytes());
}

#[test]
fn of_a_provider_only_what_changed_is_fetched_and_each_document_is_checked() {
    on_both(async |house| {
        let (server, mut marta) = (FeedServer::start(), founded(house).await);
        let place = json!({"distributions": [{"directory_url": server.url("/csaf")}]});
        server.put("/provider-metadata.json", place.to_string().as_bytes());
        server.put("/csaf/index.txt", b"2026/one.json\n2026/two.json\n");
        document(&server, "/csaf/2026/one.json", "L-1", "final");
        document(&server, "/csaf/2026/two.json", "L-2", "final");
        let changes = "2026/two.json,2026-11-02T00:00:00Z\n2026/one.json,2026-11-01T00:00:00Z\n";
        server.put("/csaf/changes.csv", changes.as_bytes());
        let id = fed(house, &mut marta, "Lumen", "csaf", &server.url("/provider-metadata.json")).await;
        let first = feed(house, &mut marta, &id).await;
        assert_eq!((&first["records"], &first["failure"]), (&json!(2), &Value::Null), "{first}");
        drop(server.asked());
        document(&server, "/csaf/2026/three.json", "L-3", "final");
        document(&server, "/csaf/2026/one.json", "L-1", "interim");
        let later = format!("2026/three.json,2026-11-04T00:00:00Z\n2026/one.json,2026-11-03T00:00:00Z\n{changes}");
        server.put("/csaf/changes.csv", later.as_bytes());
        server.put("/csaf/2026/three.json.sha512", "0".repeat(128).as_bytes());
        let second = again(house, &mut marta, &id).await;
        assert!(second["failure"].as_str().is_some_and(|why| why.contains("three.json")), "{second}");
        assert_eq!((&second["records"], &second["as_of"]), (&json!(2), &first["as_of"]));
        let asked: Vec<String> = server.asked().into_iter().map(|asked| asked.path).collect();
        assert!(!asked.contains(&"/csaf/2026/two.json".to_owned()), "{asked:?}");
        // One that is broken holds up none that changed after it.
        document(&server, "/csaf/2026/four.json", "L-4", "final");
        let latest = format!("2026/four.json,2026-11-05T00:00:00Z\n{later}");
        server.put("/csaf/changes.csv", latest.as_bytes());
        let passed = again(house, &mut marta, &id).await;
        assert_eq!((&passed["records"], &passed["as_of"]), (&json!(3), &first["as_of"]), "{passed}");
        again(house, &mut marta, &id).await;
        let asked: Vec<String> = server.asked().into_iter().map(|asked| asked.path).collect();
        assert_eq!(asked.iter().filter(|path| *path == "/csaf/2026/four.json").count(), 1, "{asked:?}");
        document(&server, "/csaf/2026/three.json", "L-3", "final");
        let third = again(house, &mut marta, &id).await;
        assert_eq!((&third["records"], &third["failure"]), (&json!(4), &Value::Null));
        let asked: Vec<String> = server.asked().into_iter().map(|asked| asked.path).collect();
        assert!(!asked.contains(&"/csaf/2026/one.json".to_owned()), "{asked:?}");
    });
}

#[test]
fn who_may_changes_where_and_how_often_a_feed_is_fetched() {
    on_both(async |house| {
        let (server, mut marta) = (FeedServer::start(), founded(house).await);
        server.put("/a.zip", &export("PyPI", 12));
        server.put("/b.zip", &export("PyPI", 14));
        let id = fed(house, &mut marta, "OSV PyPI", "osv", &server.url("/a.zip")).await;
        let path = format!("/feeds/{id}");
        for wrong in
            [json!({"every_hours": 0}), json!({"url": "ftp://x.example/"}), json!({"url": "http://x.example/"})]
        {
            let (status, answer) = patch(house, &marta, &path, "\"1\"", wrong).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{answer}");
        }
        let moved = json!({"url": server.url("/b.zip"), "every_hours": 48});
        assert_eq!(patch(house, &marta, &path, "\"1\"", moved.clone()).await.0, StatusCode::NO_CONTENT);
        assert_eq!(patch(house, &marta, &path, "\"1\"", moved).await.0, StatusCode::PRECONDITION_FAILED);
        work(house).await;
        assert_eq!(feed(house, &mut marta, &id).await["records"], 14);
        drop(server.asked());
        assert_eq!(marta.post(house, &format!("{path}/disable"), Value::Null).await.0, StatusCode::NO_CONTENT);
        house.stage.pass(3 * DAY);
        work(house).await;
        assert!(server.asked().is_empty(), "it is off");
        marta.sign_in(house, MARTA, PASSWORD).await;
        let (status, _) = marta.post(house, &format!("{path}/fetch"), Value::Null).await;
        assert_eq!(status, StatusCode::CONFLICT);
        let twin = json!({"name": "OSV PyPI", "kind": "osv", "url": server.url("/a.zip"), "every_hours": 6});
        assert_eq!(marta.post(house, "/feeds", twin).await.0, StatusCode::CONFLICT);
    });
}

async fn patch(house: &House, by: &Client, path: &str, version: &str, body: Value) -> (StatusCode, Value) {
    let headers = [("if-match", version), ("content-type", "application/json")];
    ask(house, by, Request::patch(format!("/api/v1{path}")), &headers, body.to_string().into_bytes()).await
}

#[test]
fn the_default_sources_are_there_once() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        for _ in 0..2 {
            steadfast_server::feeds::defaults::seed(&house.app).await.expect("seeded");
        }
        let (_, list) = marta.get(house, "/feeds?limit=200").await;
        let items = list["items"].as_array().expect("a list");
        assert!(items.len() > 30, "{}", items.len());
        assert!(items.iter().any(|feed| feed["name"] == "OSV crates.io" && feed["state"] == "on"));
    });
}
