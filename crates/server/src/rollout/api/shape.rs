//! The repository of updates as the API shows it.

use serde::{Deserialize, Serialize};
use steadfast_store::{ArtifactFile, Metadata, Time};
use steadfast_trust::encoding::hex;
use utoipa::ToSchema;

use crate::rollout::repository::files::Promised;
use crate::rollout::repository::publish::Receipt;

/// The repository.
#[derive(Serialize, ToSchema)]
pub(super) struct RepositoryShown {
    /// The key that the root is to name for snapshot and timestamp.
    pub(super) online_key: OnlineKeyShown,
    /// The newest metadata of each role; empty before the first root.
    pub(super) roles: Vec<RoleShown>,
}

/// The public half of the server's own key.
#[derive(Serialize, ToSchema)]
pub(super) struct OnlineKeyShown {
    /// As `steadfast key new` writes public halves.
    pub(super) public: String,
    /// `sha256:…`.
    pub(super) fingerprint: String,
}

/// The newest metadata of a role.
#[derive(Serialize, ToSchema)]
pub(super) struct RoleShown {
    role: String,
    version: i64,
    #[schema(value_type = String, format = DateTime)]
    expires: Time,
    #[schema(value_type = String, format = DateTime)]
    published: Time,
    /// Bytes.
    length: usize,
}

impl From<Metadata> for RoleShown {
    fn from(metadata: Metadata) -> Self {
        let Metadata { role, version, content, expires, published } = metadata;
        Self { role, version, expires, published, length: content.len() }
    }
}

/// Metadata to be published, all of it or none.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ToPublish {
    /// The files.
    pub(super) files: Vec<NamedFile>,
}

/// A file of metadata.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NamedFile {
    /// `2.root.json`, `7.gateway.json`.
    pub(super) name: String,
    /// Its text, byte by byte as it was signed.
    pub(super) content: String,
}

/// What was published.
#[derive(Serialize, ToSchema)]
pub(super) struct PublishedShown {
    /// The files that were taken.
    taken: Vec<String>,
    /// The version of the snapshot that is in force now.
    snapshot: u64,
    /// Files of releases that became known.
    made: u64,
    /// Files that are no longer named.
    withdrawn: u64,
}

impl From<Receipt> for PublishedShown {
    fn from(receipt: Receipt) -> Self {
        let taken = receipt.taken.iter().map(|(role, version)| format!("{version}.{role}.json")).collect();
        let (made, withdrawn) = (receipt.targets.made, receipt.targets.withdrawn);
        Self { taken, snapshot: receipt.snapshot, made, withdrawn }
    }
}

/// A file that arrived.
#[derive(Serialize, ToSchema)]
pub(super) struct FileShown {
    sha256: String,
    sha512: String,
    length: i64,
    #[schema(value_type = String, format = DateTime)]
    arrived: Time,
    /// When it was last read whole.
    #[schema(value_type = Option<String>, format = DateTime)]
    proved: Option<Time>,
    /// What was wrong then.
    fault: Option<String>,
}

impl From<ArtifactFile> for FileShown {
    fn from(file: ArtifactFile) -> Self {
        let (sha256, sha512) = (file.blob.to_string(), hex(&file.sha512));
        let ArtifactFile { length, arrived, proved, fault, .. } = file;
        Self { sha256, sha512, length, arrived, proved, fault }
    }
}

/// A file of a release, as signed metadata names it.
#[derive(Serialize, ToSchema)]
pub(super) struct ArtifactShown {
    /// `art_…`.
    id: String,
    /// Its path in the repository.
    path: String,
    /// The product line whose key signed it.
    line: String,
    /// `rel_…`.
    release: String,
    sequence: i64,
    /// `security`, `feature` or `combined`.
    kind: String,
    channel: String,
    /// Of a delta: SHA-256 of the image that it starts from.
    from: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    issued: Time,
    /// Since when it is no longer offered.
    #[schema(value_type = Option<String>, format = DateTime)]
    withdrawn: Option<Time>,
    /// Until which day it must stay available (Article 13(9)).
    available_until: String,
    /// The file.
    file: FileShown,
}

impl From<Promised> for ArtifactShown {
    fn from(promised: Promised) -> Self {
        let Promised { artifact, file, until } = promised;
        Self {
            id: artifact.id.to_string(),
            path: artifact.path,
            line: artifact.line,
            release: artifact.release.to_string(),
            sequence: artifact.sequence,
            kind: artifact.kind,
            channel: artifact.channel,
            from: artifact.delta.map(|delta| delta.from.to_string()),
            issued: artifact.issued,
            withdrawn: artifact.withdrawn,
            available_until: until,
            file: file.into(),
        }
    }
}
