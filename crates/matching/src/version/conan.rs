//! Conan's order: dotted items, then a pre-release after `-`, then a build after `+`.
//!
//! Conan compares two numbers as numbers and all else as text, which has cycles (`9` < `10` < `1a` < `9`). Here an
//! item compares by the number it begins with and then by the rest as text, which agrees wherever Conan is free of
//! cycles; items that begin with no number are above those that do.

use std::cmp::Ordering;

use super::Order;
use super::scan::{compare_numbers, cut, printable, take_digits};

/// A Conan version in its parts.
pub(super) struct Version<'a> {
    items: &'a [u8],
    /// `None` for a release; empty text is below any other pre-release.
    prerelease: Option<&'a [u8]>,
    build: Option<&'a [u8]>,
}

impl<'a> Order<'a> for Version<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        let text = printable(text)?;
        let (text, build) = cut(text, b'+');
        let (items, prerelease) = cut(text, b'-');
        items.iter().any(u8::is_ascii_alphanumeric).then_some(Self { items, prerelease, build })
    }

    fn compare(&self, other: &Self) -> Ordering {
        compare_items(self.items, other.items)
            .then_with(|| match (self.prerelease, other.prerelease) {
                (Some(left), Some(right)) => compare_items(left, right),
                (left, right) => left.is_none().cmp(&right.is_none()),
            })
            .then_with(|| match (self.build, other.build) {
                (Some(left), Some(right)) => compare_items(left, right),
                (left, right) => left.is_some().cmp(&right.is_some()),
            })
    }
}

/// Compares dotted items; a missing item is zero.
fn compare_items(left: &[u8], right: &[u8]) -> Ordering {
    let (mut items, mut others) = (left.split(is_dot), right.split(is_dot));
    loop {
        let order = match (items.next(), others.next()) {
            (None, None) => return Ordering::Equal,
            (item, other) => compare_item(item.unwrap_or_default(), other.unwrap_or_default()),
        };
        if order.is_ne() {
            return order;
        }
    }
}

fn is_dot(byte: &u8) -> bool {
    *byte == b'.'
}

fn compare_item(mut left: &[u8], mut right: &[u8]) -> Ordering {
    let starts_with_text = |item: &[u8]| item.first().is_some_and(|byte| !byte.is_ascii_digit());
    starts_with_text(left)
        .cmp(&starts_with_text(right))
        .then_with(|| compare_numbers(take_digits(&mut left), take_digits(&mut right)))
        .then_with(|| left.cmp(right))
}
