//! How devices of a product ended, and what still binds once the product itself is at its end.

use jiff::civil::Date;
use steadfast_store::{Id, ReleaseEnds, StoreError, Time, Tx, UnitEnds, kinds};

use super::kept::{self, Kept};
use super::period::Promises;
use super::read;
use crate::catalogue::error::CatalogueError;

type ProductId = Id<kinds::Product>;

/// Releases that are told apart; those beyond are in the counts of the product.
const MOST: i64 = 500;

/// How devices of a product ended.
#[derive(Clone, Debug)]
pub(crate) struct Ended {
    /// Devices in use.
    pub(crate) in_use: i64,
    /// All counts of the product.
    pub(crate) ends: UnitEnds,
    /// Devices that signed that their owner's data went out.
    pub(crate) exported: i64,
    /// Devices out of use, by the release that they ran last, with its part and version; no version: the catalogue knows none.
    pub(crate) releases: Vec<(ReleaseEnds, String, Option<String>)>,
    /// Devices out of use of which nobody knows what they ran last.
    pub(crate) untold: i64,
}

/// Counts them. It looks at each device of the product.
pub(crate) fn ended(tx: &mut Tx<'_>, id: ProductId) -> Result<Ended, CatalogueError> {
    tx.product(id)?.ok_or(CatalogueError::NotFound("product"))?;
    let found: Result<Vec<_>, StoreError> =
        tx.unit_ends_by_release(id, MOST)?.into_iter().map(|one| named(tx, one)).collect();
    Ok(Ended {
        in_use: tx.units_in_use(id)?,
        ends: tx.unit_ends(id)?,
        exported: tx.units_exported(id)?,
        releases: found?,
        untold: tx.unit_ends_untold(id)?,
    })
}

fn named(tx: &mut Tx<'_>, one: ReleaseEnds) -> Result<(ReleaseEnds, String, Option<String>), StoreError> {
    let part = tx.part(one.part)?.map(|part| part.name).unwrap_or_default();
    let release = one.release.map(|release| tx.release(release)).transpose()?.flatten();
    Ok((one, part, release.map(|release| release.label)))
}

/// Where a product stands in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Nothing of it was ever placed.
    NotPlaced,
    /// It is on sale.
    OnSale,
    /// It is not on sale any more, and supported.
    Supported,
    /// The last support period is over.
    Over,
    /// Nobody has said when support ends.
    Unknown,
}

impl Stage {
    /// Its word.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::NotPlaced => "not-placed",
            Self::OnSale => "on-sale",
            Self::Supported => "supported",
            Self::Over => "over",
            Self::Unknown => "unknown",
        }
    }

    fn of(promises: &Promises, sold: Option<(Date, Date)>, is_selling: bool, today: Date) -> Self {
        match (sold, promises.latest()) {
            (None, _) => Self::NotPlaced,
            _ if is_selling => Self::OnSale,
            (_, None) => Self::Unknown,
            (_, Some(ends)) if ends < today => Self::Over,
            _ => Self::Supported,
        }
    }
}

/// How an entry of the list stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It is done, as far as facts say.
    Done,
    /// It is to be done.
    Open,
    /// It binds, and goes on.
    GoesOn,
    /// Nobody knows.
    Unknown,
}

impl Standing {
    /// Its word.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Open => "open",
            Self::GoesOn => "goes-on",
            Self::Unknown => "unknown",
        }
    }
}

/// An entry of what is left to do and what still binds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Duty {
    /// Its word.
    pub(crate) what: &'static str,
    /// Where it stands in the act.
    pub(crate) place: &'static str,
    pub(crate) standing: Standing,
    /// Until which day, where one is known.
    pub(crate) until: Option<Date>,
}

/// What is left to do, and what still binds.
#[derive(Clone, Debug)]
pub(crate) struct Left {
    pub(crate) stage: Stage,
    pub(crate) duties: Vec<Duty>,
}

