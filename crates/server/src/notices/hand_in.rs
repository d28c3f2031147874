//! The receipt of a report that somebody handed in at the platform. What was drafted at that moment is kept with it, and
//! what was handed in otherwise.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};
use sha2::{Digest, Sha256};
use steadfast_store::{CaseState, EntryKind, Id, NoticeReceipt, NoticeStage, Time, Tx, kinds};
use steadfast_trust::encoding::hex;

use super::say;
use super::sheet::{Sheet, is_blank, sheet};
use super::value::{NoValue, from_json, to_json};
use crate::act::{Ask, At, Fact};
use crate::app::App;
use crate::cases::error::CaseError;
use crate::cases::fields::{Fields, PERSON};
use crate::cases::step::{self, Step, Told};
use crate::http::refused::RefusedField;

pub(crate) const HANDED_IN: RefusedField = RefusedField::new(
    "handed_in",
    "not-yet",
    "handed_in is the time at which it was handed in; it is over, such as 2026-11-28T23:40:00Z",
);
pub(crate) const NUMBER: RefusedField =
    RefusedField::new("number", "number-length", "number is the one that the platform gave: 1 to 100 characters");
pub(crate) const FILE: RefusedField =
    RefusedField::new("file_name", "file-length", "file_name has at most 255 characters");
pub(crate) const DIGEST: RefusedField = RefusedField::new(
    "file_sha256",
    "no-digest",
    "file_sha256 is the SHA-256 of the file that the platform gave: 64 hexadecimal digits",
);

/// A receipt as somebody notes it.
#[derive(Clone, Debug, Default)]
pub struct WantedReceipt {
    /// The number that the platform gave.
    pub number: String,
    /// When it was handed in.
    pub handed_in: Option<Time>,
    /// Who handed it in: `usr_…`; nothing: whoever notes it.
    pub submitter: String,
    /// The name of the file that the platform gave.
    pub file_name: String,
    /// Its SHA-256, in hexadecimal digits.
    pub file_sha256: String,
    /// What was handed in otherwise than drafted, by field; nothing: it was left empty.
    pub handed: BTreeMap<String, Option<Json>>,
}

/// A receipt that is taken.
#[derive(Clone, Debug)]
struct Taken {
    number: String,
    handed_in: Time,
    submitter: Option<Id<kinds::Person>>,
    file_name: String,
    file_digest: Option<[u8; 32]>,
    handed: BTreeMap<String, Option<Json>>,
}

impl WantedReceipt {
    fn read(self, now: Time, by: Option<Id<kinds::Person>>) -> Result<Taken, CaseError> {
        let mut fields = Fields::default();
        fields.must(self.handed_in.is_some(), HANDED_IN);
        let handed_in = fields.over(self.handed_in, now, HANDED_IN);
        let number = fields.short(&self.number, 1, 100, NUMBER);
        let file_name = fields.short(&self.file_name, 0, 255, FILE);
        let digest = self.file_sha256.trim().to_ascii_lowercase();
        let file_digest = bytes(&digest);
        fields.must(digest.is_empty() || file_digest.is_some(), DIGEST);
        let submitter = if self.submitter.is_empty() { by } else { self.submitter.parse().ok() };
        fields.must(self.submitter.is_empty() || submitter.is_some(), PERSON);
        let handed = self.handed;
        fields.taken(Some(Taken { number, handed_in, submitter, file_name, file_digest, handed }))
    }
}

fn bytes(digits: &str) -> Option<[u8; 32]> {
    let pair = |at: usize| digits.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
    let is_whole = digits.len() == 64 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    let bytes: Option<Vec<u8>> = if is_whole { (0..32).map(|at| pair(at * 2)).collect() } else { None };
    bytes?.try_into().ok()
}

/// Notes a receipt; its number in the case. The clock of its stage stops.
///
/// # Errors
/// When something is not taken, the case is closed, or it is not allowed.
pub async fn hand_in(
    app: &App,
    ask: Ask,
    id: Id<kinds::Case>,
    stage: NoticeStage,
    wanted: WantedReceipt,
) -> Result<i64, CaseError> {
    let person = ask.by.person();
    let taken = wanted.read(app.ambient.now(), person)?;
    let done = app.act::<_, CaseError, _>(ask, move |tx, at| {
        let sheet = sheet(tx, id, stage, at.now)?;
        if sheet.case.state == CaseState::Closed {
            return Err(CaseError::Closed);
        }
        if let Some(submitter) = taken.submitter
            && tx.person(submitter)?.is_none()
        {
            return Err(PERSON.into());
        }
        keep(tx, (person, at), &sheet, &taken)
    });
    Ok(done.await?.answer)
}

/// What was handed in: what was drafted, but for what is said to be otherwise.
fn handed(sheet: &Sheet, said: &BTreeMap<String, Option<Json>>) -> Result<Map<String, Json>, CaseError> {
    let mut handed = sheet.values();
    for (id, json) in said {
        let field = say::field(id)?;
        let value = json.as_ref().map(|json| from_json(field, json)).transpose();
        match value.map_err(|NoValue| say::VALUE)?.filter(|value| !is_blank(value)) {
            Some(value) => handed.insert(id.clone(), to_json(&value)),
            None => handed.remove(id),
        };
    }
    Ok(handed)
}

fn keep(
    tx: &mut Tx<'_>,
    (person, at): (Option<Id<kinds::Person>>, &At),
    sheet: &Sheet,
    taken: &Taken,
) -> Result<(i64, Fact), CaseError> {
    let (mut case, stage) = (sheet.case.clone(), sheet.stage);
    let number = tx.notice_receipt_next(case.id)?;
    let receipt = NoticeReceipt {
        case: case.id,
        number,
        stage,
        handed_in: taken.handed_in,
        noted: at.now,
        person,
        submitter: taken.submitter,
        reference: taken.number.clone(),
        file_name: taken.file_name.clone(),
        file_digest: taken.file_digest,
        form: sheet.form.version.clone(),
        drafted: Json::Object(sheet.values()).to_string(),
        handed: Json::Object(handed(sheet, &taken.handed)?).to_string(),
    };
    tx.notice_receipt_insert(&receipt)?;
    let step = Step { person, at: *at };
    let told = Told::new(EntryKind::Reported).with("number", number).with("stage", stage.as_str());
    step.tell(tx, case.id, told.with("handed_in", taken.handed_in.to_string()))?;
    step.keep(tx, &mut case)?;
    let fact = step::about(Fact::new("notice-handed-in", &case.id), &case);
    Ok((number, told_of(fact, &receipt)))
}

/// The platform's number is no secret, yet it is theirs: the ledger holds digests.
fn told_of(fact: Fact, receipt: &NoticeReceipt) -> Fact {
    let file = receipt.file_digest.map_or(Json::Null, |digest| hex(&digest).into());
    fact.with("receipt", receipt.number)
        .with("stage", receipt.stage.as_str())
        .with("handed_in", receipt.handed_in.to_string())
        .with("form", receipt.form.as_str())
        .with("reference_sha256", digest(&receipt.reference))
        .with("handed_sha256", digest(&receipt.handed))
        .with("file_sha256", file)
}

fn digest(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}
