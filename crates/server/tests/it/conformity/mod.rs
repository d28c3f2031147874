//! The register, through the API: what is measured, what is handed in, and what comes of it.

mod declared;
mod dossier;
mod signed;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use steadfast_server::ledger::number;

use crate::access::http::{Client, founded};
use crate::catalogue::{Answer, judged, product, put, release, send};
use crate::house::{House, on_both};

/// A product file that expects one piece of evidence by a test, and excuses one letter.
const FILE: &str = r#"
schema = 1

[product]
name = "Gateway"
designation = "GW-1"
manufacturer = "Lumen GmbH"

[risk]
version = "1"
date = "2027-01-01"
approved-by = "head of development"

[[interface]]
id = "pages"
kind = "web-page"

[[threat]]
id = "guessing"
says = "somebody guesses passwords"
stride = "spoofing"
interfaces = ["pages"]
treatment = "mitigate"
requirements = ["I.1.2.d"]
controls = ["throttle"]

[[control]]
id = "throttle"
says = "tries are slowed down"
requirements = ["I.1.2.d", "I.1.2.k"]
evidence = ["throttle-tests"]

[[evidence]]
id = "throttle-tests"
says = "tests of the throttle"
requirements = ["I.1.2.k"]
kind = "test"
fresh-days = 30
recognised = { suite = "login*", case = "*throttle*" }

[[not-applicable]]
requirement = "I.1.2.g"
reason = "it processes no data but its own settings"
"#;

const REPORT: &str = r#"<testsuite name="login" timestamp="2027-01-10T10:00:00Z"><testcase name="throttle slows"/>
    <testcase name="other"><failure/></testcase></testsuite>"#;

/// A product with a release that has a bill, the product file and a verdict: product and release.
pub(crate) async fn filed(house: &House, by: &mut Client) -> (String, String) {
    let (product, part) = product(house, by, "Gateway", "device").await;
    let release = release(house, by, &part, "1.0").await;
    let answer = put(house, by, &format!("/releases/{release}/file"), FILE).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", String::from_utf8_lossy(&answer.bytes));
    judged(house, &release, "pass").await;
    (product, release)
}

pub(crate) async fn given(house: &House, by: &Client, release: &str, report: &str) -> Answer {
    let path = format!("/api/v1/releases/{release}/evidence?commit=ab12&name=junit.xml");
    send(house, by, (Method::POST, &path), &[], report.to_owned()).await
}

pub(crate) async fn measured(house: &House, by: &mut Client, product: &str) {
    let (status, answer) = by.post(house, &format!("/products/{product}/conformity/measure"), Value::Null).await;
    assert_eq!(status, StatusCode::NO_CONTENT, "{answer}");
}

/// What waits gets its numbers, and a checkpoint over it.
pub(crate) async fn numbered(house: &House) {
    number::round(&house.app, [3; 16]).await.expect("numbered");
}

async fn register(house: &House, by: &mut Client, product: &str) -> Value {
    numbered(house).await;
    let (status, found) = by.get(house, &format!("/products/{product}/conformity")).await;
    assert_eq!(status, StatusCode::OK, "{found}");
    found
}

fn entry<'a>(register: &'a Value, requirement: &str) -> &'a Value {
    let entries = register["entries"].as_array().expect("entries");
    entries.iter().find(|entry| entry["requirement"] == requirement).expect("an entry")
}

#[test]
fn there_are_22_entries_and_without_facts_they_are_unknown() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, _) = product(house, &mut admin, "Gateway", "device").await;
        let found = register(house, &mut admin, &product).await;
        assert_eq!(found["entries"].as_array().map(Vec::len), Some(22));
        assert_eq!(found["counts"]["unknown"], 22, "{found}");
        assert_eq!(found["behind"], false);
    });
}

