//! What turns up where, and when.

use serde_json::{Value, json};

use super::{advisories, bill, ids, part, release, verdict};
use crate::access::http::{founded, kinds_recorded};
use crate::feeds::{hand_in, record, work, zipped};
use crate::house::on_both;

const PYTHON: &str = "pkg:pypi/requests@1.0";
const OTHER: &str = "pkg:pypi/flask@1.0";

fn export(records: &[Value]) -> Vec<u8> {
    let name = |record: &Value| format!("{}.json", record["id"].as_str().expect("an id"));
    zipped(records.iter().map(|record| (name(record), record.to_string())))
}

fn filler() -> Vec<Value> {
    (0..10).map(|number| record(&format!("PYSEC-0-{number}"), "PyPI", "nothing", "1.0")).collect()
}

fn with(records: &[Value]) -> Vec<u8> {
    export(&[filler(), records.to_vec()].concat())
}

#[test]
fn a_new_release_meets_what_is_known_and_a_new_advisory_what_is_there() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        let part = part(house, &mut marta).await;
        let first = release(house, &mut marta, &part, "1", bill(&[PYTHON, OTHER])).await;
        work(house).await;
        assert_eq!((verdict(house, first).await.verdict.as_str(), ids(house, first).await.len()), ("undecided", 0));
        let flaw = record("PYSEC-1", "PyPI", "requests", "2.0");
        advisories(house, &mut marta, "pypi", with(std::slice::from_ref(&flaw))).await;
        assert_eq!(ids(house, first).await, ["PYSEC-1".to_owned()].into());
        assert_eq!(verdict(house, first).await.verdict, "blocked");
        let second = release(house, &mut marta, &part, "2", bill(&[PYTHON])).await;
        let mended = release(house, &mut marta, &part, "3", bill(&["pkg:pypi/requests@2.0"])).await;
        work(house).await;
        assert_eq!(ids(house, second).await, ["PYSEC-1".to_owned()].into());
        let passed = verdict(house, mended).await;
        assert_eq!((passed.verdict.as_str(), passed.checked, passed.unknown), ("pass", 1, 0), "{passed:?}");
        assert!(kinds_recorded(house).await.contains(&"exposures-matched".to_owned()));
    });
}

#[test]
fn what_is_withdrawn_closes_and_what_changes_is_seen() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        let part = part(house, &mut marta).await;
        let id = release(house, &mut marta, &part, "1", bill(&[PYTHON, OTHER])).await;
        let (one, mut two) = (record("PYSEC-1", "PyPI", "requests", "2.0"), record("PYSEC-2", "PyPI", "flask", "2.0"));
        advisories(house, &mut marta, "pypi", with(&[one.clone(), two.clone()])).await;
        assert_eq!(ids(house, id).await.len(), 2);
        two["withdrawn"] = json!("2027-01-10T00:00:00Z");
        advisories(house, &mut marta, "pypi", with(&[one.clone(), two.clone()])).await;
        assert_eq!(ids(house, id).await, ["PYSEC-1".to_owned()].into());
        // Narrowed: the version in the bill is not affected any more.
        advisories(house, &mut marta, "pypi", with(&[record("PYSEC-1", "PyPI", "requests", "0.5"), two])).await;
        assert_eq!(ids(house, id).await.len(), 0);
        assert_eq!(verdict(house, id).await.verdict, "pass");
        // Back again: the same exposure opens.
        advisories(house, &mut marta, "pypi", with(&[one])).await;
        assert_eq!(ids(house, id).await, ["PYSEC-1".to_owned()].into());
    });
}

#[test]
fn names_that_turn_out_to_be_one_flaw_become_one() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        let part = part(house, &mut marta).await;
        let id = release(house, &mut marta, &part, "1", bill(&[PYTHON])).await;
        let (one, mut two) =
            (record("PYSEC-1", "PyPI", "requests", "2.0"), record("GHSA-2", "PyPI", "requests", "2.0"));
        advisories(house, &mut marta, "pypi", with(&[one.clone(), two.clone()])).await;
        assert_eq!(ids(house, id).await.len(), 2);
        two["aliases"] = json!(["PYSEC-1", "CVE-2026-1000"]);
        advisories(house, &mut marta, "pypi", with(&[one.clone(), two.clone()])).await;
        assert_eq!(ids(house, id).await, ["PYSEC-1".to_owned()].into());
        two["aliases"] = json!([]);
        advisories(house, &mut marta, "pypi", with(&[one, two])).await;
        assert_eq!(ids(house, id).await.len(), 2);
    });
}

