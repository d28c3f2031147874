//! What is read of notices to owners, for pages, the API and the case alike.

use steadfast_store::{
    Case, ContactWay, Id, NoticeProgress, NoticeReach, OwnerNoticeRow, OwnerNoticeState, StoreError, Tx, kinds,
};

use super::content::Content;
use crate::act::Fact;
use crate::cases::error::CaseError;
use crate::cases::step;

/// Notices of one case that are shown.
pub(crate) const MOST: i64 = 50;

/// A notice with all that is shown of it.
#[derive(Clone, Debug)]
pub(crate) struct Whole {
    pub(crate) notice: OwnerNoticeRow,
    pub(crate) case: Case,
    pub(crate) content: Content,
    /// Its releases with their versions, as far as they are there.
    pub(crate) releases: Vec<(Id<kinds::Release>, String)>,
    pub(crate) markets: Vec<String>,
    /// Of a draft: whom it would be for now. Of what was sent: whom it can reach now.
    pub(crate) reach: NoticeReach,
    /// How far it came.
    pub(crate) progress: NoticeProgress,
    /// Deliveries to addresses of owners': way, state, how many.
    pub(crate) deliveries: Vec<(ContactWay, String, i64)>,
    /// The notice in whose place it comes, by its number.
    pub(crate) corrects: Option<i64>,
}

/// A notice that there is.
pub(crate) fn notice(tx: &mut Tx<'_>, id: Id<kinds::OwnerNotice>) -> Result<OwnerNoticeRow, CaseError> {
    tx.owner_notice(id)?.ok_or(CaseError::NotFound("notice"))
}

/// A draft that is still as it was read.
pub(super) fn unchanged(tx: &mut Tx<'_>, id: Id<kinds::OwnerNotice>, seen: i64) -> Result<OwnerNoticeRow, CaseError> {
    let notice = notice(tx, id)?;
    if notice.version != seen {
        return Err(CaseError::Changed);
    }
    Ok(notice)
}

/// A notice with all that is shown of it.
pub(crate) fn whole(tx: &mut Tx<'_>, id: Id<kinds::OwnerNotice>) -> Result<Whole, CaseError> {
    let notice = notice(tx, id)?;
    let case = step::case(tx, notice.case)?;
    let mut releases = Vec::new();
    for release in tx.owner_notice_releases(id)? {
        let label = tx.release(release)?.map_or_else(|| release.to_string(), |found| found.label);
        releases.push((release, label));
    }
    let is_draft = notice.state == OwnerNoticeState::Draft;
    let corrects = notice.corrects.map(|earlier| tx.owner_notice(earlier)).transpose()?.flatten();
    Ok(Whole {
        content: Content::kept(&notice.content).unwrap_or_default(),
        markets: tx.owner_notice_markets(id)?,
        reach: if is_draft { tx.owner_notice_reach(id)? } else { NoticeReach::default() },
        progress: if is_draft { NoticeProgress::default() } else { tx.owner_notice_progress(id)? },
        corrects: corrects.map(|earlier| earlier.number),
        deliveries: tx.owner_delivery_counts(id)?,
        releases,
        case,
        notice,
    })
}

/// Notices of a case, the newest first, each with how far it came.
pub(crate) fn of_case(
    tx: &mut Tx<'_>,
    case: Id<kinds::Case>,
) -> Result<Vec<(OwnerNoticeRow, NoticeProgress)>, StoreError> {
    let all = tx.owner_notices(case, MOST)?;
    all.into_iter()
        .map(|notice| {
            let is_draft = notice.state == OwnerNoticeState::Draft;
            let progress = if is_draft { NoticeProgress::default() } else { tx.owner_notice_progress(notice.id)? };
            Ok((notice, progress))
        })
        .collect()
}

/// A record about a notice: ids, words of closed lists and numbers.
pub(super) fn about(fact: Fact, notice: &OwnerNoticeRow) -> Fact {
    let corrects = notice.corrects.map(|earlier| earlier.to_string());
    fact.with("case", notice.case.to_string())
        .with("number", notice.number)
        .with("product", notice.product.to_string())
        .with("corrects", corrects)
}
