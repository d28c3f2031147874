//! Reading a product file: within limits, with the place of whatever is wrong.

use std::fmt;

use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use toml::de::{DeTable, Deserializer};

use super::ProductFile;
use crate::place::{Place, Places};

/// The schema of product files that is read here.
const SCHEMA: u32 = 1;

/// Bytes of the largest product file. Long texts belong into files beside it, which it names.
pub const LARGEST: usize = 1 << 20;

/// Why a product file cannot be used, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct ProductFileError {
    /// Line and column, both from 1, where it is about one place.
    pub place: Option<(usize, usize)>,
    /// Why.
    pub reason: String,
}

impl fmt::Display for ProductFileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Some((line, column)) => write!(f, "line {line}, column {column}: {}", self.reason),
            None => f.write_str(&self.reason),
        }
    }
}

impl ProductFile {
    /// Reads a product file.
    ///
    /// # Errors
    /// When it is larger than [`LARGEST`], no UTF-8 or TOML, has a field that is not known or of the wrong kind, or its
    /// policy makes no sense.
    pub fn read(bytes: &[u8]) -> Result<Self, ProductFileError> {
        if bytes.len() > LARGEST {
            return Err(whole(format!(
                "{} bytes, and a product file has at most {LARGEST}: put long texts into files of their own, and name \
                 them as {{ file = \"…\" }}",
                bytes.len()
            )));
        }
        let text = std::str::from_utf8(bytes).map_err(|error| not_text(bytes, error))?;
        let table = DeTable::parse(text).map_err(|error| not_toml(text, &error))?;
        let places = Places::new(text, &table);
        let mut file = Self::deserialize(Deserializer::from(table)).map_err(|error| not_toml(text, &error))?;
        known(file.schema)?;
        file.gate.check().map_err(whole)?;
        file.places = places;
        file.digest = hexadecimal(&Sha256::digest(bytes));
        Ok(file)
    }
}

fn known(schema: Option<u32>) -> Result<(), ProductFileError> {
    match schema {
        Some(SCHEMA) => Ok(()),
        Some(other) => Err(whole(format!("schema {other} is not known; this program reads schema = {SCHEMA}"))),
        None => Err(whole(format!("missing field `schema`: begin the file with schema = {SCHEMA}"))),
    }
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn whole(reason: String) -> ProductFileError {
    ProductFileError { place: None, reason }
}

fn not_text(bytes: &[u8], error: std::str::Utf8Error) -> ProductFileError {
    let before = String::from_utf8_lossy(bytes.get(..error.valid_up_to()).unwrap_or_default());
    ProductFileError { place: Some(pair(Place::after(&before))), reason: "not UTF-8 text".to_owned() }
}

fn not_toml(text: &str, error: &toml::de::Error) -> ProductFileError {
    let before = error.span().and_then(|span| text.get(..span.start));
    let reason = error.message().lines().collect::<Vec<_>>().join("; ");
    ProductFileError { place: before.map(|before| pair(Place::after(before))), reason }
}

fn pair(place: Place) -> (usize, usize) {
    (place.line, place.column)
}

/// What production reads of a product file, whatever else stands in it: `[unit]` and `[network]`, unchecked.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct LineTables {
    /// How its units leave the factory.
    pub unit: Option<toml::Table>,
    /// What the product is meant to do on the network.
    pub network: Option<toml::Value>,
}

impl LineTables {
    /// Reads the two tables.
    ///
    /// # Errors
    /// When the text is no TOML, or what bears these names is no table.
    pub fn read(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }
}
