//! The request that a unit sends again and again: one transaction takes what it says and decides what it is told.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::Extensions;
use axum::response::Response;
use serde_json::json;
use steadfast_protocol::{Answer, CheckIn, Envelope, MOST_RUNS, MOST_STATEMENTS, Runs, encode};
use steadfast_store::{CodeBy, FreshCode, Id, Part, Release, Time, Tx, Unit, UnitEvent, UnitStatement, kinds};
use steadfast_trust::key::UnitPublicKey;

use super::answer::answer;
use super::authority::{Blame, Known, guarded, open};
use super::error::DeviceError;
use super::{bounds, end, log, owners, receipts};
use crate::app::App;
use crate::http::listen::Peer;
use crate::ledger::{LedgerError, tiles};
use crate::policies;
use crate::rollout::held::OPENS_FOR;
use crate::rollout::report;

/// A check-in with all that taking it needs.
pub(super) struct Taken {
    pub(super) unit: Unit,
    pub(super) key: UnitPublicKey,
    pub(super) said: CheckIn,
    /// The request as it came.
    envelope: Vec<u8>,
    /// Ids for what is kept: drawn before, so that a transaction may run again.
    pub(super) ids: Ids,
    ledger: Ledger,
    pub(super) now: Time,
}

/// Ids for events and statements, as many as one request can need.
pub(super) struct Ids {
    /// For what each statement does.
    pub(super) events: Vec<Id<kinds::UnitEvent>>,
    /// For each statement.
    pub(super) statements: Vec<Id<kinds::UnitStatement>>,
    /// For that some of them were refused.
    pub(super) refused: Id<kinds::UnitEvent>,
    /// For what each part turns out to run.
    runs: Vec<Id<kinds::UnitEvent>>,
    consent: Id<kinds::UnitEvent>,
    ledger: Id<kinds::UnitEvent>,
    /// For what is wrong with its log.
    pub(super) log: Id<kinds::UnitEvent>,
    /// For the alert that this is, where it is one.
    pub(super) alert: Id<kinds::Alert>,
    /// For that its owner switched something.
    pub(super) switches: Id<kinds::UnitEvent>,
    /// For that it is in use again, before what it states and after.
    revived: [Id<kinds::UnitEvent>; 2],
    /// For that it stated more than is kept.
    pub(super) over: Id<kinds::UnitEvent>,
    whole: Id<kinds::UnitStatement>,
}

/// What our ledger is, beside what the unit saw of it.
struct Ledger {
    checkpoint: Option<String>,
    size: u64,
    /// Whether the unit saw another one.
    differs: bool,
}

pub(super) async fn check_in(State(app): State<Arc<App>>, extensions: Extensions, body: Bytes) -> Response {
    guarded(&app, Peer::blamed(&app, &extensions), Blame::After, heard(&app, &body)).await
}

async fn heard(app: &App, body: &Bytes) -> Result<Vec<u8>, DeviceError> {
    let Known { unit, key, said } = open::<CheckIn>(app, body).await?;
    if said.unit != unit.id.to_string() {
        return Err(DeviceError::Unknown);
    }
    if let Some(wait) = app.guesses.asks(unit.number, app.ambient.steady()) {
        return Err(DeviceError::Throttled(wait));
    }
    within(&said)?;
    if counter(&said) <= unit.counter {
        return Err(behind(app, &unit).await?);
    }
    let ledger = ledger(app, &said).await?;
    let ids = Ids::draw(app, &said);
    let taken = Taken { unit, key, said, envelope: body.to_vec(), ids, ledger, now: app.ambient.now() };
    let again = app.config.poll.seconds();
    let write = || app.store.write::<_, DeviceError, _>(move |tx| take(tx, &taken, again));
    let answer = app.admission.admit(write).await?;
    app.wake.notify_one();
    Ok(encode(&answer))
}

/// What one request may carry.
fn within(said: &CheckIn) -> Result<(), DeviceError> {
    if said.statements.len() > MOST_STATEMENTS {
        return Err(DeviceError::Beyond("statements"));
    }
    if said.runs.len() > MOST_RUNS { Err(DeviceError::Beyond("parts")) } else { Ok(()) }
}

