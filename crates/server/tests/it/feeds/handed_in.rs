//! Files that are handed in.

use serde_json::{Value, json};

use super::{export, hand_in, import, in_force, record, taken, work};
use crate::access::http::{Client, founded, joined, kinds_recorded};
use crate::house::{House, on_both};

async fn decide(house: &House, by: &mut Client, import: &Value, how: &str) {
    let path = format!("/advisories/imports/{}/{how}", import["id"].as_str().expect("an id"));
    let (status, answer) = by.post(house, &path, Value::Null).await;
    assert!(status.is_success(), "{status} {answer}");
}

#[test]
fn a_file_that_is_handed_in_is_in_force_soon_with_one_record() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        let nothing = in_force(house, &mut marta).await;
        assert_eq!((&nothing["number"], &nothing["records"]), (&json!(0), &json!(0)));
        let done = taken(house, &mut marta, "name=osv/PyPI.zip&fetched=2026-11-20", export("PyPI", 12)).await;
        assert_eq!((&done["state"], &done["records"], &done["failure"]), (&json!("taken"), &json!(12), &Value::Null));
        assert_eq!(done["report"]["sources"][0]["covers"], json!(["PyPI"]));
        let found = in_force(house, &mut marta).await;
        assert_eq!((&found["number"], &found["records"]), (&json!(1), &json!(12)));
        let source = &found["sources"][0];
        assert_eq!((&source["name"], &source["kind"]), (&json!("osv/PyPI.zip"), &json!("osv")));
        assert_eq!(source["as_of"], json!(1_795_132_800_i64));
        let recorded = kinds_recorded(house).await;
        assert_eq!(recorded.iter().filter(|kind| *kind == "advisories-imported").count(), 1, "{recorded:?}");
    });
}

#[test]
fn what_waits_together_is_taken_together_and_another_process_sees_it() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        for ecosystem in ["PyPI", "npm", "Maven"] {
            let (status, _) = hand_in(house, &marta, &format!("name={ecosystem}"), export(ecosystem, 3)).await;
            assert_eq!(status, 202);
        }
        work(house).await;
        let found = in_force(house, &mut marta).await;
        assert_eq!((&found["number"], &found["records"]), (&json!(1), &json!(9)));
        let other = house.another();
        let loaded = other.advisories.current(&other).await.expect("it opens");
        assert_eq!((loaded.number, loaded.index().expect("an index").len()), (1, 9));
        assert_eq!(json!(format!("sha256:{}", steadfast_store::BlobHash(loaded.digest))), found["digest"]);
    });
}

#[test]
fn a_file_that_is_no_good_is_refused_with_its_reason_and_the_others_are_taken() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        let mut broken = export("PyPI", 5);
        broken.truncate(200);
        let (_, bad) = hand_in(house, &marta, "name=broken.zip", broken).await;
        let (_, page) = hand_in(house, &marta, "name=login.html", b"<html>sign in</html>".to_vec()).await;
        let (_, good) = hand_in(house, &marta, "name=npm", export("npm", 3)).await;
        work(house).await;
        for (answer, words) in [(bad, "broken.zip: "), (page, "login.html: ")] {
            let found = import(house, &mut marta, answer["id"].as_str().expect("an id")).await;
            assert_eq!(found["state"], "refused");
            assert!(found["failure"].as_str().is_some_and(|reason| reason.starts_with(words)), "{found}");
        }
        assert_eq!(import(house, &mut marta, good["id"].as_str().expect("an id")).await["state"], "taken");
        assert_eq!(in_force(house, &mut marta).await["records"], 3);
    });
}

#[test]
fn an_export_that_shrank_waits_for_a_decision() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        taken(house, &mut marta, "name=a", export("PyPI", 30)).await;
        let held = taken(house, &mut marta, "name=a", export("PyPI", 10)).await;
        assert_eq!(held["state"], "held");
        assert!(held["failure"].as_str().is_some_and(|why| why.contains("10 records would replace 30")), "{held}");
        assert_eq!(in_force(house, &mut marta).await["records"], 30);
        decide(house, &mut marta, &held, "leave").await;
        let held = taken(house, &mut marta, "name=a", export("PyPI", 10)).await;
        decide(house, &mut marta, &held, "take").await;
        work(house).await;
        assert_eq!(in_force(house, &mut marta).await["records"], 10);
        let again = taken(house, &mut marta, "name=a&anew=true", export("PyPI", 2)).await;
        assert_eq!(again["state"], "taken");
    });
}

#[test]
fn dates_that_cannot_be_are_told_of_and_not_trusted() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        let mut early = record("X-1", "PyPI", "thing", "1.0");
        early["modified"] = json!("0001-01-01T00:00:00Z");
        let mut late = record("X-2", "PyPI", "thing", "1.0");
        late["modified"] = json!("2031-01-01T00:00:00Z");
        let both = json!([early, late]).to_string().into_bytes();
        let done = taken(house, &mut marta, "name=dates", both).await;
        let source = &done["report"]["sources"][0];
        assert_eq!((&source["future_count"], &source["future"]), (&json!(1), &json!(["X-2"])));
        assert_ne!(source["as_of"], json!(1_924_992_000_i64));
    });
}

#[test]
fn what_is_said_of_a_file_is_checked_before_anything_is_kept() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        let (mut kim, _) = joined(house, &mut marta, "kim", "viewer").await;
        let file = || export("PyPI", 1);
        for query in ["name=", "name=a&fetched=yesterday", "name=a&fetched=2099-01-01", "name=%1b[31m"] {
            let (status, answer) = hand_in(house, &marta, query, file()).await;
            assert_eq!(status, 422, "{query}: {answer}");
        }
        assert_eq!(hand_in(house, &marta, "name=a", Vec::new()).await.0, 422);
        assert_eq!(hand_in(house, &kim, "name=a", file()).await.0, 403);
        assert_eq!(kim.get(house, "/advisories/imports").await.1["items"], json!([]));
    });
}
