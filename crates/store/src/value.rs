//! What goes into a statement and what comes out of a row, the same for both engines.

use std::borrow::Cow;

use postgres::types::{FromSql, IsNull, ToSql, Type, private::BytesMut, to_sql_checked};
use rusqlite::types::ToSqlOutput;

use crate::error::{EngineError, StoreError};
use crate::id::Id;
use crate::time::Time;

/// One argument of a statement.
#[derive(Clone, Debug)]
pub enum Value<'a> {
    /// Nothing.
    Null,
    /// A number, a time, a flag (0 or 1).
    Int(i64),
    /// A number with a fraction.
    Float(f64),
    /// Text. NUL, which PostgreSQL cannot keep, is kept as U+FFFD by both.
    Text(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
    /// An identifier.
    Id([u8; 16]),
}

macro_rules! value_from {
    ($($from:ty => |$it:ident| $value:expr;)+) => {
        $(impl<'a> From<$from> for Value<'a> {
            fn from($it: $from) -> Self {
                $value
            }
        })+
    };
}

value_from! {
    i64 => |it| Value::Int(it);
    f64 => |it| Value::Float(it);
    bool => |it| Value::Int(i64::from(it));
    Time => |it| Value::Int(it.0);
    &'a str => |it| Value::Text(it);
    &'a String => |it| Value::Text(it);
    &'a [u8] => |it| Value::Bytes(it);
    &'a Vec<u8> => |it| Value::Bytes(it);
    &'a [u8; 32] => |it| Value::Bytes(it);
}

impl<K> From<Id<K>> for Value<'_> {
    fn from(id: Id<K>) -> Self {
        Value::Id(id.bytes())
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

/// Text as it is kept; see [`Value::Text`].
#[must_use]
pub fn storable(text: &str) -> Cow<'_, str> {
    if text.contains('\0') { text.replace('\0', "\u{fffd}").into() } else { text.into() }
}

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        use rusqlite::types::ValueRef;
        if let Value::Text(text) = self
            && let Cow::Owned(text) = storable(text)
        {
            return Ok(text.into());
        }
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(number) => ValueRef::Integer(*number),
            Value::Float(number) => ValueRef::Real(*number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
            Value::Id(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

impl ToSql for Value<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(number) => number.to_sql_checked(ty, out),
            Value::Float(number) => number.to_sql_checked(ty, out),
            Value::Text(text) => storable(text).to_sql_checked(ty, out),
            Value::Bytes(bytes) => bytes.to_sql_checked(ty, out),
            Value::Id(bytes) => bytes.as_slice().to_sql_checked(ty, out),
        }
    }

    fn accepts(ty: &Type) -> bool {
        matches!(*ty, Type::INT8 | Type::FLOAT8 | Type::TEXT | Type::VARCHAR | Type::BYTEA)
    }

    to_sql_checked!();
}

/// One row of an answer.
pub enum Row<'a> {
    /// From SQLite.
    Sqlite(&'a rusqlite::Row<'a>),
    /// From PostgreSQL.
    Postgres(&'a postgres::Row),
}

impl Row<'_> {
    /// The value of column `at`, counted from 0.
    ///
    /// # Errors
    /// When the column holds something else: the schema and the statement disagree.
    pub fn get<T: Column>(&self, at: usize) -> Result<T, StoreError> {
        T::from_column(self, at)
    }

    fn raw<'r, T>(&'r self, at: usize) -> Result<T, StoreError>
    where
        T: rusqlite::types::FromSql + FromSql<'r>,
    {
        match self {
            Row::Sqlite(row) => row.get(at).map_err(|error| StoreError::column(at, EngineError::from(error))),
            Row::Postgres(row) => row.try_get(at).map_err(|error| StoreError::column(at, EngineError::from(error))),
        }
    }
}

/// A type that a column can be read as.
pub trait Column: Sized {
    /// Reads column `at` of `row`.
    ///
    /// # Errors
    /// When the column holds something else.
    fn from_column(row: &Row<'_>, at: usize) -> Result<Self, StoreError>;
}

macro_rules! plain_columns {
    ($($plain:ty),+) => {
        $(impl Column for $plain {
            fn from_column(row: &Row<'_>, at: usize) -> Result<Self, StoreError> {
                row.raw(at)
            }
        }
        impl Column for Option<$plain> {
            fn from_column(row: &Row<'_>, at: usize) -> Result<Self, StoreError> {
                row.raw(at)
            }
        })+
    };
}

plain_columns!(i64, f64, String, Vec<u8>);

macro_rules! made_columns {
    ($([$($bound:tt)*] $made:ty, from $plain:ty, by $make:expr;)+) => {
        $(impl<$($bound)*> Column for $made {
            fn from_column(row: &Row<'_>, at: usize) -> Result<Self, StoreError> {
                let make: fn($plain) -> Option<$made> = $make;
                make(row.get::<$plain>(at)?).ok_or(StoreError::Inconsistent { column: at, expected: stringify!($made) })
            }
        }
        impl<$($bound)*> Column for Option<$made> {
            fn from_column(row: &Row<'_>, at: usize) -> Result<Self, StoreError> {
                let make: fn($plain) -> Option<$made> = $make;
                let Some(plain) = row.get::<Option<$plain>>(at)? else { return Ok(None) };
                make(plain).map(Some).ok_or(StoreError::Inconsistent { column: at, expected: stringify!($made) })
            }
        })+
    };
}

made_columns! {
    [] Time, from i64, by |micros| Some(Time(micros));
    [] bool, from i64, by |number| (number == 0 || number == 1).then_some(number == 1);
    [] [u8; 32], from Vec<u8>, by |bytes| bytes.try_into().ok();
    [] [u8; 16], from Vec<u8>, by |bytes| bytes.try_into().ok();
    [K: 'static] Id<K>, from Vec<u8>, by |bytes| bytes.try_into().ok().map(Id::from_bytes);
}
