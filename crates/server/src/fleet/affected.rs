//! Which units a flaw hits, and which flaws hit a unit.

use std::collections::BTreeSet;

use steadfast_store::{HitRelease, Id, ProductHit, StoreError, Tx, Unit, UnitFlaw, kinds};

use super::error::FleetError;
use crate::app::App;
use crate::triage::read::number;

/// How many units a flaw hits. Each unit in use of a product with a part in question counts once, by the worst of its parts:
/// affected before unknown, unknown before fixed, fixed before other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// That run an affected release; those on which nobody has decided yet are among them.
    pub affected: i64,
    /// Among them, those on whose releases nobody has decided yet.
    pub undecided: i64,
    /// That run a newer release, which is not exposed.
    pub fixed: i64,
    /// That run another release, which is not exposed.
    pub other: i64,
    /// That are silent, or run a release that the catalogue does not know, or of which nobody can tell.
    pub unknown: i64,
    /// All of them.
    pub total: i64,
}

impl Counts {
    /// Of every product together.
    #[must_use]
    pub fn of(hits: &[ProductHit]) -> Self {
        hits.iter().fold(Self::default(), |sum, hit| Self {
            affected: sum.affected + hit.affected + hit.undecided,
            undecided: sum.undecided + hit.undecided,
            fixed: sum.fixed + hit.fixed,
            other: sum.other + hit.other,
            unknown: sum.unknown + hit.unknown(),
            total: sum.total + hit.total,
        })
    }

    /// Of the units that are affected or were fixed, the share that was fixed, in tenths of a percent; nothing where nobody
    /// can tell. Never rounded up to all of them.
    #[must_use]
    pub const fn patched(&self) -> Option<i64> {
        let of = self.fixed + self.affected;
        if of == 0 { None } else { Some(self.fixed.saturating_mul(1000) / of) }
    }
}

/// A unit that a flaw hits, with the release by which it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HitUnit {
    /// The unit.
    pub unit: Unit,
    /// The release.
    pub by: HitRelease,
}

/// Where a page of units begins: behind this unit of this release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HitPlace {
    /// The release.
    pub release: Id<kinds::Release>,
    /// The unit's number.
    pub unit: i64,
}

impl HitPlace {
    /// As a cursor.
    #[must_use]
    pub fn cursor(self) -> String {
        format!("{}.{}", self.release, self.unit)
    }

    /// The place that a cursor names.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (release, unit) = text.split_once('.')?;
        Some(Self { release: release.parse().ok()?, unit: unit.parse().ok()? })
    }
}

/// What a flaw means to the fleet.
#[derive(Clone, Debug)]
pub struct Hits {
    /// The flaw's number.
    pub flaw: i64,
    /// How many units.
    pub counts: Counts,
    /// A page of them, release by release.
    pub units: Vec<HitUnit>,
}

/// How many units a flaw hits.
///
/// # Errors
/// When the database fails.
pub fn counts(tx: &mut Tx<'_>, flaw: i64) -> Result<Counts, StoreError> {
    Ok(Counts::of(&tx.flaw_hits(flaw)?))
}

/// How many units a flaw hits of a product, or of all where none is named.
///
/// # Errors
/// When the database fails.
pub fn hit(tx: &mut Tx<'_>, flaw: i64, product: Option<Id<kinds::Product>>) -> Result<Vec<ProductHit>, StoreError> {
    match product {
        Some(product) => Ok(tx.flaw_hit(flaw, product)?.into_iter().collect()),
        None => tx.flaw_hits(flaw),
    }
}

/// How many units a flaw hits, by its number or a name, and up to `limit` of those affected behind a place.
///
/// # Errors
/// When there is no such flaw, or the database fails.
pub async fn hits(app: &App, flaw: String, after: Option<HitPlace>, limit: i64) -> Result<Hits, FleetError> {
    app.store
        .read(move |tx| {
            let flaw = number(tx, &flaw).map_err(|_| FleetError::NotFound("flaw"))?;
            tx.flaw_row(flaw)?.ok_or(FleetError::NotFound("flaw"))?;
            Ok(Hits { flaw, counts: counts(tx, flaw)?, units: units(tx, flaw, after, limit)? })
        })
        .await
}

/// Up to `limit` affected units behind a place, release by release, in the order of [`Tx::flaw_releases`]. A unit that is
/// hit by several of its parts stands with the first of them.
///
/// # Errors
/// When the database fails.
pub fn units(tx: &mut Tx<'_>, flaw: i64, after: Option<HitPlace>, limit: i64) -> Result<Vec<HitUnit>, StoreError> {
    let releases = tx.flaw_releases(flaw)?;
    let begin = after.and_then(|after| releases.iter().position(|one| one.release == after.release)).unwrap_or(0);
    let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut found = Vec::new();
    for (at, by) in releases.iter().enumerate().skip(begin) {
        let mut behind = after.filter(|after| after.release == by.release).map_or(0, |after| after.unit);
        let before: BTreeSet<Id<kinds::Release>> = earlier(&releases[..at], by);
        while found.len() < wanted {
            let page = tx.release_units(by.release, behind, limit)?;
            let Some(last) = page.last() else { break };
            behind = last.number;
            for unit in page {
                if before.is_empty() || !runs_any(tx, &unit, &before)? {
                    found.push(HitUnit { unit, by: by.clone() });
                }
            }
        }
        if found.len() >= wanted {
            break;
        }
    }
    found.truncate(wanted);
    Ok(found)
}

/// Releases that came before, of other parts of the same product: a unit that runs one of them was named with it.
fn earlier(before: &[HitRelease], by: &HitRelease) -> BTreeSet<Id<kinds::Release>> {
    let others = before.iter().filter(|one| one.product == by.product && one.part != by.part);
    others.map(|one| one.release).collect()
}

fn runs_any(tx: &mut Tx<'_>, unit: &Unit, releases: &BTreeSet<Id<kinds::Release>>) -> Result<bool, StoreError> {
    let runs = tx.unit_runs(unit.number)?;
    Ok(runs.iter().any(|run| run.release.is_some_and(|release| releases.contains(&release))))
}

/// The flaws that a unit has, or may have, by what it runs or was last known to run.
///
/// # Errors
/// When there is no such unit, or the database fails.
pub async fn flaws(
    app: &App,
    id: Id<kinds::Unit>,
    after: Option<(i64, i64)>,
    limit: i64,
) -> Result<Vec<UnitFlaw>, FleetError> {
    app.store
        .read(move |tx| {
            let unit = tx.unit(id)?.ok_or(FleetError::NotFound("unit"))?;
            Ok(tx.unit_flaws(unit.number, after, limit)?)
        })
        .await
}

#[cfg(test)]
mod tests {
    use super::Counts;

    #[test]
    fn the_share_that_was_fixed_is_unknown_or_never_too_high() {
        let share = |fixed, affected| Counts { fixed, affected, unknown: 9, total: 99, ..Counts::default() }.patched();
        assert_eq!(share(0, 0), None);
        assert_eq!(share(5, 0), Some(1000));
        assert_eq!(share(0, 5), Some(0));
        assert_eq!(share(1, 2), Some(333));
        assert_eq!(share(999_999, 1), Some(999), "not all of them");
    }
}
