//! An export that was begun: what it is made of.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;

use minicbor::bytes::{ByteArray, ByteVec};
use minicbor::{Decode, Encode};
use sha2::{Digest as _, Sha256};
use steadfast_protocol::{Digest, Seconds};
use steadfast_trust::hash::{Hash, sha256};
use steadfast_trust::key::UnitPublicKey;
use zeroize::Zeroizing;

use super::VaultError;
use super::age::{DRAWN, Recipient};
use super::texts::Settings;
use crate::data::{Data, PREFIX};
use crate::document::{self, DocumentError};
use crate::log::{Log, Standing};
use crate::outside::{Beside, Entry, Progress, Random, Storage, StorageError};
use crate::receipts::Receipts;

/// The name of the document.
pub(crate) const NAME: &str = "export";

/// An export that was begun.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Export {
    /// When.
    #[n(0)]
    pub time: Seconds,
    #[n(1)]
    pub(super) settings: ByteVec,
    #[n(2)]
    pub(super) log: Standing,
    /// Bytes of the log's lines, and their hash.
    #[n(3)]
    pub(super) log_size: u64,
    #[n(4)]
    pub(super) log_hash: Digest,
    #[n(5)]
    pub(crate) receipts: Receipts,
    #[n(6)]
    pub(super) sealed: Vec<Sealed>,
    #[n(7)]
    pub(super) beside: Vec<File>,
    /// How many things are not in it: what cannot be opened, links, pipes and devices.
    #[n(8)]
    pub left_out: u64,
    #[n(9)]
    pub(super) to: Option<To>,
}

/// A thing that is sealed on the unit.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub(super) struct Sealed {
    #[n(0)]
    pub(super) name: String,
    /// Bytes of what is in it.
    #[n(1)]
    pub(super) size: u64,
    /// The hash of its bytes as they are stored.
    #[n(2)]
    pub(super) hash: Digest,
}

/// A file that lies beside.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub(super) struct File {
    #[n(0)]
    pub(super) path: ByteVec,
    #[n(1)]
    pub(super) size: u64,
    #[n(2)]
    mark: ByteArray<16>,
}

/// To whom it is encrypted, and what was drawn for it, so that the same bytes come again. It goes with the export.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub(super) struct To {
    #[n(0)]
    recipient: ByteArray<32>,
    #[n(1)]
    drawn: ByteArray<DRAWN>,
}

impl Export {
    /// One of an owner's settings and receipts, to which the rest is added.
    pub(crate) fn begin(time: Seconds, settings: &Settings, receipts: Receipts) -> Self {
        Self {
            time,
            settings: settings.to_bytes().into(),
            log: Standing::default(),
            log_size: 0,
            log_hash: [0; 32].into(),
            receipts,
            sealed: Vec::new(),
            beside: Vec::new(),
            left_out: 0,
            to: None,
        }
    }

    /// What was begun; nothing where nothing was, or where it is half destroyed.
    ///
    /// # Errors
    /// When the storage fails.
    pub(crate) fn load(storage: &impl Storage) -> Result<Option<Self>, StorageError> {
        match document::load(storage, NAME) {
            Err(DocumentError::Storage(error)) => Err(error),
            read => Ok(read.ok().flatten()),
        }
    }

    pub(crate) fn keep(&self, storage: &impl Storage) -> Result<(), StorageError> {
        document::keep(storage, NAME, self)
    }

    /// The log as it stands, measured once: one segment of it in memory at a time.
    pub(crate) fn add_log<S: Storage>(&mut self, log: &Log<S>, key: &UnitPublicKey) -> Result<(), VaultError> {
        self.log = log.standing()?;
        let mut measure = Measure::default();
        log.export(key, &mut measure)?;
        (self.log_size, self.log_hash) = (measure.size, Hash::from(measure.hasher.finalize()).into());
        Ok(())
    }

    /// A thing that is sealed; gives its bytes.
    fn add_sealed(&mut self, storage: &impl Storage, data: &Data, name: &str) -> Result<u64, VaultError> {
        let bytes = storage.read(&format!("{PREFIX}{name}"))?.unwrap_or_default();
        match data.opened(name, &bytes) {
            Ok(opened) => {
                let (size, hash) = (opened.len() as u64, sha256(&[&bytes]).into());
                self.sealed.push(Sealed { name: name.to_owned(), size, hash });
            }
            // What does not open can be given to nobody, and keeps nothing else from being given.
            Err(_) => self.left_out += 1,
        }
        Ok(bytes.len() as u64)
    }

