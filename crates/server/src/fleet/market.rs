//! The Member States where a unit can be made available: those of the Union, and of the European Economic Area.

/// A state as ISO 3166 has it, and its place on the map of tiles: column and row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Market {
    /// Two capital letters.
    pub code: &'static str,
    /// Its column on the map, from the west.
    pub column: u8,
    /// Its row on the map, from the north.
    pub row: u8,
}

/// How many columns and rows the map has.
pub const MAP: (u8, u8) = (7, 7);

macro_rules! markets {
    ($($code:literal $column:literal $row:literal;)+) => {
        /// Every state, by its letters.
        pub const ALL: &[Market] = &[$(Market { code: $code, column: $column, row: $row }),+];
    };
}

markets! {
    "AT" 3 4;
    "BE" 1 3;
    "BG" 6 5;
    "CY" 6 6;
    "CZ" 4 3;
    "DE" 3 2;
    "DK" 3 1;
    "EE" 5 1;
    "ES" 1 5;
    "FI" 5 0;
    "FR" 1 4;
    "GR" 5 6;
    "HR" 4 5;
    "HU" 5 4;
    "IE" 0 2;
    "IS" 0 0;
    "IT" 2 5;
    "LI" 3 3;
    "LT" 5 3;
    "LU" 2 3;
    "LV" 5 2;
    "MT" 2 6;
    "NL" 2 2;
    "NO" 3 0;
    "PL" 4 2;
    "PT" 0 5;
    "RO" 6 4;
    "SE" 4 0;
    "SI" 3 5;
    "SK" 4 4;
}

/// The letters of a state, read in either case; the Union writes EL for Greece.
#[must_use]
pub fn read(text: &str) -> Option<&'static str> {
    let text = text.trim().to_ascii_uppercase();
    let code = if text == "EL" { "GR" } else { text.as_str() };
    ALL.iter().find(|market| market.code == code).map(|market| market.code)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn thirty_states_stand_apart_on_the_map_in_the_order_of_their_letters() {
        assert_eq!(ALL.len(), 30);
        assert!(ALL.is_sorted_by(|one, next| one.code < next.code));
        let places: BTreeSet<(u8, u8)> = ALL.iter().map(|market| (market.column, market.row)).collect();
        assert_eq!(places.len(), ALL.len());
        assert!(places.iter().all(|(column, row)| *column < MAP.0 && *row < MAP.1));
    }

    #[test]
    fn letters_are_read_in_either_case_and_other_states_are_none() {
        assert_eq!([read(" de"), read("el"), read("GR")], [Some("DE"), Some("GR"), Some("GR")]);
        assert_eq!([read("CH"), read("GB"), read(""), read("Germany")], [None; 4]);
    }
}
