//! An archive as it leaves the unit.

use std::fmt;
use std::io::{self, Read};
use std::sync::Arc;

use sha2::{Digest as _, Sha256};
use steadfast_trust::hash::Hash;

use super::VaultError;
use super::age::{self, Stream, sealed_size};
use super::begun::Export;
use super::contents::Contents;
use super::plain::Plain;
use super::texts::Whose;
use crate::identity::Identity;
use crate::outside::{Beside, Storage};

/// The bytes of an export that was begun: the same ones each time, from the first. What was sent already is read once more
/// and passed over ([`pass`](Self::pass)). After an error there is nothing more to be had: it says what changed meanwhile.
pub struct Archive<S> {
    from: From<S>,
    size: u64,
    given: u64,
    hasher: Sha256,
    is_broken: bool,
}

/// As it is, or encrypted behind the header of such a file.
enum From<S> {
    Plain(Box<Plain<S>>),
    Sealed(Box<Stream<Plain<S>>>),
}

impl<S: Storage> Archive<S> {
    pub(crate) fn new(storage: S, beside: Option<Arc<dyn Beside>>, unit: &Identity) -> Result<Self, VaultError> {
        let export = Export::load(&storage)?.ok_or(VaultError::Nothing)?;
        let key = unit.public();
        let (unit, serial, product) = (key.fingerprint().to_string(), unit.serial.clone(), unit.product.clone());
        let contents = Contents::new(export, key, Whose { unit, serial, product });
        let (size, to) = (contents.archive_size(), contents.export.to.clone());
        let plain = Plain::new(contents, storage, beside, key);
        let (from, size) = match to {
            None => (From::Plain(Box::new(plain)), size),
            Some(to) => {
                let (header, key) = age::begin(to.recipient(), to.drawn());
                let size = sealed_size(size).saturating_add(header.len() as u64);
                (From::Sealed(Box::new(Stream::new(header, plain, &key))), size)
            }
        };
        Ok(Self { from, size, given: 0, hasher: Sha256::new(), is_broken: false })
    }

    /// Bytes of the whole.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// How many of them were given.
    #[must_use]
    pub fn given(&self) -> u64 {
        self.given
    }

    /// The SHA-256 of the whole, once all of it was given.
    #[must_use]
    pub fn sha256(&self) -> Option<Hash> {
        (self.given == self.size).then(|| self.hasher.clone().finalize().into())
    }

    /// Passes over bytes that are elsewhere already.
    ///
    /// # Errors
    /// When something changed since the export was begun.
    pub fn pass(&mut self, bytes: u64) -> io::Result<u64> {
        io::copy(&mut self.take(bytes), &mut io::sink())
    }
}

impl<S: Storage> Read for Archive<S> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if self.is_broken {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let read = match &mut self.from {
            From::Plain(plain) => plain.read(to),
            From::Sealed(sealed) => sealed.read(to),
        };
        self.is_broken = read.is_err();
        let count = read?;
        self.given += count as u64;
        self.hasher.update(&to[..count]);
        Ok(count)
    }
}

impl<S> fmt::Debug for Archive<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Archive({} of {})", self.given, self.size)
    }
}
