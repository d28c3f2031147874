//! Reading the container: every header must be the one that belongs in its place.

use std::io::{self, BufReader, Read, Seek, SeekFrom};

use super::container::{self, CHECKSUM, LOCAL, LOCAL_MARK, Placed};
use super::fault::{DossierError, DossierFault, DossierProblem};
use super::path::is_path;

/// Where the length of a name stands in a local header.
const NAME_LENGTH: usize = 26;
/// Where lengths of the content stand in a local header.
const LENGTHS: std::ops::Range<usize> = 18..26;
/// How a directory entry begins.
const CENTRAL_MARK: &[u8] = b"PK\x01\x02";

/// Up to so many bytes from a place on; fewer where the file ends.
pub(super) fn at<R: Read + Seek>(file: &mut R, offset: u64, most: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(offset))?;
    let mut bytes = Vec::new();
    file.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The file that must begin at a place, whole; nothing where another one does.
pub(super) fn whole<R: Read + Seek>(
    file: &mut R,
    path: &str,
    offset: u64,
    most: usize,
) -> Result<Option<(Placed, Vec<u8>)>, DossierError> {
    let header = at(file, offset, (LOCAL + path.len()) as u64)?;
    let named = header.get(LOCAL..) == Some(path.as_bytes()) && header.starts_with(LOCAL_MARK);
    let (true, Some(length)) = (named, word(&header, LENGTHS.start)) else { return Ok(None) };
    if length as usize > most {
        return Err(DossierProblem::Large.at(path).into());
    }
    let offset = u32::try_from(offset).map_err(|_| DossierProblem::Large.at(path))?;
    let placed = Placed { path: path.to_owned(), bytes: length, offset };
    let content = at(file, placed.content(), u64::from(length))?;
    if content.len() < length as usize {
        let found = placed.content() + content.len() as u64;
        return Err(DossierProblem::CutOff { found, expected: placed.content() + u64::from(length) }.at(path).into());
    }
    if placed.local(crc32fast::hash(&content)) != header {
        return Err(DossierProblem::Header.at(path).into());
    }
    Ok(Some((placed, content)))
}

/// Compares every local header with the one that belongs in its place, all but the checksum, and gives the checksums.
pub(super) fn headers<R: Read + Seek>(file: &mut R, placed: &[Placed], end: u64) -> Result<Vec<u32>, DossierError> {
    let mut checksums = Vec::new();
    for (number, one) in placed.iter().enumerate() {
        let found = at(file, u64::from(one.offset), (LOCAL + one.path.len()) as u64)?;
        let checksum = word(&found, CHECKSUM.start).unwrap_or_default();
        if one.local(checksum) != found {
            return Err(misplaced(file, placed, number, &found, end)?.into());
        }
        checksums.push(checksum);
    }
    Ok(checksums)
}

/// What to say of something else than the header that belongs in a place.
fn misplaced<R: Read + Seek>(
    file: &mut R,
    placed: &[Placed],
    number: usize,
    found: &[u8],
    expected: u64,
) -> Result<DossierFault, DossierError> {
    let Some(own) = placed.get(number) else { return Ok(DossierProblem::Header.at("")) };
    let Some(name) = name(file, u64::from(own.offset))? else {
        let problem = match found.len() {
            _ if found.starts_with(CENTRAL_MARK) => DossierProblem::Missing,
            few if few < LOCAL + own.path.len() => {
                DossierProblem::CutOff { found: u64::from(own.offset) + few as u64, expected }
            }
            _ => DossierProblem::Header,
        };
        return Ok(problem.at(&own.path));
    };
    if name == own.path {
        let lengths = own.local(0).get(LENGTHS) == found.get(LENGTHS);
        let problem = if lengths { DossierProblem::Header } else { DossierProblem::Changed };
        return Ok(problem.at(&own.path));
    }
    let later = placed.iter().skip(number).any(|one| one.path == name);
    Ok(if later { DossierProblem::Missing.at(&own.path) } else { unnamed(&name) })
}

/// A file that does not belong here.
fn unnamed(name: &str) -> DossierFault {
    let problem = if is_path(name) { DossierProblem::NotNamed } else { DossierProblem::Path(name.to_owned()) };
    problem.at(name)
}

/// The name in the local header at a place, if there is a whole one.
fn name<R: Read + Seek>(file: &mut R, offset: u64) -> io::Result<Option<String>> {
    let header = at(file, offset, LOCAL as u64)?;
    if header.len() < LOCAL || !header.starts_with(LOCAL_MARK) {
        return Ok(None);
    }
    let length =
        header.get(NAME_LENGTH..).and_then(|rest| rest.first_chunk()).map_or(0, |two| u16::from_le_bytes(*two));
    let name = at(file, offset + LOCAL as u64, u64::from(length))?;
    let whole = name.len() == usize::from(length);
    Ok(whole.then(|| String::from_utf8_lossy(&name).into_owned()))
}

/// Compares the directory and the end with those that belong there, and the file's length with theirs.
pub(super) fn directory<R: Read + Seek>(
    file: &mut R,
    placed: &[Placed],
    checksums: &[u32],
    start: u32,
) -> Result<(), DossierError> {
    let entries: Vec<Vec<u8>> = placed.iter().zip(checksums).map(|(one, checksum)| one.central(*checksum)).collect();
    let bytes = u32::try_from(entries.iter().map(Vec::len).sum::<usize>()).map_err(|_| DossierProblem::Large.at(""))?;
    if let Some(name) = name(file, u64::from(start))? {
        return Err(unnamed(&name).into());
    }
    let expected = end_of(placed, start);
    let found = file.seek(SeekFrom::End(0))?;
    if found < expected {
        return Err(DossierProblem::CutOff { found, expected }.at("").into());
    }
    file.seek(SeekFrom::Start(u64::from(start)))?;
    let mut reader = BufReader::new(file);
    for (one, entry) in placed.iter().zip(&entries) {
        matches(&mut reader, entry, &one.path)?;
    }
    matches(&mut reader, &container::end(placed.len(), start, bytes), "")?;
    if found > expected { Err(DossierProblem::Trailing(found - expected).at("").into()) } else { Ok(()) }
}

/// Bytes of the whole container.
pub(super) fn end_of(placed: &[Placed], start: u32) -> u64 {
    let names = placed.iter().map(|one| container::CENTRAL + one.path.len()).sum::<usize>();
    u64::from(start) + (names + container::END) as u64
}

fn matches(reader: &mut impl Read, expected: &[u8], path: &str) -> Result<(), DossierError> {
    let mut found = vec![0; expected.len()];
    reader.read_exact(&mut found)?;
    if found == expected { Ok(()) } else { Err(DossierProblem::Directory.at(path).into()) }
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|four| u32::from_le_bytes(*four))
}