/// The counter; one that leaves no room for another is none.
fn counter(said: &CheckIn) -> i64 {
    i64::try_from(said.counter).ok().filter(|counter| *counter < i64::MAX).unwrap_or(-1)
}

/// A request was sent again, or a copy of the unit is at work: noted, once in an hour.
async fn behind(app: &App, unit: &Unit) -> Result<DeviceError, DeviceError> {
    let (number, event, now) = (unit.number, app.ambient.id(), app.ambient.now());
    let write = move |tx: &mut Tx<'_>| {
        let noted = UnitEvent { id: event, kind: "counter-behind".to_owned(), facts: "{}".to_owned() };
        note_once(tx, number, &noted, now)?;
        Ok::<_, DeviceError>(tx.unit_of_number(number)?.map_or(0, |unit| unit.counter))
    };
    let last = app.store.write::<_, DeviceError, _>(write).await?;
    Ok(DeviceError::Counter(last))
}

/// Notes what may come with every request: once in an hour.
pub(super) fn note_once(tx: &mut Tx<'_>, unit: i64, event: &UnitEvent, now: Time) -> Result<bool, DeviceError> {
    const LOOK_BACK: i64 = 20;
    const HOUR: i64 = 3_600_000_000;
    let lately = tx.unit_history(unit, None, LOOK_BACK)?;
    let noted = lately.iter().any(|one| one.kind == event.kind && now.0 - one.id.made().0 < HOUR);
    if !noted {
        tx.unit_event(unit, event)?;
    }
    Ok(!noted)
}

impl Ids {
    fn draw(app: &App, said: &CheckIn) -> Self {
        let ambient = &app.ambient;
        Self {
            events: said.statements.iter().map(|_| ambient.id()).collect(),
            statements: said.statements.iter().map(|_| ambient.id()).collect(),
            refused: ambient.id(),
            runs: said.runs.iter().map(|_| ambient.id()).collect(),
            consent: ambient.id(),
            ledger: ambient.id(),
            log: ambient.id(),
            alert: ambient.id(),
            switches: ambient.id(),
            revived: [ambient.id(), ambient.id()],
            over: ambient.id(),
            whole: ambient.id(),
        }
    }

    /// Those of lines about what it states; what is wrong with it is not among them.
    pub(super) fn lines(&self) -> impl Iterator<Item = Id<kinds::UnitEvent>> {
        let single = [self.refused, self.consent, self.switches];
        self.events.iter().chain(&self.runs).copied().chain(single).chain(self.revived)
    }
}

/// Read before the transaction that writes, so that neither waits for whoever numbers records.
async fn ledger(app: &App, said: &CheckIn) -> Result<Ledger, DeviceError> {
    let seen = said.checkpoint.filter(|seen| seen.size > 0);
    let read = move |tx: &mut Tx<'_>| {
        let Some(head) = tx.ledger_head()? else { return Ok((None, 0, false)) };
        let differs = match seen {
            Some(seen) if seen.size <= head.signed => tiles::root(tx, seen.size)? != *seen.root,
            Some(_) => true,
            None => false,
        };
        Ok((Some(head.note).filter(|note| !note.is_empty()), head.signed, differs))
    };
    let (checkpoint, size, differs) = app.store.look_up::<_, LedgerError, _>(read).await?;
    Ok(Ledger { checkpoint, size, differs })
}

fn take(tx: &mut Tx<'_>, taken: &Taken, again: u32) -> Result<Answer, DeviceError> {
    let said = &taken.said;
    let known = tx.unit_of_number(taken.unit.number)?;
    let known = known.filter(|known| known.key == taken.unit.key && !known.is_closed()).ok_or(DeviceError::Unknown)?;
    if !tx.unit_count(known.number, counter(said))? {
        return Err(DeviceError::Counter(known.counter));
    }
    tx.unit_seen(known.number, taken.now)?;
    let known = end::revived(tx, known, said, taken.ids.revived[0])?;
    let has_signed_enough = bounds::has_signed_enough(tx, taken)?;
    let (kept, refused) = receipts::take(tx, taken, &known, has_signed_enough)?;
    // What it stated may have ended its use, or its owner's time with it.
    let unit = if kept.is_empty() { known } else { again_known(tx, known.number)? };
    let unit = end::revived(tx, unit, said, taken.ids.revived[1])?;
    let mut tells = runs(tx, taken, &unit)?;
    tells |= owners::agree(tx, &unit, said.consent, taken.ids.consent, taken.now)?;
    fresh_code(tx, taken)?;
    let log::News { wrong, switched } = log::take(tx, taken)?;
    let forked = taken.ledger.differs && fork(tx, taken)?;
    let wrong = if forked { Some("ledger-differs") } else { wrong };
    if let Some(kind) = wrong.or((tells || switched).then_some("state")).filter(|_| !has_signed_enough) {
        keep(tx, taken, kind)?;
    }
    if tells || switched || !said.statements.is_empty() {
        bounds::hold(tx, taken, has_signed_enough)?;
    }
    let mut answer = answer(tx, &unit, taken.now)?;
    (answer.again, answer.kept, answer.refused) = (again, kept, refused);
    answer.policy = policies::tell::policy(tx, &unit, said.policy, taken.now)?;
    answer.checkpoint.clone_from(&taken.ledger.checkpoint);
    Ok(answer)
}

