//! The job that tells owners that support ends (Article 13(19)): when it has ended, and, as a kindness of this program, six months
//! and thirty days before. A notice goes the way of every notice to owners, so the device shows it and states that it keeps it.

use jiff::ToSpan;
use jiff::civil::Date;
use steadfast_store::{
    Id, NoticeBase, OwnerNoticeRow, OwnerNoticeState, Product, StoreError, SupportNotice, SupportStage, Time, Tx,
    Window, kinds,
};
use steadfast_trust::hash::sha256;

use super::period::Span;
use super::read::{self, day};
use super::words::Known;
use crate::act::Fact;
use crate::jobs::work::{Work, WorkError};
use crate::reports::settings;
use crate::web::urls;

type ProductId = Id<kinds::Product>;

/// Products of one look.
const SLICE: i64 = 100;

/// What is to be told: of which window, at which stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Due {
    span: Span,
    ends: Date,
    stage: SupportStage,
}

/// Tells what is due, and nothing twice.
pub(crate) async fn run(work: &Work) -> Result<(), WorkError> {
    let mut after = Id::from_bytes([0; 16]);
    loop {
        let found = work.app().store.read::<_, StoreError, _>(move |tx| tx.products_supported(after, SLICE)).await?;
        let Some(last) = found.last().copied() else { return Ok(()) };
        for product in found {
            work.go_on()?;
            of_product(work, product).await?;
        }
        after = last;
    }
}

async fn of_product(work: &Work, id: ProductId) -> Result<(), WorkError> {
    let now = work.app().ambient.now();
    let read = move |tx: &mut Tx<'_>| {
        let Some(product) = tx.product(id)? else { return Ok((Vec::new(), Vec::new())) };
        let spans = read::promises(tx, &product)?.spans();
        let begun = tx.support_notices(id)?;
        let due = spans.iter().filter_map(|span| due(*span, day(now))).collect();
        Ok((due, outdated(tx, &spans, begun)?))
    };
    let (due, outdated): (Vec<Due>, _) = work.app().store.read::<_, StoreError, _>(read).await?;
    for notice in outdated {
        undone(work.take_back(notice).await)?;
    }
    for one in due {
        undone(work.tell(id, one).await)?;
    }
    Ok(())
}

/// What was done already is no failure.
fn undone(outcome: Result<(), WorkError>) -> Result<(), WorkError> {
    match outcome {
        Err(WorkError::Already) => Ok(()),
        other => other,
    }
}

/// The latest stage that has come: who is told that support has ended need not hear that it will.
fn due(span: Span, today: Date) -> Option<Due> {
    let ends = span.ends?;
    let before = |date: Option<Date>| date.is_some_and(|date| date <= today);
    let stage = if ends < today {
        SupportStage::End
    } else if before(ends.checked_sub(30.days()).ok()) {
        SupportStage::Month
    } else if before(ends.checked_sub(6.months()).ok()) {
        SupportStage::HalfYear
    } else {
        return None;
    };
    Some(Due { span, ends, stage })
}

/// Notices about an end that was moved since: nobody is to be told it any more.
fn outdated(
    tx: &mut Tx<'_>,
    spans: &[Span],
    begun: Vec<SupportNotice>,
) -> Result<Vec<Id<kinds::OwnerNotice>>, StoreError> {
    let ends: Vec<String> = spans.iter().filter_map(|span| Some(span.ends?.to_string())).collect();
    let mut found = Vec::new();
    for one in begun.into_iter().filter(|one| !ends.contains(&one.ends)) {
        let is_told = tx.owner_notice(one.notice)?.is_some_and(|notice| notice.state == OwnerNoticeState::Sent);
        found.extend(is_told.then_some(one.notice));
    }
    Ok(found)
}

impl Work {
    async fn tell(&self, id: ProductId, due: Due) -> Result<(), WorkError> {
        let (new, base) = (self.app().ambient.id(), self.app().config.address());
        self.act(move |tx, at| {
            let product = tx.product(id)?.ok_or(WorkError::Already)?;
            let notice = match begun(tx, id, due)? {
                Some(notice) => notice,
                None => begin(tx, &product, due, new, &base, at.now)?,
            };
            let units = tx.support_notice_fix(notice, id, window(due.span).as_window(), at.now)?;
            if units == 0 {
                return Err(WorkError::Already);
            }
            let progress = tx.owner_notice_progress(notice)?;
            let fact = Fact::new("support-end-told", &notice).with("product", id.to_string());
            let fact = fact.with("ends", due.ends.to_string()).with("stage", due.stage.as_str());
            Ok(((), fact.with("new", units).with("units", progress.units).with("kept", progress.kept)))
        })
        .await
    }

