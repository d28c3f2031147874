//! Archives and compressed streams, unpacked in memory and within [`Limits`]: zip, tar, gzip and zstd, detected by
//! content. Archives inside archives stay packed, but for a tar inside gzip or zstd.

mod bounded;
mod tar;
mod zip;
mod zstd;

use std::io::{self, Read};
use std::ops::ControlFlow;

use crate::{Limits, Place, ReadError};
use bounded::Bounded;

/// One file of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its path inside the archive, as written. Foreign text: never to be opened as a path.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Packing {
    Zip,
    Tar,
    Gzip,
    Zstd,
}

fn packing(bytes: &[u8]) -> Option<Packing> {
    match bytes {
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Some(Packing::Zip),
        [0x1f, 0x8b, ..] => Some(Packing::Gzip),
        [0x28, 0xb5, 0x2f, 0xfd, ..] => Some(Packing::Zstd),
        [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Some(Packing::Zstd),
        _ => tar::is_tar(bytes).then_some(Packing::Tar),
    }
}

/// Whether the content is an archive or compressed stream that [`visit`] unpacks.
pub fn is_archive(bytes: &[u8]) -> bool {
    packing(bytes).is_some()
}

/// Unpacks `bytes` and hands over one file after the other, in archive order. A compressed single file is one
/// member with an empty path; a compressed tar is its members. Zip bombs end in [`ReadError::TooLarge`].
///
/// # Errors
/// When the archive is broken or passes a limit. Members handed over before stay handed over.
pub fn visit(bytes: &[u8], limits: &Limits, visit: &mut dyn FnMut(Member) -> ControlFlow<()>) -> Result<(), ReadError> {
    match packing(bytes) {
        Some(Packing::Zip) => zip::members(bytes, limits, visit),
        Some(Packing::Tar) => tar::members(&mut Bounded::new(bytes, limits), limits, visit),
        Some(Packing::Gzip) => stream(flate2::read::MultiGzDecoder::new(bytes), limits, visit),
        Some(Packing::Zstd) => stream(zstd::Frames::new(bytes), limits, visit),
        None => Err(broken("", io::Error::new(io::ErrorKind::InvalidData, "neither zip, tar, gzip nor zstd"))),
    }
}

/// A decompressed stream: a tar, or a single file.
fn stream(
    source: impl Read,
    limits: &Limits,
    visit: &mut dyn FnMut(Member) -> ControlFlow<()>,
) -> Result<(), ReadError> {
    let mut source = Bounded::new(source, limits);
    let mut start = Vec::new();
    let read = (&mut source).take(tar::BLOCK as u64).read_to_end(&mut start);
    read.map_err(|error| source.explain("", error))?;
    if tar::is_tar(&start) {
        return tar::members(&mut source.put_back(start), limits, visit);
    }
    let bytes = source.put_back(start).file("", limits)?;
    let _ = visit(Member { path: String::new(), bytes });
    Ok(())
}

fn broken(member: &str, source: io::Error) -> ReadError {
    ReadError::Archive { place: place(member), source }
}

fn place(member: &str) -> Place {
    Place { member: (!member.is_empty()).then(|| member.to_owned()), ..Place::default() }
}

fn too_large(member: &str, size: u64, limit: usize) -> ReadError {
    ReadError::TooLarge { place: place(member), size, limit: limit as u64 }
}

fn too_many(limit: usize) -> ReadError {
    ReadError::Malformed { place: Place::default(), reason: format!("the archive has more than {limit} members") }
}
