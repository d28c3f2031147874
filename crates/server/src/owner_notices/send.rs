//! Sending a notice, which fixes whom it is for, and recalling it.

use steadfast_store::{EntryKind, Id, NoticeBase, OwnerNoticeState, kinds};
use steadfast_trust::encoding::hex;
use steadfast_trust::hash::sha256;

use super::content::Content;
use super::{draft, read};
use crate::act::{Ask, Fact};
use crate::advisories::edit::takes_two;
use crate::app::App;
use crate::cases::error::CaseError;
use crate::cases::step::{self, Step, Told};

/// Sends a notice to the units of its scope, of which there were `shown` when somebody looked; how many there are. Where
/// advisories take two people, so does this.
///
/// # Errors
/// When there is nobody in its scope, there are more than were shown, it changed meanwhile or was sent, a second person is
/// wanted, or it is not allowed.
pub async fn send(
    app: &App,
    ask: Ask,
    (id, seen): (Id<kinds::OwnerNotice>, i64),
    shown: i64,
) -> Result<i64, CaseError> {
    let person = ask.by.person();
    let done = app.act::<_, CaseError, _>(ask, move |tx, at| {
        let mut notice = read::unchanged(tx, id, seen)?;
        if notice.state != OwnerNoticeState::Draft {
            return Err(CaseError::Already);
        }
        if takes_two(tx)? && (person.is_none() || notice.editor == person) {
            return Err(CaseError::SamePerson);
        }
        Content::kept(&notice.content).ok_or(CaseError::NotFound("text of the notice"))?.taken()?;
        if notice.base == NoticeBase::Case {
            // As the case is now: what it found since the draft is in its scope.
            let case = step::case(tx, notice.case)?;
            let releases: Vec<_> = draft::releases(tx, &case)?.into_iter().map(|(release, _)| release).collect();
            let markets = tx.owner_notice_markets(id)?;
            tx.owner_notice_scope(id, &releases, &markets)?;
        }
        let reach = tx.owner_notice_reach(id)?;
        if reach.units == 0 {
            return Err(CaseError::Nobody);
        }
        if reach.units > shown {
            return Err(CaseError::Wider(reach.units));
        }
        tx.owner_notice_fix(id, at.now)?;
        tx.owner_deliveries_begin(id, at.now)?;
        let digest = sha256(&[notice.content.as_bytes()]);
        (notice.state, notice.sent, notice.sender) = (OwnerNoticeState::Sent, Some(at.now), person);
        notice.digest = Some(digest);
        if !tx.owner_notice_change(&notice)? {
            return Err(CaseError::Changed);
        }
        let told = Told::new(EntryKind::Owners).with("notice", notice.number).with("units", reach.units);
        Step { person, at: *at }.tell(tx, notice.case, told.with("step", "sent"))?;
        let releases = i64::try_from(tx.owner_notice_releases(id)?.len()).unwrap_or(i64::MAX);
        let fact = read::about(Fact::new("owner-notice-sent", &id), &notice)
            .with("sha256", hex(&digest))
            .with("base", notice.base.as_str())
            .with("releases", releases)
            .with("markets", tx.owner_notice_markets(id)?)
            .with("later", notice.later)
            .with("units", reach.units)
            .with("by_unit", reach.by_unit)
            .with("by_mail", reach.by_mail)
            .with("by_webhook", reach.by_webhook)
            .with("by_nothing", reach.by_nothing);
        Ok((reach.units, fact))
    });
    Ok(done.await?.answer)
}

/// Recalls a notice: nobody is told it any more who was not. Who has it keeps it; a correction is a new notice.
///
/// # Errors
/// When it was not sent or was recalled, it changed meanwhile, or it is not allowed.
pub async fn recall(app: &App, ask: Ask, (id, seen): (Id<kinds::OwnerNotice>, i64)) -> Result<(), CaseError> {
    let person = ask.by.person();
    let done = app.act::<_, CaseError, _>(ask, move |tx, at| {
        let mut notice = read::unchanged(tx, id, seen)?;
        if notice.state != OwnerNoticeState::Sent {
            return Err(CaseError::Already);
        }
        (notice.state, notice.recalled) = (OwnerNoticeState::Recalled, Some(at.now));
        if !tx.owner_notice_change(&notice)? {
            return Err(CaseError::Changed);
        }
        tx.owner_deliveries_stop(id)?;
        let progress = tx.owner_notice_progress(id)?;
        let told = Told::new(EntryKind::Owners).with("notice", notice.number).with("units", progress.kept);
        Step { person, at: *at }.tell(tx, notice.case, told.with("step", "recalled"))?;
        let fact = read::about(Fact::new("owner-notice-recalled", &id), &notice);
        Ok(((), fact.with("units", progress.units).with("kept", progress.kept).with("opened", progress.opened)))
    });
    done.await?;
    Ok(())
}