/// Computes it from what is known.
pub(crate) fn left(tx: &mut Tx<'_>, id: ProductId, now: Time) -> Result<Left, CatalogueError> {
    let (support, kept) = (read::support(tx, id, now)?, kept::kept(tx, id)?);
    let today = read::day(now);
    let is_selling = tx.product_sold(id, now)?.is_some_and(|(_, last)| last == now);
    let stage = Stage::of(&support.promises, support.sold, is_selling, today);
    let told = support.notices.iter().filter(|(one, _)| one.stage == steadfast_store::SupportStage::End);
    let told = told
        .map(|(_, progress)| (progress.units, progress.kept))
        .fold((0, 0), |all, one| (all.0 + one.0, all.1 + one.1));
    let page = tx.public_page(id)?.is_some_and(|page| page.published);
    let duties =
        duties(&Facts { stage, ends: support.promises.latest(), kept: &kept, told, is_page: page, is_selling });
    Ok(Left { stage, duties })
}

/// What the list follows from.
struct Facts<'a> {
    stage: Stage,
    ends: Option<Date>,
    kept: &'a Kept,
    /// Devices that were to be told of the end, and those that state that they were.
    told: (i64, i64),
    is_page: bool,
    is_selling: bool,
}

fn duties(facts: &Facts<'_>) -> Vec<Duty> {
    let handling = match (facts.stage, facts.ends) {
        (Stage::Over, _) => Standing::Done,
        (_, None) => Standing::Unknown,
        _ => Standing::GoesOn,
    };
    let updates = facts.kept.updates.iter().map(|one| one.until).max();
    let documents = facts.kept.documents.iter().map(|one| one.until).max().flatten();
    let of = |what, place, standing, until| Duty { what, place, standing, until };
    vec![
        of("sale-ended", "Art. 13(1)", if facts.is_selling { Standing::Open } else { Standing::Done }, None),
        of("handling", "Art. 13(8)", handling, facts.ends),
        of("end-told", "Art. 13(19)", end_told(facts), facts.ends),
        of("end-public", "Art. 13(19)", if facts.is_page { Standing::Done } else { Standing::Open }, None),
        of("reporting", "Art. 14; Art. 69(3)", Standing::GoesOn, None),
        of("updates-stay", "Art. 13(9)", stays(facts.kept.updates.iter().any(|one| one.proved.1.is_some())), updates),
        of("documents-stay", "Art. 13(13), (18)", documents_stay(facts.kept), documents),
    ]
}

/// Owners are told once support is over; each device that states it counts, no other does.
fn end_told(facts: &Facts<'_>) -> Standing {
    match (facts.stage, facts.told) {
        (Stage::Over, (all, kept)) if all > 0 && all == kept => Standing::Done,
        (Stage::Over, (0, _)) => Standing::Open,
        (Stage::Over, _) => Standing::Unknown,
        _ => Standing::Open,
    }
}

const fn stays(is_damaged: bool) -> Standing {
    if is_damaged { Standing::Open } else { Standing::GoesOn }
}

fn documents_stay(kept: &Kept) -> Standing {
    if kept.documents.is_empty() {
        return Standing::Unknown;
    }
    stays(kept.documents.iter().any(|one| one.document.fault.is_some()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn where_a_product_stands_follows_from_sale_and_support() {
        let known = Promises { base: Some(date(2032, 12, 31)), ..Promises::default() };
        let (sold, today) = (Some((date(2027, 12, 11), date(2030, 1, 1))), date(2031, 1, 1));
        assert_eq!(Stage::of(&known, None, false, today), Stage::NotPlaced);
        assert_eq!(Stage::of(&known, sold, true, today), Stage::OnSale);
        assert_eq!(Stage::of(&known, sold, false, today), Stage::Supported);
        assert_eq!(Stage::of(&known, sold, false, date(2033, 1, 1)), Stage::Over);
        assert_eq!(Stage::of(&Promises::default(), sold, false, today), Stage::Unknown);
    }
}
