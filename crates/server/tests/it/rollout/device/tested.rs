//! Self-tests and exports, as units state them; and each statement as a receipt that holds by itself.

use axum::http::StatusCode;
use serde_json::{Value, json};
use steadfast_protocol::{Check, Checked, Exported, Found, ReceiptCopy, Said, SelfTested, Way};
use steadfast_store::StoreError;

use super::Field;
use super::speaker::Speaker;
use crate::access::browser::Browser;
use crate::catalogue::send;
use crate::house::{House, on_both};

impl Speaker {
    /// A self-test with two checks.
    fn tested(&mut self, ports: Found, log: Found) -> Vec<u8> {
        self.said += 1;
        let checked = |check, found, detail: &str| Checked {
            check: Some(check),
            found: Some(found),
            detail: Some(detail.to_owned()),
        };
        let checks = vec![checked(Check::Ports, ports, "port 23 <telnet>"), checked(Check::Log, log, "whole")];
        let (unit, agent) = (Some(self.id.clone()), "steadfast-agent/0.1.0".to_owned());
        self.signs(&SelfTested { unit, number: self.said, time: 1_700_000_000, starts: 1, agent, checks })
    }

    fn exported(&mut self, verified: bool) -> Vec<u8> {
        self.said += 1;
        self.signs(&Exported {
            unit: None,
            number: self.said,
            time: 1_700_000_000,
            things: 7,
            bytes: 4096,
            sha256: [5; 32].into(),
            sealed: true,
            way: Some(Way::S3),
            verified,
            successor: None,
        })
    }
}

impl Field {
    /// The statements of a unit, the newest first.
    async fn statements(&mut self, house: &House, unit: &Speaker) -> Vec<Value> {
        let (status, list) = self.admin.get(house, &format!("/units/{}/statements", unit.id)).await;
        assert_eq!(status, StatusCode::OK, "{list}");
        list["items"].as_array().expect("statements").clone()
    }

    /// A statement as a text.
    async fn receipt(&self, house: &House, unit: &str, statement: &str) -> (u16, String) {
        let path = format!("/api/v1/units/{unit}/statements/{statement}");
        let answer = send(house, &self.admin, (axum::http::Method::GET, &path), &[], Vec::new()).await;
        (answer.status.as_u16(), String::from_utf8(answer.bytes).expect("UTF-8"))
    }
}

#[test]
fn the_last_self_test_of_a_unit_is_shown_check_by_check_and_counted() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        let (mut other, mut third) = (field.speaker(house, "SN-2", 2).await, field.speaker(house, "SN-3", 3).await);
        let said = [unit.tested(Found::Passed, Found::Passed), unit.tested(Found::Failed, Found::Unknown)];
        let answer = unit.says(house, &field, &said).await.expect("heard");
        assert_eq!((answer.kept.len(), answer.refused.len()), (2, 0), "{answer:?}");
        let statement = other.tested(Found::Passed, Found::NotApplicable);
        other.says(house, &field, &[statement]).await.expect("heard");
        third.says(house, &field, &[]).await.expect("heard");
        let (_, shown) = field.admin.get(house, &format!("/units/{}", unit.id)).await;
        let test = &shown["self_test"];
        assert_eq!((&shown["tested"], &test["verdict"]), (&json!("failed"), &json!("failed")), "{shown}");
        let checks = json!([
            {"check": "ports", "found": "failed", "detail": "port 23 <telnet>"},
            {"check": "log", "found": "unknown", "detail": "whole"},
        ]);
        assert_eq!((&test["checks"], &test["time"]), (&checks, &json!("2023-11-14T22:13:20Z")), "{test}");
        let (_, fleet) = field.admin.get(house, "/fleet").await;
        assert_eq!(fleet["self_tests"], json!({"passed": 1, "failed": 1, "unknown": 0, "never": 1}), "{fleet}");
        for (asked, serial) in [("failed", "SN-1"), ("passed", "SN-2"), ("never", "SN-3")] {
            let (_, list) = field.admin.get(house, &format!("/units?tested={asked}")).await;
            let items = list["items"].as_array().expect("units");
            assert_eq!((items.len(), &items[0]["serial"]), (1, &json!(serial)), "{asked}");
        }
        let (status, _) = field.admin.get(house, "/units?tested=splendid").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        let mut browser = Browser::of(&field.admin);
        let page = browser.get(house, &format!("/fleet/{}", unit.id)).await;
        for words in ["port 23 &lt;telnet&gt;", "not as it should be: Open ports", "could not be looked at: Event log"]
        {
            page.shows(words);
        }
        let fleet = browser.get(house, "/fleet").await;
        fleet.shows("Failed their self-test");
        browser.get(house, "/fleet?tested=failed").await.shows("SN-1");
    });
}

