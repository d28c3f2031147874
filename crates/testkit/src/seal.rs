//! Right checksums for damaged indexes, so that damage reaches the readers behind the checksums.

use std::ops::Range;

const MAGIC: &[u8; 16] = b"steadfast-index\n";
const VERSION: u32 = 1;
const SECTIONS: usize = 9;
const TABLE: usize = 4;
const RECORDS: usize = 5;
const HEADER: usize = 64 + SECTIONS * 24;
const TABLE_ROW: usize = 24;

/// Bytes laid out as an advisory index, with magic, version, length and every checksum made right. Bytes too short for
/// a header come back as they are.
pub fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
    if bytes.len() < HEADER {
        return bytes;
    }
    bytes[..16].copy_from_slice(MAGIC);
    bytes[16..20].copy_from_slice(&VERSION.to_le_bytes());
    let length = bytes.len() as u64;
    bytes[24..32].copy_from_slice(&length.to_le_bytes());
    seal_records(&mut bytes);
    (0..SECTIONS).for_each(|number| seal_section(&mut bytes, number));
    let checksum = crc32fast::hash(&bytes[24..HEADER]);
    bytes[20..24].copy_from_slice(&checksum.to_le_bytes());
    bytes
}

fn seal_records(bytes: &mut [u8]) {
    let (Some(table), Some(records)) = (section(bytes, TABLE), section(bytes, RECORDS)) else { return };
    for row in table.step_by(TABLE_ROW) {
        let place = u64_at(bytes, row).zip(u32_at(bytes, row + 8));
        let content = place.and_then(|(at, length)| bytes.get(records.clone())?.get(span(at, u64::from(length))?));
        let checksum = content.map(crc32fast::hash);
        if let (Some(checksum), Some(slot)) = (checksum, bytes.get_mut(row + 12..row + 16)) {
            slot.copy_from_slice(&checksum.to_le_bytes());
        }
    }
}

fn seal_section(bytes: &mut [u8], number: usize) {
    let Some(content) = section(bytes, number) else { return };
    let checksum = crc32fast::hash(&bytes[content]);
    let slot = 64 + number * 24 + 16;
    bytes[slot..slot + 4].copy_from_slice(&checksum.to_le_bytes());
}

/// Where a section's bytes lie, where they lie inside.
fn section(bytes: &[u8], number: usize) -> Option<Range<usize>> {
    let row = 64 + number * 24;
    let place = span(u64_at(bytes, row)?, u64_at(bytes, row + 8)?)?;
    bytes.get(place.clone()).map(|_| place)
}

fn span(at: u64, length: u64) -> Option<Range<usize>> {
    let start = usize::try_from(at).ok()?;
    Some(start..start.checked_add(usize::try_from(length).ok()?)?)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..at.checked_add(8)?)?.try_into().ok().map(u64::from_le_bytes)
}
