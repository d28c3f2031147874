//! Bills of materials and product files on their way into a release: kept as they came, read whole before anything
//! changes.

use bytes::Bytes;
use steadfast_formats::bom::{self, Bom};
use steadfast_formats::{Limits, Problem};
use steadfast_product::{ProductFile, statement};
use steadfast_store::BlobHash;

use super::error::CatalogueError;
use crate::app::App;
use crate::http::upload::{FileRule, Received};

/// A bill of materials, as it is handed in.
pub(crate) const SBOM: FileRule = FileRule { field: "sbom", what: "the bill of materials", limit: 64 << 20 };
/// A product file, as it is handed in.
pub(crate) const FILE: FileRule = FileRule { field: "file", what: "the product file", limit: 1 << 20 };
/// Problems of a bill that an answer tells of.
const TOLD: usize = 20;

/// Bounds on what a bill may unpack to.
pub(crate) const LIMITS: Limits = Limits { document: 256 << 20, unpacked: 1 << 30, members: 200_000, depth: 100 };

/// A bill that was read.
#[derive(Clone, Debug)]
pub struct Bill {
    /// Its blob.
    pub hash: BlobHash,
    /// What its file is called.
    pub name: String,
    /// What it is written in: `CycloneDX JSON 1.6`.
    pub format: String,
    /// Components that were understood.
    pub components: i64,
    /// Entries that were not.
    pub reported: i64,
    /// The first of what was not understood, each with its place.
    pub problems: Vec<String>,
}

/// A product file that was read.
#[derive(Clone, Debug)]
pub struct PolicyFile {
    /// Its blob.
    pub hash: BlobHash,
    /// Its text.
    pub text: String,
    /// What the ledger's record says of it: the register is computed from that.
    pub statement: serde_json::Value,
}

/// Reads a bill that was handed in.
///
/// # Errors
/// When it cannot be used: with file, place and reason.
pub(crate) async fn bill(app: &App, received: &Received) -> Result<Bill, CatalogueError> {
    let place = app.catalogue.desk.clone().acquire_owned().await.map_err(|_| CatalogueError::Stopped)?;
    let bytes = app.blobs.bytes(received.hash, SBOM.limit).await?;
    let name = or(&received.name, "sbom");
    let read = tokio::task::spawn_blocking(move || {
        let read = summary(&bytes);
        drop(place);
        read
    });
    let (format, components, reported, problems) = match read.await.map_err(|_| CatalogueError::Stopped)? {
        Ok(read) => read,
        Err(source) => return Err(CatalogueError::Bill { name, source: Box::new(source) }),
    };
    Ok(Bill { hash: received.hash, name, format, components, reported, problems })
}

type Summary = (String, i64, i64, Vec<String>);

fn summary(bytes: &Bytes) -> Result<Summary, steadfast_formats::ReadError> {
    let Bom { format, format_version, components, reported, problems, .. } = bom::read(bytes, &LIMITS)?;
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let told = problems.iter().take(TOLD).map(Problem::to_string).collect();
    Ok((format!("{format} {format_version}"), count(components.len()), count(reported), told))
}

/// Reads a product file that was handed in.
///
/// # Errors
/// When it cannot be used: with file, line, column and reason.
pub(crate) async fn policy(app: &App, received: &Received) -> Result<PolicyFile, CatalogueError> {
    let bytes = app.blobs.bytes(received.hash, FILE.limit).await?;
    let name = or(&received.name, "steadfast.toml");
    let file = ProductFile::read(&bytes).map_err(|source| CatalogueError::File { name, source })?;
    let statement = serde_json::to_value(statement(&file)).map_err(|_| CatalogueError::Stopped)?;
    Ok(PolicyFile { hash: received.hash, text: String::from_utf8_lossy(&bytes).into_owned(), statement })
}

fn or(name: &str, other: &str) -> String {
    if name.is_empty() { other.to_owned() } else { name.to_owned() }
}
