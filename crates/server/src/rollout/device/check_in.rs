//! The request that a unit sends again and again: one transaction takes what it says and decides what it is told.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::Extensions;
use axum::response::Response;
use serde_json::json;
use steadfast_protocol::{Answer, CheckIn, Envelope, Runs, encode};
use steadfast_store::{Id, Time, Tx, Unit, UnitEvent, UnitStatement, kinds};
use steadfast_trust::key::UnitPublicKey;

use super::answer::{answer, checkpoint};
use super::authority::{Known, guarded, open, peer};
use super::error::DeviceError;
use super::{owners, receipts};
use crate::app::App;
use crate::ledger::tiles;
use crate::rollout::{RolloutError, report};

/// A check-in with all that taking it needs.
pub(super) struct Taken {
    pub(super) unit: Unit,
    pub(super) key: UnitPublicKey,
    pub(super) said: CheckIn,
    /// The request as it came.
    envelope: Vec<u8>,
    /// Ids for what is kept: drawn before, so that a transaction may run again.
    pub(super) ids: Ids,
    pub(super) now: Time,
}

/// Ids for events and statements, as many as one request can need.
pub(super) struct Ids {
    pub(super) events: Vec<Id<kinds::UnitEvent>>,
    pub(super) statements: Vec<Id<kinds::UnitStatement>>,
    own: [Id<kinds::UnitEvent>; 3],
    whole: Id<kinds::UnitStatement>,
}

pub(super) async fn check_in(State(app): State<Arc<App>>, extensions: Extensions, body: Bytes) -> Response {
    let answer = async {
        let Known { unit, key, said } = open::<CheckIn>(&app, &body).await?;
        if said.unit != unit.id.to_string() {
            return Err(DeviceError::Unknown);
        }
        let ids = Ids::draw(&app, said.statements.len());
        let taken = Taken { unit, key, said, envelope: body.to_vec(), ids, now: app.ambient.now() };
        let again = app.config.poll.seconds();
        let answer = app.store.write::<_, DeviceError, _>(move |tx| take(tx, &taken, again)).await?;
        app.wake.notify_one();
        Ok(encode(&answer))
    };
    guarded(&app, peer(&extensions), answer).await
}

impl Ids {
    fn draw(app: &App, statements: usize) -> Self {
        Self {
            events: (0..statements).map(|_| app.ambient.id()).collect(),
            statements: (0..statements).map(|_| app.ambient.id()).collect(),
            own: [app.ambient.id(), app.ambient.id(), app.ambient.id()],
            whole: app.ambient.id(),
        }
    }
}

fn take(tx: &mut Tx<'_>, taken: &Taken, again: u32) -> Result<Answer, DeviceError> {
    let (unit, said) = (&taken.unit, &taken.said);
    let counter = i64::try_from(said.counter).unwrap_or(i64::MAX);
    if counter == i64::MAX || !tx.unit_count(unit.number, counter)? {
        let last = tx.unit_of_number(unit.number)?.map_or(0, |unit| unit.counter);
        return Err(DeviceError::Counter(last));
    }
    tx.unit_seen(unit.number, taken.now)?;
    let (kept, refused) = receipts::take(tx, taken)?;
    let changes = runs(tx, taken)?;
    owners::agree(tx, unit, said.consent, taken.ids.own[1], taken.now)?;
    let forked = witnessed(tx, taken)?;
    if changes || forked {
        keep(tx, taken, if forked { "ledger-differs" } else { "state" })?;
    }
    let mut answer = answer(tx, unit, taken.now)?;
    (answer.again, answer.kept, answer.refused) = (again, kept, refused);
    answer.checkpoint = checkpoint(tx)?;
    Ok(answer)
}

/// Takes what the unit says that it runs; whether anything is new in it.
fn runs(tx: &mut Tx<'_>, taken: &Taken) -> Result<bool, DeviceError> {
    let before = tx.unit_runs(taken.unit.number)?;
    for one in &taken.said.runs {
        let Ok(part) = one.part.parse() else { continue };
        if tx.part(part)?.is_none_or(|part| part.product != taken.unit.product) {
            continue;
        }
        let starts = i64::try_from(taken.said.starts).unwrap_or(i64::MAX);
        let label = label(tx, part, one)?;
        let runs = report::Runs { part, label, starts: Some(starts) };
        report::runs(tx, &taken.unit, &runs, taken.ids.own[0], taken.now)?;
    }
    Ok(tx.unit_runs(taken.unit.number)? != before)
}

/// The version that a unit says. Where it says itself that the image behind it is none of that release, or its place in the
/// order is another, what it runs is not known.
fn label(tx: &mut Tx<'_>, part: Id<kinds::Part>, runs: &Runs) -> Result<String, RolloutError> {
    let said: String = runs.version.trim().chars().filter(|letter| !letter.is_control()).take(100).collect();
    let Some(release) = tx.release_by_label(part, &said)? else { return Ok(said) };
    let sequence = runs.sequence.is_none_or(|sequence| i64::try_from(sequence) == Ok(release.sequence));
    let image = match &runs.image {
        Some(image) => receipts::is_of(tx, release.id, image)?,
        None => true,
    };
    Ok(if sequence && image { said } else { format!("{said} (another image)") })
}

/// What the unit saw of the ledger is held against the ledger: whether they differ.
fn witnessed(tx: &mut Tx<'_>, taken: &Taken) -> Result<bool, DeviceError> {
    let Some(seen) = taken.said.checkpoint.filter(|seen| seen.size > 0) else { return Ok(false) };
    let size = tx.ledger_head()?.map_or(0, |head| head.signed);
    if seen.size <= size && tiles::root(tx, seen.size)? == *seen.root {
        return Ok(false);
    }
    tracing::error!(unit = %taken.unit.id, seen = seen.size, size, "a unit saw another ledger than this one");
    let facts = json!({ "size": seen.size, "known": size }).to_string();
    let event = UnitEvent { id: taken.ids.own[2], kind: "ledger-differs".to_owned(), facts };
    tx.unit_event(taken.unit.number, &event)?;
    Ok(true)
}

/// Keeps the request as it was signed.
fn keep(tx: &mut Tx<'_>, taken: &Taken, kind: &str) -> Result<(), DeviceError> {
    let statement = UnitStatement {
        id: taken.ids.whole,
        unit: taken.unit.number,
        kind: kind.to_owned(),
        content: taken.envelope.clone(),
        digest: Envelope::digest(&taken.envelope),
        told: None,
    };
    tx.unit_statement_insert(&statement)?;
    Ok(())
}
