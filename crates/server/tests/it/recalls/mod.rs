//! Withdrawals and recalls: from the plan to what came back.

mod chromium;

use axum::http::StatusCode;
use serde_json::{Value, json};
use steadfast_store::{Id, ReleaseState, RunSource, kinds};

use crate::access::browser::Browser;
use crate::access::http::{Client, founded, joined, kinds_recorded};
use crate::fleet::{imported, worked};
use crate::house::{House, on_both};
use crate::messages::smtp::{MailServer, Security};
use crate::messages::{send, through};
use crate::monitoring::world::{read, write};
use crate::notices::drafting::{opened, units};
use crate::triage::world::{GATEWAY, OPENSSL, catalogue, file, flaw, found, release};

const WHY: &str = "The radio cannot be updated";

fn product() -> String {
    Id::<kinds::Product>::from_bytes(GATEWAY).to_string()
}

/// Four devices that run the first release, three of which went to somebody who is named; one dealer can be reached.
pub(super) async fn sold(house: &House) -> Client {
    let mut admin = founded(house).await;
    catalogue(&house.app.store).await;
    found(&house.app.store, flaw(1, &["CVE-2026-1234"]), &[(release(GATEWAY, 1), OPENSSL, "affected")]).await;
    units(house, 1..=4).await;
    let now = house.app.ambient.now();
    write(house, move |tx| (1..=4).try_for_each(|unit| tx.unit_seen(unit, now).map(drop))).await;
    let shop = json!({"kind": "dealer", "name": "Shop A", "market": "at", "mail": "shop@lumen.example"});
    let (status, answer) = admin.post(house, "/partners", shop).await;
    assert_eq!(status, StatusCode::CREATED, "{answer}");
    let list = "serial,importer,dealer\nGW-1,North,Shop A\nGW-2,North,Shop B\nGW-3,,Shop A\n";
    let list = imported(house, &mut admin, &product(), list).await;
    assert_eq!((&list["changed"], &list["refused"]), (&json!(3), &json!(0)), "{list}");
    admin
}

/// Plans a recall of the first release; its path below the API.
async fn planned(house: &House, by: &mut Client) -> String {
    planned_for(house, by, Value::Null).await
}

/// The same, because of a case.
async fn planned_for(house: &House, by: &mut Client, case: Value) -> String {
    let releases = [release(GATEWAY, 1).to_string()];
    let plan = json!({"kind": "recall", "product": product(), "releases": releases, "case": case, "reason": WHY});
    let (status, answer) = by.post(house, "/recalls", plan).await;
    assert_eq!(status, StatusCode::CREATED, "{answer}");
    format!("/recalls/{}", answer["id"].as_str().expect("an id"))
}

/// Somebody proposes it, and a second person decides.
pub(super) async fn decided(house: &House, admin: &mut Client, path: &str) {
    let (mut sam, _) = joined(house, admin, "sam", "security").await;
    let proposal = json!({"kind": "decide-recall", "recall": path.rsplit('/').next()});
    let (status, answer) = sam.post(house, "/approvals", json!({"proposal": proposal, "reason": WHY})).await;
    assert_eq!(status, StatusCode::CREATED, "{answer}");
    let approve = format!("/approvals/{}/approve", answer["id"].as_str().expect("an id"));
    let (status, answer) = sam.post(house, &approve, Value::Null).await;
    assert_eq!(status, StatusCode::FORBIDDEN, "not who proposed it: {answer}");
    let (status, answer) = admin.post(house, &approve, Value::Null).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
}

async fn shown(house: &House, by: &mut Client, path: &str) -> Value {
    let (status, shown) = by.get(house, path).await;
    assert_eq!(status, StatusCode::OK, "{shown}");
    shown
}

async fn state(house: &House) -> ReleaseState {
    read(house, |tx| tx.release(release(GATEWAY, 1))).await.expect("a release").state
}

