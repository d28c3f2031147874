//! What is known of support: promises, windows of placing with their devices, releases, notices.

use jiff::civil::Date;
use jiff::tz::Offset;
use steadfast_store::{
    Id, NoticeProgress, Product, Release, ReleaseState, StoreError, SupportNotice, SupportReason, Time, Tx, kinds,
};

use super::period::{Promises, Span};
use crate::catalogue::error::CatalogueError;
use crate::catalogue::products::MOST_PARTS;

type ProductId = Id<kinds::Product>;

/// More releases of a part than anybody sells at once.
const MOST_RELEASES: i64 = 500;

/// What is known of the support of a product.
#[derive(Clone, Debug)]
pub(crate) struct Support {
    pub(crate) product: Product,
    pub(crate) reasons: Option<SupportReason>,
    pub(crate) promises: Promises,
    /// Windows of placing, each with the devices in it, as far as their day is known.
    pub(crate) windows: Vec<(Span, i64)>,
    /// Devices in use, and how many of them have no known day of placing.
    pub(crate) units: (i64, i64),
    pub(crate) releases: Vec<ReleaseSupport>,
    pub(crate) notices: Vec<(SupportNotice, NoticeProgress)>,
    /// When devices are placed: the first and the last day, today where one is on sale.
    pub(crate) sold: Option<(Date, Date)>,
    pub(crate) gaps: Vec<&'static str>,
}

/// The support of a release: its devices were placed between two days, so it has a first and a last end.
#[derive(Clone, Debug)]
pub(crate) struct ReleaseSupport {
    pub(crate) release: Release,
    pub(crate) part: String,
    /// The first day of placing, and the last one; nothing: it was never placed, or it is still on sale.
    pub(crate) placed: (Option<Date>, Option<Date>),
    /// The first end of support, and the last one; nothing where it is not known.
    pub(crate) ends: (Option<Date>, Option<Date>),
}

/// The day of an instant, in UTC.
pub(crate) fn day(time: Time) -> Date {
    Offset::UTC.to_datetime(jiff::Timestamp::from(time)).date()
}

pub(super) fn read_day(text: &str) -> Option<Date> {
    text.parse().ok()
}

/// What was promised for a product.
pub(crate) fn promises(tx: &mut Tx<'_>, product: &Product) -> Result<Promises, StoreError> {
    let later = tx.support_promises(product.id)?;
    Ok(Promises {
        base: product.support_to.as_deref().and_then(read_day),
        later: later.iter().filter_map(|one| Some((read_day(&one.placed_from)?, read_day(&one.ends)?))).collect(),
        months: tx.support_reason(product.id)?.and_then(|reason| reason.months),
    })
}

/// The days between which devices of a product were placed, as far as anything is known of it: by its releases, by what is stated
/// of devices; where there are devices of unknown day, from the first day of all. Nothing where none was placed.
pub(crate) fn sold(tx: &mut Tx<'_>, product: ProductId, now: Time) -> Result<Option<(Date, Date)>, StoreError> {
    let sold = tx.product_sold(product, now)?.map(|(first, last)| (day(first), day(last)));
    let stated = tx.units_placed_between(product)?;
    let stated = stated.and_then(|(first, last)| read_day(&first).zip(read_day(&last)));
    let known = sold.into_iter().chain(stated).reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)));
    match known {
        None if tx.units_in_use(product)? > 0 => Ok(Some((Date::MIN, day(now)))),
        known => Ok(known),
    }
}

