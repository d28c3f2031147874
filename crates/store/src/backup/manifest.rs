//! What a backup says about itself.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{BackupError, MANIFEST};
use crate::time::Time;

/// The format that this program writes and reads.
const FORMAT: u32 = 1;

/// The content of `manifest.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The format of the backup.
    pub schema: u32,
    /// The version of the program that made it.
    pub program: String,
    /// When the picture was taken.
    pub time: Time,
    /// The engine it was taken from: `sqlite` or `postgres`.
    pub engine: String,
    /// The step of the database's schema.
    pub step: i64,
    /// The head of the ledger, where it had begun.
    pub ledger: Option<ManifestLedger>,
    /// Tells whether a master key is the one of this database, without telling the key.
    pub key_check: Option<String>,
    /// The tables, each after those that it refers to.
    pub tables: Vec<ManifestTable>,
    /// The blobs.
    pub blobs: ManifestBlobs,
}

/// The ledger at the moment of the backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManifestLedger {
    /// How many records were numbered.
    pub size: u64,
    /// The Merkle root over them, 64 hexadecimal digits.
    pub root: String,
    /// The newest checkpoint, as a signed note.
    pub checkpoint: String,
}

/// One table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManifestTable {
    /// Its name.
    pub name: String,
    /// Its columns, in the order of a line.
    pub columns: Vec<String>,
    /// How many rows.
    pub rows: u64,
    /// SHA-256 of the file, 64 hexadecimal digits.
    pub sha256: String,
}

/// The blobs, together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManifestBlobs {
    /// How many.
    pub count: u64,
    /// Their bytes.
    pub bytes: u64,
    /// SHA-256 of the list, 64 hexadecimal digits.
    pub sha256: String,
}

impl Manifest {
    pub(super) const FORMAT: u32 = FORMAT;

    pub(super) fn to_json(&self) -> Vec<u8> {
        // Text, numbers and lists of them: this has no way to fail.
        serde_json::to_vec_pretty(self).unwrap_or_default()
    }

    /// Reads the manifest of a backup.
    pub(super) fn read(backup: &Path) -> Result<Self, BackupError> {
        let path = backup.join(MANIFEST);
        let refused = |reason: String| BackupError::NoBackup { path: path.clone(), reason };
        let text = std::fs::read(&path).map_err(|error| refused(format!("there is no backup here ({error})")))?;
        let format: Format = serde_json::from_slice(&text).map_err(|error| refused(error.to_string()))?;
        if format.schema != FORMAT {
            return Err(refused(format!("format {} of a newer program; this one reads {FORMAT}", format.schema)));
        }
        serde_json::from_slice(&text).map_err(|error| refused(error.to_string()))
    }
}

/// As much as every format has.
#[derive(Deserialize)]
struct Format {
    schema: u32,
}
