//! Carries the ledger's records into the index, in the order of their numbers.

use steadfast_conformity::fold::enter;
use steadfast_conformity::rules::VERSION;
use steadfast_store::{Folded, RecordRow, StoreError, Tx};
use steadfast_trust::record::Record;

use super::error::ConformityError;
use super::shelf::TxShelf;
use crate::app::App;

/// Records of one slice.
const SLICE: i64 = 200;
/// Slices that somebody who looks waits for; the rest is the job's.
const WAITED_FOR: usize = 20;

/// Brings the index up to the newest checkpoint, as far as somebody who looks should wait; whether it is there.
///
/// # Errors
/// When the database fails, or a record cannot be read.
pub(crate) async fn catch_up(app: &App) -> Result<bool, ConformityError> {
    for _ in 0..WAITED_FOR {
        if !step(app).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Folds one slice; whether there may be more.
///
/// # Errors
/// When the database fails, or a record cannot be read.
pub(crate) async fn step(app: &App) -> Result<bool, ConformityError> {
    if !app.store.read::<_, StoreError, _>(is_behind).await? {
        return Ok(false);
    }
    app.store.write(slice).await
}

fn is_behind(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    let (folded, signed) = (tx.evidence_folded()?, signed(tx)?);
    Ok(folded.position < signed || !follows(tx, &folded)?)
}

fn signed(tx: &mut Tx<'_>) -> Result<u64, StoreError> {
    Ok(tx.ledger_head()?.map_or(0, |head| head.signed))
}

/// Whether the ledger is still the one that was folded, by the rules of today: after a restore it may not be.
fn follows(tx: &mut Tx<'_>, folded: &Folded) -> Result<bool, StoreError> {
    let Some(before) = folded.position.checked_sub(1) else { return Ok(true) };
    if folded.rules != VERSION {
        return Ok(false);
    }
    let found = tx.record_from(before, 1)?;
    Ok(found.first().is_some_and(|row| row.id.to_string() == folded.last))
}

fn slice(tx: &mut Tx<'_>) -> Result<bool, ConformityError> {
    let mut folded = tx.evidence_folded()?;
    if !follows(tx, &folded)? {
        tx.evidence_clear()?;
        folded = Folded::default();
    }
    let signed = signed(tx)?;
    let mut rows = tx.record_from(folded.position, SLICE)?;
    rows.retain(|row| row.place.is_some_and(|(number, _)| number < signed));
    for row in &rows {
        take(tx, row, &mut folded)?;
    }
    if !rows.is_empty() {
        tx.evidence_fold_put(&folded)?;
    }
    Ok(folded.position < signed)
}

fn take(tx: &mut Tx<'_>, row: &RecordRow, folded: &mut Folded) -> Result<(), ConformityError> {
    let number = folded.position;
    match opened(row, number)? {
        Some(record) => enter(&mut TxShelf(tx), &record, number)?,
        None => folded.erased += 1,
    }
    folded.position += 1;
    folded.last = row.id.to_string();
    folded.rules = VERSION;
    Ok(())
}

/// What a record says; nothing once its content was erased.
///
/// # Errors
/// When it is no record that can be read.
pub(super) fn opened(row: &RecordRow, number: u64) -> Result<Option<Record>, ConformityError> {
    let opened = row.content.as_ref().map(|(_, envelope)| Record::peek(envelope));
    opened.transpose().map_err(|error| ConformityError::Record(number, error))
}
