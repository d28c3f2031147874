//! A row as a line of JSON: an array, a value per column. Numbers are numbers; text is text; bytes are base64; a number
//! with a fraction is its shortest exact text, so that none is lost on the way; nothing is `null`.

use serde_json::Value as Json;
use steadfast_trust::encoding::{base64, from_base64};

use super::tables::Kind;
use crate::error::StoreError;
use crate::value::{Row, Value};

/// A value on its way.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    Null,
    Int(i64),
    Float(f64),
    Text(String),
    Bytes(Vec<u8>),
}

impl Cell {
    pub(super) fn of(row: &Row<'_>, at: usize, kind: Kind) -> Result<Self, StoreError> {
        Ok(match kind {
            Kind::Int => row.get::<Option<i64>>(at)?.map_or(Self::Null, Self::Int),
            Kind::Float => row.get::<Option<f64>>(at)?.map_or(Self::Null, Self::Float),
            Kind::Text => row.get::<Option<String>>(at)?.map_or(Self::Null, Self::Text),
            Kind::Bytes => row.get::<Option<Vec<u8>>>(at)?.map_or(Self::Null, Self::Bytes),
        })
    }

    pub(super) fn value(&self) -> Value<'_> {
        match self {
            Self::Null => Value::Null,
            Self::Int(number) => Value::Int(*number),
            Self::Float(number) => Value::Float(*number),
            Self::Text(text) => Value::Text(text),
            Self::Bytes(bytes) => Value::Bytes(bytes),
        }
    }

    fn to_json(&self) -> Json {
        match self {
            Self::Null => Json::Null,
            Self::Int(number) => Json::from(*number),
            Self::Float(number) => Json::from(number.to_string()),
            Self::Text(text) => Json::from(text.as_str()),
            Self::Bytes(bytes) => Json::from(base64(bytes)),
        }
    }

    fn from_json(json: Json, kind: Kind) -> Option<Self> {
        match (kind, json) {
            (_, Json::Null) => Some(Self::Null),
            (Kind::Int, Json::Number(number)) => number.as_i64().map(Self::Int),
            (Kind::Float, Json::String(text)) => text.parse().ok().map(Self::Float),
            (Kind::Text, Json::String(text)) => Some(Self::Text(text)),
            (Kind::Bytes, Json::String(text)) => from_base64(&text).map(Self::Bytes),
            _ => None,
        }
    }
}

/// The line, with its end.
pub(super) fn write(cells: &[Cell]) -> String {
    let array: Json = cells.iter().map(Cell::to_json).collect();
    format!("{array}\n")
}

/// The row of a line, or why it is none.
pub(super) fn read(line: &str, kinds: &[Kind]) -> Result<Vec<Cell>, String> {
    let array: Vec<Json> = serde_json::from_str(line).map_err(|error| error.to_string())?;
    if array.len() != kinds.len() {
        return Err(format!("{} values for {} columns", array.len(), kinds.len()));
    }
    let cells = array.into_iter().zip(kinds).map(|(json, kind)| Cell::from_json(json, *kind));
    cells.collect::<Option<_>>().ok_or_else(|| "a value does not fit its column".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let kinds = [Kind::Int, Kind::Float, Kind::Text, Kind::Bytes, Kind::Text];
        let cells = [
            Cell::Int(i64::MIN),
            Cell::Float(0.1 + 0.2),
            Cell::Text("a\n\"ü\u{2028}".to_owned()),
            Cell::Bytes(vec![0, 255]),
            Cell::Null,
        ];
        let line = write(&cells);
        assert_eq!(line.matches('\n').count(), 1);
        assert_eq!(read(&line, &kinds), Ok(cells.to_vec()));
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        for line in ["", "[]", "[1,2]", "[\"1\"]", "[1.5]", "{}", "[9223372036854775808]"] {
            assert!(read(line, &[Kind::Int]).is_err(), "{line}");
        }
    }
}
