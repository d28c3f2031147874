//! What the units of a case run: counted for each decision, and since then kept once a day where it changed.

use steadfast_store::{Case, CaseShare, Id, StoreError, Time, Tx, kinds};

use crate::fleet::affected::{Counts, hit};

/// Counts that are shown.
const SHOWN: i64 = 60;

/// What the units in use run now; nothing where the case names no flaw that is known.
pub(crate) fn counted(tx: &mut Tx<'_>, case: &Case, now: Time) -> Result<Option<CaseShare>, StoreError> {
    let flaw = if case.flaw.is_empty() { None } else { tx.flaw_of_id(&case.flaw)? };
    let Some(flaw) = flaw else { return Ok(None) };
    let hits = hit(tx, flaw, case.product)?;
    let (counts, mut silent) = (Counts::of(&hits), 0);
    for hit in &hits {
        silent += tx.product_silent(hit.product)?;
    }
    Ok(Some(CaseShare {
        time: now,
        decided: false,
        affected: counts.affected,
        fixed: counts.fixed,
        other: counts.other,
        unknown: counts.unknown,
        silent,
    }))
}

/// What was counted, the oldest first.
pub(crate) fn since(tx: &mut Tx<'_>, case: Id<kinds::Case>) -> Result<Vec<CaseShare>, StoreError> {
    let mut found = tx.case_shares(case, SHOWN)?;
    found.reverse();
    Ok(found)
}

/// Keeps what was counted where it changed, one a day: what was counted earlier that day makes room, but for a decision.
pub(crate) fn keep(tx: &mut Tx<'_>, case: Id<kinds::Case>, now: CaseShare) -> Result<(), StoreError> {
    if let Some(last) = tx.case_shares(case, 1)?.into_iter().next() {
        if last.is_as(&now) || last.time >= now.time {
            return Ok(());
        }
        if !last.decided && last.time.day() == now.time.day() {
            tx.case_share_remove(case, last.time)?;
        }
    }
    tx.case_share_put(case, &now)
}