/// Everything of a product's support.
pub(crate) fn support(tx: &mut Tx<'_>, id: ProductId, now: Time) -> Result<Support, CatalogueError> {
    let product = tx.product(id)?.ok_or(CatalogueError::NotFound("product"))?;
    let promises = promises(tx, &product)?;
    let windows: Result<Vec<_>, StoreError> =
        promises.spans().into_iter().map(|span| Ok((span, placed_in(tx, id, span)?))).collect();
    let windows = windows?;
    let all = tx.units_in_use(id)?;
    let known: i64 = tx.units_placed(id, "", "")?;
    let sold = sold(tx, id, now)?;
    let reasons = tx.support_reason(id)?;
    let gaps = gaps(&promises, reasons.is_some(), on_sale(tx, id, now)?, day(now));
    Ok(Support {
        releases: releases(tx, id, &promises, day(now))?,
        notices: notices(tx, id)?,
        product,
        reasons,
        promises,
        windows,
        units: (all, (all - known).max(0)),
        sold,
        gaps,
    })
}

/// Whether a release is on sale now.
fn on_sale(tx: &mut Tx<'_>, id: ProductId, now: Time) -> Result<bool, StoreError> {
    Ok(tx.product_sold(id, now)?.is_some_and(|(_, last)| last == now))
}

fn placed_in(tx: &mut Tx<'_>, id: ProductId, span: Span) -> Result<i64, StoreError> {
    let text = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    tx.units_placed(id, &text(span.from), &text(span.before))
}

/// What is open: an end that nobody stated, reasons that are missing, devices placed today that the newest end is too early for.
fn gaps(promises: &Promises, has_reasons: bool, is_sold: bool, today: Date) -> Vec<&'static str> {
    let ends = promises.ends(today);
    let is_late = ends.is_some_and(|ends| ends < promises.least(today));
    [
        (ends.is_none(), "no-end"),
        (!has_reasons, "no-reasons"),
        (promises.months.is_none(), "no-expected-use"),
        (is_sold && is_late, "placing-now-not-covered"),
        (is_sold && !is_late && promises.is_below_use(today), "below-expected-use"),
    ]
    .into_iter()
    .filter_map(|(is_open, gap)| is_open.then_some(gap))
    .collect()
}

fn releases(
    tx: &mut Tx<'_>,
    id: ProductId,
    promises: &Promises,
    today: Date,
) -> Result<Vec<ReleaseSupport>, StoreError> {
    let mut found = Vec::new();
    for part in tx.part_list(id, MOST_PARTS)? {
        for release in tx.release_of_part(part.id, None, MOST_RELEASES)? {
            found.push(of_release(promises, release, part.name.clone(), today));
        }
    }
    Ok(found)
}

fn of_release(promises: &Promises, release: Release, part: String, today: Date) -> ReleaseSupport {
    let first = release.on_sale.map(day);
    let is_selling = release.state == ReleaseState::OnSale && release.last_placed.is_none();
    // Without a stated last placing a withdrawn release was placed until some day that nobody stated.
    let last = release.last_placed.map(day);
    let until = last.or(is_selling.then_some(today));
    let ends = (first.and_then(|day| promises.ends(day)), until.and_then(|day| promises.ends(day)));
    ReleaseSupport { release, part, placed: (first, last), ends }
}

fn notices(tx: &mut Tx<'_>, id: ProductId) -> Result<Vec<(SupportNotice, NoticeProgress)>, StoreError> {
    let found = tx.support_notices(id)?.into_iter();
    found.map(|notice| Ok((notice.clone(), tx.owner_notice_progress(notice.notice)?))).collect()
}

/// Until when one device is supported: the day it was placed, where that is known, and the end that follows from it.
pub(crate) fn of_unit(
    tx: &mut Tx<'_>,
    unit: i64,
    product: &Product,
) -> Result<(Option<Date>, Option<Date>), StoreError> {
    let placed = tx.unit_placed(unit)?.as_deref().and_then(read_day);
    let promises = promises(tx, product)?;
    // Where every device has the same end, its day of placing does not matter.
    let only = Some(promises.spans()).filter(|spans| spans.len() == 1).and_then(|spans| spans[0].ends);
    Ok((placed, placed.and_then(|placed| promises.ends(placed)).or(only)))
}
