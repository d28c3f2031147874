//! Days as tables write them.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer};

/// A day that is written as TOML writes days.
pub(crate) fn date<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
    let written = toml::value::Datetime::deserialize(from)?;
    written.to_string().parse().map_err(serde::de::Error::custom)
}
