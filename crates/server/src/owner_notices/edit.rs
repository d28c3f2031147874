//! Changes to a draft: what it says and whom it is for; and its end before it is sent.

use steadfast_store::{Id, NoticeBase, OwnerNoticeRow, OwnerNoticeState, Tx, kinds};

use super::content::{Content, RELEASES, ReadScope, Scope};
use super::{draft, read};
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::cases::error::CaseError;
use crate::cases::step;

/// Says what a draft says and whom it is for; its new version.
///
/// # Errors
/// When something is not taken, it changed meanwhile or was sent, or it is not allowed.
pub async fn edit(
    app: &App,
    ask: Ask,
    (id, seen): (Id<kinds::OwnerNotice>, i64),
    content: Content,
    scope: Scope,
) -> Result<i64, CaseError> {
    let (content, editor) = (content.taken()?.to_kept(), ask.by.person());
    let scope = scope.read()?;
    let done = app.act::<_, CaseError, _>(ask, move |tx, _| {
        let mut notice = read::unchanged(tx, id, seen)?;
        if notice.state != OwnerNoticeState::Draft {
            return Err(CaseError::Already);
        }
        let releases = releases(tx, &notice, &scope)?;
        tx.owner_notice_scope(id, &releases, &scope.markets)?;
        notice.content.clone_from(&content);
        (notice.base, notice.later, notice.editor) = (scope.base, scope.later, editor);
        if !tx.owner_notice_change(&notice)? {
            return Err(CaseError::Changed);
        }
        Ok((notice.version + 1, read::about(Fact::new("owner-notice-changed", &id), &notice)))
    });
    Ok(done.await?.answer)
}

/// The releases of a scope: named ones are of the notice's product, those of a case are known.
fn releases(tx: &mut Tx<'_>, notice: &OwnerNoticeRow, scope: &ReadScope) -> Result<Vec<Id<kinds::Release>>, CaseError> {
    match scope.base {
        NoticeBase::Product => Ok(Vec::new()),
        NoticeBase::Case => {
            let case = step::case(tx, notice.case)?;
            Ok(draft::releases(tx, &case)?.into_iter().map(|(release, _)| release).collect())
        }
        NoticeBase::Releases => {
            for release in &scope.releases {
                let part = tx.release(*release)?.map(|release| tx.part(release.part)).transpose()?.flatten();
                if part.is_none_or(|part| part.product != notice.product) {
                    return Err(RELEASES.into());
                }
            }
            Ok(scope.releases.clone())
        }
    }
}

/// Drops a draft; its case.
///
/// # Errors
/// When it changed meanwhile or was sent, or it is not allowed.
pub async fn discard(
    app: &App,
    ask: Ask,
    (id, seen): (Id<kinds::OwnerNotice>, i64),
) -> Result<Id<kinds::Case>, CaseError> {
    let done = app.act::<_, CaseError, _>(ask, move |tx, _| {
        let notice = read::unchanged(tx, id, seen)?;
        if !tx.owner_notice_remove(id)? {
            return Err(CaseError::Already);
        }
        Ok((notice.case, read::about(Fact::new("owner-notice-dropped", &id), &notice)))
    });
    Ok(done.await?.answer)
}
