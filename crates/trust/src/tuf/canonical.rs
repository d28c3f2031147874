//! The canonical JSON that TUF signatures are over (OLPC's, not RFC 8785): members sorted by code points, strings with
//! no escapes but those of the quotation mark and the backslash, integers alone.

use serde_json::{Map, Number, Value};

use super::Malformed;

/// How deep values may nest.
const DEEPEST: usize = 64;

/// The canonical bytes of a value.
///
/// # Errors
/// For floats, and values that nest too deep.
pub(super) fn to_vec(value: &Value) -> Result<Vec<u8>, Malformed> {
    let mut out = Vec::new();
    write(value, &mut out, 0)?;
    Ok(out)
}

fn write(value: &Value, out: &mut Vec<u8>, depth: usize) -> Result<(), Malformed> {
    if depth > DEEPEST {
        return Err(Malformed::Deep);
    }
    match value {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Bool(true) => out.extend_from_slice(b"true"),
        Value::Bool(false) => out.extend_from_slice(b"false"),
        Value::Number(number) => integer(number, out)?,
        Value::String(text) => string(text, out),
        Value::Array(items) => array(items, out, depth)?,
        Value::Object(members) => object(members, out, depth)?,
    }
    Ok(())
}

fn integer(number: &Number, out: &mut Vec<u8>) -> Result<(), Malformed> {
    if number.is_f64() {
        return Err(Malformed::Number(number.clone()));
    }
    out.extend_from_slice(number.to_string().as_bytes());
    Ok(())
}

fn string(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    for byte in text.bytes() {
        if matches!(byte, b'"' | b'\\') {
            out.push(b'\\');
        }
        out.push(byte);
    }
    out.push(b'"');
}

fn array(items: &[Value], out: &mut Vec<u8>, depth: usize) -> Result<(), Malformed> {
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

/// The bytes of UTF-8 stand in the order of their code points.
fn object(members: &Map<String, Value>, out: &mut Vec<u8>, depth: usize) -> Result<(), Malformed> {
    let mut sorted: Vec<(&String, &Value)> = members.iter().collect();
    sorted.sort_unstable_by_key(|(name, _)| *name);
    out.push(b'{');
    for (at, (name, value)) in sorted.into_iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        string(name, out);
        out.push(b':');
        write(value, out, depth + 1)?;
    }
    out.push(b'}');
    Ok(())
}
