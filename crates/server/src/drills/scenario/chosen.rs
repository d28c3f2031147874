//! What a drill is about: a flaw that a release on sale is exposed to.

use steadfast_store::{HitRelease, Id, QueueFilter, Release, StoreError, Tx, kinds};

use crate::fleet::affected::Counts;

/// Flaws that are looked at, the most urgent first.
const LOOKED: i64 = 200;

/// A flaw, and the product whose releases on sale have it.
#[derive(Clone, Debug)]
pub(super) struct Chosen {
    pub(super) flaw: String,
    pub(super) product: Id<kinds::Product>,
    pub(super) product_name: String,
    /// The releases on sale that have it, of that product.
    pub(super) releases: Vec<Release>,
    /// Its units.
    pub(super) counts: Counts,
}

/// What came of looking.
#[derive(Clone, Debug)]
pub(super) enum Found {
    /// A flaw.
    Flaw(Box<Chosen>),
    /// No source names the flaw that was asked for.
    Unknown,
    /// Nothing on sale has it, or any.
    NothingExposed,
}

/// The flaw that was named, or the most urgent one of which there is something to report.
pub(super) fn chosen(tx: &mut Tx<'_>, named: &str) -> Result<Found, StoreError> {
    if !named.is_empty() {
        return Ok(match tx.flaw_of_id(named)? {
            None => Found::Unknown,
            Some(number) => of(tx, number, named)?,
        });
    }
    let every = QueueFilter { decided: true, ..QueueFilter::default() };
    for row in tx.queue(&every, None, LOOKED)?.into_iter().filter(|row| row.informational.is_none()) {
        if let Found::Flaw(chosen) = of(tx, row.flaw, &row.name)? {
            return Ok(Found::Flaw(chosen));
        }
    }
    Ok(Found::NothingExposed)
}

fn of(tx: &mut Tx<'_>, number: i64, name: &str) -> Result<Found, StoreError> {
    let mut sold: Vec<(HitRelease, Release)> = Vec::new();
    for hit in tx.flaw_releases(number)? {
        if let Some(release) = tx.release(hit.release)?.filter(Release::sells) {
            sold.push((hit, release));
        }
    }
    let Some((first, _)) = sold.first().cloned() else { return Ok(Found::NothingExposed) };
    let hits: Vec<_> = tx.flaw_hits(number)?.into_iter().filter(|hit| hit.product == first.product).collect();
    let ours = sold.into_iter().filter(|(hit, _)| hit.product == first.product);
    Ok(Found::Flaw(Box::new(Chosen {
        flaw: name.to_owned(),
        product: first.product,
        product_name: first.product_name,
        releases: ours.map(|(_, release)| release).collect(),
        counts: Counts::of(&hits),
    })))
}
