//! The Member States of the Union.

/// One of the 27 Member States.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MemberState(&'static str);

/// Codes as ISO 3166-1 has them and the reporting platform uses them (Greece is `GR`), sorted.
const CODES: [&str; 27] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

impl MemberState {
    /// The state with this code: two capital letters. `EL`, the Union's own code for Greece, is understood.
    pub fn from_code(code: &str) -> Option<Self> {
        let code = if code == "EL" { "GR" } else { code };
        CODES.iter().find(|known| **known == code).map(|known| Self(known))
    }

    /// Its code.
    pub const fn code(self) -> &'static str {
        self.0
    }

    /// All of them, sorted by code.
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        CODES.iter().map(|code| Self(code))
    }
}
