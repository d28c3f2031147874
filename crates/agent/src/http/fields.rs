//! Names and values as forms and addresses carry them: `application/x-www-form-urlencoded`, read strictly.

use std::fmt;

use super::percent::{DecodeError, Plus, decode};

/// The most fields of one form.
pub const MOST_FIELDS: usize = 128;

/// What a form says, in its order. Shown without values: some are passwords.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

/// Bytes that are no form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FieldsError {
    /// It has too many fields.
    #[error("more than {MOST_FIELDS} fields")]
    TooMany,
    /// A name or value is not rightly encoded.
    #[error(transparent)]
    Decode(#[from] DecodeError),
}

impl Fields {
    /// Reads what a form sent.
    ///
    /// # Errors
    /// When it is not rightly encoded, or has more than [`MOST_FIELDS`] fields.
    pub fn read(encoded: &[u8]) -> Result<Self, FieldsError> {
        let mut fields = Vec::new();
        for piece in encoded.split(|byte| *byte == b'&').filter(|piece| !piece.is_empty()) {
            if fields.len() == MOST_FIELDS {
                return Err(FieldsError::TooMany);
            }
            fields.push(field(piece)?);
        }
        Ok(Self(fields))
    }

    /// The value of the one field of this name; nothing where it is missing, or there twice.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let mut values = self.all(name);
        values.next().filter(|_| values.next().is_none())
    }

    /// Every value of a name, as of boxes that were ticked.
    pub fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Every field in its order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

fn field(piece: &[u8]) -> Result<(String, String), DecodeError> {
    let middle = piece.iter().position(|byte| *byte == b'=');
    let (name, value) = middle.map_or((piece, &[][..]), |at| (&piece[..at], &piece[at + 1..]));
    Ok((decode(name, Plus::Space)?, decode(value, Plus::Space)?))
}

impl fmt::Debug for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}
