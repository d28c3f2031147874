//! Giving a policy to the units of a case's product.

use serde_json::Value;
use steadfast_protocol::{Before, ByWhom, PolicyError, SignedPolicy};
use steadfast_store::{CaseState, EntryKind, Id, Policy, StoreError, Time, Tx, kinds};
use steadfast_trust::encoding::hex;

use crate::act::{Ask, Fact};
use crate::app::App;
use crate::cases::error::CaseError;
use crate::cases::step::{self, Step, Told};

/// The most lines of one product whose keys are tried.
const MOST_LINES: i64 = 16;

/// Microseconds of a second.
const SECOND: i64 = 1_000_000;
/// Seconds.
const DAY: i64 = 86_400;
const YEAR: i64 = 366 * DAY;

/// Gives a policy because of a case; its id.
///
/// # Errors
/// When a unit would not take it, it is there already, the case is closed or names no product, or it is not allowed.
pub async fn give(app: &App, ask: Ask, id: Id<kinds::Case>, content: Vec<u8>) -> Result<Id<kinds::Policy>, CaseError> {
    let (new, person) = (app.ambient.id(), ask.by.person());
    let done = app.act::<_, CaseError, _>(ask, move |tx, at| {
        let case = step::case(tx, id)?;
        let signed = SignedPolicy::read(&content)?;
        // What was asked of units can be lifted after the end too.
        if case.state != CaseState::Open && !signed.policy.lifts_all() {
            return Err(CaseError::Closed);
        }
        let product = case.product.ok_or(CaseError::NoProduct)?;
        let role = taken(tx, &signed, product, at.now)?;
        let said = &signed.policy;
        let policy = Policy {
            id: new,
            product,
            case: id,
            sequence: place(said.sequence)?,
            content: content.clone(),
            digest: *signed.digest,
            role: role.clone(),
            expires: Time(said.expires.saturating_mul(SECOND)),
            made: at.now,
            maker: person,
        };
        tx.policy_insert(&policy)?;
        let what = if said.lifts_all() { "policy-lifted" } else { "policy" };
        let told = Told::new(EntryKind::Contained).with("move", what).with("undone", false);
        Step { person, at: *at }.tell(tx, id, told.with("things", policy.sequence))?;
        let fact = step::about(Fact::new("policy-given", &new), &case).with("case", id.to_string());
        let fact = fact.with("sequence", policy.sequence).with("digest", hex(&policy.digest)).with("role", role);
        let fact = fact.with("expires", said.expires).with("lifts", said.lifts_all());
        let paused: Value = said.paused.iter().cloned().map(Value::from).collect();
        Ok((new, fact.with("tighter", said.throttle.is_some()).with("paused", paused)))
    });
    Ok(done.await?.answer)
}

fn place(sequence: u64) -> Result<i64, CaseError> {
    i64::try_from(sequence).map_err(|_| PolicyError::Form("its sequence is no number that is counted to").into())
}

/// Whether a unit that knows what was published would take it; the role that signed it.
fn taken(tx: &mut Tx<'_>, signed: &SignedPolicy, product: Id<kinds::Product>, now: Time) -> Result<String, CaseError> {
    let newest = tx.policy_newest(product)?;
    if newest.as_ref().is_some_and(|newest| newest.digest == *signed.digest) {
        return Err(CaseError::Already);
    }
    let newest = newest.map(|newest| (u64::try_from(newest.sequence).unwrap_or_default(), newest.digest.into()));
    signed.judge(&Before { product: &product.to_string(), newest, now: now.0.div_euclid(SECOND) })?;
    let role = by_whom(tx, signed, product)?;
    not_ahead(signed, now)?;
    let longest = tx.policy_longest(product)?.filter(|until| *until > now);
    let is_shorter = |until: Time| signed.policy.expires.saturating_mul(SECOND) < until.0;
    if longest.is_some_and(is_shorter) { Err(CaseError::PolicyShort) } else { Ok(role) }
}

/// A clock that is wrong, or a slip of the sequence, would shut out whatever is given after it.
fn not_ahead(signed: &SignedPolicy, now: Time) -> Result<(), CaseError> {
    let (now, said) = (now.0.div_euclid(SECOND), &signed.policy);
    let latest = u64::try_from(now.saturating_add(YEAR)).unwrap_or_default();
    if said.issued > now.saturating_add(DAY) || said.sequence > latest { Err(CaseError::PolicyAhead) } else { Ok(()) }
}

/// The first line of the product whose keys signed it.
fn by_whom(tx: &mut Tx<'_>, signed: &SignedPolicy, product: Id<kinds::Product>) -> Result<String, CaseError> {
    let (root, targets) = (newest(tx, "root")?, newest(tx, "targets")?);
    let mut refused = CaseError::NoLine;
    for role in tx.lines_of_product(product, MOST_LINES)? {
        match signed.believe(&ByWhom { role: &role, root: &root, targets: &targets }) {
            Ok(()) => return Ok(role),
            Err(error) => refused = error.into(),
        }
    }
    Err(refused)
}

fn newest(tx: &mut Tx<'_>, role: &str) -> Result<Vec<u8>, StoreError> {
    Ok(tx.metadata_newest(role)?.map(|metadata| metadata.content).unwrap_or_default())
}