#[test]
fn a_feed_that_grows_old_turns_the_verdict_to_undecided() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        let part = part(house, &mut marta).await;
        advisories(house, &mut marta, "pypi", with(&[])).await;
        let id = release(house, &mut marta, &part, "1", bill(&[PYTHON])).await;
        work(house).await;
        assert_eq!(verdict(house, id).await.verdict, "pass");
        house.stage.pass(8 * 86_400);
        work(house).await;
        let old = verdict(house, id).await;
        assert_eq!((old.verdict.as_str(), old.checked, old.unknown), ("undecided", 0, 1), "{old:?}");
    });
}

#[test]
fn a_policy_may_ask_for_fresher_feeds_than_usual() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        let part = part(house, &mut marta).await;
        let (status, answer) = hand_in(house, &marta, "name=pypi&fetched=2027-01-15T07:00:00Z", with(&[])).await;
        assert_eq!(status, axum::http::StatusCode::ACCEPTED, "{answer}");
        let id = release(house, &mut marta, &part, "1", bill(&[PYTHON])).await;
        let file = b"schema = 1\n[gate]\nmax-feed-age-days = 2\n".to_vec();
        let path = format!("/releases/{id}/file");
        assert!(super::send(house, &marta, axum::http::Method::PUT, &path, file).await.0.is_success());
        work(house).await;
        assert_eq!(verdict(house, id).await.verdict, "pass");
        // An hour before two days have gone, and an hour after it, on the same day.
        house.stage.pass(46 * 3600);
        work(house).await;
        assert_eq!(verdict(house, id).await.verdict, "pass");
        house.stage.pass(2 * 3600);
        work(house).await;
        assert_eq!(verdict(house, id).await.verdict, "undecided");
    });
}

#[test]
fn a_name_that_no_database_can_keep_stops_nothing() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        let part = part(house, &mut marta).await;
        let mut flaw = record("PYSEC-1", "PyPI", "requests", "2.0");
        (flaw["summary"], flaw["aliases"]) = (json!("a\0b"), json!(["X-\0"]));
        advisories(house, &mut marta, "pypi", with(&[flaw])).await;
        let odd = json!({"type": "library", "name": "a\0b", "version": "\0", "purl": "pkg:generic/a%00b@%00"});
        let known = json!({"type": "library", "name": "requests", "version": "1.0", "purl": PYTHON});
        let bom = json!({"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": [odd, known]});
        let id = release(house, &mut marta, &part, "1", bom.to_string().into_bytes()).await;
        work(house).await;
        assert_eq!(ids(house, id).await, ["PYSEC-1".to_owned()].into());
        assert_eq!(verdict(house, id).await.verdict, "blocked");
    });
}

#[test]
fn another_bill_takes_the_place_of_the_first() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        let part = part(house, &mut marta).await;
        let flaw = record("PYSEC-1", "PyPI", "requests", "2.0");
        advisories(house, &mut marta, "pypi", with(&[flaw])).await;
        let id = release(house, &mut marta, &part, "1", bill(&[PYTHON, OTHER])).await;
        work(house).await;
        assert_eq!(ids(house, id).await.len(), 1);
        let path = format!("/releases/{id}/sbom?name=again");
        let mended = bill(&["pkg:pypi/requests@2.0", OTHER]);
        assert!(super::send(house, &marta, axum::http::Method::PUT, &path, mended).await.0.is_success());
        work(house).await;
        assert_eq!((ids(house, id).await.len(), verdict(house, id).await.verdict.as_str()), (0, "pass"));
    });
}

#[test]
fn another_process_goes_on_where_one_stopped() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        let part = part(house, &mut marta).await;
        let id = release(house, &mut marta, &part, "1", bill(&[PYTHON])).await;
        work(house).await;
        let other = crate::house::beside(house);
        let flaw = record("PYSEC-1", "PyPI", "requests", "2.0");
        advisories(&other, &mut marta, "pypi", with(std::slice::from_ref(&flaw))).await;
        assert_eq!(ids(house, id).await.len(), 1);
        // The first process finds that its memory is of the past.
        let second = release(house, &mut marta, &part, "2", bill(&[PYTHON, OTHER])).await;
        work(house).await;
        assert_eq!(ids(house, second).await, ["PYSEC-1".to_owned()].into());
        advisories(house, &mut marta, "pypi", with(&[])).await;
        assert_eq!((ids(house, id).await.len(), ids(house, second).await.len()), (0, 0));
    });
}
