//! Backups: a folder with every table as lines of JSON, every blob, and a manifest with their hashes.
//!
//! A backup is a consistent picture of one moment, taken while the server runs. It belongs to no engine: one made from
//! SQLite restores into PostgreSQL, and the other way round. The master key is not inside.
//!
//! Nothing is believed unread: after writing, every file is read again from the disk; after restoring, every table is
//! read again from the database, inside the transaction that wrote it.

mod copy;
mod database;
mod error;
mod line;
mod manifest;
mod migrate;
mod picture;
mod read;
mod restored;
mod tables;
mod write;

use crate::blobs::BlobPlace;
use crate::location::Location;

pub use error::BackupError;
pub use manifest::{Manifest, ManifestLedger};
pub use migrate::migrate_store;
pub use picture::picture;
pub use read::{Target, UNFINISHED_RESTORE, read_manifest, restore};
pub use restored::RestoredFrom;
pub use write::back_up;

/// A database and its blobs.
#[derive(Clone)]
pub struct Place {
    /// The database.
    pub database: Location,
    /// The blobs that its rows name.
    pub blobs: BlobPlace,
}

/// The manifest's name inside a backup; it is written last.
const MANIFEST: &str = "manifest.json";
/// The list of blobs, a line each: hash, space, length.
const BLOBS_LIST: &str = "blobs.list";
/// The folder of tables, and that of blobs.
const TABLES: &str = "tables";
const BLOBS: &str = "blobs";
