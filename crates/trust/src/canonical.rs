//! JSON with exactly one spelling: RFC 8785 (JSON Canonicalization Scheme), numbers restricted to integers.
//!
//! Members sorted by their names' UTF-16 code units (section 3.2.3), strings with the shortest escapes (3.2.2.2), no
//! white space. Floats are refused, and so are integers beyond ±(2⁵³ − 1), which readers that hold numbers as doubles
//! would change (RFC 8785, section 3.2.2.3; RFC 7493, section 2.2).

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Number, Value};
use thiserror::Error;

/// The largest integer that every reader of JSON keeps exact: 2⁵³ − 1.
pub const MOST: u64 = (1 << 53) - 1;

/// How deep values may nest.
const DEEPEST: usize = 64;

/// Why something is no canonical JSON.
#[derive(Debug, Error)]
pub enum CanonicalError {
    /// Not JSON, or not of the expected shape.
    #[error("not the expected JSON")]
    Json(#[source] serde_json::Error),
    /// A number with a fraction or exponent, or one that is too large.
    #[error("the number {0} is no integer within ±(2^53 - 1)")]
    Number(Number),
    /// Nested too deep.
    #[error("nested deeper than {DEEPEST} levels")]
    Deep,
    /// Longer than the reader accepts.
    #[error("{found} bytes are more than the {most} that are read")]
    Large {
        /// Bytes there are.
        found: usize,
        /// Bytes that are read.
        most: usize,
    },
    /// JSON, but spelled in another way than the one canonical.
    #[error("not in canonical form from byte {0} on")]
    Form(usize),
}

/// The canonical bytes of a value.
///
/// # Errors
/// For floats, large integers, and values that nest too deep.
pub fn to_vec<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, CanonicalError> {
    let value = serde_json::to_value(value).map_err(CanonicalError::Json)?;
    let mut out = Vec::new();
    write(&value, &mut out, 0)?;
    Ok(out)
}

/// The canonical text of a value.
///
/// # Errors
/// As [`to_vec`].
pub fn to_string<T: Serialize + ?Sized>(value: &T) -> Result<String, CanonicalError> {
    Ok(String::from_utf8_lossy(&to_vec(value)?).into_owned())
}

/// Reads a value of at most `most` bytes that must be in canonical form: a duplicate name, a space or another spelling
/// of a number or string is refused.
///
/// # Errors
/// When it is too long, not JSON, not canonical, or not of the shape of `T`.
pub fn read<T: DeserializeOwned>(bytes: &[u8], most: usize) -> Result<T, CanonicalError> {
    if bytes.len() > most {
        return Err(CanonicalError::Large { found: bytes.len(), most });
    }
    let value: Value = serde_json::from_slice(bytes).map_err(CanonicalError::Json)?;
    let mut written = Vec::with_capacity(bytes.len());
    write(&value, &mut written, 0)?;
    if written != bytes {
        let same = written.iter().zip(bytes).take_while(|(a, b)| a == b).count();
        return Err(CanonicalError::Form(same));
    }
    T::deserialize(value).map_err(CanonicalError::Json)
}

fn write(value: &Value, out: &mut Vec<u8>, depth: usize) -> Result<(), CanonicalError> {
    if depth > DEEPEST {
        return Err(CanonicalError::Deep);
    }
    match value {
        Value::Number(number) => integer(number, out),
        Value::Array(items) => array(items, out, depth),
        Value::Object(members) => object(members, out, depth),
        Value::Null | Value::Bool(_) | Value::String(_) => leaf(value, out),
    }
}

/// The library's escapes are those of RFC 8785: two characters where JSON has them, `\u00xx` in lower case for other
/// control characters, all else as it is.
fn leaf(value: &Value, out: &mut Vec<u8>) -> Result<(), CanonicalError> {
    serde_json::to_writer(out, value).map_err(CanonicalError::Json)
}

fn integer(number: &Number, out: &mut Vec<u8>) -> Result<(), CanonicalError> {
    let size = number.as_u64().or_else(|| number.as_i64().map(i64::unsigned_abs));
    size.filter(|size| *size <= MOST).ok_or_else(|| CanonicalError::Number(number.clone()))?;
    out.extend_from_slice(number.to_string().as_bytes());
    Ok(())
}

fn array(items: &[Value], out: &mut Vec<u8>, depth: usize) -> Result<(), CanonicalError> {
    out.push(b'[');
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        write(item, out, depth + 1)?;
    }
    out.push(b']');
    Ok(())
}

fn object(members: &Map<String, Value>, out: &mut Vec<u8>, depth: usize) -> Result<(), CanonicalError> {
    let mut sorted: Vec<(&String, &Value)> = members.iter().collect();
    sorted.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
    out.push(b'{');
    for (at, (name, value)) in sorted.into_iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        serde_json::to_writer(&mut *out, name).map_err(CanonicalError::Json)?;
        out.push(b':');
        write(value, out, depth + 1)?;
    }
    out.push(b'}');
    Ok(())
}
