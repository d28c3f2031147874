//! Policies on their way to units: looked at as a unit does, told once, counted by what units say, and gone with the owner.

use axum::http::{Method, StatusCode};
use jiff::Timestamp;
use serde_json::{Value, json};
use steadfast_protocol::{
    Answer, CHECK_IN, CheckIn, Envelope, Message, Policy, PolicyReason, PolicyTaken, SignedPolicy, Stance, Switches,
    encode,
};
use steadfast_store::{Metadata, StoreError, Time};
use steadfast_trust::held;
use steadfast_trust::tuf::{Content, Draft, Ed25519Key, Expires, Public, Root, Sign, Signed, Targets};

use super::Field;
use super::speaker::{Speaker, heard};
use crate::access::http::kinds_recorded;
use crate::catalogue::{made, send};
use crate::house::{House, on_both};

const DAY: i64 = 24 * 3600;

/// The key of the line `gateway`; 1 signs root and targets.
const LINE: u8 = 5;

fn key(seed: u8) -> Ed25519Key {
    Ed25519Key::from_seed(&[seed; 32])
}

fn signed<T: Content>(signed: &Signed<T>) -> Vec<u8> {
    let mut draft = Draft::new(signed).expect("it can be written");
    draft.sign(&key(1)).expect("it signs");
    draft.to_bytes().expect("it can be written")
}

/// Root and targets are published, which name the line's key.
async fn named(house: &House) {
    let later = Expires::at(Timestamp::from_second(4_000_000_000).expect("a time"));
    let public = |seed: u8| -> Vec<Public> { vec![key(seed).public()] };
    let mut root = Signed::<Root>::empty(later);
    ["root", "targets", "snapshot", "timestamp"].iter().for_each(|role| root.assign(role, &public(1), 1));
    let mut targets = Signed::new(Targets::default(), later);
    targets.delegate("gateway", &["gateway/*/*".to_owned()], &public(LINE), 1);
    let all = [("root", signed(&root)), ("targets", signed(&targets))];
    let write = move |tx: &mut steadfast_store::Tx<'_>| {
        for (role, content) in &all {
            let (role, content, time) = ((*role).to_owned(), content.clone(), Time(4_000_000_000_000_000));
            tx.metadata_insert(&Metadata { role, version: 1, content, expires: time, published: Time(1) })?;
        }
        Ok(())
    };
    house.app.store.write::<_, StoreError, _>(write).await.expect("written");
}

/// The field with a case, before which policies are given.
struct Contained {
    field: Field,
    case: String,
    now: i64,
}

impl Contained {
    async fn new(house: &House) -> Self {
        let mut field = Field::new(house).await;
        let signal = json!({"kind": "customer", "about": "somebody called"});
        let case = json!({"kind": "incident", "title": "Guessing", "product": field.product, "signal": signal});
        let case = made(house, &mut field.admin, "/cases", case).await;
        Self { field, case, now: house.app.ambient.now().0 / 1_000_000 }
    }

    fn policy(&self, sequence: u64) -> Policy {
        Policy {
            product: self.field.product.clone(),
            sequence,
            issued: self.now,
            expires: self.now + DAY,
            reason: PolicyReason { en: "Somebody guesses passwords.".to_owned(), de: String::new() },
            throttle: None,
            paused: vec!["remote-diagnosis".to_owned()],
        }
    }

    async fn gives(&self, house: &House, policy: &Policy, by: u8) -> (StatusCode, Value) {
        let envelope = held::sign(Policy::TYPE, encode(policy), &key(by)).expect("signed");
        let file = String::from_utf8(envelope.to_bytes().expect("short")).expect("text");
        let (path, body) = (format!("/api/v1/cases/{}/policies", self.case), json!({"file": file}).to_string());
        let headers = [("content-type", "application/json")];
        let answer = send(house, &self.field.admin, (Method::POST, &path), &headers, body).await;
        (answer.status, answer.json())
    }

    async fn is_given(&self, house: &House, sequence: u64) {
        let (status, answer) = self.gives(house, &self.policy(sequence), LINE).await;
        assert_eq!(status, StatusCode::CREATED, "{answer}");
    }

    /// The newest, as staff see it.
    async fn shown(&mut self, house: &House) -> Value {
        let shown = self.field.admin.get(house, &format!("/cases/{}/policies", self.case)).await.1;
        shown["policies"].clone()
    }

