//! Reports to maintainers: written from what is known, sent by people, tracked on the case.

use axum::http::StatusCode;
use serde_json::json;

use crate::access::browser::Browser;
use crate::access::http::{founded, kinds_recorded};
use crate::catalogue::made;
use crate::house::on_both;

#[test]
fn a_flaw_of_a_component_is_told_to_its_maintainer_and_tracked_on_the_case() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let mut staff = Browser::of(&admin);
        let signal = json!({"kind": "other", "about": "our own test"});
        let case = json!({"kind": "vulnerability", "title": "A length", "flaw": "CVE-2026-1234", "signal": signal});
        let case = made(house, &mut admin, "/cases", case).await;
        let path = format!("/cases/{case}/upstream");
        staff.get(house, &format!("/cases/{case}")).await.shows("Reports to maintainers (Article 13(6))");
        let wrong = [("component", ""), ("purl", "zlib"), ("note", ""), ("fix", "http://maker.example")];
        let refused = staff.post(house, &path, &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in ["Name the component", "A package URL begins", "Say what the flaw is", "An address https://"] {
            refused.shows(words);
        }
        let told = json!({
            "component": "zlib", "purl": "pkg:generic/zlib@1.2.11", "versions": "1.2.10, 1.2.11",
            "contact": "security@zlib.example", "note": "A length is not checked.", "fix": "ab".repeat(32),
        });
        let upstream = made(house, &mut admin, &path, told).await;
        let answered = format!("/upstream/{upstream}/answered");
        let early = admin.post(house, &answered, json!({"answer": "fixed"})).await;
        assert_eq!(early.0, StatusCode::CONFLICT, "nobody sent it");
        staff.post(house, &format!("/upstream/{upstream}/sent"), &[("way", "mail")]).await;
        let twice = admin.post(house, &format!("/upstream/{upstream}/sent"), json!({"way": "form"})).await;
        assert_eq!(twice.0, StatusCode::CONFLICT);
        staff.post(house, &answered, &[("answer", "confirmed")]).await;
        staff.post(house, &answered, &[("answer", "fixed")]).await;
        let page = staff.get(house, &path).await;
        for words in ["No. 1: zlib", "It is fixed there", "by mail", "Article 13(6) of Regulation (EU) 2024/2847"] {
            page.shows(words);
        }
        staff.get(house, &format!("/cases/{case}")).await.shows("No. 1: zlib");
        let (_, listed) = admin.get(house, &path).await;
        let facts = &listed[0]["facts"];
        assert_eq!(facts["aliases"], json!(["CVE-2026-1234"]));
        assert_eq!(facts["affected"][0]["versions"], json!(["1.2.10", "1.2.11"]));
        assert_eq!(facts["database_specific"]["fix_sha256"], "ab".repeat(32));
        assert_eq!((&listed[0]["answer"], &listed[0]["way"]), (&json!("fixed"), &json!("mail")));
        let kinds = kinds_recorded(house).await;
        for (kind, times) in [("upstream-drafted", 1), ("upstream-sent", 1), ("upstream-answered", 2)] {
            assert_eq!(kinds.iter().filter(|found| *found == kind).count(), times, "{kind}");
        }
    });
}
