//! From rows of the database to what pages show.

use std::collections::BTreeMap;

use steadfast_cra::categories;
use steadfast_store::{KeptVerdict, Release, StoreError, Tx};

use crate::catalogue::releases::Whole;
use crate::catalogue::sale::Basis;
use crate::web::pages::products::ReleaseRow;
use crate::web::pages::release::{Check, ReleaseHead};

/// What the release check says, as far as it holds for the bill of today.
pub(super) fn check(release: &Release, verdict: Option<&KeptVerdict>) -> Check {
    let doubted = verdict.is_some_and(|verdict| verdict.looked.0 <= 0);
    Check {
        verdict: verdict.map(|verdict| verdict.verdict.clone()),
        waits: release.waits() || doubted,
        billed: release.sbom.is_some(),
    }
}

/// The word of its state: one whose last unit was placed has a word of its own.
pub(super) fn state(release: &Release) -> &'static str {
    let over = release.state == steadfast_store::ReleaseState::OnSale && !release.sells();
    if over { "placed" } else { release.state.as_str() }
}

/// The head of a release's pages.
pub(crate) fn head(whole: &Whole) -> ReleaseHead {
    ReleaseHead {
        id: whole.release.id.to_string(),
        label: whole.release.label.clone(),
        product: (whole.product.id.to_string(), whole.product.name.clone()),
        part: (whole.part.id.to_string(), whole.part.name.clone()),
        state: state(&whole.release),
        check: check(&whole.release, whole.verdict.as_ref()),
    }
}

/// A release in a list.
pub(super) fn row(tx: &mut Tx<'_>, release: &Release) -> Result<ReleaseRow, StoreError> {
    let verdict = tx.verdict(release.id)?;
    Ok(ReleaseRow {
        id: release.id.to_string(),
        label: release.label.clone(),
        sequence: release.sequence,
        released: release.released.clone(),
        state: state(release),
        units: release.units.and_then(|units| u64::try_from(units).ok()),
        check: check(release, verdict.as_ref()),
        open: None,
    })
}

/// A release in a list beside its chart: with its open exposures, once its bill was met.
pub(super) fn drawn_row(tx: &mut Tx<'_>, release: &Release) -> Result<ReleaseRow, StoreError> {
    let met = release.sbom.is_some() && !release.waits();
    let open = met.then(|| tx.open_of_release(release.id)).transpose()?;
    Ok(ReleaseRow { open: open.map(|open| open.map(count)), ..row(tx, release)? })
}

/// What a sale is decided on.
pub(super) fn basis(whole: &Whole) -> Basis {
    Basis { release: whole.release.clone(), last: whole.verdict.clone() }
}

/// Where a category stands in the act.
pub(super) fn reference(key: Option<&str>) -> Option<String> {
    key.and_then(categories::category).map(categories::Category::reference)
}

/// Reasons that block, the gravest first; the others come behind them.
const BLOCKING: [&str; 3] = ["exploited", "severity", "epss"];

/// How often each reason of a verdict holds: what blocks first, what only counts last.
pub(super) fn reasons(text: &str) -> Vec<(String, u64)> {
    let counted: BTreeMap<String, u64> = serde_json::from_str(text).unwrap_or_default();
    let mut reasons: Vec<(String, u64)> = counted.into_iter().collect();
    reasons.sort_by_key(|(code, _)| {
        let blocking = BLOCKING.iter().position(|blocking| blocking == code);
        (blocking.unwrap_or(BLOCKING.len()), code == "unknown-accepted")
    });
    reasons
}

/// A count of the database.
pub(super) fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
