//! One constraint of a range: a comparator and a version.

use std::fmt;

use super::VersError;

/// How a constraint compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparator {
    /// `*`: any version.
    Any,
    /// No comparator: that version.
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// A comparator and a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Constraint {
    /// The comparator.
    pub comparator: Comparator,
    /// The version, without percent-encoding; empty for [`Comparator::Any`].
    pub version: String,
}

/// The comparators by their signs, the longer before their beginnings.
const SIGNS: [(&str, Comparator); 5] = [
    (">=", Comparator::GreaterOrEqual),
    ("<=", Comparator::LessOrEqual),
    ("!=", Comparator::NotEqual),
    ("<", Comparator::Less),
    (">", Comparator::Greater),
];

impl Constraint {
    /// Reads the canonical form.
    pub(super) fn parse(text: &str) -> Result<Self, VersError> {
        if text.starts_with('=') {
            return Err(VersError::ExplicitEquals);
        }
        let constraint = Self::read(text)?;
        check_percent_case(text)?;
        Ok(constraint)
    }

    /// Reads the canonical form, or one with an explicit `=`.
    pub(super) fn read(text: &str) -> Result<Self, VersError> {
        if text == "*" {
            return Ok(Self { comparator: Comparator::Any, version: String::new() });
        }
        let (comparator, version) = split(text);
        if version.is_empty() {
            return Err(VersError::NoVersion);
        }
        if version.contains('*') {
            return Err(VersError::Asterisk);
        }
        Ok(Self { comparator, version: decode(version)? })
    }
}

fn split(text: &str) -> (Comparator, &str) {
    let found = SIGNS.iter().find_map(|(sign, comparator)| Some((*comparator, text.strip_prefix(sign)?)));
    found.unwrap_or_else(|| (Comparator::Equal, text.strip_prefix('=').unwrap_or(text)))
}

/// Decodes percent-encoding once.
fn decode(text: &str) -> Result<String, VersError> {
    let mut pieces = text.split('%');
    let mut octets = pieces.next().unwrap_or_default().as_bytes().to_vec();
    for piece in pieces {
        let (digits, rest) = piece.split_at_checked(2).ok_or(VersError::PercentEncoding)?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(VersError::PercentEncoding);
        }
        octets.push(u8::from_str_radix(digits, 16).map_err(|_| VersError::PercentEncoding)?);
        octets.extend_from_slice(rest.as_bytes());
    }
    String::from_utf8(octets).map_err(|_| VersError::PercentEncoding)
}

/// Checks that the digits of percent-encodings are in upper case.
fn check_percent_case(text: &str) -> Result<(), VersError> {
    let is_lower = |piece: &str| piece.bytes().take(2).any(|digit| digit.is_ascii_lowercase());
    if text.split('%').skip(1).any(is_lower) {
        return Err(VersError::PercentCase);
    }
    Ok(())
}

/// Whether an octet of a version is written percent-encoded.
fn is_encoded(octet: u8) -> bool {
    !octet.is_ascii_graphic() || b"><=!*|%".contains(&octet)
}

impl fmt::Display for Comparator {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Any => "*",
            Self::Equal => "",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        })
    }
}

impl fmt::Display for Constraint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.comparator)?;
        for octet in self.version.bytes() {
            if is_encoded(octet) {
                write!(formatter, "%{octet:02X}")?;
            } else {
                write!(formatter, "{}", char::from(octet))?;
            }
        }
        Ok(())
    }
}
