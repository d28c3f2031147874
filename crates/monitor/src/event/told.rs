//! Fields of an event as others tell them: by name, as text, number or yes and no.

use std::str::FromStr;

use super::{Address, Text};

/// One value that somebody tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// Text.
    Text(&'a str),
    /// A number, in its digits.
    Number(&'a str),
    /// Yes or no.
    Is(bool),
    /// Something that no field takes: a list, or a thing within a thing.
    Other,
}

impl<'a> Value<'a> {
    /// It as text.
    #[must_use]
    pub fn text(self) -> Option<&'a str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// It as something that is written in digits. Many products put numbers in quotes.
    pub(crate) fn digits<T: FromStr>(self) -> Option<T> {
        match self {
            Self::Text(digits) | Self::Number(digits) => digits.parse().ok(),
            Self::Is(_) | Self::Other => None,
        }
    }
}

/// What a value can be told as.
pub(crate) trait Told<'a>: Sized {
    /// It, from a value; nothing where the value is no such thing.
    fn told(value: Value<'a>) -> Option<Self>;
}

impl<'a, const MOST: usize> Told<'a> for Text<'a, MOST> {
    fn told(value: Value<'a>) -> Option<Self> {
        value.text().map(Self::from)
    }
}

impl<'a> Told<'a> for Address {
    fn told(value: Value<'a>) -> Option<Self> {
        value.digits().map(Self)
    }
}

impl<'a> Told<'a> for bool {
    fn told(value: Value<'a>) -> Option<Self> {
        match value {
            Value::Is(is) => Some(is),
            other => other.digits(),
        }
    }
}

/// Numbers.
macro_rules! numbers {
    ($($type:ty)+) => {
        $(impl<'a> Told<'a> for $type {
            fn told(value: Value<'a>) -> Option<Self> {
                value.digits()
            }
        })+
    };
}

numbers! { u16 u64 i64 }
