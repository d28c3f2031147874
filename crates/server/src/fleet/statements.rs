//! What a unit stated of itself: its last self-test, its last export, its erasures, and each statement as a receipt that holds
//! by itself.

use std::collections::BTreeMap;

use steadfast_protocol::{
    Enrol, Envelope, Exported, Message, Outcome, Purpose, Receipt, ReceiptCopy, SelfTested, Wiped, decode,
};
use steadfast_store::{Id, StoreError, Time, Tx, Unit, UnitRuns, UnitStatement, kinds};
use steadfast_trust::key::UnitPublicKey;

use super::error::FleetError;
use super::words::{check_word, found_word, way_word};
use crate::app::App;

/// Kinds of statements of which a receipt can be given out. What else is kept are requests as they were signed.
pub const RECEIPTS: [&str; 7] =
    ["receipt", "owner-decided", "switched", "wiped", "exported", "self-tested", "notice-reached"];
/// An erasure is counted among the late ones for so long, in microseconds: 30 days.
const LATELY: i64 = 30 * 86_400_000_000;
/// Erasures that are shown.
const ERASURES: i64 = 10;
/// Receipts of updates that are looked through.
const UPDATES: i64 = 50;
/// Enrolments that are looked through for a key of before.
const ENROLMENTS: i64 = 50;

/// What a unit stated of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stated {
    /// Its last self-test.
    pub tested: Option<SelfTestStated>,
    /// The last time that its owner took their data along.
    pub exported: Option<ExportStated>,
    /// Its last erasures, the newest first.
    pub erased: Vec<ErasureStated>,
    /// Of parts that it said it installed: whether the metadata were as fresh as the repository had them.
    pub fresh: BTreeMap<Id<kinds::Part>, bool>,
}

/// Which statement it is, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The statement.
    pub id: Id<kinds::UnitStatement>,
    /// When, by the unit's clock.
    pub time: Time,
}

/// A self-test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelfTestStated {
    /// Which statement.
    pub origin: Origin,
    /// `passed`, `failed` or `unknown`.
    pub verdict: &'static str,
    /// What tested.
    pub agent: String,
    /// Each check: what was looked at, what was found, and why.
    pub checks: Vec<CheckStated>,
}

/// One check of a self-test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckStated {
    /// What was looked at, in kebab-case.
    pub check: &'static str,
    /// `passed`, `failed`, `unknown` or `not-applicable`.
    pub found: &'static str,
    /// Why, in the unit's words.
    pub detail: Option<String>,
}

/// An export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportStated {
    /// Which statement.
    pub origin: Origin,
    /// By which way, in kebab-case.
    pub way: &'static str,
    /// Whether it was read back there and was the same.
    pub verified: bool,
    /// Whether it is encrypted to a key of the owner's.
    pub sealed: bool,
}

/// An erasure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErasureStated {
    /// Which statement.
    pub origin: Origin,
    /// `reset`, `handover`, `end-of-life` or `unknown`.
    pub purpose: &'static str,
    /// How many things were destroyed.
    pub destroyed: u64,
    /// How many of them were found when it looked again.
    pub found: u64,
}

/// From when on an erasure counts as one of late.
#[must_use]
pub const fn lately(now: Time) -> Time {
    Time(now.0 - LATELY)
}

/// Reads what a unit stated.
///
/// # Errors
/// When the database fails.
pub fn read(tx: &mut Tx<'_>, unit: &Unit, runs: &[UnitRuns]) -> Result<Stated, StoreError> {
    let tests = tx.unit_statements_of(unit.number, "self-tested", 1)?;
    let exports = tx.unit_statements_of(unit.number, "exported", 1)?;
    let erasures = tx.unit_statements_of(unit.number, "wiped", ERASURES)?;
    Ok(Stated {
        tested: tests.iter().find_map(tested),
        exported: exports.iter().find_map(exported),
        erased: erasures.iter().filter_map(erased).collect(),
        fresh: fresh(tx, unit, runs)?,
    })
}

/// What was signed. It was believed when it came.
fn said<M: Message>(kept: &UnitStatement) -> Option<M> {
    let envelope: Envelope = decode(&kept.content).ok()?;
    (envelope.payload_type == M::TYPE).then(|| decode(&envelope.payload).ok())?
}

fn origin(kept: &UnitStatement, seconds: i64) -> Origin {
    Origin { id: kept.id, time: Time(seconds.saturating_mul(1_000_000)) }
}

