//! What releases are declared to do: as their makers signed it with the update, else as it stands in the product file that was
//! handed in with the release.

use steadfast_monitor::declared::Declaration;
use steadfast_product::ProductFile;
use steadfast_store::{Id, StoreError, Tx, UnitRuns, kinds};
use steadfast_trust::tuf::Custom;

/// Files of a release that are looked at: images of its hardware revisions, and deltas.
const FILES: i64 = 50;

/// What all that a unit runs is declared to do together. Where anything of it is not declared, nobody can say that something is
/// not: then there is no declaration.
pub(super) fn of_all(tx: &mut Tx<'_>, runs: &[UnitRuns]) -> Result<Option<Declaration>, StoreError> {
    let mut together: Option<Declaration> = None;
    for one in runs {
        let Some(said) = one.release.map(|release| of_release(tx, release)).transpose()?.flatten() else {
            return Ok(None);
        };
        together = Some(match together {
            Some(others) => others.and(said),
            None => said,
        });
    }
    Ok(together)
}

/// What a release is declared to do. A file that was withdrawn still says it: devices run it.
pub(crate) fn of_release(tx: &mut Tx<'_>, id: Id<kinds::Release>) -> Result<Option<Declaration>, StoreError> {
    let files = tx.artifact_of_release(id, FILES)?;
    let Some(release) = tx.release(id)? else { return Ok(None) };
    let handed_in = release.file.as_ref().map(|(_, text)| text.as_str());
    let said = files.iter().find_map(|file| signed(&file.custom)).or_else(|| handed_in.and_then(written));
    Ok(said.map(|said| Declaration { release: Some(release.label.as_str().into()), ..said }))
}

/// What was refused when it was published is not among these.
fn signed(custom: &str) -> Option<Declaration> {
    let custom: Custom = serde_json::from_str(custom).ok()?;
    serde_json::from_value(custom.network?).ok()
}

/// What was refused when it was handed in is not among these.
fn written(product_file: &str) -> Option<Declaration> {
    ProductFile::read(product_file.as_bytes()).ok()?.network.map(|network| network.declaration)
}
