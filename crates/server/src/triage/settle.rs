//! Brings what was decided and what waits up to date, for flaws whose exposures or assessments changed.

use std::collections::{BTreeMap, BTreeSet};

use steadfast_store::{Id, Open, SETTLED_AT_ONCE, Stand, StoreError, Time, Tx, kinds};

use super::standing::{Stated, standing};

/// For each of these flaws: which assessment stands for each exposure that is not closed, whether it is to be looked at
/// again, who waits; then the flaw's counts and its place in the queue. Releases for which something else stands have their
/// verdicts looked at again. Runs in the transaction that changed either.
///
/// # Errors
/// When the database fails.
pub fn settle(tx: &mut Tx<'_>, flaws: &[i64], _now: Time) -> Result<(), StoreError> {
    for chunk in flaws.chunks(SETTLED_AT_ONCE) {
        let named = tx.settle_named(chunk)?;
        let unnamed: Vec<i64> = chunk.iter().copied().filter(|flaw| !named.contains(flaw)).collect();
        tx.settle_unnamed(&unnamed)?;
        for flaw in named {
            of_named(tx, flaw)?;
        }
        tx.settle_count(chunk)?;
    }
    Ok(())
}

/// Where one exposure comes to stand elsewhere than it did: component, new standing.
type Change = (i64, Stand);

fn of_named(tx: &mut Tx<'_>, flaw: i64) -> Result<(), StoreError> {
    let Some(known) = tx.settle_known(flaw)? else { return Ok(()) };
    let stated: Vec<Stated> =
        tx.assessments_of(flaw)?.into_iter().filter(|one| one.ended.is_none()).map(Stated::from).collect();
    let fixed: BTreeMap<i64, Vec<String>> = tx.settle_fixed(flaw)?.into_iter().collect();
    let mut changes: BTreeMap<Change, Vec<Id<kinds::Release>>> = BTreeMap::new();
    for open in tx.settle_open(flaw)? {
        let mends = fixed.get(&open.component).map(Vec::as_slice).unwrap_or_default();
        let now = standing(&known, &stated, mends, &open);
        if now != open.standing {
            changes.entry((open.component, now)).or_default().push(open.release);
        }
    }
    tx.settle_closed(flaw)?;
    let doubted: BTreeSet<Id<kinds::Release>> = changes.values().flatten().copied().collect();
    doubted.into_iter().try_for_each(|release| tx.verdict_doubt(release))?;
    changes
        .iter()
        .try_for_each(|((component, standing), releases)| tx.settle_stand(flaw, *component, standing, releases))
}

/// What every exposure of a flaw stands at that is not closed, for whoever shows or exports it.
///
/// # Errors
/// When the database fails.
pub fn open(tx: &mut Tx<'_>, flaw: i64) -> Result<Vec<Open>, StoreError> {
    tx.settle_open(flaw)
}
