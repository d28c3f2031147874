//! An export of another unit, read and checked before anything of it is kept.
//!
//! What is read is what is written here, and nothing else: files alone, each at a path that belongs to an export, each once,
//! with the manifest and the checksums at the end, which name all of them and no others. What is held in memory is bounded.

mod members;

use std::collections::BTreeSet;
use std::io::{self, Read};

use serde_json::Value;
use steadfast_trust::encoding::hex;
use steadfast_trust::hash::Hash;
use zeroize::Zeroizing;

use super::contents::{DATA, ENCODED, LOG, MANIFEST, PRODUCT, RECEIPTS, SETTINGS, SUMS};
use super::texts::{Manifest, Settings, sum};
use super::{KIND, SCHEMA};
use crate::data;
use members::{Member, Members};

/// How much of an archive is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the whole.
    pub bytes: u64,
    /// Files in it.
    pub files: usize,
    /// Bytes that are held in memory: the sealed things, the settings, the manifest, the checksums, and the paths.
    pub memory: u64,
}

impl Default for Limits {
    /// 64 GiB, 20 000 files, 16 MiB.
    fn default() -> Self {
        Self { bytes: 64 << 30, files: 20_000, memory: 16 << 20 }
    }
}

/// Why an archive is not taken. Nothing of it is kept.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// It cannot be read, or ends too soon.
    #[error("the archive cannot be read: {0}")]
    Read(#[from] io::Error),
    /// It is none, or one that was not made by a unit.
    #[error("no archive of a unit: {0}")]
    Shape(&'static str),
    /// A path that no export has.
    #[error("{0:?} is no path of an export")]
    Path(String),
    /// A path that was there already.
    #[error("{0:?} is there twice")]
    Twice(String),
    /// A member that is no file.
    #[error("{0:?} is no file: links, folders and devices are not read")]
    Kind(String),
    /// More than is read.
    #[error("the archive has more {0} than are read")]
    Much(&'static str),
    /// What is there is not what the manifest says.
    #[error("{0:?} is not as the manifest says")]
    Manifest(String),
    /// What is there is not what the checksums say.
    #[error("the checksums are not those of the files")]
    Sums,
    /// It is of a later version.
    #[error("of version {0}, and this program reads version {SCHEMA}")]
    Version(u64),
}

/// An archive that holds: what is in it for another unit.
#[derive(Debug)]
pub struct Import {
    /// The fingerprint of the unit that it is of, as it says.
    pub unit: String,
    /// Its serial number, as it says.
    pub serial: String,
    /// Its product, as it says.
    pub product: String,
    /// When it was made, by that unit's clock.
    pub time: i64,
    /// How many files are in it that are not for the SDK: log, receipts, and what the product's own program kept.
    pub others: u64,
    /// How many of them the product's own program kept.
    pub files: u64,
    settings: Vec<(String, String)>,
    data: Vec<(String, Zeroizing<Vec<u8>>)>,
}

impl Import {
    /// The product's settings, by name.
    pub fn settings(&self) -> impl Iterator<Item = (&str, &str)> {
        self.settings.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The things that were sealed, by name.
    pub fn data(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.data.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }
}

/// A member that was read.
struct Seen {
    path: String,
    size: u64,
    hash: Hash,
}

/// What was read so far.
#[derive(Default)]
struct Reading {
    seen: Vec<Seen>,
    paths: BTreeSet<String>,
    data: Vec<(String, Zeroizing<Vec<u8>>)>,
    settings: Vec<u8>,
    manifest: Vec<u8>,
    sums: Vec<u8>,
}

/// Reads an archive to its end and checks all of it.
///
/// # Errors
/// When it is none, or does not hold.
pub fn import(from: impl Read, limits: &Limits) -> Result<Import, ImportError> {
    let mut members = Members::new(from, *limits);
    let mut reading = Reading::default();
    while let Some(member) = members.next()? {
        reading.take(member, &mut members)?;
    }
    reading.end()
}

impl Reading {
    fn take<R: Read>(&mut self, member: Member, members: &mut Members<R>) -> Result<(), ImportError> {
        let Member { path, size } = member;
        if !is_of_an_export(&path) {
            return Err(ImportError::Path(path));
        }
        if self.paths.contains(SUMS) || (self.paths.contains(MANIFEST) && path != SUMS) {
            return Err(ImportError::Shape("manifest and checksums are its last files"));
        }
        if !self.paths.insert(path.clone()) {
            return Err(ImportError::Twice(path));
        }
        let hash = match path.as_str() {
            SETTINGS => members.hold(size, &mut self.settings)?,
            MANIFEST => members.hold(size, &mut self.manifest)?,
            SUMS => members.hold(size, &mut self.sums)?,
            path => match path.strip_prefix(DATA) {
                None => members.pass(size)?,
                Some(name) => {
                    let mut bytes = Zeroizing::new(Vec::new());
                    let hash = members.hold(size, &mut bytes)?;
                    self.data.push((name.to_owned(), bytes));
                    hash
                }
            },
        };
        self.seen.push(Seen { path, size, hash });
        Ok(())
    }

    fn end(self) -> Result<Import, ImportError> {
        let last = [MANIFEST, SUMS];
        let files = self
            .seen
            .len()
            .checked_sub(last.len())
            .filter(|at| last.iter().eq(self.seen[*at..].iter().map(|it| &it.path)));
        let files = files.ok_or(ImportError::Shape("its manifest or its checksums are not there"))?;
        let manifest = manifest(&self.manifest)?;
        agrees(&manifest, &self.seen[..files])?;
        let sums = self.seen[..=files].iter().map(|seen| sum(&seen.path, &seen.hash));
        if !sums.collect::<String>().as_bytes().eq(&self.sums) {
            return Err(ImportError::Sums);
        }
        let settings = settings(&self.settings)?;
        let Manifest { unit, serial, product, time, .. } = manifest;
        let others = (files - self.data.len() - 1) as u64;
        let of_program = |path: &&String| path.starts_with(PRODUCT) || path.starts_with(ENCODED);
        let files = self.paths.iter().filter(of_program).count() as u64;
        Ok(Import { unit, serial, product, time, others, files, settings, data: self.data })
    }
}

fn manifest(bytes: &[u8]) -> Result<Manifest, ImportError> {
    let read: Result<Manifest, _> = serde_json::from_slice(bytes);
    let manifest = read.map_err(|_| ImportError::Shape("its manifest cannot be read"))?;
    match manifest.schema {
        _ if manifest.kind != KIND => Err(ImportError::Shape("its manifest is of something else")),
        SCHEMA => Ok(manifest),
        other => Err(ImportError::Version(other)),
    }
}

/// The manifest names the files that there are, in their order, and no others.
fn agrees(manifest: &Manifest, seen: &[Seen]) -> Result<(), ImportError> {
    let same = |(listed, seen): (&super::texts::Listed, &Seen)| {
        (&listed.path, listed.size, &listed.sha256) == (&seen.path, seen.size, &hex(&seen.hash))
    };
    let differs = manifest.files.iter().zip(seen).find(|pair| !same(*pair)).map(|(_, seen)| seen.path.clone());
    match differs {
        Some(path) => Err(ImportError::Manifest(path)),
        None if manifest.files.len() != seen.len() => Err(ImportError::Manifest(MANIFEST.to_owned())),
        None => Ok(()),
    }
}

fn settings(bytes: &[u8]) -> Result<Vec<(String, String)>, ImportError> {
    let read: Result<Settings, _> = serde_json::from_slice(bytes);
    let settings = read.map_err(|_| ImportError::Shape("its settings cannot be read"))?;
    if settings.schema != SCHEMA {
        return Err(ImportError::Version(settings.schema));
    }
    let text = |(name, value)| match value {
        Value::String(value) => Some((name, value)),
        _ => None,
    };
    Ok(settings.settings.into_iter().filter_map(text).collect())
}

/// A path that leads nowhere else, at a place where an export has something.
fn is_of_an_export(path: &str) -> bool {
    let is_plain = path.split('/').all(|name| !["", ".", ".."].contains(&name)) && !path.contains('\0');
    let is_here = match path.split_once('/') {
        None => [SETTINGS, LOG, MANIFEST, SUMS].contains(&path),
        Some(_) => {
            let receipt = path.strip_prefix(RECEIPTS).is_some_and(|name| !name.contains('/'));
            let sealed = path.strip_prefix(DATA).is_some_and(|name| data::stored(name).is_ok());
            receipt || sealed || path.starts_with(PRODUCT) || path.starts_with(ENCODED)
        }
    };
    is_plain && is_here
}
