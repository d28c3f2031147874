//! Tolerant reading of JSON: a document is split into raw entries first, and each entry is understood by itself,
//! so that one broken entry costs that entry alone.

use serde::de::{Deserialize, Deserializer, Visitor};
use serde_json::value::RawValue;

use crate::{Limits, Place, Problem, ReadError};

/// A raw, still unread part of a document.
pub(crate) type Raw<'a> = &'a RawValue;

/// The document as text: bounded, not empty, UTF-8, without a byte order mark.
pub(crate) fn text<'a>(bytes: &'a [u8], limits: &Limits) -> Result<&'a str, ReadError> {
    if bytes.len() > limits.document {
        let (size, limit) = (bytes.len() as u64, limits.document as u64);
        return Err(ReadError::TooLarge { place: Place::default(), size, limit });
    }
    if is_utf16(bytes) {
        let reason = "UTF-16 text; this program reads UTF-8".to_owned();
        return Err(ReadError::Malformed { place: Place::default(), reason });
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|source| not_utf8(bytes, source))?;
    if text.trim().is_empty() { Err(ReadError::Empty) } else { Ok(text) }
}

/// UTF-16 shows by its byte order mark, or by every other byte being zero.
fn is_utf16(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [1..=0x7f, 0, 1..=0x7f, 0, ..] | [0, 1..=0x7f, 0, 1..=0x7f, ..]
    )
}

fn not_utf8(bytes: &[u8], source: std::str::Utf8Error) -> ReadError {
    let line = lines_before(&bytes[..source.valid_up_to()]) + 1;
    ReadError::NotUtf8 { place: Place::line(line, ""), source }
}

fn lines_before(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == b'\n').count()
}

/// The line, from 1, at which `part` starts. `part` must be a slice of `whole`; else 1.
pub(crate) fn line_of(whole: &str, part: &str) -> usize {
    let offset = (part.as_ptr() as usize).checked_sub(whole.as_ptr() as usize);
    let before = offset.and_then(|offset| whole.as_bytes().get(..offset));
    before.map_or(0, lines_before) + 1
}

/// Reads a whole document. Anything but white space behind it is refused as a second document.
pub(crate) fn document<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, ReadError> {
    let mut stream = serde_json::Deserializer::from_str(text).into_iter::<T>();
    let first = match stream.next() {
        Some(Ok(value)) => value,
        Some(Err(source)) => return Err(broken(source)),
        None => return Err(ReadError::Empty),
    };
    let rest = text.get(stream.byte_offset()..).unwrap_or_default().trim_start();
    if rest.is_empty() {
        return Ok(first);
    }
    Err(ReadError::SecondDocument { place: Place::line(line_of(text, rest), "") })
}

fn broken(source: serde_json::Error) -> ReadError {
    ReadError::Json { place: Place::line(source.line(), format!("column {}", source.column())), source }
}

/// Reads one entry of the document `whole`; a failure becomes a problem at `path`.
pub(crate) fn entry<'a, T: Deserialize<'a>>(whole: &str, raw: Raw<'a>, path: &str) -> Result<T, Problem> {
    serde_json::from_str(raw.get()).map_err(|source| Problem::new(place(whole, raw, path), reason(&source)))
}

/// The place of `raw` in `whole`, with its JSON pointer.
pub(crate) fn place(whole: &str, raw: Raw<'_>, path: &str) -> Place {
    Place::line(line_of(whole, raw.get()), path)
}

/// The parser's words without its position, which counts from the entry's start and would mislead.
pub(crate) fn reason(source: &serde_json::Error) -> String {
    let words = source.to_string();
    words.split(" at line ").next().unwrap_or(&words).to_owned()
}

/// Text that some writers give as a number or a boolean; `null` is empty text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Loose(pub(crate) String);

impl<'de> Deserialize<'de> for Loose {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LooseVisitor).map(Self)
    }
}

struct LooseVisitor;

impl Visitor<'_> for LooseVisitor {
    type Value = String;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("text or a number")
    }

    fn visit_str<E>(self, value: &str) -> Result<String, E> {
        Ok(value.to_owned())
    }

    fn visit_i64<E>(self, value: i64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_u64<E>(self, value: u64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_f64<E>(self, value: f64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_bool<E>(self, value: bool) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_unit<E>(self) -> Result<String, E> {
        Ok(String::new())
    }
}