    /// What lies beside, file by file.
    fn add_beside(&mut self, beside: &dyn Beside) -> Result<(), VaultError> {
        let listing = beside.list()?;
        self.left_out += listing.left_out;
        self.beside = listing.files.iter().map(File::of).collect();
        Ok(())
    }

    fn encrypt(&mut self, to: Option<Recipient>, random: &impl Random) -> Result<(), VaultError> {
        let Some(recipient) = to else { return Ok(()) };
        let drawn = Zeroizing::new(random.bytes::<DRAWN>()?);
        self.to = Some(To { recipient: recipient.to_bytes().into(), drawn: (*drawn).into() });
        Ok(())
    }

    /// How many things of the owner's are in it.
    #[must_use]
    pub fn things(&self) -> u64 {
        (2 + self.receipts.len() + self.sealed.len() + self.beside.len()) as u64
    }

    /// What no other export has: a hash of all that this one is made of.
    #[must_use]
    pub fn mark(&self) -> [u8; 32] {
        sha256(&[&steadfast_protocol::encode(self)])
    }

    /// Whether it is encrypted to a key of the owner's.
    #[must_use]
    pub fn is_sealed(&self) -> bool {
        self.to.is_some()
    }
}

/// Bytes of sealed things that are measured in one go.
const SLICE: u64 = 4 << 20;

/// To read one thing takes as long as to measure so many bytes.
const ONE: u64 = 16 << 10;

/// An export whose sealed things are measured, one after the other.
#[derive(Clone, Debug)]
pub(crate) struct Measuring {
    pub(crate) export: Export,
    to: Option<Recipient>,
    /// Those that are not measured yet, the next one last.
    ahead: Vec<String>,
}

impl Measuring {
    pub(crate) fn begin(export: Export, to: Option<Recipient>, storage: &impl Storage) -> Result<Self, VaultError> {
        let names = storage.names()?;
        let ahead = names.iter().rev().filter_map(|stored| stored.strip_prefix(PREFIX)).map(str::to_owned).collect();
        Ok(Self { export, to, ahead })
    }

    /// Measures the next things, as far as a slice goes.
    pub(crate) fn go_on(&mut self, storage: &impl Storage) -> Result<Progress, VaultError> {
        let Some(data) = Data::load(storage)? else { return Ok(Progress::Done) };
        let mut done = 0;
        while let Some(name) = self.ahead.pop_if(|_| done < SLICE) {
            done += ONE + self.export.add_sealed(storage, &data, &name)?;
        }
        Ok(if self.ahead.is_empty() { Progress::Done } else { Progress::More })
    }

    /// What lies beside, and to whom it goes: then it is whole.
    pub(crate) fn end(mut self, beside: Option<&dyn Beside>, random: &impl Random) -> Result<Export, VaultError> {
        if let Some(beside) = beside {
            self.export.add_beside(beside)?;
        }
        self.export.encrypt(self.to, random)?;
        Ok(self.export)
    }
}

/// Bytes that are counted and hashed alone.
#[derive(Default)]
struct Measure {
    size: u64,
    hasher: Sha256,
}

impl std::io::Write for Measure {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.size += bytes.len() as u64;
        self.hasher.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl File {
    fn of(entry: &Entry) -> Self {
        let path = entry.path.as_os_str().as_bytes().to_vec().into();
        Self { path, size: entry.size, mark: entry.mark.into() }
    }

    /// As it was listed.
    pub(super) fn entry(&self) -> Entry {
        Entry { path: OsStr::from_bytes(&self.path).into(), size: self.size, mark: *self.mark }
    }
}

impl To {
    pub(super) fn recipient(&self) -> Recipient {
        Recipient::of(*self.recipient)
    }

    pub(super) fn drawn(&self) -> &[u8; DRAWN] {
        &self.drawn
    }
}

impl std::fmt::Debug for To {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("To")
    }
}
