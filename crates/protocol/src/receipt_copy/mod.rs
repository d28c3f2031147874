//! A statement of a unit as whoever it concerns may keep it: a short text, or the line of a code that phones read.
//!
//! Both hold the unit's public key and the envelope. The text says beside it what the envelope says, for people; a text of
//! which one byte is another than what the envelope gives is none. Whose key it is, its fingerprint tells.

mod says;

use std::fmt::Write as _;

use steadfast_trust::encoding::{base64, from_base64, from_hex, hex};
use steadfast_trust::key::{Fingerprint, UnitPublicKey};

use crate::{Envelope, EnvelopeError, MOST_STATEMENT, MessageError, decode, encode};
pub use says::Said;

/// The first line of the text.
const TITLE: &str = "Steadfast receipt 1";

/// What the line begins with. Line and text are of letters that a QR code packs densely.
const LINE: &str = "STEADFAST:1:";

/// Bytes of a unit's key.
const KEY: usize = 32;

/// The most bytes of a copy: statements are short.
const MOST: usize = 6 * MOST_STATEMENT;

/// A statement and the key that signed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptCopy {
    key: UnitPublicKey,
    envelope: Vec<u8>,
    said: Said,
}

/// Why something is no receipt to believe.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// It is none at all.
    #[error("no receipt: it neither begins with {TITLE:?} nor with {LINE:?}")]
    Foreign,
    /// It is longer than any.
    #[error("{0} bytes are more than any receipt has")]
    Long(usize),
    /// Key or envelope cannot be read.
    #[error("the {0} of the receipt cannot be read")]
    Shape(&'static str),
    /// What was signed.
    #[error("the statement: {0}")]
    Message(#[from] MessageError),
    /// The signature.
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
    /// A kind of statement that this program does not know.
    #[error("a statement of the type {0:?}, which this program does not know")]
    Unknown(String),
    /// What was signed has something that this program does not know, so that it cannot tell which words it gives.
    #[error("what was signed has more than this program knows, so that it cannot tell whether its words are right")]
    Newer,
    /// Something in it is not what the signed statement gives.
    #[error("the receipt was changed: its words are not those of the signed statement")]
    Changed,
}

/// What bytes are that are no text: a receipt that was changed, where they begin as one.
fn no_text(bytes: &[u8]) -> CopyError {
    let is_one = [TITLE, LINE].iter().any(|begin| bytes.starts_with(begin.as_bytes()));
    if is_one { CopyError::Changed } else { CopyError::Foreign }
}

impl ReceiptCopy {
    /// A copy of what a unit signed, an [`Envelope`] as it travels, with the key of that unit.
    ///
    /// # Errors
    /// When the key did not sign it, or it is no statement that is kept.
    pub fn new(envelope: &[u8], key: UnitPublicKey) -> Result<Self, CopyError> {
        let read: Envelope = decode(envelope)?;
        if *read.key != key.fingerprint().0 || encode(&read) != envelope {
            return Err(CopyError::Changed);
        }
        Ok(Self { key, said: Said::of(&read, &key)?, envelope: envelope.to_owned() })
    }

    /// Reads either form. Line ends behind it count for nothing.
    ///
    /// # Errors
    /// When it is no receipt, or one byte of it is not as it was; or when that cannot be told, of what a newer unit signed.
    pub fn read(bytes: &[u8]) -> Result<Self, CopyError> {
        if bytes.len() > MOST {
            return Err(CopyError::Long(bytes.len()));
        }
        let text = std::str::from_utf8(bytes).map_err(|_| no_text(bytes))?.trim_end_matches('\n');
        let (copy, again) = if let Some(digits) = text.strip_prefix(LINE) {
            let copy = Self::of_line(digits)?;
            let again = copy.line();
            (copy, again)
        } else {
            let copy = Self::of_text(text)?;
            let again = copy.text();
            (copy, again)
        };
        match again.trim_end_matches('\n') == text {
            true => Ok(copy),
            false if copy.is_known_whole() => Err(CopyError::Changed),
            false => Err(CopyError::Newer),
        }
    }

    /// Whether this program knows all of what was signed: what it read of it gives the same bytes again.
    fn is_known_whole(&self) -> bool {
        decode(&self.envelope).is_ok_and(|read: Envelope| self.said.payload() == *read.payload)
    }

    fn of_line(digits: &str) -> Result<Self, CopyError> {
        let bytes = from_hex(digits).filter(|bytes| bytes.len() > KEY).ok_or(CopyError::Shape("line"))?;
        let (key, envelope) = bytes.split_at(KEY);
        Self::new(envelope, UnitPublicKey::from_bytes(key).ok_or(CopyError::Shape("key"))?)
    }

    fn of_text(text: &str) -> Result<Self, CopyError> {
        if text.lines().next() != Some(TITLE) {
            return Err(CopyError::Foreign);
        }
        let value = |name: &'static str| {
            let mut with_name = text.lines().filter_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
            with_name.next_back().ok_or(CopyError::Shape(name))
        };
        let key = from_hex(value("key")?).and_then(|key| UnitPublicKey::from_bytes(&key));
        let envelope = from_base64(value("signed")?).ok_or(CopyError::Shape("signed"))?;
        Self::new(&envelope, key.ok_or(CopyError::Shape("key"))?)
    }

    /// As a text file.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = format!("{TITLE}\n\n");
        for (name, value) in self.said.lines() {
            let _ = writeln!(text, "{name}: {value}");
        }
        let meaning = self.said.meaning();
        let (key, signed) = (hex(&self.key.to_bytes()), base64(&self.envelope));
        let _ = write!(text, "\n{meaning}\n\nfingerprint: {}\nkey: {key}\nsigned: {signed}\n", self.fingerprint());
        text
    }

    /// As one line, for a QR code.
    #[must_use]
    pub fn line(&self) -> String {
        let bytes = [&self.key.to_bytes()[..], &self.envelope].concat();
        format!("{LINE}{}", hex(&bytes).to_ascii_uppercase())
    }

    /// What the unit said.
    #[must_use]
    pub fn said(&self) -> &Said {
        &self.said
    }

    /// Whose it is.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        self.key.fingerprint()
    }
}
