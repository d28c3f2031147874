//! Which reader a VEX document is for.

use super::{Document, csaf, cyclonedx, cyclonedx_xml, openvex};
use crate::content::{self, Kind, Top, unrecognised};
use crate::{Limits, ReadError, json};

/// What a VEX document may be, in words.
const EXPECTED: &str = "OpenVEX, CycloneDX with vulnerabilities (JSON or XML) or CSAF 2.0";

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    if let Some(looks_like) = content::binary(bytes) {
        return Err(unrecognised(looks_like, EXPECTED));
    }
    let text = json::text(bytes, limits)?;
    match text.trim_start().as_bytes().first() {
        Some(b'{' | b'[') => read_json(text, limits),
        Some(b'<') if text.contains("cyclonedx.org/schema/bom") => cyclonedx_xml::read(text, limits, EXPECTED),
        _ => Err(unrecognised(content::looks_like(text), EXPECTED)),
    }
}

fn read_json(text: &str, limits: &Limits) -> Result<Document, ReadError> {
    let top = Top::read(text)?;
    match content::kind(&top) {
        Kind::OpenVex => openvex::read(text, top.raw(EXPECTED)?),
        Kind::CycloneDx { vulnerabilities: true } => cyclonedx::read(text, top.raw(EXPECTED)?),
        Kind::Csaf => csaf::read(text, top.raw(EXPECTED)?, limits),
        other => Err(unrecognised(other.to_string(), EXPECTED)),
    }
}
