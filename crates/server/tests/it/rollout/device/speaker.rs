//! A unit with its key, as it speaks.

use axum::http::Method;
use serde_json::{Value, json};
use steadfast_protocol::{
    Answer, CHECK_IN, CheckIn, Decision, ENROL, Enrol, Enrolled, Envelope, Message, Outcome, Receipt, Refusal, Runs,
    Wish, decode, encode,
};
use steadfast_store::BlobHash;
use steadfast_trust::key::UnitKey;

use super::{Field, IMAGES};
use crate::catalogue::{made, send};
use crate::house::House;

/// A unit.
pub(super) struct Speaker {
    pub(super) key: UnitKey,
    pub(super) id: String,
    pub(super) counter: u64,
    pub(super) starts: u64,
    pub(super) runs: Runs,
    pub(super) said: u64,
}

/// What came back: an answer, or the status with the reason.
pub(super) type Heard<T> = Result<T, (u16, Refusal)>;

pub(super) async fn heard<T: for<'b> steadfast_protocol::Read<'b>>(
    house: &House,
    by: &Field,
    path: &str,
    body: Vec<u8>,
) -> Heard<T> {
    let answer = send(house, &by.admin, (Method::POST, path), &[("content-type", "application/cbor")], body).await;
    match answer.status.as_u16() {
        200 => Ok(decode(&answer.bytes).expect("an answer")),
        status => Err((status, decode(&answer.bytes).expect("a refusal"))),
    }
}

impl Field {
    /// A first request.
    pub(super) async fn enrol(
        &self,
        house: &House,
        serial: &str,
        key: &UnitKey,
        code: Option<&str>,
    ) -> Heard<Enrolled> {
        let said = Enrol {
            serial: serial.to_owned(),
            product: self.product.clone(),
            key: key.public().to_bytes().into(),
            code: code.map(str::to_owned),
            time: 0,
        };
        heard(house, self, ENROL, encode(&Envelope::sign(&said, key))).await
    }

    /// A unit on the factory's list, by its key.
    pub(super) async fn listed(&mut self, house: &House, serial: &str, key: &UnitKey) -> String {
        let key = key.public().fingerprint().to_string();
        let body = json!({"product": self.product, "serial": serial, "key": key, "version": "1.0"});
        made(house, &mut self.admin, "/units", body).await
    }

    /// The same, enrolled.
    pub(super) async fn speaker(&mut self, house: &House, serial: &str, seed: u8) -> Speaker {
        let key = UnitKey::from_seed(&[seed; 32]);
        let id = self.listed(house, serial, &key).await;
        let enrolled = self.enrol(house, serial, &key, None).await.expect("enrolled");
        assert_eq!(enrolled.unit, id);
        Speaker { key, id, counter: enrolled.counter, starts: 1, runs: self.runs(0), said: 0 }
    }

    /// What a unit says that runs one of the releases.
    pub(super) fn runs(&self, place: usize) -> Runs {
        let (version, image) = (["1.0", "1.1"][place].to_owned(), BlobHash::of(IMAGES[place]).0);
        Runs { part: self.part.clone(), version, sequence: Some(place as u64 + 1), image: Some(image.into()) }
    }

    /// What staff see of a unit's updates.
    pub(super) async fn updates(&mut self, house: &House, unit: &Speaker) -> Value {
        self.admin.get(house, &format!("/units/{}/updates", unit.id)).await.1
    }

    /// How often something was noted in its history.
    pub(super) async fn noted(&mut self, house: &House, unit: &Speaker, kind: &str) -> usize {
        let (_, shown) = self.admin.get(house, &format!("/units/{}/history", unit.id)).await;
        shown["items"].as_array().expect("a history").iter().filter(|one| one["kind"] == kind).count()
    }

    /// How its newest update stands.
    pub(super) async fn state(&mut self, house: &House, unit: &Speaker) -> String {
        let updates = self.updates(house, unit).await;
        updates["updates"][0]["state"].as_str().unwrap_or("none").to_owned()
    }
}

impl Speaker {
    /// A check-in with what it has to tell.
    pub(super) async fn says(&mut self, house: &House, by: &Field, statements: &[Vec<u8>]) -> Heard<Answer> {
        self.counter += 1;
        let said = self.check_in(statements);
        heard(house, by, CHECK_IN, encode(&Envelope::sign(&said, &self.key))).await
    }

    pub(super) fn check_in(&self, statements: &[Vec<u8>]) -> CheckIn {
        CheckIn {
            unit: self.id.clone(),
            counter: self.counter,
            starts: self.starts,
            runs: vec![self.runs.clone()],
            statements: statements.iter().map(|bytes| bytes.clone().into()).collect(),
            ..CheckIn::default()
        }
    }

    /// Sends bytes as they are.
    pub(super) async fn sends(&self, house: &House, by: &Field, body: Vec<u8>) -> Heard<Answer> {
        heard(house, by, CHECK_IN, body).await
    }

    /// A receipt of the second release.
    pub(super) fn receipt(&mut self, by: &Field, outcome: Outcome) -> Receipt {
        self.said += 1;
        Receipt {
            unit: self.id.clone(),
            number: self.said,
            time: 0,
            release: by.releases[1].clone(),
            part: by.part.clone(),
            sequence: 2,
            image: Some(BlobHash::of(IMAGES[1]).0.into()),
            outcome: Some(outcome),
            detail: None,
            starts: self.starts,
            before: Some(1),
            ..Receipt::default()
        }
    }

    /// What its owner decided on the second release.
    pub(super) fn decision(&mut self, by: &Field, wish: Wish, until: Option<i64>) -> Decision {
        self.said += 1;
        Decision {
            unit: self.id.clone(),
            number: self.said,
            time: 0,
            always: None,
            release: Some(by.releases[1].clone()),
            wish: Some(wish),
            until,
            version: None,
        }
    }

    /// Signs something to be kept.
    pub(super) fn signs<M: Message>(&self, message: &M) -> Vec<u8> {
        encode(&Envelope::sign(message, &self.key))
    }
}