#[test]
fn one_decision_stops_the_sale_names_every_device_and_tells_each_partner_of_its_own() {
    on_both(async |house| {
        let (server, mut admin) = (MailServer::start(Security::Tls, Some("a word")), sold(house).await);
        through(house, &mut admin, &server).await;
        let path = planned(house, &mut admin).await;
        assert_eq!(state(house).await, ReleaseState::OnSale, "a plan changes nothing");
        assert_eq!(shown(house, &mut admin, &path).await["units"], Value::Null);
        decided(house, &mut admin, &path).await;
        assert_eq!(state(house).await, ReleaseState::Withdrawn);
        let recall = shown(house, &mut admin, &path).await;
        assert_eq!(recall["units"]["open"], 4, "{recall:#}");
        let places = recall["places"].as_array().expect("places");
        let place = json!({"market": "AT", "importer": "North", "dealer": "Shop A", "units": 1});
        assert!(places.len() == 4 && places.contains(&place), "{places:?}");
        let (_, records) = admin.get(house, "/records?kind=approved").await;
        let facts = &records["items"][0]["facts"];
        assert_eq!((&facts["kind"], &facts["reason"]), (&json!("recall"), &json!(WHY)));
        for _ in 0..2 {
            house.stage.pass(120);
            worked(house).await;
            send(house).await;
        }
        let mail = server.one();
        assert_eq!(mail.to, ["shop@lumen.example"], "nobody else can be reached");
        let text = mail.text();
        assert!(text.contains("GW-1  Firmware 1.0") && text.contains("GW-3") && !text.contains("GW-2"), "{text}");
        assert!(kinds_recorded(house).await.contains(&"recall-partner-told".to_owned()));
        let page = Browser::of(&admin).get(house, &path).await;
        for words in ["Recall 1: Gateway", "not told: no address is known", "told of 2", "still in the field with it"] {
            page.shows(words);
        }
    });
}

#[test]
fn what_became_of_each_device_is_counted_from_what_is_known_of_it_now() {
    on_both(async |house| {
        let mut admin = sold(house).await;
        let path = planned(house, &mut admin).await;
        decided(house, &mut admin, &path).await;
        let now = house.app.ambient.now();
        let third = read(house, |tx| tx.unit_of_number(3)).await.expect("a unit").id;
        write(house, move |tx| {
            let part = Id::from_bytes(GATEWAY);
            tx.unit_runs_put(1, part, Some(release(GATEWAY, 2)), "2.0", RunSource::Reported, now)?;
            tx.unit_runs_put(4, part, None, "9.9", RunSource::Reported, now)
        })
        .await;
        let (status, answer) =
            admin.post(house, &format!("/units/{third}/decommission"), json!({"reason": "broken"})).await;
        assert!(status.is_success(), "{status} {answer}");
        let back = json!({"serials": ["GW-2", "GW-9"]});
        let (status, answer) = admin.post(house, &format!("{path}/returned"), back.clone()).await;
        assert_eq!((status, answer), (StatusCode::OK, json!({"noted": 1, "before": 0, "strange": ["GW-9"]})));
        let (_, answer) = admin.post(house, &format!("{path}/returned"), back).await;
        assert_eq!(answer["before"], 1, "noted once");
        let recall = shown(house, &mut admin, &path).await;
        let units = json!({"corrected": 1, "returned": 1, "decommissioned": 1, "unknown": 1, "open": 0});
        assert_eq!(recall["units"], units);
        let (status, csv) = file(house, &admin, &format!("{path}/units/export")).await;
        assert_eq!(status, StatusCode::OK);
        for line in [
            "serial,market,importer,dealer,part,version,standing\r\n",
            "GW-1,AT,North,Shop A,Firmware,1.0,corrected\r\n",
            "GW-2,AT,North,Shop B,Firmware,1.0,returned\r\n",
            "GW-4,AT,,,Firmware,1.0,unknown\r\n",
        ] {
            assert!(csv.contains(line), "{line:?} is not in {csv}");
        }
        let (_, lines) = file(house, &admin, &format!("{path}/units/export?format=json")).await;
        assert_eq!(lines.lines().count(), 4, "{lines}");
        let (_, text) = file(house, &admin, &format!("{path}/letter")).await;
        assert!(text.starts_with("DRAFT. Nothing has been sent. To be added"), "gaps first: {text}");
        for words in ["importer or dealer of some devices", "Article 13(21)", "AT; North; Shop A; 1", "returned 1"] {
            assert!(text.contains(words), "{words}: {text}");
        }
        let (status, _) = admin.post(house, &format!("{path}/end"), json!({"reason": "All are known"})).await;
        assert_eq!(status, StatusCode::NO_CONTENT);
        let (status, _) = admin.post(house, &format!("{path}/end"), json!({"reason": "All are known"})).await;
        assert_eq!(status, StatusCode::CONFLICT, "it is over");
    });
}

