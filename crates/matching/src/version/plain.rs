//! Two orders that are no package manager's: points in time, and plain text.

use std::cmp::Ordering;

use jiff::Timestamp;

use super::Order;

/// A point in time of RFC 3339.
pub(super) struct Datetime(Timestamp);

/// Any text, by the bytes of its UTF-8 encoding.
pub(super) struct Lexicographic<'a>(&'a str);

impl<'a> Order<'a> for Datetime {
    fn parse(text: &'a str) -> Option<Self> {
        text.parse().ok().map(Self)
    }

    fn compare(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}

impl<'a> Order<'a> for Lexicographic<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        (!text.is_empty()).then_some(Self(text))
    }

    fn compare(&self, other: &Self) -> Ordering {
        self.0.cmp(other.0)
    }
}
