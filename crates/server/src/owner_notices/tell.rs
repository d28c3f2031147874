//! The way of a notice to a unit and back: what a check-in is answered, and what the unit states of it.

use steadfast_protocol::{MOST_NOTICES, NoticeStep, OwnerNotice};
use steadfast_store::{Id, OwnerNoticeRow, StoreError, Time, Tx, Unit, UnitState, kinds};

use super::content::{Content, gravity};

/// What a unit is told now, noted as told; nothing where there is nothing. What came into the scope of a notice after it was
/// sent is told too, where staff decided so.
pub(crate) fn told(tx: &mut Tx<'_>, unit: &Unit, now: Time) -> Result<Option<Vec<OwnerNotice>>, StoreError> {
    if unit.state == UnitState::Decommissioned {
        return Ok(None);
    }
    for notice in tx.owner_notices_later(unit.number, unit.product)? {
        if tx.owner_notice_holds(notice.id, unit.number)? {
            tx.owner_notice_unit_put(notice.id, unit.number, now)?;
            tx.owner_deliveries_join(notice.id, unit.number, now)?;
        }
    }
    let mut told = Vec::new();
    for row in tx.owner_notices_for(unit.number, MOST_NOTICES as i64)? {
        if let Some(notice) = message(&row) {
            tx.owner_notice_told(row.id, unit.number, now)?;
            told.push(notice);
        }
    }
    Ok(Some(told).filter(|told| !told.is_empty()))
}

/// A notice as it travels; nothing where a newer program wrote it.
fn message(row: &OwnerNoticeRow) -> Option<OwnerNotice> {
    let content = Content::kept(&row.content)?;
    Some(OwnerNotice {
        id: row.id.to_string(),
        time: row.sent.unwrap_or(row.made).0.div_euclid(1_000_000),
        texts: vec![content.en.text("en"), content.de.text("de")],
        gravity: gravity(&content.gravity),
        address: Some(content.address).filter(|address| !address.is_empty()),
        corrects: row.corrects.map(|earlier| earlier.to_string()),
    })
}

/// What a unit states of a notice; the line of its history where that is new, or why it is not taken.
pub(crate) fn reached(
    tx: &mut Tx<'_>,
    unit: i64,
    notice: &str,
    step: Option<NoticeStep>,
    now: Time,
) -> Result<Result<Option<&'static str>, &'static str>, StoreError> {
    let Ok(id) = notice.parse::<Id<kinds::OwnerNotice>>() else { return Ok(Err("unknown-notice")) };
    if !tx.owner_notice_was_told(id, unit)? {
        return Ok(Err("never-told"));
    }
    let (is_new, word) = match step {
        Some(NoticeStep::Kept) => (tx.owner_notice_kept(id, unit, now)?, "notice-kept"),
        Some(NoticeStep::Opened) => (tx.owner_notice_opened(id, unit, now)?, "notice-opened"),
        None => (false, ""),
    };
    Ok(Ok(is_new.then_some(word)))
}
