//! The pages of triage, without a script.

use axum::http::StatusCode;
use steadfast_store::sample::Flaw;
use steadfast_store::{Id, kinds};

use super::world::{CAMERA, GATEWAY, OPENSSL, ZLIB, catalogue, flaw, found, release};
use crate::access::browser::Browser;
use crate::access::http::{founded, joined};
use crate::house::on_both;

const FORM: [(&str, &str); 4] = [
    ("status", "not_affected"),
    ("justification", "vulnerable_code_not_present"),
    ("statement", "Not <compiled> in"),
    ("component", "pkg:deb/debian/openssl"),
];

#[test]
fn a_flaw_is_found_understood_and_decided_by_forms() {
    on_both(async |house| {
        catalogue(&house.app.store).await;
        let mut browser = Browser::of(&founded(house).await);
        browser.get(house, "/triage").await.shows("Nothing waits for a decision");
        let hits = [
            (release(GATEWAY, 1), OPENSSL, "affected"),
            (release(GATEWAY, 2), OPENSSL, "affected"),
            (release(CAMERA, 1), ZLIB, "unknown"),
        ];
        let known = Flaw { exploited: Some("KEV".to_owned()), epss: Some(0.42), ..flaw(1, &["CVE-2026-1", "GHSA-x"]) };
        found(&house.app.store, known, &hits).await;
        let queue = browser.get(house, "/triage").await;
        for words in ["CVE-2026-1", "GHSA-x", "Exploited: KEV", "42 %", "Base score 7.5", "3 releases", "300"] {
            queue.shows(words);
        }
        queue.shows("and 1 release of unknown number");
        browser.get(house, "/").await.shows("Decide on 1 flaw that is exploited");
        let page = browser.get(house, "/flaws/CVE-2026-1").await;
        page.shows("https://www.cve.org/CVERecord?id=CVE-2026-1");
        for words in ["mended in 3.0.9", "Gateway", "Nobody can tell", "up to 2 exposures today", "Nothing yet"] {
            page.shows(words);
        }
        let missing =
            browser.post(house, "/flaws/1/assess", &[("status", "not_affected"), ("reach", "product"), ("seen", "0")]);
        let missing = missing.await;
        assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
        missing.shows("Choose why it is not affected.");
        let gateway = Id::<kinds::Product>::from_bytes(GATEWAY).to_string();
        let fields = [&FORM[..], &[("reach", "product"), ("product", gateway.as_str()), ("seen", "0")]].concat();
        assert_eq!(browser.post(house, "/flaws/1/assess", &fields).await.leads(), (303, "/flaws/1"));
        let page = browser.get(house, "/flaws/1").await;
        page.shows("Decided. It counts for later releases");
        page.shows("Not &lt;compiled&gt; in");
        page.shows("in all of Gateway");
        let late = browser.post(house, "/flaws/1/assess", &fields).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.shows("Somebody decided on this flaw while you did");
        let id = page.after("/flaws/1/assessments/asm_").expect("a button");
        assert_eq!(
            browser.post(house, &format!("/flaws/1/assessments/asm_{id}"), &[]).await.leads(),
            (303, "/flaws/1")
        );
        browser.get(house, "/flaws/1").await.shows("Ended");
        assert_eq!(browser.get(house, "/flaws/77").await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn the_queue_comes_in_pages_both_ways_behind_each_filter() {
    on_both(async |house| {
        catalogue(&house.app.store).await;
        let mut browser = Browser::of(&founded(house).await);
        for number in 1..=60 {
            found(
                &house.app.store,
                flaw(number, &[&format!("CVE-2026-{number}")]),
                &[(release(GATEWAY, 1), OPENSSL, "affected")],
            )
            .await;
        }
        let first = browser.get(house, "/triage").await;
        let after = first.after("href=\"/triage?after=").expect("a second page");
        let second = browser.get(house, &format!("/triage?after={after}")).await;
        let before = second.after("href=\"/triage?before=").expect("a way back");
        assert!(second.after("href=\"/triage?after=").is_none());
        let back = browser.get(house, &format!("/triage?before={before}")).await;
        assert_eq!(back.after("href=\"/triage?after="), Some(after));
        let camera = Id::<kinds::Product>::from_bytes(CAMERA);
        browser.get(house, &format!("/triage?product={camera}")).await.shows("Nothing fits this filter");
        browser.get(house, "/triage?only=exploited").await.shows("Nothing fits this filter");
        browser.get(house, "/triage?severity=high&only=decided").await.shows("CVE-2026-60");
        assert_eq!(browser.get(house, "/triage?only=what").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(browser.get(house, "/triage?after=x").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}

#[test]
fn readers_see_what_was_decided_and_are_offered_no_form() {
    on_both(async |house| {
        catalogue(&house.app.store).await;
        let mut admin = founded(house).await;
        found(&house.app.store, flaw(1, &["CVE-2026-1"]), &[(release(GATEWAY, 1), OPENSSL, "affected")]).await;
        let (viewer, _) = joined(house, &mut admin, "vera", "viewer").await;
        let mut browser = Browser::of(&viewer).reading("de");
        browser.get(house, "/triage").await.shows("Warum an dieser Stelle");
        let page = browser.get(house, "/flaws/1").await;
        page.shows("Was entschieden wurde");
        page.hides("/flaws/1/assess");
    });
}
