//! Whether a file is the one that metadata announced, piece by piece.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256, Sha512};

use super::{Distrust, MetaFile, TargetFile};
use crate::encoding::from_hex;

/// A file that is arriving. It costs the same memory whatever its length.
#[derive(Debug)]
pub struct Check {
    name: String,
    announced: Option<u64>,
    found: u64,
    sha256: Option<(Sha256, Vec<u8>)>,
    sha512: Option<(Sha512, Vec<u8>)>,
}

impl Check {
    /// For a target.
    ///
    /// # Errors
    /// When it was announced without a hash that this program knows.
    pub fn target(name: &str, file: &TargetFile) -> Result<Self, Distrust> {
        let check = Self::new(name, Some(file.length), Some(&file.hashes))?;
        let known = check.sha256.is_some() || check.sha512.is_some();
        if known { Ok(check) } else { Err(Distrust::NoHash(name.to_owned())) }
    }

    fn new(name: &str, length: Option<u64>, hashes: Option<&BTreeMap<String, String>>) -> Result<Self, Distrust> {
        let hash = |algorithm: &str| hashes.and_then(|hashes| hashes.get(algorithm));
        // What is no hexadecimal is kept as a hash that nothing has.
        let bytes = |text: &String| from_hex(text).unwrap_or_default();
        let (sha256, sha512) = (hash("sha256").map(bytes), hash("sha512").map(bytes));
        if hashes.is_some() && sha256.is_none() && sha512.is_none() {
            return Err(Distrust::NoHash(name.to_owned()));
        }
        Ok(Self {
            name: name.to_owned(),
            announced: length,
            found: 0,
            sha256: sha256.map(|hash| (Sha256::new(), hash)),
            sha512: sha512.map(|hash| (Sha512::new(), hash)),
        })
    }

    /// Takes the next piece.
    ///
    /// # Errors
    /// As soon as there is more than announced.
    pub fn update(&mut self, piece: &[u8]) -> Result<(), Distrust> {
        self.found += piece.len() as u64;
        if let Some(announced) = self.announced.filter(|announced| self.found > *announced) {
            return Err(self.length(announced));
        }
        if let Some((hasher, _)) = &mut self.sha256 {
            hasher.update(piece);
        }
        if let Some((hasher, _)) = &mut self.sha512 {
            hasher.update(piece);
        }
        Ok(())
    }

    /// That was all.
    ///
    /// # Errors
    /// When it is shorter than announced, or another file.
    pub fn finish(self) -> Result<(), Distrust> {
        if let Some(announced) = self.announced.filter(|announced| self.found != *announced) {
            return Err(self.length(announced));
        }
        let wrong = |algorithm| Err(Distrust::Hash { name: self.name.clone(), algorithm });
        if self.sha256.is_some_and(|(hasher, hash)| hasher.finalize().as_slice() != hash) {
            return wrong("sha256");
        }
        if self.sha512.is_some_and(|(hasher, hash)| hasher.finalize().as_slice() != hash) {
            return wrong("sha512");
        }
        Ok(())
    }

    fn length(&self, announced: u64) -> Distrust {
        Distrust::Length { name: self.name.clone(), found: self.found, announced }
    }
}

impl MetaFile {
    /// Whether these bytes are the file, as far as was announced.
    pub(super) fn check(&self, name: &str, bytes: &[u8]) -> Result<(), Distrust> {
        let mut check = Check::new(name, self.length, self.hashes.as_ref())?;
        check.update(bytes)?;
        check.finish()
    }
}