    async fn take_back(&self, id: Id<kinds::OwnerNotice>) -> Result<(), WorkError> {
        self.act(move |tx, at| {
            let mut notice = tx.owner_notice(id)?.ok_or(WorkError::Already)?;
            if notice.state != OwnerNoticeState::Sent {
                return Err(WorkError::Already);
            }
            (notice.state, notice.recalled) = (OwnerNoticeState::Recalled, Some(at.now));
            if !tx.owner_notice_change(&notice)? {
                return Err(WorkError::Overtaken);
            }
            tx.owner_deliveries_stop(id)?;
            let progress = tx.owner_notice_progress(id)?;
            let fact = Fact::new("owner-notice-recalled", &id).with("product", notice.product.to_string());
            Ok(((), fact.with("units", progress.units).with("kept", progress.kept).with("opened", progress.opened)))
        })
        .await
    }
}

/// Days of placing as the store takes them.
struct Days {
    from: String,
    before: String,
}

impl Days {
    /// Units whose placing nobody stated are told of every end: the words say for whom it holds.
    fn as_window(&self) -> Window<'_> {
        Window { from: &self.from, before: &self.before, unknown: true }
    }
}

fn window(span: Span) -> Days {
    let text = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    Days { from: text(span.from), before: text(span.before) }
}

/// The notice of this end and stage, where it was begun.
fn begun(tx: &mut Tx<'_>, id: ProductId, due: Due) -> Result<Option<Id<kinds::OwnerNotice>>, StoreError> {
    let ends = due.ends.to_string();
    let found = tx.support_notices(id)?.into_iter().find(|one| one.ends == ends && one.stage == due.stage);
    Ok(found.map(|one| one.notice))
}

/// Begins a notice. It comes of no case: in its place stands the product's id, which is no case's.
fn begin(
    tx: &mut Tx<'_>,
    product: &Product,
    due: Due,
    id: Id<kinds::OwnerNotice>,
    base: &str,
    now: Time,
) -> Result<Id<kinds::OwnerNotice>, WorkError> {
    let case = Id::from_bytes(product.id.bytes());
    let content = content(tx, product, due, base)?.to_kept();
    let mut notice = OwnerNoticeRow {
        id,
        case,
        number: tx.owner_notice_next(case)?,
        product: product.id,
        digest: None,
        corrects: earlier(tx, product.id, due)?,
        content,
        // Its units are written down one by one: no rule finds others.
        base: NoticeBase::Releases,
        later: false,
        state: OwnerNoticeState::Draft,
        editor: None,
        sender: None,
        made: now,
        sent: None,
        recalled: None,
        version: 1,
    };
    tx.owner_notice_insert(&notice)?;
    notice.digest = Some(sha256(&[notice.content.as_bytes()]));
    (notice.state, notice.sent) = (OwnerNoticeState::Sent, Some(now));
    if !tx.owner_notice_change(&notice)? {
        return Err(WorkError::Overtaken);
    }
    let ends = due.ends.to_string();
    tx.support_notice_put(product.id, &SupportNotice { ends, stage: due.stage, notice: id, told: now })?;
    Ok(id)
}

/// The notice of an earlier stage of the same end: the new one comes in its place on the device.
fn earlier(tx: &mut Tx<'_>, id: ProductId, due: Due) -> Result<Option<Id<kinds::OwnerNotice>>, StoreError> {
    let ends = due.ends.to_string();
    let found = tx.support_notices(id)?.into_iter().rfind(|one| one.ends == ends && one.stage != due.stage);
    Ok(found.map(|one| one.notice))
}

fn content(
    tx: &mut Tx<'_>,
    product: &Product,
    due: Due,
    fallback: &str,
) -> Result<crate::owner_notices::content::Content, StoreError> {
    let kept = settings::kept(tx)?;
    let base = settings::base(&kept.disclosure, fallback).unwrap_or_default();
    let published = tx.public_page(product.id)?.filter(|page| page.published);
    let word = published.map(|page| if page.slug.is_empty() { product.id.to_string() } else { page.slug });
    let address = word.map(|word| format!("{base}{}", urls::with(urls::PUBLIC_PRODUCT, &[&word]))).unwrap_or_default();
    let (name, ends) = (product.name.clone(), due.ends.to_string());
    Ok(Known { product: name, span: due.span, ends, stage: due.stage, address }.content())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_latest_stage_that_has_come_is_told() {
        let span = Span { from: None, before: None, ends: Some(date(2032, 8, 31)) };
        let stage = |today| due(span, today).map(|due| due.stage);
        assert_eq!(stage(date(2032, 2, 28)), None);
        assert_eq!(stage(date(2032, 2, 29)), Some(SupportStage::HalfYear));
        assert_eq!(stage(date(2032, 8, 1)), Some(SupportStage::Month));
        assert_eq!(stage(date(2032, 8, 31)), Some(SupportStage::Month), "the last day is one of support");
        assert_eq!(stage(date(2032, 9, 1)), Some(SupportStage::End));
        assert_eq!(due(Span { ends: None, ..span }, date(2040, 1, 1)), None);
    }
}
