//! CPE names: 2.3 formatted strings and 2.2 URIs, unescaped into attribute values (NISTIR 7695).

use std::fmt::{self, Write};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Stands for an unquoted `*` inside a value.
pub const ANY_TEXT: char = '\u{E000}';
/// Stands for an unquoted `?` inside a value.
pub const ANY_CHARACTER: char = '\u{E001}';

/// One attribute of a CPE name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Value {
    /// `*`: any value.
    #[default]
    Any,
    /// `-`: not applicable.
    Na,
    /// A value, unescaped and in lower case; unquoted `*` and `?` wildcards inside it are kept as
    /// U+E000 and U+E001 so that they differ from quoted ones.
    Text(String),
}

/// A CPE name. Missing attributes are [`Value::Any`]. [`fmt::Display`] writes the 2.3 formatted string.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Cpe {
    /// `a` application, `o` operating system, `h` hardware; any where the writer gives `*`, as Yocto does.
    pub part: Value,
    /// Vendor.
    pub vendor: Value,
    /// Product.
    pub product: Value,
    /// Version.
    pub version: Value,
    /// Update (`rc1`, `sp2`, `p1`).
    pub update: Value,
    /// Edition.
    pub edition: Value,
    /// Language.
    pub language: Value,
    /// Software edition.
    pub sw_edition: Value,
    /// Target software (`node.js`, `python`, `wordpress`).
    pub target_sw: Value,
    /// Target hardware.
    pub target_hw: Value,
    /// Anything else.
    pub other: Value,
}

/// Why a text is no CPE name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a CPE name: {reason}")]
pub struct CpeError {
    /// What is wrong.
    pub reason: String,
}

impl CpeError {
    fn new(reason: impl Into<String>) -> Self {
        Self { reason: reason.into() }
    }
}

impl Cpe {
    /// The attributes in the order of the 2.3 form.
    pub fn attributes(&self) -> [&Value; 11] {
        [
            &self.part,
            &self.vendor,
            &self.product,
            &self.version,
            &self.update,
            &self.edition,
            &self.language,
            &self.sw_edition,
            &self.target_sw,
            &self.target_hw,
            &self.other,
        ]
    }

    fn attributes_mut(&mut self) -> [&mut Value; 11] {
        [
            &mut self.part,
            &mut self.vendor,
            &mut self.product,
            &mut self.version,
            &mut self.update,
            &mut self.edition,
            &mut self.language,
            &mut self.sw_edition,
            &mut self.target_sw,
            &mut self.target_hw,
            &mut self.other,
        ]
    }

    fn checked(self) -> Result<Self, CpeError> {
        match &self.part {
            Value::Text(part) if !matches!(part.as_str(), "a" | "o" | "h") => {
                Err(CpeError::new(format!("{part:?} is no part; it is a, o or h")))
            }
            _ => Ok(self),
        }
    }
}

impl FromStr for Cpe {
    type Err = CpeError;

    fn from_str(text: &str) -> Result<Self, CpeError> {
        let text = trimmed(text);
        if text.contains([ANY_TEXT, ANY_CHARACTER]) {
            return Err(CpeError::new("it has private-use characters"));
        }
        if let Some(rest) = without_prefix(text, "cpe:2.3:") {
            return formatted(rest)?.checked();
        }
        match without_prefix(text, "cpe:/") {
            Some(rest) => uri(rest)?.checked(),
            None => Err(CpeError::new("it starts neither with cpe:2.3: nor with cpe:/")),
        }
    }
}

/// Without white space around it; an escaped blank at the end stays.
fn trimmed(text: &str) -> &str {
    let trimmed = text.trim();
    if trimmed.ends_with('\\') { text.trim_start() } else { trimmed }
}

fn without_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then_some(rest)
}

/// A 2.3 formatted string behind its prefix. Missing trailing attributes are any.
fn formatted(text: &str) -> Result<Cpe, CpeError> {
    let mut cpe = Cpe::default();
    let parts: Vec<&str> = unescaped_parts(text).collect();
    match parts.len() {
        0..3 => return Err(CpeError::new("it has no product")),
        12.. => return Err(CpeError::new("it has more than 11 attributes")),
        _ => {}
    }
    for (attribute, part) in cpe.attributes_mut().into_iter().zip(parts) {
        *attribute = unescape(part)?;
    }
    Ok(cpe)
}

