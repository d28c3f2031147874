//! What stays available, and until when: security updates (Article 13(9)), documents (Article 13(13) and (18)).

use jiff::civil::Date;
use steadfast_cra::retention::{Day, UPDATE_YEARS, documents_until, update_until};
use steadfast_store::{Artifact, Id, KeptDocument, Release, StoreError, Time, Tx, kinds};

use super::read::{self, day};
use crate::catalogue::error::CatalogueError;
use crate::catalogue::products::MOST_PARTS;

/// More than a page shows; what is beyond is said.
const MOST: usize = 1000;
const MOST_RELEASES: i64 = 500;
const MOST_FILES: i64 = 500;

/// A security update with the last day on which it must be there.
#[derive(Clone, Debug)]
pub(crate) struct KeptUpdate {
    pub(crate) artifact: Artifact,
    pub(crate) release: Release,
    pub(crate) until: Date,
    /// When its file was last read whole, and what was wrong then; nothing: it never was.
    pub(crate) proved: (Option<Time>, Option<String>),
}

/// A document with the last day on which it must be there; nothing where that is not known yet.
#[derive(Clone, Debug)]
pub(crate) struct KeptPaper {
    pub(crate) document: KeptDocument,
    pub(crate) until: Option<Date>,
}

/// All of it.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) updates: Vec<KeptUpdate>,
    pub(crate) documents: Vec<KeptPaper>,
    /// Whether there is more than was read.
    pub(crate) more: bool,
}

/// Until when something must be there that was issued, or whose last device was placed, on `since`: ten years, or the support period
/// where that is longer (Article 13(9), (13), (18)).
pub(crate) fn until(since: Date, support_ends: Option<Date>) -> Date {
    let (year, month, day) = update_until(parts(since), support_ends.map(parts));
    let date = |year, month, day| Date::new(i16::try_from(year).ok()?, month, day).ok();
    date(year, month.cast_signed(), day.cast_signed()).unwrap_or(Date::MAX)
}

fn parts(date: Date) -> Day {
    (i32::from(date.year()), date.month().unsigned_abs(), date.day().unsigned_abs())
}

/// Years that each of it stays at the least.
pub(crate) const YEARS: i32 = UPDATE_YEARS;

/// What stays of a product.
pub(crate) fn kept(tx: &mut Tx<'_>, id: Id<kinds::Product>) -> Result<Kept, CatalogueError> {
    let product = tx.product(id)?.ok_or(CatalogueError::NotFound("product"))?;
    let ends = read::promises(tx, &product)?.latest();
    let (releases, mut updates) = (releases(tx, id)?, Vec::new());
    for release in &releases {
        for artifact in tx.artifact_of_release(release.id, MOST_FILES)? {
            if is_security(&artifact) && updates.len() <= MOST {
                updates.push(update(tx, artifact, release, ends)?);
            }
        }
    }
    updates.sort_by(|one, other| (other.until, &one.artifact.path).cmp(&(one.until, &other.artifact.path)));
    let mut documents = tx.documents_of(id, MOST as i64 + 1)?;
    let more = updates.len() > MOST || documents.len() > MOST;
    updates.truncate(MOST);
    documents.truncate(MOST);
    let documents = documents.into_iter().map(|document| paper(document, &releases, ends)).collect();
    Ok(Kept { updates, documents, more })
}

/// Whether a file is an update that Article 13(9) speaks of; one that brings something new as well is.
fn is_security(artifact: &Artifact) -> bool {
    artifact.kind != "feature" && artifact.delta.is_none()
}

fn releases(tx: &mut Tx<'_>, id: Id<kinds::Product>) -> Result<Vec<Release>, StoreError> {
    let mut found = Vec::new();
    for part in tx.part_list(id, MOST_PARTS)? {
        found.extend(tx.release_of_part(part.id, None, MOST_RELEASES)?);
    }
    Ok(found)
}

fn update(
    tx: &mut Tx<'_>,
    artifact: Artifact,
    release: &Release,
    ends: Option<Date>,
) -> Result<KeptUpdate, StoreError> {
    let file = tx.artifact_file(artifact.blob)?;
    let proved = file.map_or((None, None), |file| (file.proved, file.fault));
    Ok(KeptUpdate { until: until(day(artifact.issued), ends), artifact, release: release.clone(), proved })
}

fn paper(document: KeptDocument, releases: &[Release], ends: Option<Date>) -> KeptPaper {
    let of = |id| releases.iter().find(|release| release.id == id).and_then(|release| release.last_placed);
    let last = match document.release {
        Some(release) => of(release),
        None => all_placed(releases),
    };
    KeptPaper { until: documents_until(last.map(day), ends), document }
}

/// When the last device of all was placed; nothing while one is on sale, or nobody has said when its last device was.
fn all_placed(releases: &[Release]) -> Option<Time> {
    let sold: Vec<&Release> = releases.iter().filter(|release| release.on_sale.is_some()).collect();
    let is_known = sold.iter().all(|release| release.last_placed.is_some());
    sold.iter().filter_map(|release| release.last_placed).max().filter(|_| is_known)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{documents_until, until};

    #[test]
    fn ten_years_or_the_support_period_whichever_is_longer_and_unknown_while_it_is_sold() {
        assert_eq!(until(date(2028, 2, 29), None), date(2038, 2, 28));
        assert_eq!(until(date(2028, 2, 29), Some(date(2045, 1, 1))), date(2045, 1, 1));
        assert_eq!(documents_until(Some(date(2030, 5, 1)), Some(date(2035, 5, 1))), Some(date(2040, 5, 1)));
        assert_eq!(documents_until(None, Some(date(2035, 5, 1))), None);
    }
}
