//! An update as a unit is told of it: its release and the files that are for the unit's hardware.

use steadfast_store::{Artifact, ArtifactFile, Part, Release, Rollout, Tx, Unit};
use steadfast_trust::tuf::Custom;

use super::{RolloutError, manage};

/// A release as a unit is told of it.
pub(super) struct Content {
    pub(super) release: Release,
    pub(super) part: Part,
    pub(super) files: Vec<(Artifact, ArtifactFile)>,
}

/// The files of an update that are for this unit's hardware.
///
/// # Errors
/// When the database fails.
pub(super) fn content(tx: &mut Tx<'_>, unit: &Unit, rollout: &Rollout) -> Result<Content, RolloutError> {
    let release = tx.release(rollout.release)?.ok_or(RolloutError::NotFound("release"))?;
    let part = tx.part(rollout.part)?.ok_or(RolloutError::NotFound("part"))?;
    let mut files = Vec::new();
    for artifact in manage::offered_files(tx, rollout.release)? {
        let fits = said(&artifact).is_ok_and(|said| said.fits(&unit.hardware));
        if let Some(file) = tx.artifact_file(artifact.blob)?.filter(|_| fits) {
            files.push((artifact, file));
        }
    }
    Ok(Content { release, part, files })
}

/// What signed metadata says of a file.
///
/// # Errors
/// When what is kept of it cannot be read.
pub(super) fn said(artifact: &Artifact) -> Result<Custom, RolloutError> {
    serde_json::from_str(&artifact.custom).map_err(RolloutError::Kept)
}