#[test]
fn what_the_product_file_says_is_stated_and_what_tests_showed_is_shown_until_it_ends() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, release) = filed(house, &mut admin).await;
        let before = register(house, &mut admin, &product).await;
        assert_eq!(entry(&before, "I.1.2.g")["verdict"], "not-applicable", "{before}");
        assert_eq!(entry(&before, "I.1.2.k")["verdict"], "unknown");
        let taken = given(house, &admin, &release, REPORT).await;
        assert_eq!(taken.status, StatusCode::CREATED, "{}", taken.json());
        assert_eq!(taken.json()["evidence"], json!([{"id": "throttle-tests", "passed": 1, "failed": 0, "skipped": 0}]));
        let after = register(house, &mut admin, &product).await;
        assert_eq!(entry(&after, "I.1.2.k")["verdict"], "shown", "{after}");
        let (_, turns) = admin
            .get(house, &format!("/products/{product}/conformity/what-if?suppose=ends:test-report:throttle-tests"))
            .await;
        assert_eq!(
            turns,
            json!([
                {"requirement": "I.1.2.d", "from": "shown", "to": "unknown"},
                {"requirement": "I.1.2.k", "from": "shown", "to": "unknown"},
            ])
        );
        let (_, endings) = admin.get(house, &format!("/products/{product}/conformity/calendar")).await;
        let named = endings[0]["ends"][0].as_str().unwrap_or_default().to_owned();
        assert!(named.contains("throttle-tests"), "{endings}");
    });
}

#[test]
fn a_measure_shows_the_release_check_and_its_record_is_enough_to_say_so_again() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, release) = filed(house, &mut admin).await;
        measured(house, &mut admin, &product).await;
        let found = register(house, &mut admin, &product).await;
        let gate = entry(&found, "I.1.2.a");
        assert_eq!(gate["needs"][0]["answer"], "met", "{gate}");
        assert_eq!(gate["needs"][1]["answer"], "untold", "nothing was loaded: {gate}");
        judged(house, &release, "blocked").await;
        measured(house, &mut admin, &product).await;
        let found = register(house, &mut admin, &product).await;
        assert_eq!(entry(&found, "I.1.2.a")["verdict"], "contradicted");
        let (_, replayed) = admin.get(house, &format!("/products/{product}/conformity/replay")).await;
        assert_eq!(replayed["same"], true, "{replayed}");
        assert!(replayed["rows"].as_u64() > Some(20), "{replayed}");
    });
}

#[test]
fn a_review_is_a_statement_and_says_what_was_looked_at() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, release) = filed(house, &mut admin).await;
        let path = format!("/releases/{release}/reviews");
        let wordless = json!({"requirement": "I.1.2.h", "says": "met", "words": " "});
        let (status, refused) = admin.post(house, &path, wordless).await;
        assert_eq!(
            (status, &refused["errors"][0]["code"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!("review-without-words"))
        );
        let review = json!({"requirement": "I.2.3", "says": "not-met", "words": "nobody tested"});
        let (status, answer) = admin.post(house, &path, review).await;
        assert_eq!(status, StatusCode::NO_CONTENT, "{answer}");
        let found = register(house, &mut admin, &product).await;
        assert_eq!(entry(&found, "I.2.3")["verdict"], "contradicted");
        assert_eq!(entry(&found, "I.2.3")["against"][0]["words"], "nobody tested");
    });
}

#[test]
fn bad_evidence_is_refused_and_changes_nothing() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, release) = filed(house, &mut admin).await;
        let ahead = REPORT.replace("2027-01-10", "2099-01-10");
        for (report, code) in
            [("<html/>", StatusCode::UNPROCESSABLE_ENTITY), (&ahead, StatusCode::UNPROCESSABLE_ENTITY)]
        {
            let refused = given(house, &admin, &release, report).await;
            assert_eq!(refused.status, code, "{}", refused.json());
        }
        let path = format!("/api/v1/releases/{release}/evidence");
        let nameless = send(house, &admin, (Method::POST, &path), &[], REPORT.to_owned()).await;
        assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
        let found = register(house, &mut admin, &product).await;
        assert_eq!(entry(&found, "I.1.2.k")["verdict"], "unknown");
    });
}
