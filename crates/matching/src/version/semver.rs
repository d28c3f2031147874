//! SemVer 2.0 as npm, Cargo, Hex and Swift use it, read tolerantly: a leading `v` or `=`, any count of numbers of
//! any length, and a pre-release without its hyphen (`1.2.3beta`).

use std::cmp::Ordering;

use super::Order;
use super::scan::{accept, compare_dotted, compare_numbers, cut, printable, take_dotted};

/// A SemVer version in its parts.
pub(super) struct Version<'a> {
    /// Dotted numbers; a missing number is zero.
    pub(super) numbers: &'a [u8],
    /// Dotted identifiers after the hyphen, or `None` for a release.
    pub(super) prerelease: Option<&'a [u8]>,
    /// Build metadata after the plus; no part of the SemVer order.
    pub(super) build: Option<&'a [u8]>,
}

impl<'a> Order<'a> for Version<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        let mut text = printable(text)?;
        accept(&mut text, b'=');
        let _ = accept(&mut text, b'v') || accept(&mut text, b'V');
        Self::parse_numbers(text)
    }

    fn compare(&self, other: &Self) -> Ordering {
        compare_dotted(self.numbers, other.numbers)
            .then_with(|| compare_prereleases(self.prerelease, other.prerelease, compare_identifiers))
    }
}

impl<'a> Version<'a> {
    /// Reads a version that begins with a number.
    pub(super) fn parse_numbers(text: &'a [u8]) -> Option<Self> {
        let (mut text, build) = cut(text, b'+');
        let numbers = take_dotted(&mut text)?;
        let hyphen = accept(&mut text, b'-');
        let prerelease = (hyphen || !text.is_empty()).then_some(text);
        let valid = prerelease.is_none_or(are_identifiers) && build.is_none_or(are_build_identifiers);
        valid.then_some(Self { numbers, prerelease, build })
    }
}

/// Whether the text is dotted, non-empty identifiers of letters, digits, `-` and (tolerated) `_`.
fn are_identifiers(text: &[u8]) -> bool {
    let is_allowed = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    text.split(|byte| *byte == b'.').all(|identifier| !identifier.is_empty() && identifier.iter().all(is_allowed))
}

/// Build metadata is read more tolerantly: what does not order cannot mislead.
fn are_build_identifiers(text: &[u8]) -> bool {
    text.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'+' | b'~'))
}

/// A pre-release is below the release; two pre-releases compare by `compare`.
pub(super) fn compare_prereleases(
    left: Option<&[u8]>,
    right: Option<&[u8]>,
    compare: impl Fn(&[u8], &[u8]) -> Ordering,
) -> Ordering {
    match (left, right) {
        (Some(left), Some(right)) => compare(left, right),
        (left, right) => left.is_none().cmp(&right.is_none()),
    }
}

/// Compares dotted identifiers: numbers below words, fewer below more.
pub(super) fn compare_identifiers(left: &[u8], right: &[u8]) -> Ordering {
    compare_split(left, right, |byte| byte == b'.', <[u8]>::cmp)
}

/// Compares identifiers split at `separates`, numbers as numbers and below words, words by `compare`.
pub(super) fn compare_split(
    left: &[u8],
    right: &[u8],
    separates: impl Fn(u8) -> bool,
    compare: impl Fn(&[u8], &[u8]) -> Ordering,
) -> Ordering {
    let mut others = right.split(|byte| separates(*byte));
    for identifier in left.split(|byte| separates(*byte)) {
        let Some(other) = others.next() else { return Ordering::Greater };
        let order = match (is_number(identifier), is_number(other)) {
            (true, true) => compare_numbers(identifier, other),
            (false, false) => compare(identifier, other),
            (left, right) => right.cmp(&left),
        };
        if order.is_ne() {
            return order;
        }
    }
    if others.next().is_some() { Ordering::Less } else { Ordering::Equal }
}

fn is_number(identifier: &[u8]) -> bool {
    identifier.iter().all(u8::is_ascii_digit)
}
