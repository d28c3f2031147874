//! Deltas of a line: each leads from an image that the line has or had to one that it names beside it, and says the same
//! as that image of everything else.

use std::collections::BTreeMap;

use steadfast_store::{Artifact, BlobHash, DeltaOf};
use steadfast_trust::encoding::{from_hex, hex};
use steadfast_trust::tuf::{Custom, TargetFile};

use super::RepositoryError;
use super::targets::{custom, sha256_of};

/// What a line names now, and what it named before.
pub(super) struct Line<'a> {
    /// Its targets.
    pub(super) named: &'a BTreeMap<String, TargetFile>,
    /// What is known of it, withdrawn or not.
    pub(super) known: &'a BTreeMap<String, Artifact>,
}

impl Line<'_> {
    /// Of a target that is a delta: where it leads from and to.
    ///
    /// # Errors
    /// When one of both is not there, or it says something else than its image.
    pub(super) fn delta(&self, path: &str, said: &Custom, blob: BlobHash) -> Result<Option<DeltaOf>, RepositoryError> {
        let Some(delta) = &said.delta else { return Ok(None) };
        let refused = |reason: &str| RepositoryError::target(path, reason);
        let to = self.image(path, said, &delta.image)?;
        if hex(&to.0) != delta.to || to == blob {
            return Err(refused("it leads to another content than that of the image"));
        }
        let from = from_hex(&delta.from).and_then(|from| from.try_into().ok()).map(BlobHash);
        let from = from.ok_or_else(|| refused("where it starts from is no SHA-256"))?;
        if !self.had(from, said) {
            return Err(refused("it starts from what this line never had as an older image of the same part"));
        }
        Ok(Some(DeltaOf { from, image: delta.image.clone() }))
    }

    /// The content of the image that a delta leads to; without its image, a delta is not named.
    fn image(&self, path: &str, said: &Custom, image: &str) -> Result<BlobHash, RepositoryError> {
        let refused = |reason: &str| RepositoryError::target(path, reason);
        let file = self.named.get(image).ok_or_else(|| refused("the image that it leads to is not named beside it"))?;
        let of_image = custom(image, file)?;
        if of_image.release != said.release {
            return Err(refused("the image that it leads to is of another release"));
        }
        if of_image != (Custom { delta: None, ..said.clone() }) {
            return Err(refused("it says something else than the image that it leads to"));
        }
        sha256_of(file).ok_or_else(|| refused("the image that it leads to has no SHA-256"))
    }

    /// Whether a content is an older image of the same part.
    fn had(&self, content: BlobHash, said: &Custom) -> bool {
        let older = |there: &Custom| there.delta.is_none() && there.part == said.part && there.sequence < said.sequence;
        let known = self.known.values().filter(|artifact| artifact.blob == content);
        let mut known = known.filter_map(|artifact| serde_json::from_str::<Custom>(&artifact.custom).ok());
        let named = self.named.values().filter(|file| sha256_of(file) == Some(content));
        known.any(|there| older(&there)) || named.filter_map(|file| Custom::of(file).ok()).any(|there| older(&there))
    }
}
