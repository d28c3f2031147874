//! The first row of a list: which column states what.

use super::rows::{Endless, Row, Rows};
use crate::fleet::reason::{Reason, Wrong};
use crate::fleet::stated::{Field, Stated};
use crate::fleet::units::Parts;

/// The columns that a list can have; `version` comes as `version:PART` too.
pub const COLUMNS: [&str; 12] = [
    "serial",
    "key",
    "hardware",
    "market",
    "contact",
    "version",
    "token",
    "owner-code",
    "owner-code-hash",
    "importer",
    "dealer",
    "placed",
];

/// Why the first row cannot be used. Nothing of the list is taken then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HeaderError {
    /// Nothing stands in the file.
    #[error("the list is empty: its first row names the columns, such as serial,key,version")]
    Empty,
    /// A row that does not end.
    #[error("the first row is too long, or a quote in it is not closed")]
    Endless,
    /// Bytes that are no text.
    #[error("the first row is no UTF-8 text: save the list as \"CSV UTF-8\"")]
    Encoding,
    /// Without the one column that must be there.
    #[error("there is no column \"serial\": the first row names the columns, such as serial,key,version")]
    NoSerial,
    /// A column that is none.
    #[error("\"{0}\" is no column of a list; there are {all}", all = COLUMNS.join(", "))]
    Unknown(String),
    /// A column twice.
    #[error("the column \"{0}\" is there twice")]
    Twice(String),
    /// A version of which part.
    #[error("column \"{column}\": {reason}")]
    Part {
        /// The column.
        column: String,
        /// What is wrong with the part.
        reason: Reason,
    },
}

impl HeaderError {
    /// Its code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "list-empty",
            Self::Endless => "list-endless",
            Self::Encoding => "encoding",
            Self::NoSerial => "list-no-serial",
            Self::Unknown(_) => "list-column",
            Self::Twice(_) => "list-column-twice",
            Self::Part { reason, .. } => reason.code(),
        }
    }
}

/// The columns of a list, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns(Vec<(String, Field)>);

impl Columns {
    /// Reads the first row.
    ///
    /// # Errors
    /// When it cannot be used.
    pub fn read(rows: &mut Rows<'_>, parts: &Parts) -> Result<Self, HeaderError> {
        let row = rows.next().ok_or(HeaderError::Empty)?.map_err(|Endless(_)| HeaderError::Endless)?;
        let mut columns: Vec<(String, Field)> = Vec::new();
        for name in row.fields {
            let name = name.ok_or(HeaderError::Encoding)?.trim().to_owned();
            let field = field(&name, parts)?;
            if columns.iter().any(|(_, known)| *known == field) {
                return Err(HeaderError::Twice(name));
            }
            columns.push((name, field));
        }
        let has_serial = columns.iter().any(|(_, field)| *field == Field::Serial);
        if has_serial { Ok(Self(columns)) } else { Err(HeaderError::NoSerial) }
    }

    /// What a row states.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn line(&self, row: &Row) -> Result<Stated, Vec<Wrong>> {
        let (found, expected) = (row.fields.len(), self.0.len());
        if found != expected {
            return Err(vec![Wrong::new("", Reason::Fields { found, expected })]);
        }
        let (mut stated, mut wrong) = (Stated::default(), Vec::new());
        for ((name, field), text) in self.0.iter().zip(&row.fields) {
            match text {
                Some(text) => stated.note(*field, name, text, &mut wrong),
                None => wrong.push(Wrong::new(name, Reason::Encoding)),
            }
        }
        if wrong.is_empty() { Ok(stated) } else { Err(wrong) }
    }
}

fn field(name: &str, parts: &Parts) -> Result<Field, HeaderError> {
    let lower = name.to_lowercase();
    Ok(match lower.as_str() {
        "serial" => Field::Serial,
        "key" => Field::Key,
        "hardware" => Field::Hardware,
        "market" => Field::Market,
        "contact" => Field::Contact,
        "token" => Field::Token,
        "owner-code" | "owner_code" => Field::OwnerCode,
        "owner-code-hash" | "owner_code_hash" => Field::OwnerCodeHash,
        "importer" => Field::Importer,
        "dealer" => Field::Dealer,
        "placed" => Field::Placed,
        _ => return version(name, &lower, parts),
    })
}

fn version(name: &str, lower: &str, parts: &Parts) -> Result<Field, HeaderError> {
    let part = match lower.strip_prefix("version") {
        Some("") => parts.only(),
        Some(part) if part.starts_with(':') => parts.named(part.trim_start_matches(':')),
        _ => return Err(HeaderError::Unknown(name.chars().take(60).collect())),
    };
    part.map(Field::Version).map_err(|reason| HeaderError::Part { column: name.to_owned(), reason })
}
