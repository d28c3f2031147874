//! Which reader a file of a feed is for.

use std::borrow::Cow;
use std::io::Read;

use super::{FeedFile, epss, kev};
use crate::content::{self, Kind, Top, unrecognised};
use crate::{Limits, Place, ReadError, advisory, json};

/// What a feed may be, in words.
const EXPECTED: &str = "OSV, CVE, NVD, CSAF, EUVD, KEV (all JSON) or EPSS (CSV, may be gzip)";

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<FeedFile, ReadError> {
    if let Some(looks_like) = content::binary(bytes) {
        return Err(unrecognised(looks_like, EXPECTED));
    }
    let bytes = unpacked(bytes, limits)?;
    let text = json::text(&bytes, limits)?;
    match text.trim_start().as_bytes().first() {
        Some(b'{' | b'[') => read_json(text, limits),
        _ if epss::is_scores(text) => epss::read(text),
        _ => Err(unrecognised(content::looks_like(text), EXPECTED)),
    }
}

fn read_json(text: &str, limits: &Limits) -> Result<FeedFile, ReadError> {
    let top = Top::read(text)?;
    match content::kind(&top) {
        Kind::Osv => Ok(advisory::read_osv(text, top)),
        Kind::Cve => Ok(advisory::read_cve(text, top)),
        Kind::Nvd => Ok(advisory::read_nvd(text, top)),
        Kind::NvdPage => Ok(advisory::read_nvd_page(text, top)),
        Kind::Csaf => advisory::read_csaf(text, &top, limits),
        Kind::Euvd => Ok(advisory::read_euvd(text, top)),
        Kind::Kev => kev::read(text, &top),
        other => Err(unrecognised(other.to_string(), EXPECTED)),
    }
}

/// The content of a gzip stream, or the bytes as they are.
fn unpacked<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Cow<'a, [u8]>, ReadError> {
    if !bytes.starts_with(b"\x1f\x8b") {
        return Ok(Cow::Borrowed(bytes));
    }
    let limit = limits.document as u64;
    let mut content = Vec::new();
    let read = flate2::read::MultiGzDecoder::new(bytes).take(limit.saturating_add(1)).read_to_end(&mut content);
    read.map_err(|source| ReadError::Archive { place: Place::default(), source })?;
    if content.len() as u64 > limit {
        return Err(ReadError::TooLarge { place: Place::default(), size: content.len() as u64, limit });
    }
    Ok(Cow::Owned(content))
}
