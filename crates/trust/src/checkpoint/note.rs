//! Signed notes (C2SP signed-note).

use thiserror::Error;

use crate::encoding::{base64, from_base64};

/// Bytes of the longest note that is read.
pub(super) const MOST_BYTES: usize = 256 << 10;

/// The most signatures that are read; C2SP signed-note asks for at least 16.
pub(super) const MOST_SIGNATURES: usize = 64;

/// How a signature line begins: an em dash and a space.
const MARK: &str = "\u{2014} ";

/// A text with signature lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What is signed; ends in a newline.
    pub text: String,
    /// One per line, in order.
    pub signatures: Vec<NoteSignature>,
}

/// One signature line: `— <name> base64(key id ‖ signature)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteSignature {
    /// The key's name.
    pub name: String,
    /// Four bytes that tell keys of one name apart.
    pub key_id: [u8; 4],
    /// The signature, whose form depends on the kind of key.
    pub signature: Vec<u8>,
}

/// Why bytes are no signed note.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NoteError {
    /// Too long to be read.
    #[error("a note of {0} bytes is longer than the {MOST_BYTES} that are read")]
    Large(usize),
    /// Control characters other than newlines.
    #[error("a note has no control characters but newlines")]
    Control,
    /// No blank line between a text and signature lines.
    #[error("a note is a text, a blank line and signature lines")]
    Shape,
    /// A line that is no signature line.
    #[error("signature line {0} is not of the form it must have")]
    Line(usize),
    /// Too many signatures.
    #[error("a note has at most {MOST_SIGNATURES} signatures")]
    Signatures,
}

impl Note {
    /// Reads a note. What it gives, [`to_text`](Self::to_text) writes back byte for byte.
    ///
    /// # Errors
    /// When a rule of the format does not hold (C2SP signed-note, "Format").
    pub fn read(note: &str) -> Result<Self, NoteError> {
        if note.len() > MOST_BYTES {
            return Err(NoteError::Large(note.len()));
        }
        if note.bytes().any(|byte| byte < b' ' && byte != b'\n') {
            return Err(NoteError::Control);
        }
        let (text, lines) = note.rsplit_once("\n\n").ok_or(NoteError::Shape)?;
        let lines = lines.strip_suffix('\n').ok_or(NoteError::Shape)?;
        if lines.split('\n').count() > MOST_SIGNATURES {
            return Err(NoteError::Signatures);
        }
        let signatures =
            lines.split('\n').zip(1..).map(|(line, at)| NoteSignature::read(line).ok_or(NoteError::Line(at)));
        Ok(Self { text: format!("{text}\n"), signatures: signatures.collect::<Result<_, _>>()? })
    }

    /// The note as it is exchanged.
    pub fn to_text(&self) -> String {
        let lines: String = self.signatures.iter().map(NoteSignature::to_line).collect();
        format!("{}\n{lines}", self.text)
    }
}

impl NoteSignature {
    fn read(line: &str) -> Option<Self> {
        let (name, text) = line.strip_prefix(MARK)?.split_once(' ').filter(|(name, _)| is_name(name))?;
        let bytes = from_base64(text)?;
        let (key_id, signature) = bytes.split_first_chunk::<4>().filter(|(_, signature)| !signature.is_empty())?;
        Some(Self { name: name.to_owned(), key_id: *key_id, signature: signature.to_vec() })
    }

    fn to_line(&self) -> String {
        format!("{MARK}{} {}\n", self.name, base64(&[&self.key_id, self.signature.as_slice()].concat()))
    }
}

/// Not empty, no Unicode space, no plus (C2SP signed-note, "Format").
pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c.is_control() || c == '+')
}
