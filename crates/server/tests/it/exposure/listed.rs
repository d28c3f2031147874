//! A list names a flaw as exploited: what is sold with it has a case, once, and somebody is rung.

use axum::http::StatusCode;
use serde_json::{Value, json};
use steadfast_store::{Id, kinds};

use super::{advisories, bill, ids, made, part, release};
use crate::access::browser::Browser;
use crate::access::http::{Client, MARTA, PASSWORD, founded, joined, kinds_recorded};
use crate::feeds::{record, work, zipped};
use crate::house::{House, on_both};
use crate::ringing::{duty, mailed, minutes, rung, set};
use crate::triage::world::{ask, tag};

const CVE: &str = "CVE-2026-1000";
const REQUESTS: &str = "pkg:pypi/requests@1.0";

fn python(records: &[Value]) -> Vec<u8> {
    let filler = (0..10).map(|number| record(&format!("PYSEC-0-{number}"), "PyPI", "nothing", "1.0"));
    let name = |record: &Value| format!("{}.json", record["id"].as_str().expect("an id"));
    zipped(filler.chain(records.to_vec()).map(|record| (name(&record), record.to_string())))
}

/// A catalogue that names these, each with the day on which it began to.
fn catalogue(named: &[(&str, &str)]) -> Vec<u8> {
    let entry = |(cve, day): &(&str, &str)| {
        json!({"cveID": cve, "vendorProject": "Python", "product": "requests", "dateAdded": day,
            "vulnerabilityName": "A flaw", "knownRansomwareCampaignUse": "Unknown"})
    };
    let entries: Vec<Value> = named.iter().map(entry).collect();
    json!({"title": "CISA Catalog of Known Exploited Vulnerabilities", "catalogVersion": "2027.01.14",
        "dateReleased": "2027-01-14T00:00:00.000Z", "count": entries.len(), "vulnerabilities": entries})
    .to_string()
    .into_bytes()
}

/// A release, which has no flaw that is known.
async fn clean(house: &House, by: &mut Client) -> (String, Id<kinds::Release>) {
    let part = part(house, by).await;
    advisories(house, by, "pypi", python(&[])).await;
    let id = release(house, by, &part, "1", bill(&[REQUESTS])).await;
    work(house).await;
    let (_, found) = by.get(house, &format!("/parts/{part}")).await;
    (found["product"].as_str().expect("a product").to_owned(), id)
}

/// The same on sale; then a flaw of it becomes known.
async fn sold(house: &House, by: &mut Client) -> (String, Id<kinds::Release>) {
    let (product, id) = clean(house, by).await;
    for step in ["gate", "sell"] {
        let (status, answer) = by.post(house, &format!("/releases/{id}/{step}"), Value::Null).await;
        assert!(status.is_success(), "{step}: {answer}");
    }
    flawed(house, by).await;
    assert_eq!(ids(house, id).await.len(), 1);
    (product, id)
}

/// A flaw becomes known that has two names.
async fn flawed(house: &House, by: &mut Client) {
    let mut flaw = record("PYSEC-1", "PyPI", "requests", "2.0");
    flaw["aliases"] = json!([CVE]);
    advisories(house, by, "pypi", python(&[flaw])).await;
}

async fn cases(house: &House, by: &mut Client) -> Vec<Value> {
    by.get(house, "/cases").await.1["items"].as_array().expect("a list").clone()
}

/// The one case there is, with all that is shown of it.
async fn one(house: &House, by: &mut Client) -> Value {
    let all = cases(house, by).await;
    assert_eq!(all.len(), 1, "{all:?}");
    by.get(house, &format!("/cases/{}", all[0]["id"].as_str().expect("an id"))).await.1
}

async fn assessed(house: &House, by: &Client, case: &Value) {
    let (id, seen) = (case["id"].as_str().expect("an id"), case["version"].to_string());
    let words = [("assessment", "not-reportable"), ("kind", "vulnerability"), ("reason", "No call"), ("seen", &*seen)];
    let answer = Browser::of(by).post(house, &format!("/cases/{id}/assess"), &words).await;
    assert_eq!(answer.leads().0, 303);
}

async fn recorded(house: &House, kind: &str) -> usize {
    kinds_recorded(house).await.iter().filter(|known| *known == kind).count()
}

