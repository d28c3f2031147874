//! The text of a purl: splitting, percent encoding, writing.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use super::{Purl, PurlError, types};

/// Splits a purl into decoded parts, by the specification's "how to parse". Nothing is normalised yet.
pub(super) fn split(text: &str) -> Result<Purl, PurlError> {
    let (scheme, rest) = text.trim().split_once(':').ok_or_else(|| PurlError::new("it does not start with pkg:"))?;
    if !scheme.eq_ignore_ascii_case("pkg") {
        return Err(PurlError::new("it does not start with pkg:"));
    }
    let (rest, subpath) = rest.rsplit_once('#').unwrap_or((rest, ""));
    let (rest, qualifiers) = rest.split_once('?').unwrap_or((rest, ""));
    let rest = rest.trim_matches('/');
    let (kind, rest) = rest.split_once('/').ok_or_else(|| PurlError::new("it has no name"))?;
    let (path, version) = split_version(rest)?;
    let (namespace, name) = path.trim_end_matches('/').rsplit_once('/').unwrap_or(("", path));
    Ok(Purl {
        kind: kind.to_owned(),
        namespace: segments(namespace, |_| true)?,
        name: decode(name.trim_matches('/'))?,
        version: version.map(decode).transpose()?,
        qualifiers: split_qualifiers(qualifiers)?,
        subpath: segments(subpath, |segment| segment != "." && segment != "..")?,
    })
}

/// Splits off the version at the last `@`. One that starts a segment belongs to an npm scope, not to a version.
fn split_version(path: &str) -> Result<(&str, Option<&str>), PurlError> {
    let Some((before, version)) = path.rsplit_once('@') else { return Ok((path, None)) };
    if !before.is_empty() && !before.ends_with('/') {
        return Ok((before, Some(version)));
    }
    if version.contains('/') { Ok((path, None)) } else { Err(PurlError::new("the name is missing")) }
}

fn segments(text: &str, keep: impl Fn(&str) -> bool) -> Result<Option<String>, PurlError> {
    let mut joined = String::new();
    for raw in text.split('/') {
        for segment in decode(raw)?.split('/').filter(|segment| !segment.is_empty() && keep(segment)) {
            joined.push_str(if joined.is_empty() { "" } else { "/" });
            joined.push_str(segment);
        }
    }
    Ok((!joined.is_empty()).then_some(joined))
}

fn split_qualifiers(text: &str) -> Result<BTreeMap<String, String>, PurlError> {
    let mut qualifiers = BTreeMap::new();
    for pair in text.split('&').filter(|pair| !pair.is_empty()) {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        if qualifiers.insert(key.to_owned(), decode(value)?).is_some() {
            return Err(PurlError::new(format!("the qualifier {key} is given twice")));
        }
    }
    Ok(qualifiers)
}

/// Keys in lower case; qualifiers without a value are dropped.
pub(super) fn normalised_qualifiers(given: BTreeMap<String, String>) -> Result<BTreeMap<String, String>, PurlError> {
    let mut qualifiers = BTreeMap::new();
    for (key, value) in given {
        let key = key.to_ascii_lowercase();
        if !is_key(&key) {
            return Err(PurlError::new(format!("{key:?} is no qualifier key")));
        }
        if value.is_empty() {
            continue;
        }
        if let Some(clash) = qualifiers.insert(key, value) {
            return Err(PurlError::new(format!("a qualifier is given twice, once as {clash:?}")));
        }
    }
    Ok(qualifiers)
}

pub(super) fn is_type(text: &str) -> bool {
    starts_with_letter(text) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-+".contains(&byte))
}

fn is_key(text: &str) -> bool {
    starts_with_letter(text) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte))
}

fn starts_with_letter(text: &str) -> bool {
    text.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic())
}

/// Undoes percent encoding. A percent sign that starts no code stands for itself.
fn decode(text: &str) -> Result<String, PurlError> {
    if !text.contains('%') {
        return Ok(text.to_owned());
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let code = (first == b'%').then(|| code(tail)).flatten();
        bytes.push(code.unwrap_or(first));
        rest = if code.is_some() { tail.get(2..).unwrap_or_default() } else { tail };
    }
    String::from_utf8(bytes).map_err(|_| PurlError::new(format!("{text:?} does not decode to UTF-8 text")))
}

/// The byte that two hexadecimal digits stand for.
fn code(digits: &[u8]) -> Option<u8> {
    let digit = |at: usize| char::from(*digits.get(at)?).to_digit(16);
    u8::try_from(digit(0)? * 16 + digit(1)?).ok()
}

pub(super) fn write(purl: &Purl, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "pkg:{}/", purl.kind)?;
    for segment in purl.namespace.iter().flat_map(|namespace| namespace.split('/')) {
        encode(segment, f)?;
        f.write_char('/')?;
    }
    write_name(purl, f)?;
    if let Some(version) = &purl.version {
        f.write_char('@')?;
        encode(version, f)?;
    }
    write_qualifiers(purl, f)?;
    for (index, segment) in purl.subpath.iter().flat_map(|subpath| subpath.split('/')).enumerate() {
        f.write_char(if index == 0 { '#' } else { '/' })?;
        encode(segment, f)?;
    }
    Ok(())
}

fn write_name(purl: &Purl, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if !types::has_path_as_name(&purl.kind) {
        return encode(&purl.name, f);
    }
    for (index, segment) in purl.name.split('/').enumerate() {
        f.write_str(if index == 0 { "" } else { "/" })?;
        encode(segment, f)?;
    }
    Ok(())
}

fn write_qualifiers(purl: &Purl, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (index, (key, value)) in purl.qualifiers.iter().enumerate() {
        write!(f, "{}{key}=", if index == 0 { '?' } else { '&' })?;
        encode(value, f)?;
    }
    Ok(())
}

/// Everything but letters, digits, `.`, `-`, `_`, `~` and the colon is percent-encoded.
fn encode(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b".-_~:".contains(&byte) {
            f.write_char(char::from(byte))?;
        } else {
            write!(f, "%{byte:02X}")?;
        }
    }
    Ok(())
}