    /// What a unit is told that says so of policies.
    async fn told(&self, house: &House, unit: &mut Speaker, said: Option<PolicyTaken>) -> Option<u64> {
        unit.counter += 1;
        let switches = Some(Switches::default());
        let said = CheckIn { policy: said, switches, ..unit.check_in(&[]) };
        let body = encode(&Envelope::sign(&said, &unit.key));
        let answer: Answer = heard(house, &self.field, CHECK_IN, body).await.expect("answered");
        answer.policy.map(|bytes| SignedPolicy::read(&bytes).expect("a policy").policy.sequence)
    }
}

fn taken(sequence: u64, stance: Option<Stance>) -> Option<PolicyTaken> {
    Some(PolicyTaken { sequence, stance })
}

#[test]
fn what_no_unit_would_obey_is_given_to_none() {
    on_both(async |house| {
        let at = Contained::new(house).await;
        let (status, answer) = at.gives(house, &at.policy(1), LINE).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "nobody published a root: {answer}");
        named(house).await;
        at.is_given(house, 5).await;
        let over = Policy { issued: at.now - 2 * DAY, expires: at.now - DAY, ..at.policy(6) };
        let endless = Policy { expires: at.now + 31 * DAY, ..at.policy(6) };
        let foreign = Policy { product: "prd_other".to_owned(), ..at.policy(6) };
        let refused = [
            (at.policy(6), 1),
            (at.policy(6), 9),
            (at.policy(4), LINE),
            (over, LINE),
            (endless, LINE),
            (foreign, LINE),
        ];
        for (policy, by) in refused {
            let (status, answer) = at.gives(house, &policy, by).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{policy:?} by {by}: {answer}");
            assert_eq!(answer["reason"], "policy-refused", "{answer}");
        }
        let (status, _) = at.gives(house, &at.policy(5), LINE).await;
        assert_eq!(status, StatusCode::CONFLICT, "it is there already");
        let given = kinds_recorded(house).await.iter().filter(|kind| *kind == "policy-given").count();
        assert_eq!(given, 1, "and only that is on record");
    });
}

#[test]
fn units_are_told_until_they_took_it_and_counted_by_what_they_say() {
    on_both(async |house| {
        let mut at = Contained::new(house).await;
        named(house).await;
        let mut units = Vec::new();
        for (serial, seed) in [("SN-1", 1), ("SN-2", 2), ("SN-3", 3), ("SN-4", 4)] {
            units.push(at.field.speaker(house, serial, seed).await);
        }
        let [obeys, waits, leaves, old] = &mut units[..] else { panic!("four units") };
        assert_eq!(at.told(house, obeys, taken(0, None)).await, None, "there is none yet");
        at.is_given(house, 3).await;
        assert_eq!(at.told(house, obeys, taken(0, None)).await, Some(3));
        assert_eq!(at.told(house, obeys, taken(0, None)).await, Some(3), "until it says that it took it");
        assert_eq!(at.told(house, obeys, taken(3, Some(Stance::Obeys))).await, None);
        assert_eq!(at.told(house, waits, taken(3, Some(Stance::Waits))).await, None);
        assert_eq!(at.told(house, leaves, taken(3, Some(Stance::Left))).await, None);
        assert_eq!(at.told(house, old, None).await, None, "it knows of no policies");
        let counted = json!({"all": 4, "obey": 1, "wait": 1, "left": 1, "not_yet": 0, "unknown": 1});
        assert_eq!(at.shown(house).await[0]["units"], counted);

        at.is_given(house, 4).await;
        let shown = at.shown(house).await;
        assert_eq!((&shown[0]["state"], &shown[1]["state"]), (&json!("told"), &json!("replaced")));
        let counted = json!({"all": 4, "obey": 0, "wait": 0, "left": 0, "not_yet": 3, "unknown": 1});
        assert_eq!(shown[0]["units"], counted, "nobody took that one yet");
        assert_eq!(at.told(house, obeys, taken(3, Some(Stance::Obeys))).await, Some(4), "the newer one");
        house.stage.pass(2 * DAY);
        assert_eq!(at.told(house, obeys, taken(3, Some(Stance::Obeys))).await, None, "its time is over");
    });
}

#[test]
fn what_an_owner_said_to_a_policy_goes_with_them() {
    on_both(async |house| {
        let mut at = Contained::new(house).await;
        named(house).await;
        let mut unit = at.field.speaker(house, "SN-1", 1).await;
        at.is_given(house, 1).await;
        at.told(house, &mut unit, taken(1, Some(Stance::Left))).await;
        assert_eq!(at.shown(house).await[0]["units"]["left"], 1);
        let wiped = unit.erased();
        unit.says(house, &at.field, &[wiped]).await.expect("answered");
        assert_eq!(at.shown(house).await[0]["units"]["left"], 0, "nothing is known of its next owner");
    });
}