fn tested(kept: &UnitStatement) -> Option<SelfTestStated> {
    let said: SelfTested = said(kept)?;
    let verdict = found_word(Some(said.verdict()));
    let checks = said.checks.into_iter().map(|check| CheckStated {
        check: check_word(check.check),
        found: found_word(check.found),
        detail: check.detail.map(|detail| line(&detail)),
    });
    Some(SelfTestStated {
        origin: origin(kept, said.time),
        verdict,
        agent: line(&said.agent),
        checks: checks.collect(),
    })
}

/// Free text as one line.
fn line(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

fn exported(kept: &UnitStatement) -> Option<ExportStated> {
    let said: Exported = said(kept)?;
    let (origin, way) = (origin(kept, said.time), way_word(said.way));
    Some(ExportStated { origin, way, verified: said.verified, sealed: said.sealed })
}

fn erased(kept: &UnitStatement) -> Option<ErasureStated> {
    let said: Wiped = said(kept)?;
    let purpose = match said.purpose {
        Some(Purpose::Reset) => "reset",
        Some(Purpose::Handover) => "handover",
        Some(Purpose::EndOfLife) => "end-of-life",
        None => "unknown",
    };
    Some(ErasureStated { origin: origin(kept, said.time), purpose, destroyed: said.destroyed, found: said.found })
}

/// What the newest receipt of each release that it runs says of the metadata by which it was installed.
fn fresh(tx: &mut Tx<'_>, unit: &Unit, runs: &[UnitRuns]) -> Result<BTreeMap<Id<kinds::Part>, bool>, StoreError> {
    let receipts = tx.unit_statements_of(unit.number, "receipt", UPDATES)?;
    let receipts: Vec<Receipt> = receipts.iter().filter_map(said).filter(is_installed).collect();
    let of = |run: &UnitRuns| {
        let release = run.release?.to_string();
        let fresh = receipts.iter().find(|receipt| receipt.release == release)?.fresh?;
        Some((run.part, fresh))
    };
    Ok(runs.iter().filter_map(of).collect())
}

fn is_installed(receipt: &Receipt) -> bool {
    matches!(receipt.outcome, Some(Outcome::Installed | Outcome::Proven))
}

/// What a unit signed before `before`, the newest first.
///
/// # Errors
/// When there is no such unit, or the database fails.
pub async fn list(
    app: &App,
    id: Id<kinds::Unit>,
    before: Option<Id<kinds::UnitStatement>>,
    limit: i64,
) -> Result<Vec<UnitStatement>, FleetError> {
    let read = move |tx: &mut Tx<'_>| {
        let unit = tx.unit(id)?.ok_or(FleetError::NotFound("unit"))?;
        Ok(tx.unit_statements(unit.number, before, limit)?)
    };
    app.store.read(read).await
}

/// A statement of a unit as whoever it concerns may keep it, and check it without this server.
///
/// # Errors
/// When there is no such unit or statement, it is a request and no receipt, or the key that signed it is not known any more.
pub async fn receipt(
    app: &App,
    id: Id<kinds::Unit>,
    statement: Id<kinds::UnitStatement>,
) -> Result<String, FleetError> {
    app.store.read(move |tx| copy(tx, id, statement)).await.map(|copy| copy.text())
}

fn copy(tx: &mut Tx<'_>, id: Id<kinds::Unit>, statement: Id<kinds::UnitStatement>) -> Result<ReceiptCopy, FleetError> {
    let absent = || FleetError::NotFound("receipt");
    let unit = tx.unit(id)?.ok_or(FleetError::NotFound("unit"))?;
    let kept = tx.unit_statement_get(unit.number, statement)?.ok_or_else(absent)?;
    let envelope: Envelope = decode(&kept.content).map_err(|_| absent())?;
    let key = key(tx, &unit, &envelope.key)?.ok_or_else(absent)?;
    ReceiptCopy::new(&kept.content, key).map_err(|_| absent())
}

/// The key of a unit with this fingerprint: the one that it has, or one that it enrolled with before.
fn key(tx: &mut Tx<'_>, unit: &Unit, fingerprint: &[u8; 32]) -> Result<Option<UnitPublicKey>, StoreError> {
    let is_it = |key: &UnitPublicKey| key.fingerprint().0 == *fingerprint;
    let now = unit.public_key.as_deref().and_then(UnitPublicKey::from_bytes).filter(is_it);
    if now.is_some() {
        return Ok(now);
    }
    let enrolments = tx.unit_statements_of(unit.number, "enrolled", ENROLMENTS)?;
    let keys = enrolments.iter().filter_map(said::<Enrol>).filter_map(|said| UnitPublicKey::from_bytes(&*said.key));
    Ok(keys.into_iter().find(is_it))
}
