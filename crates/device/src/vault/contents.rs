//! What is in an archive: each member's path, size, and where its bytes come from.

use std::fmt::Write as _;

use steadfast_protocol::ReceiptCopy;
use steadfast_trust::hash::Hash;
use steadfast_trust::key::UnitPublicKey;

use super::begun::Export;
use super::tar;
use super::texts::{MANIFEST_END, Whose, manifest_begin, manifest_file, sum};

pub(super) const SETTINGS: &str = "settings.json";
pub(super) const LOG: &str = "log.jsonl";
pub(super) const RECEIPTS: &str = "receipts/";
pub(super) const DATA: &str = "data/";
pub(super) const PRODUCT: &str = "product/";
/// Files whose names are not UTF-8, with every byte but plain letters and digits as `%` and two digits.
pub(super) const ENCODED: &str = "product-encoded/";
pub(super) const MANIFEST: &str = "manifest.json";
pub(super) const SUMS: &str = "SHA256SUMS";

/// What no member has but by its hash.
const NO_HASH: Hash = [0; 32];

/// Where a member's bytes come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    Settings,
    Log,
    Receipt(usize),
    Sealed(usize),
    Beside(usize),
    Manifest,
    Sums,
}

/// An export, as the members that it gives.
#[derive(Clone, Debug)]
pub(super) struct Contents {
    pub(super) export: Export,
    pub(super) receipts: Vec<ReceiptCopy>,
    whose: Whose,
}

impl Contents {
    pub(super) fn new(export: Export, key: UnitPublicKey, whose: Whose) -> Self {
        let receipts = export.receipts.copies(key).collect();
        Self { export, receipts, whose }
    }

    /// How many files of the owner's there are; the manifest and the checksums follow.
    pub(super) fn files(&self) -> usize {
        2 + self.receipts.len() + self.export.sealed.len() + self.export.beside.len()
    }

    /// Where the bytes of a member come from; nothing behind the last one.
    pub(super) fn source(&self, at: usize) -> Option<Source> {
        let (receipts, sealed) = (self.receipts.len(), self.export.sealed.len());
        Some(match at {
            0 => Source::Settings,
            1 => Source::Log,
            at if at < 2 + receipts => Source::Receipt(at - 2),
            at if at < 2 + receipts + sealed => Source::Sealed(at - 2 - receipts),
            at if at < self.files() => Source::Beside(at - 2 - receipts - sealed),
            at if at == self.files() => Source::Manifest,
            at if at == self.files() + 1 => Source::Sums,
            _ => return None,
        })
    }

    /// Its path.
    pub(super) fn path(&self, source: Source) -> String {
        match source {
            Source::Settings => SETTINGS.to_owned(),
            Source::Log => LOG.to_owned(),
            Source::Receipt(at) => format!("{RECEIPTS}{:04}.txt", at + 1),
            Source::Sealed(at) => format!("{DATA}{}", self.export.sealed[at].name),
            Source::Beside(at) => outside(&self.export.beside[at].path),
            Source::Manifest => MANIFEST.to_owned(),
            Source::Sums => SUMS.to_owned(),
        }
    }

    /// Its bytes.
    pub(super) fn size(&self, source: Source) -> u64 {
        match source {
            Source::Settings => self.export.settings.len() as u64,
            Source::Log => self.export.log_size,
            Source::Receipt(at) => self.receipts[at].text().len() as u64,
            Source::Sealed(at) => self.export.sealed[at].size,
            Source::Beside(at) => self.export.beside[at].size,
            Source::Manifest => (0..self.manifest_lines()).map(|line| self.manifest(line, &[]).len() as u64).sum(),
            Source::Sums => (0..=self.files()).map(|line| self.sum(line, &[]).len() as u64).sum(),
        }
    }

    pub(super) fn manifest_lines(&self) -> usize {
        self.files() + 2
    }

    /// A line of the manifest; its length is the same whatever the hashes are.
    pub(super) fn manifest(&self, line: usize, hashes: &[Hash]) -> String {
        let Some(at) = line.checked_sub(1) else {
            return manifest_begin(&self.whose, self.export.time, self.export.left_out);
        };
        match self.source(at).filter(|_| at < self.files()) {
            Some(source) => {
                let (path, size) = (self.path(source), self.size(source));
                manifest_file(&path, size, hashes.get(at).unwrap_or(&NO_HASH), line == self.files())
            }
            None => MANIFEST_END.to_owned(),
        }
    }

    /// A line of the checksums.
    pub(super) fn sum(&self, line: usize, hashes: &[Hash]) -> String {
        let path = self.source(line).map(|source| self.path(source)).unwrap_or_default();
        sum(&path, hashes.get(line).unwrap_or(&NO_HASH))
    }

    /// Bytes of the archive.
    pub(super) fn archive_size(&self) -> u64 {
        let sources = (0..).map_while(|at| self.source(at));
        let member = |source| {
            let (path, size) = (self.path(source), self.size(source));
            tar::header_size(&path, size).saturating_add(size).saturating_add(tar::padding(size) as u64)
        };
        sources.map(member).fold(tar::END.len() as u64, u64::saturating_add)
    }
}

/// The path in the archive of a file that lies beside.
fn outside(path: &[u8]) -> String {
    if let Ok(path) = std::str::from_utf8(path) {
        return format!("{PRODUCT}{path}");
    }
    let mut encoded = ENCODED.to_owned();
    for byte in path {
        if byte.is_ascii_alphanumeric() || b"-._/".contains(byte) {
            encoded.push(char::from(*byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}