/// A code that the unit shows its owner: for a while, and once, whoever brings it sees what is held. Nobody owns a unit that says
/// nothing of switches.
fn fresh_code(tx: &mut Tx<'_>, taken: &Taken) -> Result<(), DeviceError> {
    let Some(hash) = taken.said.fresh_code.filter(|_| taken.said.switches.is_some()) else { return Ok(()) };
    let expires = Time(taken.now.0.saturating_add(OPENS_FOR));
    let code = FreshCode { hash: *hash, by: CodeBy::Unit, made: taken.now, expires, used: None };
    tx.unit_fresh_code_put(taken.unit.number, &code)?;
    Ok(())
}

fn again_known(tx: &mut Tx<'_>, number: i64) -> Result<Unit, DeviceError> {
    tx.unit_of_number(number)?.ok_or(DeviceError::Unknown)
}

/// Takes what the unit says that it runs; whether anything is new in it.
fn runs(tx: &mut Tx<'_>, taken: &Taken, unit: &Unit) -> Result<bool, DeviceError> {
    let before = tx.unit_runs(unit.number)?;
    for (said, event) in taken.said.runs.iter().zip(&taken.ids.runs) {
        let part = said.part.parse().ok().map(|part| tx.part(part)).transpose()?.flatten();
        if let Some(part) = part.filter(|part| part.product == unit.product) {
            let runs = read(tx, &part, said, taken.said.starts)?;
            report::runs(tx, unit, &runs, *event, taken.now)?;
        }
    }
    Ok(tx.unit_runs(unit.number)? != before)
}

/// What a unit says that it runs of a part. Where it says itself that the image behind it is none of that release, or its
/// place in the order is another, what it runs is not known.
fn read(tx: &mut Tx<'_>, part: &Part, said: &Runs, starts: u64) -> Result<report::Runs, DeviceError> {
    let label: String = said.version.trim().chars().filter(|letter| !letter.is_control()).take(100).collect();
    let release = tx.release_by_label(part.id, &label)?;
    let order =
        |release: &Release| said.sequence.is_none_or(|sequence| i64::try_from(sequence) == Ok(release.sequence));
    let image = match (&release, &said.image) {
        (Some(release), Some(image)) => Some(receipts::is_of(tx, release.id, image)?),
        _ => None,
    };
    let fits = release.as_ref().is_none_or(order) && image != Some(false);
    let starts = i64::try_from(starts).unwrap_or(i64::MAX);
    Ok(report::Runs { part: part.id, label, starts: Some(starts), fits, names_image: fits && image == Some(true) })
}

/// The unit saw another ledger than this one; whether that is new.
fn fork(tx: &mut Tx<'_>, taken: &Taken) -> Result<bool, DeviceError> {
    let (unit, size) = (&taken.unit, taken.ledger.size);
    let seen = taken.said.checkpoint.map_or(0, |seen| seen.size);
    let facts = json!({ "size": seen, "known": size }).to_string();
    let event = UnitEvent { id: taken.ids.ledger, kind: "ledger-differs".to_owned(), facts };
    let new = note_once(tx, unit.number, &event, taken.now)?;
    if new {
        tracing::error!(unit = %unit.id, seen, size, "a unit saw another ledger than this one");
    }
    Ok(new)
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
