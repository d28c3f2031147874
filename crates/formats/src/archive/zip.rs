//! Zip archives.

use std::io::{self, Cursor, Read};
use std::ops::ControlFlow;

use super::bounded::limit_and_one;
use super::{Member, broken, too_large, too_many};
use crate::{Limits, ReadError};

type Archive<'a> = ::zip::ZipArchive<Cursor<&'a [u8]>>;

pub(super) fn members(
    bytes: &[u8],
    limits: &Limits,
    visit: &mut dyn FnMut(Member) -> ControlFlow<()>,
) -> Result<(), ReadError> {
    let mut archive = Archive::new(Cursor::new(bytes)).map_err(|error| broken("", error.into()))?;
    if archive.len() > limits.members {
        return Err(too_many(limits.members));
    }
    let mut left = limits.unpacked;
    for index in 0..archive.len() {
        let Some(member) = member(&mut archive, index, limits.document.min(left), limits)? else { continue };
        left = left.saturating_sub(member.bytes.len());
        if visit(member).is_break() {
            break;
        }
    }
    Ok(())
}

/// The file at `index`, `None` for a directory. `room` is what may still come out.
fn member(archive: &mut Archive<'_>, index: usize, room: usize, limits: &Limits) -> Result<Option<Member>, ReadError> {
    let path = archive.name_for_index(index).unwrap_or_default().to_owned();
    let mut file = archive.by_index(index).map_err(|error| broken(&path, io::Error::from(error)))?;
    if file.is_dir() {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    let read = (&mut file).take(limit_and_one(room)).read_to_end(&mut bytes);
    let size = read.map_err(|error| broken(&path, error))?;
    if size > room {
        let limit = if room < limits.document { limits.unpacked } else { limits.document };
        return Err(too_large(&path, size as u64, limit));
    }
    Ok(Some(Member { path, bytes }))
}