#[test]
fn a_list_says_whom_a_device_went_to_once_and_contradicts_nothing() {
    on_both(async |house| {
        let mut admin = sold(house).await;
        let list = "serial,importer,dealer\nGW-1,South,Shop A\nGW-4,North,\nGW-2,North,Shop B\n";
        let list = imported(house, &mut admin, &product(), list).await;
        let counts = ["changed", "unchanged", "refused"].map(|name| list[name].as_i64());
        assert_eq!(counts, [Some(1), Some(1), Some(1)], "{list}");
        let (_, partners) = admin.get(house, "/partners").await;
        let names: Vec<&str> = partners["items"]
            .as_array()
            .expect("items")
            .iter()
            .map(|one| one["name"].as_str().expect("a name"))
            .collect();
        assert_eq!(names, ["North", "Shop A", "Shop B"], "a line that is refused makes nobody known");
    });
}

#[test]
fn a_plan_names_releases_of_its_own_product() {
    on_both(async |house| {
        let mut admin = sold(house).await;
        let strange = crate::triage::world::CAMERA;
        for releases in [vec![], vec![release(strange, 1).to_string()], vec!["rel_".to_owned()]] {
            let plan = json!({"kind": "withdraw", "product": product(), "releases": releases, "reason": WHY});
            let (status, answer) = admin.post(house, "/recalls", plan).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{answer}");
            assert_eq!(answer["errors"][0]["code"], "no-releases", "{answer}");
        }
    });
}

#[test]
fn a_case_whose_releases_are_recalled_asks_for_no_fix_but_for_the_devices_in_the_field() {
    on_both(async |house| {
        let mut admin = sold(house).await;
        let case = opened(house, &mut Browser::of(&admin)).await;
        let missing = async |admin: &mut Client| {
            let way = shown(house, admin, &format!("{case}/closing")).await;
            let words = way["missing"].as_array().expect("a list").iter();
            words.map(|word| word.as_str().expect("a word").to_owned()).collect::<Vec<_>>()
        };
        assert!(missing(&mut admin).await.contains(&"fix".to_owned()), "the flaw is in a release");
        let path = planned_for(house, &mut admin, json!(case.rsplit('/').next())).await;
        assert!(missing(&mut admin).await.contains(&"fix".to_owned()), "a plan is no remedy");
        decided(house, &mut admin, &path).await;
        let words = missing(&mut admin).await;
        assert!(!words.contains(&"fix".to_owned()) && words.contains(&"units".to_owned()), "{words:?}");
        let back = json!({"serials": ["GW-1", "GW-2", "GW-3", "GW-4"]});
        let (status, answer) = admin.post(house, &format!("{path}/returned"), back).await;
        assert_eq!((status, &answer["noted"]), (StatusCode::OK, &json!(4)));
        assert!(!missing(&mut admin).await.contains(&"units".to_owned()), "all came back");
    });
}