#[test]
fn that_an_owner_took_their_data_along_is_shown_and_no_unit_speaks_for_another() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let (mut unit, mut thief) = (field.speaker(house, "SN-1", 1).await, field.speaker(house, "SN-2", 2).await);
        let said = [unit.exported(false), unit.exported(true)];
        assert_eq!(unit.says(house, &field, &said).await.expect("heard").kept.len(), 2);
        let (_, shown) = field.admin.get(house, &format!("/units/{}", unit.id)).await;
        let export = &shown["export"];
        assert_eq!((&export["way"], &export["verified"]), (&json!("s3"), &json!(true)), "{shown}");
        let page = Browser::of(&field.admin).get(house, &format!("/fleet/{}", unit.id)).await;
        page.shows("to a bucket of the owner’s: read back there, and the same");
        let foreign = unit.tested(Found::Passed, Found::Passed);
        let stolen = thief.says(house, &field, std::slice::from_ref(&foreign)).await.expect("heard");
        assert_eq!(stolen.refused[0].reason, "not-believed");
        thief.id.clone_from(&unit.id);
        let forged = thief.tested(Found::Passed, Found::Passed);
        thief.id = field.listed_id(house, "SN-2").await;
        let refused = thief.says(house, &field, &[forged]).await.expect("heard").refused;
        assert_eq!(refused[0].reason, "another-unit");
        assert_eq!(field.noted(house, &thief, "self-tested").await, 0);
    });
}

impl Field {
    /// The id of the unit with a serial number.
    async fn listed_id(&mut self, house: &House, serial: &str) -> String {
        let (_, list) = self.admin.get(house, &format!("/units?serial={serial}")).await;
        list["items"][0]["id"].as_str().expect("an id").to_owned()
    }
}

#[test]
fn a_statement_is_handed_out_as_a_receipt_that_anybody_can_check() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let (mut unit, other) = (field.speaker(house, "SN-1", 1).await, field.speaker(house, "SN-2", 2).await);
        let statement = unit.tested(Found::Passed, Found::Passed);
        unit.says(house, &field, &[statement]).await.expect("heard");
        let all = field.statements(house, &unit).await;
        let of = |kind: &str| all.iter().find(|one| one["kind"] == kind).expect("it is kept").clone();
        let (test, state) = (of("self-tested"), of("state"));
        assert_eq!((&test["receipt"], &state["receipt"]), (&json!(true), &json!(false)), "{all:?}");
        let id = test["id"].as_str().expect("an id").to_owned();
        let (status, text) = field.receipt(house, &unit.id, &id).await;
        let copy = ReceiptCopy::read(text.as_bytes()).expect("a receipt");
        assert_eq!((status, copy.fingerprint()), (200, unit.key.public().fingerprint()));
        assert!(matches!(copy.said(), Said::SelfTest(said) if said.unit.as_deref() == Some(&*unit.id)), "{text}");
        let path = format!("/fleet/{}/statements/{id}", unit.id);
        let mut browser = Browser::of(&field.admin);
        browser.get(house, &format!("/fleet/{}", unit.id)).await.shows(&path);
        browser.get(house, &path).await.shows("Steadfast receipt 1");
        // A request as it was signed is no receipt, and a statement is its own unit's.
        let state = state["id"].as_str().expect("an id");
        assert_eq!(field.receipt(house, &unit.id, state).await.0, 404);
        assert_eq!(field.receipt(house, &other.id, &id).await.0, 404);
        // After a repair the unit has another key: what it signed before holds by the one that it enrolled with.
        let another = house.app.store.write::<_, StoreError, _>(|tx| tx.unit_set_key(1, Some(&[9; 32]), None));
        assert!(another.await.expect("written"));
        assert_eq!(field.receipt(house, &unit.id, &id).await, (200, text));
    });
}
