//! The repository of updates: metadata by role and version, and the files that it names.

pub(crate) mod artifact;
pub(crate) mod file;
pub(crate) mod metadata;

pub use artifact::{Artifact, DeltaOf};
pub use file::{ArtifactFile, FilesStanding};
pub use metadata::Metadata;
