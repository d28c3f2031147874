//! The bytes of an index: a header, a table of sections, the sections. Little endian throughout.
//!
//! ```text
//! 0   magic "steadfast-index\n"        16 bytes
//! 16  version                          u32
//! 20  checksum of bytes 24..header end u32 (CRC-32)
//! 24  length of the file               u64
//! 32  snapshot digest                  32 bytes (SHA-256)
//! 64  9 sections: offset u64, length u64, checksum u32, 0 u32
//! ```

use super::IndexError;

pub(super) const MAGIC: &[u8; 16] = b"steadfast-index\n";
pub(super) const VERSION: u32 = 1;
pub(super) const SECTIONS: usize = 9;
pub(super) const HEADER: usize = 64 + SECTIONS * 24;

/// The sections, in file order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    /// The sources, as postcard.
    Sources,
    /// Sorted keys: text offset, text length, postings offset, postings count; 4 × u32 each.
    Keys,
    /// The text of the keys.
    Text,
    /// Record numbers, u32 each.
    Postings,
    /// Per record: offset u64, length u32, checksum u32, flaw u32, source u32.
    Table,
    /// The records, as postcard.
    Records,
    /// Per flaw: offset u32 and length u32 of its ids in `FlawIds`.
    Flaws,
    /// Ids of flaws, sorted, separated by a line feed.
    FlawIds,
    /// Exploited vulnerabilities and scores, as postcard each, see `signals`.
    Signals,
}

/// The four little-endian bytes at `at`.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    bytes.try_into().ok().map(u32::from_le_bytes)
}

/// The eight little-endian bytes at `at`.
pub(super) fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    let bytes = bytes.get(at..at.checked_add(8)?)?;
    bytes.try_into().ok().map(u64::from_le_bytes)
}

/// `length` bytes at `offset`, both as stored.
pub(super) fn slice(bytes: &[u8], offset: u64, length: u64) -> Option<&[u8]> {
    let start = usize::try_from(offset).ok()?;
    let end = start.checked_add(usize::try_from(length).ok()?)?;
    bytes.get(start..end)
}

/// Checks the header and gives each section's bytes. The records' own checksums are checked when each is read.
pub(super) fn sections(bytes: &[u8]) -> Result<[&[u8]; SECTIONS], IndexError> {
    if bytes.get(..16) != Some(MAGIC) {
        return Err(IndexError::Foreign);
    }
    let version = u32_at(bytes, 16).ok_or(IndexError::Damaged("the header"))?;
    if version != VERSION {
        return Err(IndexError::OtherVersion { found: version, known: VERSION });
    }
    let header = bytes.get(24..HEADER).ok_or(IndexError::Damaged("the header"))?;
    if u32_at(bytes, 20) != Some(crc32fast::hash(header)) || u64_at(bytes, 24) != Some(bytes.len() as u64) {
        return Err(IndexError::Damaged("the header"));
    }
    let mut sections = [&bytes[..0]; SECTIONS];
    for (number, section) in sections.iter_mut().enumerate() {
        *section = checked(bytes, number).ok_or(IndexError::Damaged("a section"))?;
    }
    Ok(sections)
}

fn checked(bytes: &[u8], number: usize) -> Option<&[u8]> {
    let row = 64 + number * 24;
    let section = slice(bytes, u64_at(bytes, row)?, u64_at(bytes, row + 8)?)?;
    let own_checksums = number == Section::Records as usize;
    (own_checksums || u32_at(bytes, row + 16)? == crc32fast::hash(section)).then_some(section)
}

/// Puts sections behind a header.
pub(super) fn assemble(digest: [u8; 32], sections: &[Vec<u8>; SECTIONS]) -> Vec<u8> {
    let length = HEADER + sections.iter().map(Vec::len).sum::<usize>();
    let mut file = Vec::with_capacity(length);
    file.extend_from_slice(MAGIC);
    file.extend_from_slice(&VERSION.to_le_bytes());
    file.extend_from_slice(&[0; 4]);
    file.extend_from_slice(&(length as u64).to_le_bytes());
    file.extend_from_slice(&digest);
    let mut offset = HEADER;
    for section in sections {
        file.extend_from_slice(&(offset as u64).to_le_bytes());
        file.extend_from_slice(&(section.len() as u64).to_le_bytes());
        file.extend_from_slice(&crc32fast::hash(section).to_le_bytes());
        file.extend_from_slice(&[0; 4]);
        offset += section.len();
    }
    let checksum = crc32fast::hash(&file[24..HEADER]);
    file[20..24].copy_from_slice(&checksum.to_le_bytes());
    sections.iter().for_each(|section| file.extend_from_slice(section));
    file
}
