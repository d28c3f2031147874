//! Tar archives, entry by entry as they stand, so that no header makes anything large be read into memory.

use std::io::{self, Read};
use std::ops::ControlFlow;

use ::tar::{Archive, Entry, EntryType};

use super::bounded::{Bounded, limit_and_one};
use super::{Member, broken, too_large, too_many};
use crate::{Limits, ReadError};

/// The size of a header, in bytes.
pub(super) const BLOCK: usize = 512;
/// The longest path that an extension header may give, in bytes.
const PATH: u64 = 64 << 10;

/// Whether the content starts with a tar header; its checksum tells, the oldest form included.
pub(super) fn is_tar(bytes: &[u8]) -> bool {
    let Some(header) = bytes.get(..BLOCK) else { return false };
    let (before, rest) = header.split_at(148);
    let (field, behind) = rest.split_at(8);
    let sum: u64 = before.iter().chain(behind).map(|byte| u64::from(*byte)).sum::<u64>() + 8 * 32;
    let digits = String::from_utf8_lossy(field);
    u64::from_str_radix(digits.trim_matches([' ', '\0']), 8).is_ok_and(|given| given == sum)
}

pub(super) fn members<R: Read>(
    source: &mut Bounded<R>,
    limits: &Limits,
    visit: &mut dyn FnMut(Member) -> ControlFlow<()>,
) -> Result<(), ReadError> {
    let outcome = walk(&mut Archive::new(&mut *source), limits, visit);
    outcome.map_err(|failure| match failure {
        Failure::Unpacking(member, error) => source.explain(&member, error),
        Failure::Refused(error) => error,
    })
}

enum Failure {
    /// The reader failed inside this member.
    Unpacking(String, io::Error),
    Refused(ReadError),
}

fn walk<R: Read>(
    archive: &mut Archive<R>,
    limits: &Limits,
    visit: &mut dyn FnMut(Member) -> ControlFlow<()>,
) -> Result<(), Failure> {
    let unpacking = |error| Failure::Unpacking(String::new(), error);
    let mut long_path = None;
    for (index, entry) in archive.entries().map_err(unpacking)?.raw(true).enumerate() {
        let mut entry = entry.map_err(unpacking)?;
        if index >= limits.members {
            return Err(Failure::Refused(too_many(limits.members)));
        }
        match entry.header().entry_type() {
            EntryType::GNULongName => long_path = Some(gnu_path(&mut entry).map_err(unpacking)?),
            EntryType::XHeader => long_path = pax_path(&mut entry).map_err(unpacking)?.or(long_path),
            EntryType::GNULongLink | EntryType::XGlobalHeader => {}
            _ => {
                let path =
                    long_path.take().unwrap_or_else(|| String::from_utf8_lossy(&entry.path_bytes()).into_owned());
                if let Some(member) = file(entry, path, limits)?
                    && visit(member).is_break()
                {
                    return Ok(());
                }
            }
        }
    }
    Ok(())
}

/// The file that an entry holds, `None` for directories and links.
fn file<R: Read>(mut entry: Entry<'_, R>, path: String, limits: &Limits) -> Result<Option<Member>, Failure> {
    let kind = entry.header().entry_type();
    if kind == EntryType::GNUSparse {
        let unsupported = io::Error::new(io::ErrorKind::Unsupported, "a sparse file");
        return Err(Failure::Refused(broken(&path, unsupported)));
    }
    if !kind.is_file() && !kind.is_contiguous() || path.ends_with('/') {
        return Ok(None);
    }
    let declared = entry.size();
    if declared > limits.document as u64 {
        return Err(Failure::Refused(too_large(&path, declared, limits.document)));
    }
    let mut bytes = Vec::new();
    match (&mut entry).take(limit_and_one(limits.document)).read_to_end(&mut bytes) {
        Err(error) => Err(Failure::Unpacking(path, error)),
        Ok(size) if (size as u64) < declared => Err(Failure::Unpacking(path, io::ErrorKind::UnexpectedEof.into())),
        Ok(_) => Ok(Some(Member { path, bytes })),
    }
}

fn extension<R: Read>(entry: &mut Entry<'_, R>) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    entry.take(PATH + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > PATH {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "an extension header longer than 64 KiB"));
    }
    Ok(bytes)
}

fn gnu_path<R: Read>(entry: &mut Entry<'_, R>) -> io::Result<String> {
    let bytes = extension(entry)?;
    Ok(String::from_utf8_lossy(&bytes).trim_end_matches('\0').to_owned())
}

/// The `path` record of a PAX header: lines of `length key=value`.
fn pax_path<R: Read>(entry: &mut Entry<'_, R>) -> io::Result<Option<String>> {
    let bytes = extension(entry)?;
    let mut records = bytes.split(|byte| *byte == b'\n').map(String::from_utf8_lossy);
    Ok(records.find_map(|record| {
        let (_, pair) = record.split_once(' ')?;
        pair.strip_prefix("path=").map(str::to_owned)
    }))
}
