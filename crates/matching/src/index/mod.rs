//! The compiled advisory index: written once, then read in place from `&[u8]`.
//!
//! Opening checks the header and the small sections; a record is checked and decoded only when a component asks for
//! it. No content, however damaged, leads to a panic.

mod changes;
mod compile;
mod covers;
mod flaw;
mod layout;
pub mod record;
mod signals;
mod source;
mod translate;
mod write;

pub use changes::changes;
pub(crate) use compile::Ready;
pub use compile::{Compiler, SourceNumber, SourceReport};
pub use signals::{Exploitation, Signals, cve_number};
pub use source::{CPE, Shape, Source, SourceKind};
pub use translate::score;

use layout::{Section, slice, u32_at, u64_at};
use record::Record;

/// Why bytes are no index that can be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IndexError {
    /// Something else.
    #[error("not an advisory index")]
    Foreign,
    /// An index of another version.
    #[error("an advisory index of version {found}; this program reads version {known}: import the feeds again")]
    OtherVersion {
        /// The version found.
        found: u32,
        /// The version that is read.
        known: u32,
    },
    /// Truncated or changed since it was written.
    #[error("a damaged advisory index ({0}): import the feeds again")]
    Damaged(&'static str),
    /// An export that is much smaller than the one it would replace.
    #[error("{name}: {new} records would replace {old} of {covers}; a part of an export? To begin anew, use --anew")]
    Shrinks {
        /// The new source.
        name: String,
        /// What both cover.
        covers: String,
        /// Records of the old source.
        old: u32,
        /// Records of the new one.
        new: u32,
    },
    /// More than its offsets can address.
    #[error("too much for one index: {0}")]
    TooLarge(&'static str),
}

/// An index over borrowed bytes.
#[derive(Debug, Clone)]
pub struct Index<'a> {
    digest: [u8; 32],
    sources: Vec<Source>,
    sections: [&'a [u8]; layout::SECTIONS],
}

/// A record's number in its index.
pub type RecordNumber = u32;
/// A flaw's number: records that are aliases of each other share it.
pub type FlawNumber = u32;

impl<'a> Index<'a> {
    /// Opens an index.
    ///
    /// # Errors
    /// When the bytes are no index, one of another version, or damaged.
    pub fn open(bytes: &'a [u8]) -> Result<Self, IndexError> {
        let sections = layout::sections(bytes)?;
        let sources = postcard::from_bytes(sections[Section::Sources as usize]);
        let sources = sources.map_err(|_| IndexError::Damaged("the sources"))?;
        let digest = bytes.get(32..64).and_then(|digest| digest.try_into().ok());
        Ok(Self { digest: digest.ok_or(IndexError::Damaged("the header"))?, sources, sections })
    }

    /// Whether bytes begin as an index does, of whatever version.
    pub fn looks_like_one(bytes: &[u8]) -> bool {
        bytes.starts_with(layout::MAGIC)
    }

    /// SHA-256 over what the index says, independent of the order and packing of its sources.
    pub fn digest(&self) -> [u8; 32] {
        self.digest
    }

    /// Where its records came from.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The number of records.
    pub fn len(&self) -> usize {
        self.section(Section::Table).len() / TABLE_ROW
    }

    /// Whether it has no records.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The records of a key; see [`crate::key`].
    pub fn lookup(&self, key: &str) -> impl Iterator<Item = RecordNumber> + use<'a> {
        let postings = self.find(key).unwrap_or_default();
        postings.chunks_exact(4).filter_map(|chunk| u32_at(chunk, 0))
    }

    fn find(&self, key: &str) -> Option<&'a [u8]> {
        let keys = self.section(Section::Keys);
        let (mut low, mut high) = (0, keys.len() / KEY_ROW);
        while low < high {
            let middle = low + (high - low) / 2;
            let row = keys.get(middle * KEY_ROW..)?;
            let text = slice(self.section(Section::Text), u32_at(row, 0)?.into(), u32_at(row, 4)?.into())?;
            match text.cmp(key.as_bytes()) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return self.postings(row),
            }
        }
        None
    }

    fn postings(&self, row: &[u8]) -> Option<&'a [u8]> {
        let (first, count) = (u64::from(u32_at(row, 8)?), u64::from(u32_at(row, 12)?));
        slice(self.section(Section::Postings), first * 4, count * 4)
    }

    /// Reads a record.
    ///
    /// # Errors
    /// When the record is damaged, or there is none of that number.
    pub fn record(&self, number: RecordNumber) -> Result<Record<'a>, IndexError> {
        let bytes = self.record_bytes(number).ok_or(IndexError::Damaged("a record"))?;
        postcard::from_bytes(bytes).map_err(|_| IndexError::Damaged("a record"))
    }

    fn record_bytes(&self, number: RecordNumber) -> Option<&'a [u8]> {
        let row = self.row(number)?;
        let bytes = slice(self.section(Section::Records), u64_at(row, 0)?, u32_at(row, 8)?.into())?;
        (u32_at(row, 12)? == crc32fast::hash(bytes)).then_some(bytes)
    }

    fn row(&self, number: RecordNumber) -> Option<&'a [u8]> {
        self.section(Section::Table).chunks_exact(TABLE_ROW).nth(number as usize)
    }

    /// The flaw that a record is about.
    pub fn flaw(&self, number: RecordNumber) -> FlawNumber {
        self.row(number).and_then(|row| u32_at(row, 16)).unwrap_or(FlawNumber::MAX)
    }

    fn source_of(&self, number: RecordNumber) -> Option<usize> {
        self.row(number).and_then(|row| u32_at(row, 20)).map(|source| source as usize)
    }

    /// Every id of a flaw, sorted.
    pub fn flaw_ids(&self, flaw: FlawNumber) -> Vec<&'a str> {
        let row = self.section(Section::Flaws).chunks_exact(8).nth(flaw as usize);
        let place = row.and_then(|row| Some((u32_at(row, 0)?, u32_at(row, 4)?)));
        let text = place.and_then(|(at, length)| slice(self.section(Section::FlawIds), at.into(), length.into()));
        let text = text.and_then(|text| std::str::from_utf8(text).ok()).unwrap_or_default();
        text.split('\n').filter(|id| !id.is_empty()).collect()
    }

    /// What is known of exploitation.
    ///
    /// # Errors
    /// When that part is damaged.
    pub fn signals(&self) -> Result<Signals, IndexError> {
        postcard::from_bytes(self.section(Section::Signals)).map_err(|_| IndexError::Damaged("the signals"))
    }

    fn section(&self, section: Section) -> &'a [u8] {
        self.sections[section as usize]
    }
}

const KEY_ROW: usize = 16;
const TABLE_ROW: usize = 24;
