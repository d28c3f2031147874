//! Debian's order (deb-version(7)): epoch, upstream version, revision.

use std::cmp::Ordering;

use super::Order;
use super::scan::{compare_numbers, cut, cut_last, printable, take_digits};

/// A Debian version in its three parts.
pub(super) struct Version<'a> {
    epoch: &'a [u8],
    upstream: &'a [u8],
    revision: &'a [u8],
}

impl<'a> Order<'a> for Version<'a> {
    /// Refuses an epoch that is no number, an empty upstream version and an empty revision, as dpkg does.
    fn parse(text: &'a str) -> Option<Self> {
        let text = printable(text)?;
        let (epoch, rest) = match cut(text, b':') {
            (epoch, Some(rest)) => (epoch, rest),
            (rest, None) => (&b"0"[..], rest),
        };
        let (upstream, revision) = cut_last(rest, b'-');
        let epoch_is_number = !epoch.is_empty() && epoch.iter().all(u8::is_ascii_digit);
        let parts_are_there = !upstream.is_empty() && revision != Some(b"");
        (epoch_is_number && parts_are_there).then_some(Self { epoch, upstream, revision: revision.unwrap_or_default() })
    }

    fn compare(&self, other: &Self) -> Ordering {
        compare_numbers(self.epoch, other.epoch)
            .then_with(|| compare_part(self.upstream, other.upstream))
            .then_with(|| compare_part(self.revision, other.revision))
    }
}

/// Compares stretches of non-digits and of digits in turn.
fn compare_part(mut left: &[u8], mut right: &[u8]) -> Ordering {
    while !(left.is_empty() && right.is_empty()) {
        let order = compare_non_digits(&mut left, &mut right)
            .then_with(|| compare_numbers(take_digits(&mut left), take_digits(&mut right)));
        if order.is_ne() {
            return order;
        }
    }
    Ordering::Equal
}

/// Compares the non-digits at the start of both, and takes them off as far as they are equal.
fn compare_non_digits(left: &mut &[u8], right: &mut &[u8]) -> Ordering {
    loop {
        let order = weight(left).cmp(&weight(right));
        if order.is_ne() || weight(left) == 0 {
            return order;
        }
        *left = left.get(1..).unwrap_or_default();
        *right = right.get(1..).unwrap_or_default();
    }
}

/// The weight of the first byte: a tilde is below the end, a digit counts as the end, letters are below all else.
fn weight(text: &[u8]) -> i16 {
    match text.first() {
        None | Some(b'0'..=b'9') => 0,
        Some(b'~') => -1,
        Some(letter) if letter.is_ascii_alphabetic() => i16::from(*letter),
        Some(other) => i16::from(*other) + 256,
    }
}
