//! Members of a tar archive: ustar (POSIX.1-1988), with pax records (POSIX.1-2001) where a name is long or not ASCII, or a file
//! larger than ustar can say.

use std::fmt::Write as _;

/// Bytes of a block.
pub(super) const BLOCK: usize = 512;

/// Bytes of the longest name that needs no pax record.
const LONGEST: usize = 100;

/// Bytes of the largest file that needs none.
const LARGEST: u64 = (1 << 33) - 1;

/// A file.
pub(super) const FILE: u8 = b'0';

/// Records about the member that follows.
pub(super) const RECORDS: u8 = b'x';

/// The end of an archive.
pub(super) const END: [u8; 2 * BLOCK] = [0; 2 * BLOCK];

/// The header of a file, and the records in front of it where it needs any.
pub(super) fn header(path: &str, size: u64, time: i64) -> Vec<u8> {
    let records = records(path, size);
    let file = block(path, size, time, FILE);
    if records.is_empty() {
        return file.to_vec();
    }
    let length = records.len() as u64;
    let first = block("pax-records", length, time, RECORDS);
    [&first[..], &records, &vec![0; padding(length)], &file].concat()
}

/// Bytes of that header.
pub(super) fn header_size(path: &str, size: u64) -> u64 {
    let records = records(path, size).len() as u64;
    let more = if records == 0 { 0 } else { BLOCK as u64 + records + padding(records) as u64 };
    BLOCK as u64 + more
}

/// Bytes behind a content of this size, up to the next block.
pub(super) fn padding(size: u64) -> usize {
    let over = usize::try_from(size % BLOCK as u64).unwrap_or_default();
    (BLOCK - over) % BLOCK
}

fn records(path: &str, size: u64) -> Vec<u8> {
    let mut records = String::new();
    if path.len() > LONGEST || !path.is_ascii() {
        records.push_str(&record("path", path));
    }
    if size > LARGEST {
        records.push_str(&record("size", &size.to_string()));
    }
    records.into_bytes()
}

/// A record, which begins with its own length, that number included.
fn record(name: &str, value: &str) -> String {
    let rest = format!(" {name}={value}\n");
    let mut length = rest.len() + 1;
    while length != rest.len() + length.to_string().len() {
        length = rest.len() + length.to_string().len();
    }
    format!("{length}{rest}")
}

fn block(path: &str, size: u64, time: i64, kind: u8) -> [u8; BLOCK] {
    let mut block = [0; BLOCK];
    let name: Vec<u8> = path.bytes().map(|byte| if byte.is_ascii() { byte } else { b'_' }).take(LONGEST).collect();
    block[..name.len()].copy_from_slice(&name);
    octal(&mut block[100..108], 0o600);
    octal(&mut block[108..116], 0);
    octal(&mut block[116..124], 0);
    octal(&mut block[124..136], if size > LARGEST { 0 } else { size });
    octal(&mut block[136..148], u64::try_from(time).unwrap_or_default());
    block[156] = kind;
    block[257..265].copy_from_slice(b"ustar\x0000");
    let sum = checksum(&block);
    octal(&mut block[148..155], sum);
    block[155] = b' ';
    block
}

/// The sum of all bytes of a header, its checksum counted as spaces.
pub(super) fn checksum(block: &[u8; BLOCK]) -> u64 {
    let plain = |(at, byte): (usize, &u8)| if (148..156).contains(&at) { u64::from(b' ') } else { u64::from(*byte) };
    block.iter().enumerate().map(plain).sum()
}

/// A number in octal digits with a zero byte behind.
fn octal(field: &mut [u8], number: u64) {
    let mut text = String::new();
    let _ = write!(text, "{number:0width$o}", width = field.len() - 1);
    field[..text.len()].copy_from_slice(text.as_bytes());
}
