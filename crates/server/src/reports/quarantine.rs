//! Attachments in quarantine: each is sealed under a key of its own before it reaches the place of files, and never opened,
//! unpacked or shown by this server. Staff take it out as bytes without a name. Where the row with its key is erased, nobody
//! can open what is left of it.

use std::fmt;

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use steadfast_store::{BlobHash, Id, ReportFile, Time, kinds};
use steadfast_trust::encoding::{from_hex, hex};
use steadfast_trust::hash::sha256;
use steadfast_trust::seal::MasterKey;
use zeroize::{Zeroize as _, Zeroizing};

use super::error::ReportError;
use crate::app::App;
use crate::http::upload::clean;
use crate::vault::Vault;

/// The most attachments of a report.
pub const MOST_FILES: usize = 10;
/// The most bytes of one.
pub const LONGEST_FILE: usize = 8 << 20;
/// The most bytes of those of a report.
pub const MOST_BYTES: usize = 24 << 20;
/// The most bytes in quarantine altogether: beyond, reports come without attachments.
pub const ROOM: i64 = 2 << 30;
/// What a sealed one has more than its content.
const MORE: u64 = 1 << 10;
const PLACE: &[u8] = b"report/attachment";

/// An attachment that lies in quarantine and belongs to no report yet.
#[derive(Clone)]
pub struct Arrived {
    /// How long it is, as it came.
    pub bytes: i64,
    /// SHA-256 of it, as it came.
    pub digest: [u8; 32],
    key: Zeroizing<[u8; 32]>,
    name: String,
    content: BlobHash,
}

impl fmt::Debug for Arrived {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Arrived({} bytes)", self.bytes)
    }
}

/// What is sealed in its row.
#[derive(Serialize, Deserialize)]
struct Inside {
    key: String,
    name: String,
}

impl Drop for Inside {
    fn drop(&mut self) {
        self.key.zeroize();
    }
}

/// Puts content into quarantine. Nobody looks into it.
///
/// # Errors
/// When it cannot be sealed or kept.
pub async fn take(app: &App, name: &str, content: &[u8]) -> Result<Arrived, ReportError> {
    let key: Zeroizing<[u8; 32]> = Zeroizing::new(app.ambient.random());
    let sealed = MasterKey::new(&key).seal(content, PLACE, &app.ambient.random())?;
    let put = app.blobs.put_bytes(Bytes::from(sealed)).await?;
    let bytes = i64::try_from(content.len()).unwrap_or(i64::MAX);
    Ok(Arrived { bytes, digest: sha256(&[content]), key, name: clean(name), content: put.hash })
}

impl Arrived {
    /// Its row in a report.
    pub(super) fn row(
        &self,
        app: &App,
        report: Id<kinds::Report>,
        number: i64,
        now: Time,
    ) -> Result<ReportFile, ReportError> {
        let inside = Inside { key: hex(self.key.as_slice()), name: self.name.clone() };
        let text = Zeroizing::new(serde_json::to_vec(&inside)?);
        let sealed = app.vault.seal(&text, &place(report, number), &app.ambient.random())?;
        let (bytes, digest, content) = (self.bytes, self.digest, self.content);
        Ok(ReportFile { report, number, time: now, bytes, digest, sealed, content })
    }
}

fn place(report: Id<kinds::Report>, number: i64) -> String {
    format!("report/{report}/file/{number}")
}

fn inside(vault: &Vault, file: &ReportFile) -> Result<Inside, ReportError> {
    Ok(serde_json::from_slice(&vault.unseal(&file.sealed, &place(file.report, file.number))?)?)
}

/// What its finder calls it.
///
/// # Errors
/// When its row does not open.
pub fn name(vault: &Vault, file: &ReportFile) -> Result<String, ReportError> {
    Ok(inside(vault, file)?.name.clone())
}

/// The bytes, as they came.
///
/// # Errors
/// When it is not there, or does not open.
pub async fn content(app: &App, file: &ReportFile) -> Result<Vec<u8>, ReportError> {
    let inside = inside(&app.vault, file)?;
    let key = from_hex(&inside.key).map(Zeroizing::new).and_then(|key| key.as_slice().try_into().ok());
    let key: Zeroizing<[u8; 32]> = Zeroizing::new(key.ok_or(ReportError::NotFound("key of the attachment"))?);
    let sealed = app.blobs.bytes(file.content, LONGEST_FILE as u64 + MORE).await?;
    Ok(MasterKey::new(&key).open(&sealed, PLACE)?.to_vec())
}
