//! What releases are declared to do: as their makers signed it with the update.

use steadfast_monitor::declared::Declaration;
use steadfast_store::{Id, StoreError, Tx, kinds};
use steadfast_trust::tuf::Custom;

/// Files of a release that are looked at: images of its hardware revisions, and deltas.
const FILES: i64 = 50;

/// What a release is declared to do, where it is said in its signed metadata. A file that was withdrawn still says it: devices
/// run it.
pub(super) fn of_release(tx: &mut Tx<'_>, release: Id<kinds::Release>) -> Result<Option<Declaration>, StoreError> {
    let files = tx.artifact_of_release(release, FILES)?;
    Ok(files.iter().find_map(|file| read(&file.custom)))
}

/// What was refused when it was published is not among these.
fn read(custom: &str) -> Option<Declaration> {
    let custom: Custom = serde_json::from_str(custom).ok()?;
    let mut declaration: Declaration = serde_json::from_value(custom.network?).ok()?;
    declaration.release = Some(custom.version.as_str().into());
    Some(declaration)
}
