//! Which units a flaw hits, and the way back.

use axum::http::StatusCode;
use serde_json::{Value, json};
use steadfast_store::{Id, NewUnit, RunSource, Time, kinds};

use super::write;
use crate::access::http::founded;
use crate::house::{House, on_both};
use crate::triage::world::{GATEWAY, OPENSSL, ask, catalogue, flaw, found, release, tag};

/// Ten units of the gateway: four of the first release (one of them silent), three of the second, two of the third, one of
/// a version that nobody knows.
async fn units(house: &House) {
    write(house, |tx| {
        let (product, part) = (Id::<kinds::Product>::from_bytes(GATEWAY), Id::<kinds::Part>::from_bytes(GATEWAY));
        for (number, sequence) in (1..).zip([1, 1, 1, 1, 2, 2, 2, 3, 3, 0]) {
            let mut id = [9; 16];
            id[15] = u8::try_from(number).unwrap_or(0);
            let new = NewUnit {
                id: Id::from_bytes(id),
                product,
                serial: format!("GW-{number:02}"),
                key: None,
                hardware: String::new(),
                market: None,
                contact: None,
            };
            tx.unit_insert(number, &new, Time(1))?;
            let known = (sequence > 0).then(|| release(GATEWAY, sequence));
            tx.unit_runs_put(number, part, known, &format!("{sequence}.0"), RunSource::Reported, Time(1))?;
            if number != 4 {
                tx.unit_seen(number, Time(2))?;
            }
        }
        Ok(())
    })
    .await;
}

fn counts(answer: &Value) -> [Option<i64>; 7] {
    ["total", "affected", "undecided", "fixed", "other", "unknown", "patched_permille"]
        .map(|name| answer["counts"][name].as_i64())
}

fn serials(answer: &Value) -> Vec<String> {
    let items = answer["units"]["items"].as_array().expect("units");
    items.iter().map(|unit| unit["serial"].as_str().expect("a serial number").to_owned()).collect()
}

#[test]
fn a_flaw_leads_to_serial_numbers_and_to_the_share_that_was_fixed() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        catalogue(&house.app.store).await;
        units(house).await;
        let hits = [(release(GATEWAY, 1), OPENSSL, "affected"), (release(GATEWAY, 2), OPENSSL, "affected")];
        found(&house.app.store, flaw(1, &["CVE-1", "GHSA-1"]), &hits).await;
        let path = "/flaws/GHSA-1/units";
        let (status, answer) = admin.get(house, path).await;
        assert_eq!(status, StatusCode::OK, "{answer}");
        assert_eq!(counts(&answer), [Some(10), Some(6), Some(6), Some(2), Some(0), Some(2), Some(250)]);
        assert_eq!(serials(&answer), ["GW-05", "GW-06", "GW-07", "GW-01", "GW-02", "GW-03"], "the newer release first");
        assert_eq!(answer["units"]["items"][0]["answer"], "undecided");
        let mut walked = Vec::new();
        let mut next = format!("{path}?limit=4");
        loop {
            let (_, page) = admin.get(house, &next).await;
            walked.extend(serials(&page));
            let Some(cursor) = page["units"]["next"].as_str() else { break };
            next = format!("{path}?limit=4&cursor={cursor}");
        }
        assert_eq!(walked, serials(&answer));
        // A decision on the second release: it is not affected.
        let decision = json!({"reach": "release", "release": release(GATEWAY, 2).to_string(), "status": "not_affected",
            "justification": "vulnerable_code_not_present", "statement": "We build without it."});
        let seen = tag(house, &mut admin, "CVE-1").await;
        let (status, told) = ask(house, &admin, "/flaws/CVE-1/assessments", &seen, decision).await;
        assert_eq!(status, StatusCode::CREATED, "{told}");
        let decision = json!({"reach": "release", "release": release(GATEWAY, 1).to_string(), "status": "affected",
            "action": "Update to 2.0."});
        let seen = tag(house, &mut admin, "CVE-1").await;
        let (status, told) = ask(house, &admin, "/flaws/CVE-1/assessments", &seen, decision).await;
        assert_eq!(status, StatusCode::CREATED, "{told}");
        let (_, answer) = admin.get(house, path).await;
        assert_eq!(counts(&answer), [Some(10), Some(3), Some(0), Some(5), Some(0), Some(2), Some(625)]);
        assert_eq!(serials(&answer), ["GW-01", "GW-02", "GW-03"]);
        assert_eq!(answer["units"]["items"][0]["answer"], "affected");
        assert_eq!(admin.get(house, "/flaws/CVE-9/units").await.0, StatusCode::NOT_FOUND);
        assert_eq!(admin.get(house, "/flaws/CVE-1/units?cursor=x").await.0, StatusCode::UNPROCESSABLE_ENTITY);
    });
}

#[test]
fn nobody_can_tell_is_shown_as_unknown_and_never_as_patched() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        catalogue(&house.app.store).await;
        units(house).await;
        found(&house.app.store, flaw(1, &["CVE-1"]), &[(release(GATEWAY, 1), OPENSSL, "unknown")]).await;
        let (_, answer) = admin.get(house, "/flaws/CVE-1/units").await;
        assert_eq!(counts(&answer), [Some(10), Some(0), Some(0), Some(0), Some(5), Some(5), None]);
        found(&house.app.store, flaw(2, &["CVE-2"]), &[]).await;
        let (_, answer) = admin.get(house, "/flaws/CVE-2/units").await;
        assert_eq!(counts(&answer), [Some(0), Some(0), Some(0), Some(0), Some(0), Some(0), None]);
    });
}

#[test]
fn a_unit_leads_to_its_flaws() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        catalogue(&house.app.store).await;
        units(house).await;
        found(&house.app.store, flaw(1, &["CVE-1"]), &[(release(GATEWAY, 1), OPENSSL, "affected")]).await;
        found(&house.app.store, flaw(2, &["CVE-2"]), &[(release(GATEWAY, 1), OPENSSL, "unknown")]).await;
        found(&house.app.store, flaw(3, &["CVE-3"]), &[(release(GATEWAY, 1), OPENSSL, "fixed")]).await;
        let mut id = [9; 16];
        id[15] = 1;
        let unit: Id<kinds::Unit> = Id::from_bytes(id);
        let path = format!("/units/{unit}/flaws");
        let (_, answer) = admin.get(house, &path).await;
        let found: Vec<(&str, &str)> = answer["items"]
            .as_array()
            .expect("flaws")
            .iter()
            .filter_map(|flaw| Some((flaw["name"].as_str()?, flaw["answer"].as_str()?)))
            .collect();
        assert_eq!(found, [("CVE-1", "undecided"), ("CVE-2", "unknown")], "what is affected beyond doubt comes first");
        let (_, first) = admin.get(house, &format!("{path}?limit=1")).await;
        let cursor = first["next"].as_str().expect("more");
        let (_, second) = admin.get(house, &format!("{path}?limit=1&cursor={cursor}")).await;
        assert_eq!(second["items"][0]["name"], "CVE-2");
    });
}