/// Splits at colons that no backslash escapes.
fn unescaped_parts(text: &str) -> impl Iterator<Item = &str> {
    let mut escaped = false;
    text.split(move |c| {
        let splits = c == ':' && !escaped;
        escaped = c == '\\' && !escaped;
        splits
    })
}

fn unescape(text: &str) -> Result<Value, CpeError> {
    match text {
        "*" | "" => return Ok(Value::Any),
        "-" => return Ok(Value::Na),
        _ => {}
    }
    let mut value = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => value.push(characters.next().ok_or_else(|| CpeError::new("it ends in a backslash"))?),
            '*' => value.push(ANY_TEXT),
            '?' => value.push(ANY_CHARACTER),
            other => value.push(other),
        }
    }
    Ok(Value::Text(value.to_lowercase()))
}

/// A 2.2 URI behind `cpe:/`. An edition that starts with `~` packs the five attributes that 2.2 lacks.
fn uri(text: &str) -> Result<Cpe, CpeError> {
    let mut cpe = Cpe::default();
    let parts: Vec<&str> = text.split(':').collect();
    match parts.len() {
        0..2 => return Err(CpeError::new("it has no vendor")),
        8.. => return Err(CpeError::new("a URI has at most 7 parts")),
        _ => {}
    }
    for (attribute, part) in cpe.attributes_mut().into_iter().zip(&parts) {
        *attribute = percent_decoded(part)?;
    }
    if let Some(packed) = parts.get(5).and_then(|edition| edition.strip_prefix('~')) {
        unpack(&mut cpe, packed)?;
    }
    Ok(cpe)
}

fn unpack(cpe: &mut Cpe, packed: &str) -> Result<(), CpeError> {
    let mut parts = packed.split('~');
    let attributes = [&mut cpe.edition, &mut cpe.sw_edition, &mut cpe.target_sw, &mut cpe.target_hw, &mut cpe.other];
    for attribute in attributes {
        *attribute = percent_decoded(parts.next().unwrap_or_default())?;
    }
    if parts.next().is_some() { Err(CpeError::new("the edition packs more than 5 attributes")) } else { Ok(()) }
}

fn percent_decoded(text: &str) -> Result<Value, CpeError> {
    match text {
        "*" | "" => return Ok(Value::Any),
        "-" => return Ok(Value::Na),
        _ => {}
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        rest = tail;
        match first {
            b'%' => {
                let code = code(tail).ok_or_else(|| CpeError::new(format!("{text:?} has a broken percent code")))?;
                rest = tail.get(2..).unwrap_or_default();
                push(&mut bytes, code);
            }
            b'*' => push(&mut bytes, 2),
            b'?' => push(&mut bytes, 1),
            other => bytes.push(other),
        }
    }
    let value = String::from_utf8(bytes).map_err(|_| CpeError::new(format!("{text:?} does not decode to UTF-8")))?;
    Ok(Value::Text(value.to_lowercase()))
}

/// `%01` is the URI's `?`, `%02` its `*`.
fn push(bytes: &mut Vec<u8>, code: u8) {
    let mut buffer = [0; 4];
    match code {
        1 => bytes.extend_from_slice(ANY_CHARACTER.encode_utf8(&mut buffer).as_bytes()),
        2 => bytes.extend_from_slice(ANY_TEXT.encode_utf8(&mut buffer).as_bytes()),
        other => bytes.push(other),
    }
}

fn code(digits: &[u8]) -> Option<u8> {
    let digit = |at: usize| char::from(*digits.get(at)?).to_digit(16);
    u8::try_from(digit(0)? * 16 + digit(1)?).ok()
}

impl fmt::Display for Cpe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("cpe:2.3")?;
        for attribute in self.attributes() {
            write!(f, ":{attribute}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_char('*'),
            Self::Na => f.write_char('-'),
            Self::Text(text) if text == "-" => f.write_str("\\-"),
            Self::Text(text) => text.chars().try_for_each(|character| write_escaped(character, f)),
        }
    }
}

fn write_escaped(character: char, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match character {
        ANY_TEXT => f.write_char('*'),
        ANY_CHARACTER => f.write_char('?'),
        '.' | '-' | '_' => f.write_char(character),
        _ if character.is_alphanumeric() => f.write_char(character),
        _ => write!(f, "\\{character}"),
    }
}
