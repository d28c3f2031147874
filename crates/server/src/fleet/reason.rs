//! What is wrong with something that was said of a unit: on a line of a list, or in a field of a request.

use steadfast_trust::key::FingerprintError;

use super::code::{LEAST_OWNER, LEAST_TOKEN, MOST_TOKEN};

/// Why it is not taken. Codes are in kebab-case, and never change their meaning.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// Nothing was given.
    #[error("it is empty: give the serial number as it stands on the unit")]
    Missing,
    /// Too many characters.
    #[error("it has more than {0} characters: shorten it")]
    Length(usize),
    /// What no name holds.
    #[error("it holds characters that do not show: remove them")]
    Characters,
    /// Bytes that are no text.
    #[error("it is no UTF-8 text: save the list as \"CSV UTF-8\"")]
    Encoding,
    /// More or fewer fields than the first row has columns.
    #[error("it has {found} fields, and the first row has {expected}: give each line as many, empty ones too")]
    Fields {
        /// Of this line.
        found: usize,
        /// Of the first row.
        expected: usize,
    },
    /// A line that does not end.
    #[error("it goes on for more than {0} bytes, so that a quote may not be closed: nothing behind it was read")]
    Endless(usize),
    /// Too many lines.
    #[error("a list has at most {0} lines: hand the rest in as another list")]
    TooMany(usize),
    /// No fingerprint.
    #[error("{0}: give the SHA-256 of the unit's Ed25519 key")]
    Key(FingerprintError),
    /// No state of the Union or the Economic Area.
    #[error(
        "it is no Member State (nor Iceland, Liechtenstein, Norway) as ISO 3166 writes it, such as DE: correct it, or \
         leave it empty where the unit was made available elsewhere"
    )]
    Market,
    /// A token that can be guessed.
    #[error("a token has {LEAST_TOKEN} to {MOST_TOKEN} visible ASCII characters, drawn at random: give another")]
    Token,
    /// A code that can be guessed.
    #[error("an owner's code has at least {LEAST_OWNER} letters and digits, drawn at random: give another")]
    OwnerCode,
    /// No day.
    #[error("it is no day such as 2027-12-11: give the day on which the unit was placed on the market")]
    Day,
    /// No hash of a code.
    #[error("the hash of an owner's code has 64 hexadecimal digits, as steadfast provision writes it")]
    Hash,
    /// Twice in one list.
    #[error("line {0} has this serial number already: keep the right one of the two")]
    Twice(u64),
    /// It is there.
    #[error("there is a unit of this product with this serial number already")]
    Taken,
    /// The key of another unit.
    #[error(
        "another unit has this key: no two units share one. Find out which of them it belongs to, then give it to that \
         unit as another key, with a reason"
    )]
    KeyTaken,
    /// A known unit with another key.
    #[error("this unit is known with another key. If it was repaired, give it the new key as staff, with a reason")]
    OtherKey,
    /// A known unit of which something else is known.
    #[error("something else is known of this unit: if this is right, change the unit")]
    Differs,
    /// A unit that is out of use.
    #[error("this unit is out of use for good: a serial number is never used again")]
    Decommissioned,
    /// No part of the product.
    #[error("the product has no such part that units run: name one of its device or application parts")]
    NoPart,
    /// One of several parts.
    #[error("the product has several parts that units run: say which, as in version:Firmware")]
    WhichPart,
    /// No number in its range.
    #[error("it is a whole number from {0} to {1}")]
    Number(i64, i64),
    /// There is no such thing.
    #[error("there is no such {0}")]
    Unknown(&'static str),
}

impl Reason {
    /// Its code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Length(_) => "length",
            Self::Characters => "characters",
            Self::Encoding => "encoding",
            Self::Fields { .. } => "fields",
            Self::Endless(_) => "endless",
            Self::TooMany(_) => "too-many",
            Self::Key(_) => "key",
            Self::Market => "market",
            Self::Token => "token",
            Self::OwnerCode => "owner-code",
            Self::Day => "day",
            Self::Hash => "hash",
            Self::Twice(_) => "twice",
            Self::Taken => "taken",
            Self::KeyTaken => "key-taken",
            Self::OtherKey => "other-key",
            Self::Differs => "differs",
            Self::Decommissioned => "decommissioned",
            Self::NoPart => "no-part",
            Self::WhichPart => "which-part",
            Self::Number(..) => "number",
            Self::Unknown(_) => "unknown",
        }
    }
}

/// Something that is wrong, with the field or column that it is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The field of the request, or the column of the list.
    pub field: String,
    /// What.
    pub reason: Reason,
}

impl Wrong {
    /// In a field.
    #[must_use]
    pub fn new(field: &str, reason: Reason) -> Self {
        Self { field: field.to_owned(), reason }
    }
}
