//! Percent-encoding (RFC 3986, 2.1), read strictly.

/// Text that is not rightly encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// A character that has to be percent-encoded.
    #[error("a character that has to be percent-encoded")]
    Raw,
    /// A percent sign without two hexadecimal digits.
    #[error("a percent sign without two hexadecimal digits")]
    Percent,
    /// What is encoded is no UTF-8 text, or has a zero byte.
    #[error("what is encoded is no text")]
    NotText,
}

/// What a plus sign stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Plus {
    /// Itself, as in paths.
    Plus,
    /// A space, as in forms.
    Space,
}

/// The text that is encoded.
pub(super) fn decode(encoded: &[u8], plus: Plus) -> Result<String, DecodeError> {
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded;
    while let Some((first, after)) = rest.split_first() {
        let (byte, after) = match first {
            b'%' => escaped(after)?,
            b'+' if plus == Plus::Space => (b' ', after),
            b'!'..=b'~' => (*first, after),
            _ => return Err(DecodeError::Raw),
        };
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8(bytes).ok().filter(|text| !text.contains('\0')).ok_or(DecodeError::NotText)
}

fn escaped(after: &[u8]) -> Result<(u8, &[u8]), DecodeError> {
    let ([high, low], rest) = after.split_first_chunk().ok_or(DecodeError::Percent)?;
    let (high, low) = digit(*high).zip(digit(*low)).ok_or(DecodeError::Percent)?;
    Ok((high << 4 | low, rest))
}

fn digit(letter: u8) -> Option<u8> {
    match letter {
        b'0'..=b'9' => Some(letter - b'0'),
        b'a'..=b'f' => Some(letter - b'a' + 10),
        b'A'..=b'F' => Some(letter - b'A' + 10),
        _ => None,
    }
}

/// A text as a value in an address: letters, digits and `-._~` as they are, all else by its bytes (RFC 3986, section 2.1).
#[must_use]
pub fn encoded(text: &str) -> String {
    let one = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(one).collect()
}