#[test]
fn a_list_that_names_a_flaw_of_what_is_sold_opens_one_case_and_rings_whoever_is_on_duty() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        let (product, _) = sold(house, &mut marta).await;
        let (_, ines) = joined(house, &mut marta, "ines", "security").await;
        set(house, &mut marta, &[&ines]).await;
        let server = mailed(house, &mut marta).await;
        assert_eq!(cases(house, &mut marta).await, [] as [Value; 0], "a flaw alone is no case");
        advisories(house, &mut marta, "kev", catalogue(&[(CVE, "2027-01-10")])).await;
        let case = one(house, &mut marta).await;
        assert_eq!(
            (&case["kind"], &case["product"], &case["flaw"], &case["state"]),
            (&json!("vulnerability"), &json!(product), &json!(CVE), &json!("open")),
            "{case}"
        );
        let signal = &case["signals"][0];
        assert_eq!((&signal["kind"], &signal["person"]), (&json!("kev"), &Value::Null), "{signal}");
        assert_eq!(signal["about"], format!("{CVE}: listed as exploited since 2027-01-10"), "the list's own date");
        assert!(signal["safe_early_warning"].is_string() && case["assess_by"] == signal["assess_by"], "{case}");

        minutes(house, 1).await;
        let mail = server.one();
        assert_eq!(mail.to, ["ines@lumen.example"]);
        let subject = mail.header("Subject");
        assert!(subject.starts_with("Case 1 (Gateway): assessment due in 3 h 5"), "{subject}");

        let again = catalogue(&[(CVE, "2027-01-10"), ("CVE-2026-7", "2027-01-13")]);
        advisories(house, &mut marta, "kev", again).await;
        assert_eq!(one(house, &mut marta).await["signals"].as_array().map(Vec::len), Some(1), "once");

        let case = one(house, &mut marta).await;
        assessed(house, &marta, &case).await;
        advisories(house, &mut marta, "kev", catalogue(&[(CVE, "2027-01-10")])).await;
        rung(&server);
        minutes(house, 40).await;
        marta.sign_in(house, MARTA, PASSWORD).await;
        assert_eq!(duty(house, &mut marta).await["alarms"], json!([]), "it is decided, and nobody is rung");
        assert_eq!(rung(&server), [""; 0]);
        assert_eq!(one(house, &mut marta).await["assessment"], "not-reportable");
        let counts = ("case-opened", "case-signal", "case-assessed");
        let counts =
            (recorded(house, counts.0).await, recorded(house, counts.1).await, recorded(house, counts.2).await);
        assert_eq!(counts, (1, 0, 1));
    });
}

#[test]
fn what_is_decided_as_not_affected_and_what_was_named_long_ago_open_nothing() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        sold(house, &mut marta).await;
        advisories(house, &mut marta, "kev", catalogue(&[(CVE, "2021-11-03")])).await;
        assert_eq!(cases(house, &mut marta).await, [] as [Value; 0], "a list of many years opens no case for each");
        Browser::of(&marta).get(house, "/").await.shows("Decide on 1 flaw that is exploited");

        let decision = json!({"status": "not_affected", "justification": "vulnerable_code_not_in_execute_path",
            "statement": "It is never called.", "reach": "component"});
        let seen = tag(house, &mut marta, CVE).await;
        let (status, answer) = ask(house, &marta, &format!("/flaws/{CVE}/assessments"), &seen, decision).await;
        assert_eq!(status, StatusCode::CREATED, "{answer}");
        advisories(house, &mut marta, "kev", catalogue(&[(CVE, "2027-01-10")])).await;
        assert_eq!(cases(house, &mut marta).await, [] as [Value; 0], "nobody has it, as somebody decided");
        assert_eq!(recorded(house, "case-opened").await, 0);
    });
}

#[test]
fn a_case_of_the_product_under_another_name_of_the_flaw_is_told_and_decided_anew() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        let (product, _) = sold(house, &mut marta).await;
        let signal = json!({"kind": "finder", "about": "Somebody wrote of it"});
        let wanted = json!({"kind": "vulnerability", "title": "A hole", "product": product, "flaw": "PYSEC-1",
            "signal": signal});
        made(house, &mut marta, "/cases", wanted).await;
        let case = one(house, &mut marta).await;
        assessed(house, &marta, &case).await;
        advisories(house, &mut marta, "kev", catalogue(&[(CVE, "2027-01-10")])).await;
        let case = one(house, &mut marta).await;
        let kinds: Vec<&Value> =
            case["signals"].as_array().expect("signals").iter().map(|signal| &signal["kind"]).collect();
        assert_eq!((kinds, &case["assessment"]), (vec![&json!("finder"), &json!("kev")], &Value::Null), "{case}");
        assert_eq!(case["assess_by"], case["signals"][1]["assess_by"], "its clocks run from the list");
        assert_eq!((recorded(house, "case-opened").await, recorded(house, "case-signal").await), (1, 1));
    });
}

#[test]
fn a_draft_opens_a_case_once_a_unit_runs_it() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        let (product, _) = clean(house, &mut marta).await;
        flawed(house, &mut marta).await;
        advisories(house, &mut marta, "kev", catalogue(&[(CVE, "2027-01-10")])).await;
        assert_eq!(cases(house, &mut marta).await, [] as [Value; 0], "nobody has it yet");
        made(house, &mut marta, "/units", json!({"product": product, "serial": "SN-1", "version": "1"})).await;
        house.stage.pass(120);
        work(house).await;
        assert_eq!(one(house, &mut marta).await["signals"][0]["kind"], "kev");
    });
}
